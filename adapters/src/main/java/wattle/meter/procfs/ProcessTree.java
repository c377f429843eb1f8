package wattle.meter.procfs;

import java.io.File;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Processor time used so far by the descendants of one process, itself not included: those that
/// run, those that ended and were waited for (the kernel adds their time to the parent's), and
/// those that lost their parent after they were seen once.
///
/// Not seen: a process that lost its parent and was never there at a look, and one that ended
/// between two looks without anyone waiting for it. Then the time since the last look, or all of
/// it, is missing; it is never too much.
///
/// A look reads one small file for each process of the machine (measured: about 35 µs each),
/// whatever the size of the tree. Not for use by several threads at once.
///
/// ```java
/// var tree = new ProcessTree(new File("/proc"), ProcessHandle.current().pid());
/// tree.cpuTime(); // before the child is started; zero
/// ```
public final class ProcessTree {
    private static final long TICK_MILLIS = 10;
    private static final int LOOKS_AGAIN = 2;

    private final File procRoot;
    private final int root;
    private final Set<Integer> helpers = new HashSet<>();

    /// The tree at the last look, by process id.
    private Map<Integer, ProcessStat> members = new HashMap<>();

    /// Of the root: ticks of reaped children at the start, and at the last look.
    private final long reapedBefore;

    private long reapedByRoot;

    /// Ticks of processes that ended without a parent that would have been credited with them.
    private long orphaned;

    private long most;

    /// Counts from here on what `rootPid` has descendants for.
    public ProcessTree(File procRoot, long rootPid) {
        this.procRoot = procRoot;
        this.root = Math.toIntExact(rootPid);
        this.reapedBefore = reapedBy(ProcessStat.read(procRoot, root), 0);
        this.reapedByRoot = reapedBefore;
    }

    /// A child of the root that is not part of the job.
    public synchronized void exclude(long pid) {
        helpers.add(Math.toIntExact(pid));
    }

    /// Looks, and gives the total. It never falls.
    public synchronized Duration cpuTime() {
        var look = look();
        // A process may end, and be waited for, after its parent was read and before it was itself.
        // It is then in
        // nobody's account. In a second look its parent has it, because the kernel credits before
        // it removes.
        for (int again = 0; again < LOOKS_AGAIN && look.missing() > 0; again++) {
            look = look();
        }
        var now = look.members();
        var reapedNow = look.reapedByRoot();
        orphaned += look.missing();
        members = now;
        reapedByRoot = reapedNow;
        var ticks = reapedNow - reapedBefore + orphaned;
        for (var member : now.values()) {
            ticks += member.total();
        }
        most = Math.max(most, ticks);
        return Duration.ofMillis(most * TICK_MILLIS);
    }

    /// @param missing ticks of the last look that nobody has been credited with
    private record Look(Map<Integer, ProcessStat> members, long reapedByRoot, long missing) {}

    private Look look() {
        var table = table();
        var reapedNow = reapedBy(table.get(root), reapedByRoot);
        var now = descendants(table);
        return new Look(now, reapedNow, unaccounted(now, reapedNow));
    }

    private Map<Integer, ProcessStat> table() {
        var table = new HashMap<Integer, ProcessStat>();
        var names = procRoot.list();
        if (names == null) {
            return table;
        }
        for (var name : names) {
            if (Character.isDigit(name.charAt(0))) {
                var stat = ProcessStat.read(procRoot, Integer.parseInt(name));
                if (stat != null) {
                    table.put(stat.pid(), stat);
                }
            }
        }
        return table;
    }

    /// Those below the root, and those that were once, whoever their parent is today.
    private Map<Integer, ProcessStat> descendants(Map<Integer, ProcessStat> table) {
        var verdicts = new HashMap<Integer, Boolean>();
        var found = new HashMap<Integer, ProcessStat>();
        for (var process : table.values()) {
            if (belongs(process, table, verdicts)) {
                found.put(process.pid(), process);
            }
        }
        return found;
    }

    private boolean belongs(
            ProcessStat process, Map<Integer, ProcessStat> table, Map<Integer, Boolean> verdicts) {
        var known = verdicts.get(process.pid());
        if (known != null) {
            return known;
        }
        verdicts.put(
                process.pid(), false); // The table is read bit by bit, so it may hold a circle.
        var before = members.get(process.pid());
        var parent = table.get(process.parent());
        var belongs =
                process.pid() != root
                        && !helpers.contains(process.pid())
                        && (process.parent() == root
                                || (before != null && before.sameProcess(process))
                                || (parent != null && belongs(parent, table, verdicts)));
        verdicts.put(process.pid(), belongs);
        return belongs;
    }

    /// Ticks seen at the last look that are in no living process's account any more. Each process
    /// that is gone should show in what its nearest living ancestor has reaped since.
    private long unaccounted(Map<Integer, ProcessStat> now, long reapedNow) {
        var due = new HashMap<Integer, Long>();
        for (var gone : members.values()) {
            if (!alive(gone, now)) {
                due.merge(heir(gone, now), gone.total(), Long::sum);
            }
        }
        long missing = 0;
        for (var entry : due.entrySet()) {
            missing += Math.max(0, entry.getValue() - credited(entry.getKey(), now, reapedNow));
        }
        return missing;
    }

    private long credited(int heir, Map<Integer, ProcessStat> now, long reapedNow) {
        if (heir == root) {
            return reapedNow - reapedByRoot;
        }
        var before = members.get(heir);
        var after = now.get(heir);
        return before == null || after == null ? 0 : after.reaped() - before.reaped();
    }

    /// The nearest ancestor that still lives, as the tree stood at the last look; 0 (the kernel)
    /// outside the tree.
    private int heir(ProcessStat gone, Map<Integer, ProcessStat> now) {
        var pid = gone.parent();
        for (int depth = 0; depth < members.size() && pid != root; depth++) {
            var parent = members.get(pid);
            if (parent == null) {
                return 0;
            }
            if (alive(parent, now)) {
                return pid;
            }
            pid = parent.parent();
        }
        return pid == root ? root : 0;
    }

    private static boolean alive(ProcessStat process, Map<Integer, ProcessStat> now) {
        var today = now.get(process.pid());
        return today != null && today.sameProcess(process);
    }

    private static long reapedBy(@Nullable ProcessStat stat, long unknown) {
        return stat == null ? unknown : stat.reaped();
    }
}
