package wattle.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Shell scripts in which the word `RUN` stands for nothing, or for the real launcher.
final class WrappedShell {
    static final Path LAUNCHER = launcher();

    /// Where the tests' runs are recorded, and not where the user's are.
    static final Path HOME = home();

    /// A hung case ends the test, however slow the machine.
    private static final long DEADLINE_SECONDS = 60;

    record Outcome(String out, String err, int exitCode) {}

    private WrappedShell() {}

    private static Path home() {
        try {
            Path home = Files.createTempDirectory("wattle-home");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(home)));
            return home;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (var all = Files.walk(folder)) {
            all.sorted(java.util.Comparator.reverseOrder()).forEach(each -> each.toFile().delete());
        } catch (IOException left) {
            System.err.println(folder + " was left behind: " + left);
        }
    }

    static Outcome bare(String script) throws IOException, InterruptedException {
        return run(script.replace("RUN ", ""));
    }

    static Outcome wrapped(String script) throws IOException, InterruptedException {
        return run(script.replace("RUN ", command()));
    }

    static String command() {
        return LAUNCHER + " run --quiet -- ";
    }

    /// For processes that the test talks to itself.
    static ProcessBuilder builder(String... command) {
        var builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(
                        Map.of(
                                "_WATTLE_CLASSPATH", System.getProperty("java.class.path"),
                                "WATTLE_JAVA_HOME", System.getProperty("java.home"),
                                "WATTLE_HOME", HOME.toString(),
                                "LC_ALL", "C.UTF-8"));
        return builder;
    }

    /// Wattle's helper, once it has caught what it watches (SIGTERM among it) and waits to be
    /// asked.
    static boolean isCanary(long pid) {
        try {
            var status = Files.readString(Path.of("/proc/" + pid + "/status"));
            var caught = status.replaceFirst("(?s).*SigCgt:\\s*(\\w+).*", "$1");
            return status.startsWith("Name:\tsh\n")
                    && status.contains("State:\tS")
                    && (Long.parseUnsignedLong(caught, 16) >>> 14 & 1) == 1;
        } catch (IOException e) {
            return false;
        }
    }

    private static Outcome run(String script) throws IOException, InterruptedException {
        var out = Files.createTempFile("wattle", ".out");
        var err = Files.createTempFile("wattle", ".err");
        try {
            var process =
                    builder("bash", "-c", script)
                            .redirectInput(Path.of("/dev/null").toFile())
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile())
                            .start();
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError("still running: " + script);
            }
            return new Outcome(text(out), text(err), process.exitValue());
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /// One character for each byte, so that no byte is lost in the comparison.
    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static Path launcher() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.isExecutable(folder.resolve("wattle"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("the tests run inside the source tree");
            }
        }
        return folder.resolve("wattle");
    }
}
