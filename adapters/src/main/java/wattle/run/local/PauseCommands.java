package wattle.run.local;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A job's own way to pause and go on: lines for the shell that the user gave, with the process of
/// the command in `WATTLE_CHILD`.
///
/// @param stop run to pause the job; it should return when the job stands still or has ended
/// @param start run to let it go on: beside the job where that still lives, else as the job itself;
///   null to run the job's command again
public record PauseCommands(String stop, @Nullable String start) {

    /// A checkpoint of a large model takes minutes.
    private static final long PATIENCE = 30; // min

    static List<String> words(String line) {
        return List.of("/bin/sh", "-c", line);
    }

    void pause(long child) throws IOException {
        run(stop, child);
    }

    void resume(long child) throws IOException {
        if (start != null) {
            run(start, child);
        }
    }

    private static void run(String line, long child) throws IOException {
        var builder = new ProcessBuilder(words(line)).inheritIO();
        builder.environment().put("WATTLE_CHILD", Long.toString(child));
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        Process process = builder.start();
        try {
            if (!process.waitFor(PATIENCE, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException("\"" + line + "\" took more than " + PATIENCE + " min");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
        if (process.exitValue() != 0) {
            throw new IOException("\"" + line + "\" ended with exit code " + process.exitValue());
        }
    }
}
