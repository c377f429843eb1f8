package wattle.series.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files made to exhaust memory, read by a JVM that has 64 MiB of it: each is refused in a
/// sentence.
class HostileFilesTest {

    private static final int MILLION = 1_000_000;

    @TempDir Path folder;

    @Test
    void eachIsRefusedInLittleMemory() throws Exception {
        repeat(
                "columns.csv.gz",
                "timestamp_utc,g_per_kwh\n2020-01-01T00:00:00Z,1",
                ",1",
                10 * MILLION);
        repeat("names.csv.gz", "", "timestamp_utc,", 10 * MILLION);
        repeat("cell.csv.gz", "timestamp_utc,g_per_kwh\n", "9999999999", 10 * MILLION);
        repeat("quoted.csv.gz", "timestamp_utc,g_per_kwh\n\"", "99999999\n\"\"", 10 * MILLION);
        repeat("blank.csv.gz", "timestamp_utc,g_per_kwh\n", "\n", 51 * MILLION);
        rows("rows.csv.gz", MILLION);

        String said = readWithLittleMemory();
        assertThat(said.lines())
                .satisfiesExactly(
                        line ->
                                assertThat(line)
                                        .contains("columns.csv.gz line 2: the row has more cells"),
                        line ->
                                assertThat(line)
                                        .contains("names.csv.gz line 1: there are more than"),
                        line ->
                                assertThat(line)
                                        .contains("cell.csv.gz line 2: a cell is longer than"),
                        line ->
                                assertThat(line)
                                        .contains("quoted.csv.gz line 2: a cell is longer than"),
                        line ->
                                assertThat(line)
                                        .contains("blank.csv.gz line 50000001: there are more than")
                                        .contains("50000000 lines"),
                        line ->
                                assertThat(line)
                                        .contains("rows.csv.gz line ")
                                        .contains("that fit the memory. Split the file, or give"));
    }

    private void repeat(String name, String head, String part, int times) throws IOException {
        byte[] block = part.repeat(1000).getBytes(UTF_8);
        try (OutputStream out = packed(name)) {
            out.write(head.getBytes(UTF_8));
            for (int i = 0; i < times / 1000; i++) {
                out.write(block);
            }
        }
    }

    /// As many good rows as asked for, at a step that is never the same, the worst for memory.
    private void rows(String name, int count) throws IOException {
        try (OutputStream out = packed(name)) {
            out.write(TestFiles.HEADER.getBytes(UTF_8));
            long nanos = 1_600_000_000_000_000_000L;
            for (int i = 0; i < count; i++) {
                out.write((SeriesRows.instant(nanos) + ",1\n").getBytes(UTF_8));
                nanos += 1_000_000_000L + 1000L * (i % 7919);
            }
        }
    }

    private OutputStream packed(String name) throws IOException {
        return new java.io.BufferedOutputStream(
                new GZIPOutputStream(Files.newOutputStream(folder.resolve(name))) {
                    {
                        def.setLevel(java.util.zip.Deflater.BEST_SPEED);
                    }
                },
                1 << 16);
    }

    private String readWithLittleMemory() throws IOException, InterruptedException {
        Process child =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xmx64m",
                                        "-XX:+UseSerialGC",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        Child.class.getName(),
                                        folder.toString()))
                        .redirectErrorStream(true)
                        .start();
        String said = new String(child.getInputStream().readAllBytes(), UTF_8);
        assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return said;
    }

    /// Reads each file of a folder and prints why it is refused.
    static final class Child {
        private Child() {}

        public static void main(String[] folder) {
            for (String each : List.of("columns", "names", "cell", "quoted", "blank", "rows")) {
                try {
                    TestFiles.read(Path.of(folder[0], each + ".csv.gz"));
                    System.out.println(each + " was read");
                } catch (InvalidFileException refused) {
                    System.out.println(refused.getMessage());
                }
            }
        }
    }
}
