package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The real launcher, started, with its streams in files.
///
/// @param record of a run; of another command no such file
/// @param started by the monotonic clock
record Launched(Process process, Path record, Path outFile, Path errFile, long started)
        implements AutoCloseable {

    private static final long DEADLINE_SECONDS = 90;

    /// @param files the beginning of the names of its files
    static Launched start(ProcessBuilder builder, Path files) {
        Path out = Path.of(files + ".out");
        Path err = Path.of(files + ".err");
        try {
            long now = System.nanoTime();
            Process process =
                    builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
            process.getOutputStream().close();
            return new Launched(process, files, out, err, now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits for its end, with this exit code.
    Launched ends(int exitCode) throws InterruptedException {
        assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).as(err()).isTrue();
        assertThat(process.exitValue()).as(err()).isEqualTo(exitCode);
        return this;
    }

    /// Waits until standard error has the words.
    Launched says(String words) throws IOException, InterruptedException {
        Until.holds(words + " in " + errFile, () -> err().contains(words) || !isAlive());
        assertThat(err()).contains(words);
        return this;
    }

    /// Waits until the record has the words.
    Launched records(String words) throws IOException, InterruptedException {
        Until.holds(
                words + " in " + record,
                () ->
                        (Files.exists(record) && TestMachine.read(record).contains(words))
                                || !isAlive());
        assertThat(TestMachine.read(record)).contains(words);
        return this;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String out() {
        return TestMachine.read(outFile);
    }

    String err() {
        return TestMachine.read(errFile);
    }

    /// What `run --json` wrote.
    JsonNode json() {
        return JsonMapper.shared().readTree(TestMachine.read(Path.of(record + ".json")));
    }

    /// What was printed, as JSON.
    JsonNode printed() {
        return JsonMapper.shared().readTree(out());
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/kill", "-s", name, "--", String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
