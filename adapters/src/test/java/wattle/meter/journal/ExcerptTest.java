package wattle.meter.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
    void keepsPausesAndTheNumberOfEpochsAndNoOtherOption() throws Exception {
        Path file = folder.resolve("paused");
        Instant at = Instant.parse("2026-03-01T05:00:00Z");
        try (var writer = RecordWriter.create(file, problem -> {})) {
            writer.began(header(Map.of("epochs", "12", "zone", "cAnAry")));
            writer.paused(at);
            writer.resumed(at.plusSeconds(60));
        }
        byte[] kept = excerpt(Files.readAllBytes(file));
        var heard = new Heard();
        RecordReader.read(new ByteArrayInputStream(kept), "it", heard);
        assertThat(heard.all.get(0))
                .isInstanceOfSatisfying(
                        Header.class,
                        header -> {
                            assertThat(header.options()).isEqualTo(Map.of("epochs", "12"));
                            assertThat(header.epochs()).isEqualTo(12);
                        });
        assertThat(heard.all.subList(1, 3))
                .containsExactly(at, List.of("resumed", at.plusSeconds(60)));
        for (String wrong : List.of("0", "-1", "1e3", "9999999999", "cAnAry")) {
            Path other = folder.resolve("epochs" + wrong);
            try (var writer = RecordWriter.create(other, problem -> {})) {
                writer.began(header(Map.of("epochs", wrong)));
            }
            assertThat(lines(excerpt(Files.readAllBytes(other))).getFirst())
                    .contains("\"options\":{}");
        }
    }

    private static Header header(Map<String, String> options) {
        Header steady = Runs.steadyHeader("");
        return new Header(
                steady.id(),
                steady.started(),
                steady.interval(),
                steady.command(),
                steady.labels(),
                steady.host(),
                steady.bootId(),
                steady.pid(),
                options);
    }

    @Test
    void keepsTheLabelsThatSayWhatWasDone() {
        assertThat(Excerpt.labels(Map.of("user", "me", "model", "Tiny\u0007", "task", " ")))
                .containsExactly(Map.entry("model", "Tiny"));
        assertThat(Excerpt.labels(Map.of("model", "x".repeat(1000))).get("model")).hasSize(200);
        assertThat(new String(new Excerpt().take(), StandardCharsets.UTF_8)).isEmpty();
    }
}
