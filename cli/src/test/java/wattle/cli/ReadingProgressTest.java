package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingProgressTest {

    private static final long SECOND = 1_000_000_000L;

    @TempDir private Path folder = Path.of("");

    private final StringWriter err = new StringWriter();
    private final AtomicLong now = new AtomicLong(-5 * SECOND);

    private Path file(String name, int size) throws Exception {
        return Files.write(folder.resolve(name), new byte[size]);
    }

    private static void read(InputStream in, int bytes) throws Exception {
        assertThat(in.readNBytes(bytes)).hasSize(bytes);
    }

    @Test
    void fromTheFirstSecondOnAndAwayInTheEnd() throws Exception {
        List<Path> files = List.of(file("a", 300), file("b", 100), folder);
        try (var progress = new ReadingProgress(new PrintWriter(err), now::get)) {
            progress.expect(files);
            try (InputStream in = progress.open(files.get(0))) {
                read(in, 100);
                assertThat(err.toString()).isEmpty();
                now.addAndGet(SECOND);
                read(in, 100);
                assertThat(err.toString()).endsWith("wattle: reading record 1 of 2, 50 %");
                int shown = err.toString().length();
                read(in, 1);
                assertThat(err.toString()).hasSize(shown);
                now.addAndGet(SECOND);
                read(in, 99);
            }
            try (InputStream in = progress.open(files.get(1))) {
                now.addAndGet(SECOND);
                read(in, 100);
                assertThat(err.toString()).endsWith("wattle: reading record 2 of 2, 100 %");
            }
        }
        assertThat(err.toString()).endsWith("%\r\u001b[K");
    }

    @Test
    void nothingWhereThereIsNoTerminalOrNothingTakesLong() throws Exception {
        Path file = file("a", 300);
        try (var progress = new ReadingProgress(new PrintWriter(err), now::get)) {
            progress.expect(List.of(file));
            try (InputStream in = progress.open(file)) {
                read(in, 300);
            }
        }
        assertThat(err.toString()).isEmpty();
        // Tests have no terminal.
        assertThat(ReadingProgress.of(new PrintWriter(err))).isSameAs(ReadingProgress.NONE);
    }
}
