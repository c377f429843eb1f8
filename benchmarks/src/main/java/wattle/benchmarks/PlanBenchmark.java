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
import wattle.plan.Grams;
import wattle.plan.IntensityGrid;
import wattle.plan.Outcome;
import wattle.plan.Pausing;
import wattle.plan.Policy;
import wattle.plan.RunNow;
import wattle.plan.Schedule;

/// A job of 36 h with 24 h of slack on a grid of five minutes: all 104,401 starts of a year, and
/// the optimum of one start and of a hundred.
///
/// Gate: at a thousand starts each policy's grams are those of its plan for that start alone, to 1
/// part in 10⁹.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PlanBenchmark {

    private static final int SLOTS = 432;
    private static final int SLACK = 288;
    private static final int APART = 104;
    private static final int HUNDRED = 1_040;
    private static final double TOLERANCE = 1e-9;

    private final PlanYear year = new PlanYear(PlanYear.YEAR, SLOTS, SLACK);
    private final IntensityGrid grid = year.grid();
    private final int[] hundred =
            java.util.stream.IntStream.range(0, 100).map(i -> i * HUNDRED).toArray();

    @Setup
    public void setUp() {
        require(Policy.FLEXIBLE_START, APART);
        require(Policy.LOWEST_INTERVALS, APART);
        require(Policy.PAUSE_RESUME, APART);
    }

    private void require(Policy policy, int apart) {
        double grams = 0;
        double atOnce = 0;
        int[] some = new int[year.starts.length / apart];
        for (int i = 0; i < some.length; i++) {
            some[i] = i * apart;
            var window = year.window(some[i]);
            Schedule plan = policy.choose(year.load, window, Pausing.FREE, 0);
            grams += Grams.of(plan, year.load, window, Pausing.FREE).grams();
            Schedule now = RunNow.choose(year.load, window);
            atOnce += Grams.of(now, year.load, window, Pausing.FREE).grams();
        }
        Outcome shared = PlanYear.outcome(grid, year.load, policy, SLACK, some);
        if (Math.abs(shared.grams() / grams - 1) > TOLERANCE
                || Math.abs(shared.baseline() / atOnce - 1) > TOLERANCE) {
            throw new IllegalStateException(policy + ": " + shared + " instead of " + grams);
        }
    }

    @Benchmark
    public Outcome flexibleStartProfile() {
        return PlanYear.outcome(grid, year.load, Policy.FLEXIBLE_START, SLACK, year.starts);
    }

    @Benchmark
    public Outcome flexibleStartConstant() {
        return PlanYear.outcome(grid, year.constant, Policy.FLEXIBLE_START, SLACK, year.starts);
    }

    /// With the order of the values made anew.
    @Benchmark
    public Outcome lowestIntervals() {
        return PlanYear.outcome(
                year.grid(), year.constant, Policy.LOWEST_INTERVALS, SLACK, year.starts);
    }

    @Benchmark
    public Schedule optimumOfOne() {
        return Policy.PAUSE_RESUME.choose(year.load, year.window(0), Pausing.FREE, 0);
    }

    /// The sums of a hundred starts; a year of starts takes 1,044 times as long.
    @Benchmark
    public Outcome optimumOfHundred() {
        return PlanYear.outcome(grid, year.load, Policy.PAUSE_RESUME, SLACK, hundred);
    }
}
