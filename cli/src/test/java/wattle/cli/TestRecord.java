package wattle.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import wattle.meter.Activity;
import wattle.meter.Channel;
import wattle.meter.CounterScale;
import wattle.meter.Domain;
import wattle.meter.Part;
import wattle.meter.Sample;
import wattle.meter.journal.End;
import wattle.meter.journal.Header;
import wattle.meter.journal.RecordWriter;
import wattle.unit.Energy;
import wattle.unit.Power;

/// A record of ten seconds in which each part drew constant power, written as `wattle run` writes
/// one, with whatever host and start a test wants. The machine has four threads, two of them busy,
/// one with the job.
final class TestRecord {

    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    static final int SECONDS = 10;

    private static final long SECOND = 1_000_000_000L;

    private final String id;
    private final Map<String, String> options = new LinkedHashMap<>();
    private final Map<String, String> labels = new LinkedHashMap<>();
    private final Map<Part, Double> watts = new LinkedHashMap<>();
    private String host = "node-1";
    private Instant start = START;

    TestRecord(String id) {
        this.id = id;
        option("scope", "machine");
        option("intensity", "100");
    }

    TestRecord on(String name) {
        host = name;
        return this;
    }

    TestRecord from(Instant instant) {
        start = instant;
        return this;
    }

    /// An option of the run, without its dashes.
    TestRecord option(String name, String value) {
        options.put(name, value);
        return this;
    }

    TestRecord without(String option) {
        options.remove(option);
        return this;
    }

    TestRecord label(String name, String value) {
        labels.put(name, value);
        return this;
    }

    TestRecord draws(String name, Domain domain, double power) {
        watts.put(Part.sensed(name, "test:" + name, domain, "", "test"), power);
        return this;
    }

    /// Written into a folder; its path.
    Path in(Path folder) {
        Path file = folder.resolve(id + ".jsonl");
        List<String> problems = new ArrayList<>();
        try (RecordWriter writer = RecordWriter.create(file, problems::add)) {
            writer.began(
                    new Header(
                            id,
                            start,
                            Duration.ofSeconds(1),
                            List.of("train", "--epochs", "3"),
                            labels,
                            host,
                            "",
                            1,
                            options));
            writer.machine(
                    Map.of(
                            "os",
                            "Linux",
                            "cpu_name",
                            "A CPU",
                            "cpu_threads",
                            "4",
                            "cpu_threads_per_socket",
                            "4",
                            "memory_bytes",
                            "8000000000"));
            watts.keySet().forEach(part -> writer.channel(new Channel.Counter(part, scale())));
            for (int i = 0; i <= SECONDS; i++) {
                writer.sample(sample(i));
            }
            writer.ended(
                    new End(
                            false,
                            0,
                            Duration.ofSeconds(SECONDS),
                            0,
                            Duration.ofMillis(70),
                            90_000_000,
                            List.of()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return file;
    }

    private static CounterScale scale() {
        return new CounterScale(new Energy(1e-6), OptionalLong.empty(), new Power(5000));
    }

    private Sample sample(int second) {
        long[] readings =
                watts.values().stream()
                        .mapToLong(each -> Math.round(each * second * 1e6))
                        .toArray();
        return Sample.of(
                second * SECOND,
                new Activity(
                        second * SECOND, 2L * second * SECOND, 4L * second * SECOND, 1_000_000_000),
                readings);
    }
}
