package wattle.series.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.series.HeldSeries;

/// A good file, damaged in thousands of ways: each reads to a series or is refused as an
/// [InvalidFileException], and what only changes its form reads to the same series.
class MutatedFilesTest {

    private static final int ROWS = 150;
    private static final int MUTATIONS = 5000;
    private static final String[] CELLS = {
        "NaN",
        "1e999",
        "-1e999",
        "",
        "Infinity",
        "-1",
        "0x1p3",
        "\"",
        "\"\"",
        "a,b",
        "\u0000",
        "9e",
        "2020-01-01",
        "2020-01-01T00:00:00",
        "99999-01-01T00:00:00Z",
        "1e-400",
        "٣",
        "\uFFFD",
        ";"
    };

    @TempDir Path folder;

    private final String good = good();
    private @Nullable HeldSeries whole;

    @Test
    void everyMutationIsReadOrRefused() {
        whole = TestFiles.read(TestFiles.write(folder, "good.csv", good));
        long seed = Long.getLong("wattle.seed", 20260303L);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            var random = new Random(seed + i);
            byte[] bytes = mutated(random);
            refused += isRefused(bytes, random.nextInt(4) == 0, "seed " + (seed + i)) ? 1 : 0;
        }
        if (refused < MUTATIONS / 3 || refused > MUTATIONS - MUTATIONS / 20) {
            throw new AssertionError("refused " + refused + " of " + MUTATIONS);
        }
    }

    @Test
    void everyCutOfAPackedFileIsRefused() {
        byte[] packed = TestFiles.gzip(good.getBytes(UTF_8));
        for (int length = 0; length < packed.length; length++) {
            if (!isRefused(Arrays.copyOf(packed, length), false, "cut to " + length)) {
                throw new AssertionError("cut to " + length + " it is read");
            }
        }
    }

    @Test
    void anotherFormIsTheSameSeries() {
        whole = TestFiles.read(TestFiles.write(folder, "good.csv", good));
        for (long seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            byte[] bytes = reformed(random).getBytes(UTF_8);
            bytes = random.nextBoolean() ? TestFiles.gzip(bytes) : bytes;
            HeldSeries series = TestFiles.read(TestFiles.write(folder, "x.csv", bytes));
            if (!series.equals(whole)) {
                throw new AssertionError("seed " + seed + " is read as another series");
            }
        }
    }

    private boolean isRefused(byte[] bytes, boolean repair, String what) {
        Path file = TestFiles.write(folder, "x.csv", bytes);
        try {
            SeriesFile series = TestFiles.read(file, repair ? Reading.REPAIR : Reading.STRICT);
            if (series.held().size() > ROWS + 2) {
                throw new AssertionError(what + ": more rows than there are");
            }
            return false;
        } catch (InvalidFileException refused) {
            if (!String.valueOf(refused.getMessage()).startsWith(file.toString())) {
                throw new AssertionError(what + ": " + refused.getMessage());
            }
            return true;
        } catch (RuntimeException | Error fault) {
            throw new AssertionError(what + ", repair " + repair, fault);
        }
    }

    private static String good() {
        var random = new Random(5);
        var text = new StringBuilder(TestFiles.HEADER);
        Instant at = Instant.parse("2026-03-01T00:00:00Z");
        for (int i = 0; i < ROWS; i++) {
            text.append(at).append(',').append(random.nextInt(10_000) / 16.0).append('\n');
            at = at.plusSeconds(i % 97 == 96 ? 900 : 300);
        }
        return text.toString();
    }

    /// The same values in another form.
    private String reformed(Random random) {
        var text = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
        String end = random.nextBoolean() ? "\n" : "\r\n";
        int extra = random.nextInt(3);
        for (String line : good.split("\n", 0)) {
            String[] cells = line.split(",", 0);
            boolean quoted = random.nextInt(4) == 0;
            for (int i = 0; i < cells.length; i++) {
                String cell = random.nextInt(4) == 0 ? cells[i] + " " : cells[i];
                cell =
                        i == 0 && random.nextInt(4) == 0
                                ? cell.replace(":00Z", ":00.000+00:00")
                                : cell;
                text.append(i > 0 ? "," : "").append(quoted ? "\"" + cell + "\"" : cell);
            }
            text.append((line.startsWith("t") ? ",extra" : ",NaN").repeat(extra)).append(end);
            text.append(random.nextInt(9) == 0 ? end : "");
        }
        return text.toString();
    }

    private byte[] mutated(Random random) {
        String text = good;
        for (int i = random.nextInt(6) / 2; i > 0; i--) {
            text = mutatedText(text, random);
        }
        byte[] bytes = text.getBytes(random.nextInt(20) == 0 ? ISO_8859_1 : UTF_8);
        if (random.nextInt(4) == 0) {
            bytes = flipped(bytes, random);
        }
        if (random.nextInt(3) == 0) {
            bytes = TestFiles.gzip(bytes);
            if (random.nextBoolean()) {
                bytes = flipped(bytes, random);
            }
            if (random.nextBoolean()) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
        }
        return bytes;
    }

    private static byte[] flipped(byte[] bytes, Random random) {
        byte[] flipped = bytes.clone();
        for (int i = random.nextInt(4); i >= 0 && flipped.length > 0; i--) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private static String mutatedText(String text, Random random) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", 0)));
        int line = random.nextInt(lines.size());
        int other = random.nextInt(lines.size());
        switch (random.nextInt(12)) {
            case 0 -> Collections.swap(lines, line, other);
            case 1 -> lines.remove(line);
            case 2 -> lines.add(other, lines.get(line));
            case 3 -> lines.set(line, withCell(lines.get(line), 0, random));
            case 4 -> lines.set(line, withCell(lines.get(line), 1, random));
            case 5 -> lines.set(line, lines.get(line).replaceAll(",.*", ""));
            case 6 -> lines.set(line, lines.get(line) + ",".repeat(random.nextInt(2000)));
            case 7 -> lines.set(line, lines.get(line).replace("Z", "+02:00"));
            case 8 -> lines.set(line, lines.get(line).replace("Z", ""));
            case 9 -> lines.set(line, lines.get(line) + "\"".repeat(random.nextInt(3)));
            case 10 -> lines.subList(Math.min(line, other), Math.max(line, other)).clear();
            default -> lines.set(line, lines.get(line).replaceFirst(":\\d\\d:", ":07:"));
        }
        String end = random.nextInt(5) == 0 ? "\r\n" : "\n";
        return (random.nextInt(9) == 0 ? "\uFEFF" : "") + String.join(end, lines) + end;
    }

    private static String withCell(String line, int index, Random random) {
        String[] cells = line.split(",", -1);
        if (index < cells.length) {
            cells[index] = CELLS[random.nextInt(CELLS.length)];
        }
        return String.join(",", cells);
    }
}
