package wattle.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import wattle.plan.IntensityGrid;
import wattle.plan.Load;
import wattle.plan.ManyStarts;
import wattle.plan.Outcome;
import wattle.plan.Pausing;
import wattle.plan.Policy;
import wattle.plan.Slots;
import wattle.series.HeldSeries;
import wattle.series.Timeline;

/// A made-up year of five-minute intensity that follows the day with noise, and a job over it.
final class PlanYear {

    static final Duration STEP = Duration.ofMinutes(5);
    static final int YEAR = 365 * 288;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final double[] intensity;
    final double[] joules;
    final int slack;
    final Load load;
    final Load constant;
    final int[] starts;

    /// @param size slots of intensity
    /// @param slots of the job
    PlanYear(int size, int slots, int slack) {
        var random = new Random(42);
        this.slack = slack;
        intensity = new double[size];
        double drift = 0;
        for (int i = 0; i < size; i++) {
            drift = 0.995 * drift + 8 * random.nextGaussian();
            intensity[i] = Math.max(1, 400 + 150 * Math.sin(2 * Math.PI * i / 288) + drift);
        }
        joules = new double[slots];
        for (int i = 0; i < slots; i++) {
            joules[i] = 90_000 * (1 + random.nextDouble());
        }
        load = Load.ofJoules(STEP, joules);
        double[] same = new double[slots];
        Arrays.fill(same, 90_000);
        constant = Load.ofJoules(STEP, same);
        starts = new int[size - slots - slack + 1];
        Arrays.setAll(starts, i -> i);
    }

    /// Anew each time: a grid keeps its values' order once it was asked for.
    IntensityGrid grid() {
        var held = new HeldSeries(Timeline.regular(START, STEP, intensity.length), intensity);
        return IntensityGrid.of(held, held.timeline().span(), STEP);
    }

    static Outcome outcome(IntensityGrid grid, Load job, Policy policy, int slack, int... starts) {
        return new ManyStarts(grid, job).outcome(policy, slack, Pausing.FREE, 0, starts);
    }

    /// The window of one start.
    Slots window(int start) {
        return Slots.ofMeans(
                START.plus(STEP.multipliedBy(start)),
                STEP,
                Arrays.copyOfRange(intensity, start, start + joules.length + slack));
    }
}
