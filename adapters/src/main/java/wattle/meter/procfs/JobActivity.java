package wattle.meter.procfs;

import java.io.File;
import java.time.Duration;
import wattle.meter.Activity;

/// How busy a job's processes and its machine are. Not for use by several threads at once, but for
/// [#has].
public final class JobActivity {

    private final File procRoot;
    private final ProcessTree tree;

    /// @param procRoot `/proc`, or a copy of it
    /// @param tree the job's processes, as they are counted from now on
    public JobActivity(File procRoot, ProcessTree tree) {
        this.procRoot = procRoot;
        this.tree = tree;
    }

    public Activity read() {
        return read(tree.cpuTime(), tree.residentBytes());
    }

    /// As [#read], after the job has ended and nothing may be missed any more. Memory is what it
    /// held before that.
    public Activity settle() {
        long held = tree.residentBytes();
        return read(tree.settle(), Math.max(held, tree.residentBytes()));
    }

    /// Whether a process is the job's. For any thread.
    public boolean has(long pid) {
        return tree.has(pid);
    }

    private Activity read(Duration cpuTime, long residentBytes) {
        MachineCpu machine = MachineCpu.read(procRoot);
        return new Activity(
                cpuTime.toNanos(), machine.busyNanos(), machine.capacityNanos(), residentBytes);
    }
}
