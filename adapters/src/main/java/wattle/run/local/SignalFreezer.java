package wattle.run.local;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Freezes a job by SIGSTOP to its process and all descendants, again and again until none is new.
///
/// Not reached: a process that has lost its parent, such as one that daemonised.
///
/// Cost: two looks at all processes of the machine, about 20 µs each.
final class SignalFreezer implements Freezer {

    private static final int SIGSTOP = 19;
    private static final int SIGCONT = 18;

    /// A tree that forks faster than it can be stopped gains nothing by more.
    private static final int MOST_PASSES = 100;

    private final int root;

    SignalFreezer(int root) {
        this.root = root;
    }

    @Override
    public void freeze() throws IOException {
        Posix.kill(root, SIGSTOP); // First, since it has the most children.
        Set<Integer> stopped = new HashSet<>();
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            boolean any = false;
            for (int pid : tree()) {
                if (stopped.add(pid)) {
                    any |= Posix.kill(pid, SIGSTOP);
                }
            }
            if (!any) {
                return;
            }
        }
        throw new IOException("its processes multiply faster than they can be stopped");
    }

    /// The root comes last: a shell that waits for its children should not see them stopped.
    @Override
    public void thaw() {
        for (int pid : tree()) {
            if (pid != root) {
                Posix.kill(pid, SIGCONT);
            }
        }
        Posix.kill(root, SIGCONT);
    }

    @Override
    public boolean isFrozen() {
        return ProcessState.stopped(root);
    }

    /// The root and its descendants, as they are now.
    Set<Integer> tree() {
        Map<Integer, Integer> parents = new HashMap<>();
        String[] names = new File("/proc").list();
        if (names != null) {
            for (String name : names) {
                if (Character.isDigit(name.charAt(0))) {
                    int pid = Integer.parseInt(name);
                    parents.put(pid, parent(pid));
                }
            }
        }
        Set<Integer> tree = new HashSet<>(Set.of(root));
        Set<Integer> others = new HashSet<>();
        for (int pid : parents.keySet()) {
            Set<Integer> path = new HashSet<>();
            int at = pid;
            while (at > 0 && !tree.contains(at) && !others.contains(at) && path.add(at)) {
                at = parents.getOrDefault(at, 0);
            }
            (tree.contains(at) ? tree : others).addAll(path);
        }
        return tree;
    }

    /// 0 when it is gone.
    private static int parent(int pid) {
        try (var in = new FileInputStream("/proc/" + pid + "/stat")) {
            String stat = new String(in.readNBytes(512), StandardCharsets.ISO_8859_1);
            int at = stat.lastIndexOf(')') + 4;
            return Integer.parseInt(stat.substring(at, stat.indexOf(' ', at)));
        } catch (IOException | IndexOutOfBoundsException gone) {
            return 0;
        }
    }
}
