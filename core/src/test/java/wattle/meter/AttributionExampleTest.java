package wattle.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import wattle.unit.Energy;
import wattle.unit.Power;
import wattle.unit.Share;

/// The worked example of `docs/concepts/measured-and-modelled.md`.
class AttributionExampleTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void theExampleOfTheDocumentation() {
        assertThat(charged(Scope.PROCESS, Allocation.ALL)).isCloseTo(320, within(1e-6));
        assertThat(charged(Scope.DEVICES, new Allocation(new Share(0.4), new Share(1), null)))
                .isCloseTo(400, within(1e-6));
    }

    @Test
    void theOthersAndWhatNobodyUsedAreTheRest() {
        double job = charged(Scope.PROCESS, Allocation.ALL);
        assertThat(job + 480 + 200).isCloseTo(1000, within(1e-6));
    }

    /// Ten threads: a second idle at 40 W, then 10 s at 100 W with two threads of the job's and
    /// three of others.
    private static double charged(Scope scope, Allocation allocation) {
        var tally = new Tally(Instant.EPOCH);
        Part part =
                Part.sensed(
                        "cpu-package-0",
                        "rapl:package-0",
                        Domain.PACKAGE,
                        "a processor of ten threads",
                        "rapl powercap");
        tally.add(
                new Channel.Counter(
                        part,
                        new CounterScale(new Energy(1e-6), OptionalLong.empty(), new Power(1000))));
        tally.accept(sample(0, 0, 0, 0));
        tally.accept(sample(1, 0, 0, 40));
        double idle = energy(tally, scope, allocation);
        for (int i = 1; i <= 10; i++) {
            tally.accept(sample(1 + i, 2 * i, 5 * i, 40 + 100 * i));
        }
        return energy(tally, scope, allocation) - idle;
    }

    private static double energy(Tally tally, Scope scope, Allocation allocation) {
        return new Attribution(tally, scope, allocation, null, null)
                .charges()
                .getFirst()
                .energy()
                .total()
                .joules();
    }

    private static Sample sample(int second, int jobCpu, int busy, int joules) {
        return new Sample(
                second * SECOND,
                new Activity(jobCpu * SECOND, busy * SECOND, 10L * second * SECOND, 0),
                new long[] {joules * 1_000_000L},
                new double[] {Double.NaN},
                new double[] {Double.NaN});
    }
}
