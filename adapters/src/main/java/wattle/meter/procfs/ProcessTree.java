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
/// A look lists the processes of the machine, and reads one small file (about 35 µs) for each of
/// the tree and each that is new; now and then, and at [#settle], for all of them. Not for use by
/// several threads at once, but for [#has].
///
/// ```java
/// var tree = new ProcessTree(new File("/proc"), ProcessHandle.current().pid());
/// tree.cpuTime(); // before the child is started; zero
/// ```
public final class ProcessTree {
    private static final long TICK_MILLIS = 10;
    private static final int LOOKS_AGAIN = 2;

    /// Reading every process is done again when it has become this small a part of the time.
    private static final long SELDOM = 5000;

    private final File procRoot;
    private final int root;
    private final Set<Integer> helpers = new HashSet<>();

    /// The tree at the last look, by process id.
    private volatile Map<Integer, ProcessStat> members = new HashMap<>();

    /// The tree at the look before that.
    private volatile Map<Integer, ProcessStat> membersBefore = Map.of();

    /// Processes that were read and are not of the tree. What has no share in it once never gets
    /// one, but its number may come to name another process: a number that is in nobody's use is
    /// forgotten at each look, and all of them now and then.
    private Set<Integer> others = new HashSet<>();

    /// The newest process of the machine before the last listing.
    private @Nullable String listedWith;

    private long readAllAt = Long.MIN_VALUE;
    private long readAllTook;

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
        var rest = new HashMap<>(members); // It was taken for one of the job's at a look before.
        rest.remove(Math.toIntExact(pid));
        members = rest;
    }

    /// Whether a process was of the tree at one of the last two looks: one that has just ended may
    /// still be asked about. For any thread.
    public boolean has(long pid) {
        return members.containsKey((int) pid) || membersBefore.containsKey((int) pid);
    }

    /// The ids of the tree's processes at the last look. For any thread.
    public Set<Integer> pids() {
        return Set.copyOf(members.keySet());
    }

    /// Memory that the tree's processes had resident at the last look, in bytes; pages that several
    /// share count for each.
    public synchronized long residentBytes() {
        long pages = 0;
        for (var member : members.values()) {
            pages += member.pages();
        }
        return pages * PageSize.BYTES;
    }

    /// As [#cpuTime], with every process of the machine read anew: for the end of a run.
    public synchronized Duration settle() {
        readAllAt = Long.MIN_VALUE;
        return cpuTime();
    }

    /// Looks, and gives the total. It never falls.
    public synchronized Duration cpuTime() {
        long now = System.nanoTime();
        if (readAllAt == Long.MIN_VALUE || now - readAllAt > SELDOM * readAllTook) {
            others = new HashSet<>();
            listedWith = null;
            Duration total = total();
            readAllAt = now;
            readAllTook = System.nanoTime() - now;
            return total;
        }
        return total();
    }

    private Duration total() {
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
        membersBefore = members;
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

    /// The root, the tree as it was, and whoever is new.
    private Map<Integer, ProcessStat> table() {
        var table = new HashMap<Integer, ProcessStat>();
        put(root, table);
        for (var member : members.keySet()) {
            put(member, table);
        }
        String newest = NewestProcess.read(procRoot);
        if (newest != null && newest.equals(listedWith)) {
            return table; // Nobody was born since the last listing.
        }
        var names = procRoot.list();
        if (names == null) {
            return table;
        }
        listedWith = newest;
        var stillOthers = new HashSet<Integer>();
        for (var name : names) {
            if (Character.isDigit(name.charAt(0))) {
                int pid = Integer.parseInt(name);
                if (others.contains(pid)) {
                    stillOthers.add(pid);
                } else if (!table.containsKey(pid)) {
                    put(pid, table);
                }
            }
        }
        others = stillOthers;
        return table;
    }

    private void put(int pid, Map<Integer, ProcessStat> table) {
        var stat = ProcessStat.read(procRoot, pid);
        if (stat != null) {
            table.put(pid, stat);
        }
    }

    /// Those below the root, and those that were once, whoever their parent is today.
    private Map<Integer, ProcessStat> descendants(Map<Integer, ProcessStat> table) {
        var verdicts = new HashMap<Integer, Boolean>();
        var found = new HashMap<Integer, ProcessStat>();
        for (var process : table.values()) {
            if (belongs(process, table, verdicts)) {
                found.put(process.pid(), process);
            } else if (process.pid() != root && isResolved(process, table)) {
                others.add(process.pid());
            }
        }
        return found;
    }

    /// Whether its parent is known: one that was born after the listing is not, and may be of the
    /// tree.
    private boolean isResolved(ProcessStat process, Map<Integer, ProcessStat> table) {
        int parent = process.parent();
        return parent == 0 || others.contains(parent) || table.containsKey(parent);
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
