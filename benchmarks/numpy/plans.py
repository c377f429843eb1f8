"""What numpy takes for the questions of PlanScenario: started by it with a file of doubles, the intensity
of each slot, then the job's profile; prints a line for each: name, repetitions, least milliseconds of the
clock and of the processor, and a number that has to agree with Wattle's."""

import sys
import time

import numpy as np

path, slots, slack = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
numbers = np.fromfile(path, dtype=">f8")
series, profile = numbers[:-slots].copy(), numbers[-slots:].copy()
window = slots + slack
starts = len(series) - window + 1


def sliding_minimum(values, size):
    """The least of each `size` values in a row: prefix and suffix minima of blocks of that size."""
    blocks = -(-len(values) // size)
    padded = np.full(blocks * size, np.inf)
    padded[: len(values)] = values
    table = padded.reshape(blocks, size)
    before = np.minimum.accumulate(table, axis=1).ravel()
    after = np.minimum.accumulate(table[:, ::-1], axis=1)[:, ::-1].ravel()
    return np.minimum(after[: len(values) - size + 1], before[size - 1 : len(values)])


def saved(at_once, least):
    return float(np.mean((at_once - least) / at_once))


def flexible_profile():
    sums = np.correlate(series, profile, "valid")
    return saved(sums[:starts], sliding_minimum(sums, slack + 1)[:starts])


def running_sums():
    total = np.concatenate(([0.0], np.cumsum(series)))
    return total[slots:] - total[:-slots]


def flexible_constant():
    sums = running_sums()
    return saved(sums[:starts], sliding_minimum(sums, slack + 1)[:starts])


def lowest_intervals():
    windows = np.lib.stride_tricks.sliding_window_view(series, window)
    least = np.empty(starts)
    for at in range(0, starts, 2000):
        part = np.partition(windows[at : at + 2000], slots - 1, axis=1)
        least[at : at + 2000] = part[:, :slots].sum(axis=1)
    return saved(running_sums()[:starts], least)


def optimum():
    left = np.full(slots + 1, np.inf)
    left[slots] = 0.0
    for at in range(window - 1, -1, -1):
        left[:-1] = np.minimum(profile * series[at] + left[1:], left[:-1])
    return float(left[0])


for name, question, times in (
    ("flexible-start-profile", flexible_profile, 7),
    ("flexible-start-constant", flexible_constant, 7),
    ("lowest-intervals", lowest_intervals, 1),
    ("optimum-of-one", optimum, 7),
):
    clock, processor, answer = [], [], 0.0
    for _ in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        answer = question()
        clock.append(time.perf_counter() - wall)
        processor.append(time.process_time() - cpu)
    print(name, times, min(clock) * 1e3, min(processor) * 1e3, repr(answer))
