package wattle.hub.web.runs;

import java.io.IOException;
import java.nio.file.Path;
import wattle.hub.web.ServerProcess;

/// A program that serves live runs until it is killed.
@SuppressWarnings("try") // A process of its own.
final class RunProcess {

    private RunProcess() {}

    public static void main(String[] arguments) throws Exception {
        try (var server = new RunServer(Path.of(arguments[0]))) {
            ServerProcess.serve(server.port());
        }
    }

    static ServerProcess start(Path store) throws IOException {
        return ServerProcess.start(RunProcess.class, store);
    }
}
