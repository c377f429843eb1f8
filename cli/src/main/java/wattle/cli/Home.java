package wattle.cli;

import java.nio.file.Path;
import java.util.Map;

/// Where Wattle keeps what it keeps: `WATTLE_HOME`, or the XDG data folder's `wattle`.
record Home(Path folder) {

    static Home of(Map<String, String> environment) {
        String given = environment.getOrDefault("WATTLE_HOME", "");
        if (!given.isEmpty()) {
            return new Home(Path.of(given).toAbsolutePath());
        }
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        if (data.startsWith("/")) { // The specification has relative ones ignored.
            return new Home(Path.of(data, "wattle"));
        }
        String user = environment.getOrDefault("HOME", System.getProperty("user.home", "/"));
        return new Home(Path.of(user, ".local", "share", "wattle").toAbsolutePath());
    }

    /// Records of runs that have ended.
    Path runs() {
        return folder.resolve("runs");
    }

    /// Records of runs that go on, or whose Wattle was killed.
    Path running() {
        return folder.resolve("running");
    }

    /// Runs that are shifted in time.
    Path shifted() {
        return folder.resolve("shifted");
    }

    /// Grid data that was fetched.
    Path gridCache() {
        return folder.resolve("cache").resolve("grid");
    }
}
