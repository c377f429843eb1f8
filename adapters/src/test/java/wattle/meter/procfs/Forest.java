package wattle.meter.procfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Processes that are born, work, die and leave their numbers to others at random, as the kernel
/// has them, written out as a `/proc`.
final class Forest {

    static final int ROOT = 100;
    private static final int INIT = 1;
    private static final int NUMBERS = 400;

    private final Path proc;
    private final Random random;

    /// Whether each process of the job is seen before its parent dies, works and reaps nothing
    /// between the last look at it and its end once it is an orphan, and is waited for by a parent
    /// that lives: then every tick can be known.
    private final boolean tame;

    private final Map<Integer, Node> living = new HashMap<>();
    private final Map<Integer, String> written = new HashMap<>();
    private final Map<Integer, Integer> free = new HashMap<>();
    private int looks;
    private long clock = 10;

    /// All ticks that descendants of the root worked.
    long truth;

    private static final class Node {
        int pid;
        int parent;
        long started;
        long own;
        long reaped;
        boolean job;
        boolean ignoresChildren;
        int seen;
        int seenAsOrphan;
        boolean reapedSinceSeen;
    }

    Forest(Path proc, Random random, boolean tame) {
        this.proc = proc;
        this.random = random;
        this.tame = tame;
        born(INIT, 0, false);
        born(ROOT, INIT, false);
        for (int pid = 200; pid < 205; pid++) {
            born(pid, INIT, false);
        }
    }

    private Node born(int pid, int parent, boolean job) {
        var process = new Node();
        process.pid = pid;
        process.parent = parent;
        process.started = clock++;
        process.job = job;
        process.ignoresChildren = !tame && random.nextInt(8) == 0;
        living.put(pid, process);
        return process;
    }

    void step() {
        List<Node> all = new ArrayList<>(living.values());
        Node process = all.get(random.nextInt(all.size()));
        switch (random.nextInt(4)) {
            case 0, 1 -> {
                int pid = number();
                if (pid > 0 && process.pid != INIT && living.size() < 60) {
                    born(pid, process.pid, process.job || process.pid == ROOT);
                }
            }
            case 2 -> {
                if (!(tame && process.job && process.parent == INIT)) {
                    long ticks = random.nextInt(50);
                    process.own += ticks;
                    truth += process.job ? ticks : 0;
                }
            }
            default -> {
                if (process.pid != INIT && process.pid != ROOT && mayDie(process)) {
                    dies(process);
                }
            }
        }
    }

    private boolean mayDie(Node process) {
        if (!tame || !process.job) {
            return true;
        }
        boolean childrenSeen =
                living.values().stream()
                        .filter(each -> each.parent == process.pid)
                        .allMatch(each -> each.seen > 0);
        return childrenSeen
                && (process.parent != INIT
                        || (process.seenAsOrphan > 0 && !process.reapedSinceSeen));
    }

    private void dies(Node process) {
        living.remove(process.pid);
        free.put(process.pid, looks);
        for (Node each : living.values()) {
            if (each.parent == process.pid) {
                each.parent = INIT;
            }
        }
        Node parent = living.get(process.parent);
        if (parent != null && !parent.ignoresChildren) {
            parent.reaped += process.own + process.reaped;
            parent.reapedSinceSeen = true;
        }
    }

    /// A number that nobody has had since the last look but one.
    private int number() {
        int pid = 2 + random.nextInt(NUMBERS);
        boolean rested = free.getOrDefault(pid, -2) < looks - 1;
        return living.containsKey(pid) || !rested ? 0 : pid;
    }

    /// Writes it out, to be looked at.
    void show() throws IOException {
        looks++;
        for (int pid : Set.copyOf(written.keySet())) {
            if (!living.containsKey(pid)) {
                Files.delete(proc.resolve(pid + "/stat"));
                Files.delete(proc.resolve(Integer.toString(pid)));
                written.remove(pid);
            }
        }
        for (Node each : living.values()) {
            each.seen++;
            each.seenAsOrphan += each.parent == INIT ? 1 : 0;
            each.reapedSinceSeen = false;
            String stat =
                    each.pid
                            + " (a) S "
                            + each.parent
                            + " 1 1 0 -1 0 0 0 0 0 "
                            + each.own
                            + " 0 "
                            + each.reaped
                            + " 0 20 0 1 0 "
                            + each.started
                            + " 0 3\n";
            if (!stat.equals(written.put(each.pid, stat))) {
                Path folder = Files.createDirectories(proc.resolve(Integer.toString(each.pid)));
                Files.writeString(folder.resolve("stat"), stat);
            }
        }
    }

    /// Those of the job that live.
    Set<Long> job() {
        Set<Long> pids = new HashSet<>();
        living.values().stream()
                .filter(each -> each.job)
                .forEach(each -> pids.add((long) each.pid));
        return pids;
    }
}
