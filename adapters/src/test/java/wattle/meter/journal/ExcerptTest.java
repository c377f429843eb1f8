package wattle.meter.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.meter.Tally;

class ExcerptTest {

    @TempDir Path folder;

    private byte[] record(int seed) throws IOException {
        Path file = folder.resolve(seed + ".wattle");
        try (var writer =
                RecordWriter.create(
                        file,
                        problem -> {
                            throw new AssertionError(problem);
                        })) {
            Runs.random(new Random(seed), 60).forEach(step -> step.accept(writer));
        }
        return Files.readAllBytes(file);
    }

    private static byte[] excerpt(byte[] record) throws IOException, NotARecordException {
        var excerpt = new Excerpt();
        RecordReader.read(new ByteArrayInputStream(record), "it", excerpt);
        return excerpt.take();
    }

    private static java.util.List<String> lines(byte[] record) {
        return new String(record, StandardCharsets.UTF_8).lines().toList();
    }

    private static Tally tally(byte[] record) throws IOException, NotARecordException {
        var recording = new Recording();
        RecordReader.read(new ByteArrayInputStream(record), "it", recording);
        return recording.tally();
    }

    @Test
    void addsUpToTheSameAndIsItsOwnExcerpt() throws Exception {
        for (int seed = 0; seed < 50; seed++) {
            byte[] record = record(seed);
            byte[] excerpt = excerpt(record);
            var again = lines(excerpt(excerpt)).iterator();
            for (String line : lines(excerpt)) {
                assertThat(again.next()).as("seed " + seed).isEqualTo(line);
            }
            assertThat(again.hasNext()).isFalse();
            Tally whole = tally(record);
            Tally kept = tally(excerpt);
            assertThat(kept.samples()).isEqualTo(whole.samples());
            assertThat(kept.elapsed()).isEqualTo(whole.elapsed());
            assertThat(kept.asleep()).isEqualTo(whole.asleep());
            for (int i = 0; i < whole.parts().size(); i++) {
                assertThat(kept.energy(i)).isEqualTo(whole.energy(i));
                assertThat(kept.isMetered(i)).isEqualTo(whole.isMetered(i));
            }
        }
    }

    @Test
    void isTheSameHoweverItsRecordIsCut() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            byte[] record = record(seed);
            var random = new Random(seed);
            var excerpt = new Excerpt();
            var reader = new RecordReader("it", excerpt);
            for (int at = 0; at < record.length; ) {
                int to = Math.min(record.length, at + 1 + random.nextInt(400));
                reader.feed(record, at, to);
                at = to;
            }
            assertThat(excerpt.take()).isEqualTo(excerpt(record));
        }
    }

    @Test
    void keepsTheLabelsThatSayWhatWasDone() {
        assertThat(Excerpt.labels(Map.of("user", "me", "model", "Tiny\u0007", "task", " ")))
                .containsExactly(Map.entry("model", "Tiny"));
        assertThat(Excerpt.labels(Map.of("model", "x".repeat(1000))).get("model")).hasSize(200);
        assertThat(new String(new Excerpt().take(), StandardCharsets.UTF_8)).isEmpty();
    }
}
