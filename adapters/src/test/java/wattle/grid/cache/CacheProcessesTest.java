package wattle.grid.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wattle.series.HeldSeries;

/// Several processes and one folder.
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CacheProcessesTest {

    private static final int PROCESSES = 4;
    private static final int HOURS = 200;
    private static final int KILLS = Integer.getInteger("wattle.cache.kills", 12);

    private final List<String> problems = new ArrayList<>();

    @TempDir private Path folder = Path.of("");

    private Process start(int from, int to, int step) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MergeMain.class.getName(),
                        folder.toString(),
                        Integer.toString(from),
                        Integer.toString(to),
                        Integer.toString(step))
                .redirectError(folder.resolveSibling(folder.getFileName() + ".err").toFile())
                .start();
    }

    private @Nullable HeldSeries stored() {
        List<Stored> histories =
                new GridCache(folder, problems::add).histories(Values.ZONE, Values.LABELS);
        return histories.isEmpty()
                ? null
                : Objects.requireNonNull(histories.getFirst().values()).gramsPerKilowattHour();
    }

    /// Each writes every fourth hour, while a reader looks on.
    @Test
    void nothingIsLostBetweenWriters() throws Exception {
        List<Process> writers = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            writers.add(start(i, HOURS, PROCESSES));
        }
        int seen = 0;
        while (writers.stream().anyMatch(Process::isAlive)) {
            HeldSeries now = stored();
            int size = now == null ? 0 : now.size();
            assertThat(size).isGreaterThanOrEqualTo(seen);
            seen = size;
            TimeUnit.MILLISECONDS.sleep(5);
        }
        for (Process each : writers) {
            assertThat(each.waitFor()).isZero();
        }
        HeldSeries all = Objects.requireNonNull(stored());
        assertThat(all)
                .isEqualTo(
                        Values.hours("m1", Values.LONG_AFTER, 0, HOURS, 0).gramsPerKilowattHour());
        assertThat(problems).isEmpty();
    }

    @Test
    void threadsOfOneProcessWaitForEachOtherToo() throws Exception {
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            int from = i;
            writers.add(
                    Thread.startVirtualThread(
                            () -> MergeMain.merge(folder, from, 100, PROCESSES, hour -> {})));
        }
        for (Thread each : writers) {
            each.join();
        }
        assertThat(Objects.requireNonNull(stored()).size()).isEqualTo(100);
    }

    /// SIGKILL at any instant: what a writer said it kept is there, the file is whole, and the next
    /// writer goes on.
    @Test
    void aKillCostsAtMostWhatWasBeingWritten() throws Exception {
        var random = new Random(20_260_101);
        int kept = 0;
        for (int i = 0; i < KILLS; i++) {
            Process writer = start(1000 * i, 1000 * (i + 1), 1);
            int last = -1;
            try (BufferedReader out = writer.inputReader(StandardCharsets.UTF_8)) {
                last = Integer.parseInt(String.valueOf(out.readLine()));
                TimeUnit.MICROSECONDS.sleep(random.nextInt(60_000));
                writer.toHandle().destroyForcibly(); // Leaves its output to be read.
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    last = Integer.parseInt(line);
                }
            }
            writer.waitFor();
            int written = Objects.requireNonNull(stored()).size() - kept;
            int told = last - 1000 * i + 1;
            assertThat(written).isBetween(told, told + 1);
            kept += written;
        }
        assertThat(kept).isGreaterThanOrEqualTo(KILLS);
        assertThat(problems).isEmpty();
    }
}
