package wattle.hub.web.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import wattle.meter.Accuracy;
import wattle.meter.Activity;
import wattle.meter.Channel;
import wattle.meter.CounterScale;
import wattle.meter.Domain;
import wattle.meter.Part;
import wattle.meter.Sample;
import wattle.meter.Tally;
import wattle.meter.journal.End;
import wattle.meter.journal.Excerpt;
import wattle.meter.journal.Header;
import wattle.meter.journal.RecordListener;
import wattle.meter.journal.RecordReader;
import wattle.meter.journal.RecordWriter;
import wattle.meter.journal.Recording;
import wattle.unit.Energy;
import wattle.unit.Power;

/// A record of a GPU and a processor whose powers are of odd digits, written as `wattle run` writes
/// one, with words in it that nobody else is to see.
final class MadeRun {

    private final String id;
    private final byte[] record;
    private final byte[] excerpt;
    private final Tally tally;

    private MadeRun(String id, byte[] record, byte[] excerpt, Tally tally) {
        this.id = id;
        this.record = record;
        this.excerpt = excerpt;
        this.tally = tally;
    }

    String id() {
        return id;
    }

    byte[] record() {
        return record;
    }

    byte[] excerpt() {
        return excerpt;
    }

    Tally tally() {
        return tally;
    }

    /// Stands wherever something tells of the machine.
    static final String CANARY = "cAnAry";

    private static final long SECOND = 1_000_000_000L;

    static MadeRun of(Path folder, String id, Instant start, int seconds) throws IOException {
        return of(folder, id, start, seconds, true);
    }

    /// @param ended whether it says how the run ended
    static MadeRun of(Path folder, String id, Instant start, int seconds, boolean ended)
            throws IOException {
        Path file = folder.resolve(id + ".wattle");
        try (var writer =
                RecordWriter.create(
                        file,
                        problem -> {
                            throw new AssertionError(problem);
                        })) {
            tell(writer, id, start, seconds);
            if (ended) {
                writer.ended(
                        new End(
                                false,
                                0,
                                Duration.ofSeconds(seconds),
                                0,
                                null,
                                0,
                                List.of("problem of " + CANARY)));
            }
        }
        var excerpt = new Excerpt();
        var recording = new Recording();
        try {
            RecordReader.read(file, excerpt);
            RecordReader.read(file, recording);
        } catch (wattle.meter.journal.NotARecordException impossible) {
            throw new AssertionError(impossible);
        }
        return new MadeRun(id, Files.readAllBytes(file), excerpt.take(), recording.tally());
    }

    /// A few lines that would take gigabytes to add up: a hundred processors, ten years apart from
    /// the first sample to the second.
    static byte[] vast(String id, Instant start) {
        var lines = new Excerpt();
        lines.began(
                new Header(
                        id,
                        start,
                        Duration.ofSeconds(1),
                        List.of(),
                        Map.of(),
                        "",
                        "",
                        0,
                        Map.of()));
        for (int i = 0; i < 100; i++) {
            lines.channel(
                    new Channel.Gauge(
                            Part.sensed("cpu-" + i, "c" + i, Domain.PACKAGE, "", ""),
                            0.1,
                            new Power(500)));
        }
        lines.sample(Sample.of(0, new Activity(0, 0, 0, 0)));
        lines.sample(Sample.of(Duration.ofDays(3650).toNanos(), new Activity(0, 0, 0, 0)));
        return lines.take();
    }

    private static void tell(RecordListener to, String id, Instant start, int seconds) {
        to.began(
                new Header(
                        id,
                        start,
                        Duration.ofSeconds(1),
                        List.of("python", "/home/" + CANARY + "/train.py"),
                        Map.of("model", "Tiny", "user", CANARY),
                        "host-" + CANARY,
                        "boot-" + CANARY,
                        4242,
                        Map.of("intensity_files", "/data/" + CANARY + ".csv")));
        to.machine(Map.of("cpu", CANARY));
        to.channel(
                new Channel.Gauge(
                        new Part(
                                "gpu-0",
                                "GPU-" + CANARY,
                                Domain.GPU_BOARD,
                                "Some GPU",
                                "replay of " + CANARY,
                                false,
                                new Accuracy(0.9, 1.1, "by " + CANARY)),
                        0.1,
                        new Power(700)));
        to.channel(
                new Channel.Counter(
                        Part.sensed("cpu-package-0", CANARY, Domain.PACKAGE, "Some CPU", CANARY),
                        new CounterScale(
                                new Energy(1e-6),
                                OptionalLong.of(262_143_328_850L),
                                new Power(500))));
        long counter = 261_000_000_000L; // It wraps within 20 s.
        for (int i = 0; i <= seconds; i++) {
            counter = (counter + 71_234_567L + 1_111L * i) % 262_143_328_850L;
            if (i == 7) {
                to.problem("gpu-0 at " + CANARY + " failed");
            }
            to.sample(
                    Sample.of(
                            i * SECOND + 1234L * i,
                            new Activity(i * SECOND, 2L * i * SECOND, 4L * i * SECOND, 1 << 20),
                            i == 7 ? Sample.MISSING : 312_345_678L + 12_345L * (i % 13),
                            counter));
        }
    }

    double joules(int part) {
        return tally.energy(part).joules();
    }
}
