package wattle.meter.collector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where collectors listen: the machine's, run by root, below `/run`; a user's own below
/// `XDG_RUNTIME_DIR`; elsewhere where `WATTLE_COLLECTOR` says so.
public final class CollectorSockets {

    /// The setting that names a socket.
    public static final String VARIABLE = "WATTLE_COLLECTOR";

    /// The machine's collector.
    public static final Path OF_THE_MACHINE = Path.of("/run/wattle/collector.sock");

    private CollectorSockets() {}

    /// Where a collector of this user listens; empty where there is no place for one, as without
    /// `XDG_RUNTIME_DIR`.
    public static Optional<Path> toListenOn(Map<String, String> environment) {
        String named = environment.getOrDefault(VARIABLE, "");
        if (!named.isEmpty()) {
            return path(named);
        }
        return isRoot() ? Optional.of(OF_THE_MACHINE) : ofTheUser(environment);
    }

    /// Where a reader looks, the most wanted first.
    public static List<Path> toAsk(Map<String, String> environment) {
        String named = environment.getOrDefault(VARIABLE, "");
        List<Path> places = new ArrayList<>();
        if (!named.isEmpty()) {
            path(named).ifPresent(places::add);
        } else {
            places.add(OF_THE_MACHINE);
            ofTheUser(environment).ifPresent(places::add);
        }
        return places;
    }

    private static Optional<Path> ofTheUser(Map<String, String> environment) {
        String folder = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        return folder.isEmpty() ? Optional.empty() : path(folder + "/wattle/collector.sock");
    }

    private static Optional<Path> path(String name) {
        try {
            return Optional.of(Path.of(name));
        } catch (InvalidPathException notInThisLocale) {
            return Optional.empty();
        }
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException notLinux) {
            return false;
        }
    }
}
