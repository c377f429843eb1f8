package wattle.run.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Freezes a job by the control group, of version 2, that it has for itself
/// (Documentation/admin-guide/cgroup-v2.rst of Linux: `cgroup.freeze`, `cgroup.events`). Reaches
/// whatever the job starts, daemons included, at once.
final class CgroupFreezer implements Freezer {

    private static final long PATIENCE = 5_000_000_000L; // ns
    private static final long LOOK_AGAIN = 200_000L; // ns
    private static final int MOST_PASSES = 100;

    private final Path group;

    CgroupFreezer(Path group) {
        this.group = group;
    }

    /// Makes a group for a job below that of this process, and puts the job into it with all that
    /// it has started by then.
    ///
    /// @param name that no other group has
    /// @return null where this process may not, or the machine has no such groups
    static @Nullable Path make(String name, int pid) {
        Path own = own();
        if (own == null || !Files.isWritable(own)) {
            return null;
        }
        Path group = own.resolve(name);
        try {
            Files.createDirectory(group);
            if (!Files.isWritable(group.resolve("cgroup.freeze"))) {
                Files.delete(group);
                return null;
            }
            moveInto(group, pid);
            return group;
        } catch (IOException refused) {
            remove(group);
            return null;
        }
    }

    private static void moveInto(Path group, int pid) throws IOException {
        var tree = new SignalFreezer(pid);
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            Set<Integer> inside = members(group);
            boolean any = false;
            for (int each : tree.tree()) {
                if (!inside.contains(each)) {
                    any = true;
                    try {
                        Files.writeString(group.resolve("cgroup.procs"), Integer.toString(each));
                    } catch (IOException gone) {
                        if (each == pid) {
                            throw gone;
                        }
                    }
                }
            }
            if (!any) {
                return;
            }
        }
    }

    private static Set<Integer> members(Path group) throws IOException {
        Set<Integer> members = new java.util.HashSet<>();
        for (String line : Files.readAllLines(group.resolve("cgroup.procs"))) {
            members.add(Integer.valueOf(line.strip()));
        }
        return members;
    }

    /// This process's group in the hierarchy of version 2; null where there is none.
    private static @Nullable Path own() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
                if (line.startsWith("0::/")) {
                    for (String root : new String[] {"/sys/fs/cgroup", "/sys/fs/cgroup/unified"}) {
                        Path at = Path.of(root + line.substring(3));
                        if (Files.exists(at.resolve("cgroup.procs"))
                                && Files.exists(Path.of(root, "cgroup.controllers"))) {
                            return at;
                        }
                    }
                }
            }
        } catch (IOException none) {
            return null;
        }
        return null;
    }

    @Override
    public void freeze() throws IOException {
        set("1");
        long began = System.nanoTime();
        while (!isFrozen()) {
            if (System.nanoTime() - began > PATIENCE) {
                set("0");
                throw new IOException("its processes do not stand still within 5 s");
            }
            LockSupport.parkNanos(LOOK_AGAIN);
        }
    }

    @Override
    public void thaw() throws IOException {
        set("0");
    }

    private void set(String value) throws IOException {
        Files.writeString(group.resolve("cgroup.freeze"), value);
    }

    @Override
    public boolean isFrozen() {
        try {
            return Files.readString(group.resolve("cgroup.events")).contains("frozen 1");
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public void close() {
        remove(group);
    }

    /// One in which a daemon still runs stays.
    private static void remove(Path group) {
        try {
            Files.deleteIfExists(group);
        } catch (IOException inUse) {
            return;
        }
    }
}
