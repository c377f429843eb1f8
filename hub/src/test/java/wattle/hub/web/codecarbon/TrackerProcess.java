package wattle.hub.web.codecarbon;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import wattle.hub.web.Server;
import wattle.hub.web.ServerProcess;
import wattle.hub.web.TestServer;
import wattle.ledger.sql.Database;
import wattle.report.Versions;

/// A program that serves trackers until it is killed.
@SuppressWarnings("try") // A process of its own.
final class TrackerProcess {

    private TrackerProcess() {}

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
            ServerProcess.serve(server.port());
        }
    }

    static ServerProcess start(Path store) throws java.io.IOException {
        return ServerProcess.start(TrackerProcess.class, store);
    }
}
