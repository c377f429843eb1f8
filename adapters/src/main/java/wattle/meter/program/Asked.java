package wattle.meter.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What a program said.
///
/// @param exit its exit code
/// @param output its standard output, as far as the bound
/// @param errors its standard error, as far as the bound
public record Asked(int exit, String output, String errors) {

    /// Programs of the C locale speak English, which is what is looked for in their words.
    private static final Map<String, String> LOCALE = Map.of("LC_ALL", "C");

    /// What the launcher tells this process alone, and jobs that inherit an environment should not
    /// see.
    private static final List<String> OURS = List.of("_WATTLE_CALLER", "_JAVA_SR_SIGNUM");

    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    /// Runs a program and waits for its end. It gets no input. At the time's end it is killed with
    /// what it started.
    ///
    /// @param words the program and its arguments
    /// @param environment to set beside this process's own
    /// @param bytes the most to keep of each stream; what is more is read and dropped
    /// @throws IOException if it could not be started, or was interrupted or killed at the time's
    ///   end
    public static Asked run(
            List<String> words, Map<String, String> environment, Duration limit, int bytes)
            throws IOException {
        var builder = new ProcessBuilder(words);
        builder.environment().keySet().removeAll(OURS);
        builder.environment().putAll(LOCALE);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            FutureTask<String> output = reading(process.getInputStream(), bytes);
            FutureTask<String> errors = reading(process.getErrorStream(), bytes);
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        words.getFirst() + " gave no answer within " + limit.toSeconds() + " s");
            }
            return new Asked(process.exitValue(), last(output), last(errors));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + words.getFirst(), e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static FutureTask<String> reading(InputStream stream, int bytes) {
        var task =
                new FutureTask<>(() -> {
                    try (stream) {
                        byte[] kept = stream.readNBytes(bytes);
                        stream.transferTo(OutputStream.nullOutputStream());
                        return new String(kept, StandardCharsets.UTF_8);
                    }
                });
        Thread.ofPlatform().daemon().name("program output").start(task);
        return task;
    }

    /// A program that left a child with its streams is not waited for without end.
    private static String last(FutureTask<String> task) throws IOException, InterruptedException {
        try {
            return task.get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the program's output could not be read", e);
        }
    }
}
