package wattle.hub.web.codecarbon;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import wattle.hub.web.Server;
import wattle.hub.web.TestServer;
import wattle.ledger.sql.Database;
import wattle.report.Versions;

/// A server in a process of its own, which can be killed.
@SuppressWarnings({
    "try",
    "ClosingStandardOutputStreams",
    "DefaultCharset"
}) // A process of its own; a close that was interrupted fails the test.
final class ServerProcess implements AutoCloseable {

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static ServerProcess start(Path store) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ServerProcess.class.getName(),
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

    /// Listens until it is killed, or whoever started it is gone.
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        try (var store = Database.open(arguments[0]);
                var server =
                        Server.start(
                                new Server.Settings(
                                        "127.0.0.1",
                                        0,
                                        TestServer.PLENTY,
                                        Tokens.ACCESS,
                                        List.of(),
                                        new Versions("1.2.3", "2026.01"),
                                        new PrintWriter(Writer.nullWriter())),
                                List.of(new CodeCarbonRoutes(store, Clock.systemUTC())))) {
            System.out.println(server.port());
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        }
    }

    int port() {
        return port;
    }

    /// As `kill -9` does.
    void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        kill();
    }
}
