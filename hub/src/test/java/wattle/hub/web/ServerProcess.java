package wattle.hub.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A server in a process of its own, which can be killed.
@SuppressWarnings("try") // A close that was interrupted fails the test.
public final class ServerProcess implements AutoCloseable {

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// @param program whose `main` is given the store's file, serves it, and calls [#serve]
    public static ServerProcess start(Class<?> program, Path store) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                program.getName(),
                                store.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the server's process ended");
        }
        return new ServerProcess(process, Integer.parseInt(line));
    }

    /// In the process: says at which port it listens, and returns when whoever started it is gone.
    @SuppressWarnings("SystemOut")
    public static void serve(int port) throws IOException {
        System.out.println(port);
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
    }

    public int port() {
        return port;
    }

    /// As `kill -9` does.
    public void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        kill();
    }
}
