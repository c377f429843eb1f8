"""What shifting costs this machine: how long a pause takes to reach a tree of processes, and what a driver that
waits takes of a processor. Appends to benchmarks/results/shifted.csv.

Usage: python3 benchmarks/shifted/shifted.py [PROCESSES] [SECONDS]     from the repository's root
"""
import datetime
import json
import os
import platform
import signal
import statistics
import subprocess
import sys
import tempfile
import time

WATTLE = os.path.abspath("wattle")
RESULTS = os.path.abspath("benchmarks/results/shifted.csv")
TREE = """
import os, sys, time
for i in range(int(sys.argv[1]) - 1):
    if os.fork() == 0:
        break
# Each process of the tree writes the time, again and again, so that the last one says when it stood still.
path = os.path.join(sys.argv[2], str(os.getpid()))
with open(path, "wb", buffering=0) as out:
    while True:
        out.seek(0)
        out.write(b"%020d" % time.monotonic_ns())
        time.sleep(0.02 if int(sys.argv[1]) > 100 else 0.001)
"""


def signal_file(folder, low_steps, step):
    path = os.path.join(folder, "signal.csv")
    now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
    with open(path, "w") as out:
        out.write("timestamp_utc,g_per_kwh\n")
        for i in range(1200):
            at = now + datetime.timedelta(seconds=step * i)
            low = i < low_steps or 60 <= i < 90
            out.write(at.strftime("%Y-%m-%dT%H:%M:%SZ") + (",100\n" if low else ",500\n"))
    return path, now.strftime("%Y-%m-%dT%H:%M:%SZ")


def cpu_seconds(pid):
    total = 0
    for task in os.listdir("/proc/%d/task" % pid):
        with open("/proc/%d/task/%s/schedstat" % (pid, task)) as stat:
            total += int(stat.read().split()[0])
    return total / 1e9


def run(folder, args, command):
    environment = dict(os.environ, WATTLE_HOME=os.path.join(folder, "home"))
    return subprocess.Popen([WATTLE, "run"] + args + ["--"] + command, env=environment,
                            stderr=subprocess.PIPE, text=True)


def log(folder):
    shifted = os.path.join(folder, "home", "shifted")
    run_id = os.listdir(shifted)[0]
    with open(os.path.join(shifted, run_id, "log.jsonl")) as lines:
        return [json.loads(line)["entry"] for line in lines]


def pause(processes):
    """Milliseconds from the decision, which is written down first, until the last process stood still."""
    with tempfile.TemporaryDirectory() as folder:
        seen = os.path.join(folder, "seen")
        os.mkdir(seen)
        path, at = signal_file(folder, 6, 2)
        wattle = run(folder, ["--pause-resume", "600s", "--duration", "60s", "--power-watts", "9", "--at", at,
                              "--intensity-file", path], [sys.executable, "-c", TREE, str(processes), seen])
        for line in wattle.stderr:
            if "paused" in line:
                break
        time.sleep(1)
        stopped = {}
        for name in os.listdir(seen):
            with open(os.path.join(seen, name)) as file:
                stopped[name] = int(file.read() or 0)
        entries = log(folder)
        decided = next(e["ticks_ns"] for e in entries if e["step"] == "pausing")
        way = "cgroup" if "/cgroup/" in (entries[-1]["handle"] or "") else "signals"
        last = (max(stopped.values()) - decided) / 1e6
        done = (next(e["ticks_ns"] for e in entries if e["state"] == "paused") - decided) / 1e6
        wattle.send_signal(signal.SIGKILL)
        for name in stopped:
            os.kill(int(name), signal.SIGKILL)
        wattle.wait()
        assert len(stopped) == processes, len(stopped)
        if way == "cgroup":
            time.sleep(0.5)
            os.rmdir(entries[-1]["handle"].split(" ", 3)[3])
        return way, max(0.0, last), done


def idle(seconds):
    """Share of a processor, in percent, of a driver that waits, after its first minute."""
    with tempfile.TemporaryDirectory() as folder:
        path, at = signal_file(folder, 0, 300)
        wattle = run(folder, ["--flexible-start", "12h", "--duration", "1h", "--power-watts", "9", "--at", at,
                              "--intensity-file", path], ["true"])
        time.sleep(60)
        before, began = cpu_seconds(wattle.pid), time.monotonic()
        time.sleep(seconds)
        share = 100 * (cpu_seconds(wattle.pid) - before) / (time.monotonic() - began)
        wattle.terminate()
        wattle.wait()
        return share


def main():
    processes = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 120
    with open("/proc/cpuinfo") as info:
        model = next(line.split(":")[1].strip() for line in info if line.startswith("model name"))
    machine = "%s %d cores %s" % (platform.machine(), os.cpu_count(), model)
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], stdout=subprocess.PIPE, text=True).stdout.strip()
    when = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    rows = []
    runs = [pause(processes) for _ in range(5)]
    for what, index in (("last process stood still, ms", 1), ("all known to stand still, ms", 2)):
        values = [each[index] for each in runs]
        rows.append(("pause of %d processes by %s: %s" % (processes, runs[0][0], what), min(values),
                     statistics.median(values), max(values)))
    share = idle(seconds)
    rows.append(("driver that waits: percent of a core over %d s" % seconds, share, share, share))
    new = not os.path.exists(RESULTS)
    with open(RESULTS, "a") as out:
        if new:
            out.write("date,commit,machine,what,min,median,max\n")
        for what, least, median, most in rows:
            line = '%s,%s,%s,"%s",%.4f,%.4f,%.4f' % (when, commit, machine, what, least, median, most)
            print(line)
            out.write(line + "\n")


main()
