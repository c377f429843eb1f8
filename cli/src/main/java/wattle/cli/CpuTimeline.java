package wattle.cli;

import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import wattle.meter.procfs.ProcessTree;
import wattle.run.local.ChildResult;
import wattle.run.local.RunObserver;
import wattle.series.EnergySeries;
import wattle.series.Timeline;
import wattle.unit.Power;

/// The CPU time of a run's processes as it grows: 16 bytes a sample. The runner calls one method at
/// a time.
final class CpuTimeline implements RunObserver {

    private final ProcessTree tree =
            new ProcessTree(new File("/proc"), ProcessHandle.current().pid());
    private final long begin = System.nanoTime();

    /// Since `begin`, by the monotonic clock; and CPU time so far.
    private long[] elapsedNanos = new long[64];

    private long[] cpuNanos = new long[64];
    private int samples;
    private Instant start = Instant.EPOCH;
    private Duration wall = Duration.ZERO;

    @Override
    public void helper(long pid) {
        tree.exclude(pid);
    }

    @Override
    public void sample() {
        add(System.nanoTime() - begin);
    }

    @Override
    public void ended(ChildResult result) {
        start = result.started();
        wall = result.wall();
        // The last look comes after the end, so its time is the end's.
        add(Math.max(1, wall.toNanos()));
    }

    Duration cpuTime() {
        return samples == 0 ? Duration.ZERO : Duration.ofNanos(cpuNanos[samples - 1]);
    }

    Duration wall() {
        return wall;
    }

    /// The energy of the run when each second of CPU time takes `perThread`.
    EnergySeries energy(Power perThread) {
        var timeline = Timeline.builder();
        double[] joules = new double[samples];
        long origin = start.getEpochSecond() * 1_000_000_000L + start.getNano();
        long lastElapsed = 0;
        long lastCpu = 0;
        for (int i = 0; i < samples; i++) {
            boolean last = i == samples - 1;
            if (elapsedNanos[i] > lastElapsed && (last || elapsedNanos[i] < wall.toNanos())) {
                joules[timeline.size()] = perThread.watts() * (cpuNanos[i] - lastCpu) / 1e9;
                timeline.add(origin + lastElapsed, origin + elapsedNanos[i]);
                lastElapsed = elapsedNanos[i];
                lastCpu = cpuNanos[i];
            }
        }
        return new EnergySeries(timeline.build(), Arrays.copyOf(joules, timeline.size()));
    }

    private void add(long elapsed) {
        if (samples == elapsedNanos.length) {
            elapsedNanos = Arrays.copyOf(elapsedNanos, 2 * samples);
            cpuNanos = Arrays.copyOf(cpuNanos, 2 * samples);
        }
        elapsedNanos[samples] = elapsed;
        cpuNanos[samples] = tree.cpuTime().toNanos();
        samples++;
    }
}
