package wattle.meter.procfs;

import java.io.File;
import java.time.Duration;
import wattle.meter.Activity;

/// How busy a job's processes and its machine are. Not for use by several threads at once, but for
/// [#has].
public final class JobActivity {

    /// The kernel takes 0.1 ms and more to make up the whole machine's figures, so where no part's
    /// energy is shared out by them they are asked for no more often than this.
    private static final long SELDOM_NANOS = 10_000_000_000L;

    private final File procRoot;
    private final ProcessTree tree;
    private boolean shared;
    private long askAt = Long.MIN_VALUE;

    /// @param procRoot `/proc`, or a copy of it
    /// @param tree the job's processes, as they are counted from now on
    public JobActivity(File procRoot, ProcessTree tree) {
        this.procRoot = procRoot;
        this.tree = tree;
    }

    /// From now on the whole machine's figures are in every reading: a part's energy is shared out
    /// by them.
    public void share() {
        shared = true;
    }

    public Activity read() {
        return read(tree.cpuTime(), tree.residentBytes(), shared);
    }

    /// As [#read], after the job has ended and nothing may be missed any more. Memory is what it
    /// held before that.
    public Activity settle() {
        long held = tree.residentBytes();
        return read(tree.settle(), Math.max(held, tree.residentBytes()), true);
    }

    /// Whether a process is the job's. For any thread.
    public boolean has(long pid) {
        return tree.has(pid);
    }

    private Activity read(Duration cpuTime, long residentBytes, boolean always) {
        long now = System.nanoTime();
        long busy = Activity.UNKNOWN;
        long capacity = Activity.UNKNOWN;
        if (always || askAt == Long.MIN_VALUE || now - askAt >= 0) {
            MachineCpu machine = MachineCpu.read(procRoot);
            busy = machine.busyNanos();
            capacity = machine.capacityNanos();
            askAt = now + SELDOM_NANOS;
        }
        return new Activity(cpuTime.toNanos(), busy, capacity, residentBytes);
    }
}
