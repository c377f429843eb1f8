package wattle.cli.browser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `wattle serve` in a process and with a home of its own, and other commands with the same home.
final class Served implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("serving on (http://\\S+)");
    private static final int PATIENCE_SECONDS = 60;

    private final Path home;
    private final Process process;
    private final String address;

    private Served(Path home, Process process, String address) {
        this.home = home;
        this.process = process;
        this.address = address;
    }

    /// @param folder empty; everything it writes goes there
    static Served start(Path folder) throws IOException, InterruptedException {
        Path err = folder.resolve("serve.err");
        Path home = folder.resolve("home");
        Process process =
                command(home, "serve", "--port=0", "--requests-per-minute=1000000")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(err.toFile())
                        .start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            Matcher address = ADDRESS.matcher(Files.readString(err));
            if (address.find()) {
                return new Served(home, process, address.group(1));
            }
            Thread.sleep(50);
        }
        process.destroyForcibly();
        throw new IOException("it does not serve: " + Files.readString(err));
    }

    private static ProcessBuilder command(Path home, String... words) {
        List<String> all =
                new java.util.ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "wattle.cli.Main"));
        all.addAll(List.of(words));
        var builder = new ProcessBuilder(all);
        builder.environment().put("WATTLE_HOME", home.toString());
        return builder;
    }

    /// The address of a page.
    String at(String path) {
        return address + path;
    }

    /// What another command prints that uses the same home.
    String wattle(String... words) throws IOException, InterruptedException {
        Process other = command(home, words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String out = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (other.waitFor() != 0) {
            throw new IOException("wattle " + List.of(words) + " ended with " + other.exitValue());
        }
        return out;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
}
