package wattle.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import wattle.meter.Activity;
import wattle.meter.Channel;
import wattle.meter.CounterScale;
import wattle.meter.Domain;
import wattle.meter.Part;
import wattle.meter.Sample;
import wattle.meter.journal.Header;
import wattle.unit.Energy;
import wattle.unit.Power;

/// Samples, one a second, of a machine with two packages, two memories and eight accelerators whose
/// drivers say who uses them: twelve counters of microjoules.
final class Samples {

    static final int CHANNELS = 12;
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long SECOND = 1_000_000_000L;

    private Samples() {}

    static Header header() {
        return new Header(
                "benchmark",
                START,
                Duration.ofSeconds(1),
                List.of("python", "train.py"),
                Map.of(),
                "host",
                "boot",
                1,
                Map.of());
    }

    static Channel channel(int index) {
        Domain domain = index < 2 ? Domain.PACKAGE : index < 4 ? Domain.DRAM : Domain.GPU_BOARD;
        return new Channel.Counter(
                Part.sensed("part-" + index, "id:" + index, domain, "", "benchmark"),
                new CounterScale(new Energy(1e-6), OptionalLong.empty(), new Power(2000)));
    }

    static Sample[] make(int count) {
        var random = new Random(42);
        Sample[] samples = new Sample[count];
        long[] raw = new long[CHANNELS];
        double[] shares = new double[CHANNELS];
        double[] utilizations = new double[CHANNELS];
        long job = 0;
        long busy = 0;
        for (int i = 0; i < count; i++) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                raw[channel] += random.nextInt(700_000_000);
                shares[channel] = channel < 4 ? Double.NaN : random.nextDouble();
                utilizations[channel] = channel < 4 ? Double.NaN : random.nextDouble();
            }
            long elapsed = i * SECOND + random.nextInt(20_000_000);
            samples[i] =
                    new Sample(
                            elapsed,
                            new Activity(job, busy, 64 * SECOND * i, 100_000_000_000L),
                            raw,
                            shares,
                            utilizations);
            job += random.nextInt(3000) * 10_000_000L;
            busy += 30_000_000_000L;
        }
        return samples;
    }

    /// What each counter advanced by, in joules.
    static double joules(Sample[] samples, int channel) {
        return (samples[samples.length - 1].reading(channel) - samples[0].reading(channel)) * 1e-6;
    }
}
