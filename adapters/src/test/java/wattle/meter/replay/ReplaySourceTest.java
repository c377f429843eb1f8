package wattle.meter.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.meter.Activity;
import wattle.meter.Channel;
import wattle.meter.CounterMeter;
import wattle.meter.CounterScale;
import wattle.meter.Domain;
import wattle.meter.MeterException;
import wattle.meter.MeterSource;
import wattle.meter.Part;
import wattle.meter.PowerMeter;
import wattle.meter.Sample;
import wattle.meter.Tally;
import wattle.meter.journal.Header;
import wattle.meter.journal.RecordWriter;
import wattle.testing.MeterContract;
import wattle.testing.Unprivileged;
import wattle.unit.Energy;
import wattle.unit.Power;

class ReplaySourceTest extends MeterContract {

    private static final long SECOND = 1_000_000_000L;

    @TempDir private Path folder = Path.of("");
    private final AtomicLong now = new AtomicLong(5 * SECOND);

    @Override
    protected MeterSource healthy() throws IOException {
        return source(record("healthy" + System.nanoTime(), 0));
    }

    @Override
    protected MeterSource absent() {
        return source(folder.resolve("none"));
    }

    @Override
    protected MeterSource refused() throws IOException {
        Path record = record("refused", 0);
        Files.setPosixFilePermissions(record, PosixFilePermissions.fromString("---------"));
        return Unprivileged.source(source(record));
    }

    @Override
    protected MeterSource broken() throws IOException {
        return source(Files.writeString(folder.resolve("broken"), "{}\n"));
    }

    @Override
    protected void draw() {
        now.addAndGet(3 * SECOND);
    }

    @Test
    void playsWhatWasReadAtThatTime() throws Exception {
        var found = source(record("played", 0)).find();
        var counter = (CounterMeter) found.meters().get(0);
        var power = (PowerMeter) found.meters().get(1);
        assertThat(counter.read()).isEqualTo(1000);
        now.addAndGet(2 * SECOND + 1);
        assertThat(counter.read()).isEqualTo(1000 + 2 * 50_000_000L);
        assertThat(power.readMicrowatts()).isEqualTo(7_000_000);
        assertThat(counter.part().modelled()).isTrue();
        assertThat(counter.part().source()).isEqualTo("replay of rapl powercap");
    }

    @Test
    void theEnergyOfAReplayIsThatOfTheRecord() throws Exception {
        var found = source(record("energy", 0)).find();
        var counter = (CounterMeter) found.meters().getFirst();
        var tally = new Tally(Instant.EPOCH);
        tally.add(Channel.of(counter));
        for (int i = 0; i <= 10; i++) {
            tally.accept(Sample.of(i * SECOND, Activity.NONE, counter.read()));
            now.addAndGet(SECOND);
        }
        assertThat(tally.energy(0).joules()).isCloseTo(500, within(1e-9));
    }

    @Test
    void endsWithItsRecord() throws Exception {
        var meter = (CounterMeter) source(record("end", 0)).find().meters().getFirst();
        now.addAndGet(20 * SECOND);
        assertThatThrownBy(meter::read)
                .isInstanceOf(MeterException.class)
                .hasMessageContaining("rest of the record");
    }

    @Test
    void aRecordWithoutMetersHasNothingToPlay() throws Exception {
        Path record = folder.resolve("empty");
        try (var writer = RecordWriter.create(record, problem -> {})) {
            writer.began(header());
        }
        assertThat(source(record).find().problems())
                .singleElement()
                .extracting(Object::toString)
                .asString()
                .contains("a meter in the record");
    }

    private MeterSource source(Path record) {
        return new ReplaySource(record, now::get);
    }

    /// Ten seconds of a package at 50 W and a board at 7 W.
    private Path record(String name, long first) throws IOException {
        Path record = folder.resolve(name);
        try (var writer = RecordWriter.create(record, problem -> {})) {
            writer.began(header());
            writer.channel(
                    new Channel.Counter(
                            Part.sensed(
                                    "cpu-package-0",
                                    "rapl:package-0",
                                    Domain.PACKAGE,
                                    "a processor",
                                    "rapl powercap"),
                            new CounterScale(
                                    new Energy(1e-6), OptionalLong.empty(), new Power(500))));
            writer.channel(
                    new Channel.Gauge(
                            Part.sensed(
                                    "gpu-0", "nvml:GPU-1", Domain.GPU_BOARD, "a board", "power"),
                            1,
                            new Power(700)));
            for (int i = 0; i <= 10; i++) {
                writer.sample(
                        Sample.of(
                                first + i * SECOND,
                                Activity.NONE,
                                1000 + i * 50_000_000L,
                                7_000_000));
            }
        }
        return record;
    }

    private static Header header() {
        return new Header(
                "replayed",
                Instant.EPOCH,
                Duration.ofSeconds(1),
                List.of("true"),
                Map.of(),
                "host",
                "boot",
                1,
                Map.of());
    }
}
