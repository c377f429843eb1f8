package wattle.run.local;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Started by `posix_spawnp`, with exactly the bytes, descriptors and signals that the caller had.
record SpawnedChild(long pid) implements Child {
    private static final int ENOEXEC = 8;

    /// Signals that the JVM takes for itself even where its caller ignored them, and can do
    /// without: QUIT, PIPE, XFSZ. CHLD is not among them: where it is ignored, no exit code can be
    /// had.
    private static final List<Integer> TAKEN = List.of(3, 13, 25);

    static boolean neededFor(Caller caller) {
        return caller.blocked() != 0
                || !caller.open().isEmpty()
                || !caller.closed().isEmpty()
                || TAKEN.stream().anyMatch(caller::ignores);
    }

    static SpawnedChild start(ChildCommand command, Caller caller) throws NotStarted {
        TAKEN.stream().filter(caller::ignores).forEach(Posix::ignore);
        var close = new HashSet<>(OpenDescriptors.fromThreeUp());
        close.removeAll(caller.open());
        close.addAll(caller.closed());
        var words = command.words();
        var spawned = Posix.spawn(words, caller.environment(), close, caller.blocked());
        if (spawned.errno()
                == ENOEXEC) { // A script without its first line: to the shell, as a shell would.
            var script = new ArrayList<>(words);
            script.add(0, Platform.bytes("/bin/sh"));
            spawned = Posix.spawn(script, caller.environment(), close, caller.blocked());
        }
        if (spawned.errno() != 0) {
            throw NotStarted.of(command.name(), spawned.errno(), reason(spawned.errno()));
        }
        return new SpawnedChild(spawned.pid());
    }

    private static String reason(int errno) {
        return switch (errno) {
            case 7 -> "Argument list too long";
            case 13 -> "Permission denied";
            default -> "error " + errno;
        };
    }

    @Override
    public int await() {
        return Posix.await(pid);
    }
}
