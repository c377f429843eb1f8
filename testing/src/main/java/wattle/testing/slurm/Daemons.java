package wattle.testing.slurm;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Processes that end with this one. For one thread.
///
/// A watcher outside this process ends them where it is killed: it waits for the end of a pipe.
final class Daemons {

    private static final String WATCHER =
            """
            cat >/dev/null
            sleep 1
            [ -d "$1" ] || exit 0
            for each in "$1"/*.started; do kill -9 "$(cat "$each")"; done
            rm -rf "$1"
            """;

    private final Path folder;
    private final Map<String, String> environment;
    private final Map<String, Process> running = new LinkedHashMap<>();
    private final Process watcher;

    Daemons(Path folder, Map<String, String> environment) throws IOException {
        this.folder = folder;
        this.environment = environment;
        var builder = new ProcessBuilder("setsid", "sh", "-c", WATCHER, "sh", folder.toString());
        watcher =
                builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
    }

    void start(String name, List<String> words) throws IOException {
        File said = folder.resolve(name + ".out").toFile();
        var builder =
                new ProcessBuilder(words)
                        .directory(folder.toFile())
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(said));
        builder.environment().putAll(environment);
        Process process = builder.start();
        running.put(name, process);
        Files.writeString(started(name), Long.toString(process.pid()));
    }

    boolean isRunning(String name) {
        Process process = running.get(name);
        return process != null && process.isAlive();
    }

    /// Asks it to end, and kills it when it does not.
    void stop(String name, long seconds) throws IOException {
        Process process = running.remove(name);
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(started(name));
    }

    void kill(String name) throws IOException {
        Process process = running.remove(name);
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
            Files.deleteIfExists(started(name));
        }
    }

    /// Nothing is left to be watched.
    void release() {
        watcher.destroy();
    }

    private Path started(String name) {
        return folder.resolve(name + ".started");
    }
}
