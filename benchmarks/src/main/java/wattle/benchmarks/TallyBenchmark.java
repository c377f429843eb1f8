package wattle.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import wattle.meter.Sample;
import wattle.meter.Tally;

/// Adding up 10,000 samples of twelve channels, with the rows becoming wider on the way.
///
/// Gate: each channel's energy is its last reading minus its first, to 1 part in 10⁹.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class TallyBenchmark {

    private static final int SAMPLES = 10_000;
    private static final double TOLERANCE = 1e-9;

    private Sample[] samples = {};

    @Setup
    public void setUp() {
        samples = Samples.make(SAMPLES);
        check(acceptTenThousand(), samples);
    }

    static void check(Tally tally, Sample[] samples) {
        for (int channel = 0; channel < Samples.CHANNELS; channel++) {
            double truth = Samples.joules(samples, channel);
            double found = tally.energy(channel).joules();
            if (Math.abs(found - truth) > TOLERANCE * truth || !tally.problems().isEmpty()) {
                throw new IllegalStateException(
                        truth + " J are added up to " + found + " " + tally.problems());
            }
        }
    }

    @Benchmark
    public Tally acceptTenThousand() {
        var tally = new Tally(Samples.START);
        for (int channel = 0; channel < Samples.CHANNELS; channel++) {
            tally.add(Samples.channel(channel));
        }
        for (Sample sample : samples) {
            tally.accept(sample);
        }
        return tally;
    }
}
