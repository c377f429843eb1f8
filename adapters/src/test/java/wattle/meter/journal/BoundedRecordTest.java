package wattle.meter.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.meter.Activity;
import wattle.meter.Channel;
import wattle.meter.Domain;
import wattle.meter.Part;
import wattle.meter.Sample;
import wattle.unit.Power;

/// What is refused is a few hundred bytes that would take more memory than these tests have.
class BoundedRecordTest {

    @TempDir Path folder;

    private byte[] record(Consumer<RecordListener> told) throws IOException {
        Path file = folder.resolve("it.wattle");
        try (var writer =
                RecordWriter.create(
                        file,
                        problem -> {
                            throw new AssertionError(problem);
                        })) {
            told.accept(writer);
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return bytes;
    }

    private static void began(RecordListener to, int parts) {
        to.began(
                new Header(
                        "it",
                        Instant.parse("1990-01-01T00:00:00Z"),
                        Duration.ofSeconds(1),
                        List.of(),
                        Map.of(),
                        "",
                        "",
                        0,
                        Map.of()));
        channels(to, parts);
    }

    private static void channels(RecordListener to, int parts) {
        for (int i = 0; i < parts; i++) {
            to.channel(
                    new Channel.Gauge(
                            Part.sensed("gpu-" + i, "g" + i, Domain.GPU_BOARD, "", ""),
                            0.1,
                            new Power(700)));
        }
    }

    private static void sample(RecordListener to, Duration at) {
        to.sample(Sample.of(at.toNanos(), new Activity(0, 0, 0, 0)));
    }

    private static void read(byte[] record) throws Exception {
        RecordReader.read(
                new ByteArrayInputStream(record), "it", new BoundedRecord(new Recording()));
    }

    @Test
    void whatWouldNotFitIntoMemoryIsRefused() throws Exception {
        byte[] decades =
                record(to -> {
                    began(to, 300);
                    sample(to, Duration.ZERO);
                    sample(to, Duration.ofDays(10_000));
                });
        assertThatThrownBy(() -> read(decades))
                .isInstanceOf(RecordTooLargeException.class)
                .hasMessage("it lasts 10000 days, which is too long for its 300 parts");
        byte[] late =
                record(to -> {
                    began(to, 1);
                    sample(to, Duration.ZERO);
                    sample(to, Duration.ofDays(300));
                    channels(to, 40);
                });
        assertThatThrownBy(() -> read(late)).isInstanceOf(RecordTooLargeException.class);
        byte[] wide =
                record(to -> {
                    began(to, 900);
                    sample(to, Duration.ZERO);
                    sample(to, Duration.ofHours(2));
                });
        assertThatThrownBy(() -> read(wide)).hasMessageContaining("too long for its 900 parts");
        assertThatThrownBy(() -> read(record(to -> began(to, 1001))))
                .hasMessage("it has more than 1000 parts");
        byte[] asleep =
                record(to -> {
                    began(to, 1);
                    to.slept(Duration.ofDays(3000));
                    to.slept(Duration.ofDays(3000));
                });
        assertThatThrownBy(() -> read(asleep)).hasMessageContaining("slept for longer");
    }

    @Test
    void allElseIsHandedOn() throws Exception {
        for (int seed = 0; seed < 50; seed++) {
            int run = seed;
            byte[] record =
                    record(to -> Runs.random(new Random(run), 60).forEach(step -> step.accept(to)));
            var direct = new Heard();
            var bounded = new Heard();
            RecordReader.read(new ByteArrayInputStream(record), "it", direct);
            RecordReader.read(new ByteArrayInputStream(record), "it", new BoundedRecord(bounded));
            assertThat(bounded.all).as("seed " + seed).isEqualTo(direct.all).isNotEmpty();
        }
        byte[] half =
                record(to -> {
                    began(to, 12);
                    sample(to, Duration.ZERO);
                    sample(to, Duration.ofDays(160));
                });
        read(half);
    }
}
