package wattle.run.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.plan.Expectation;
import wattle.plan.Grams;
import wattle.plan.IntensityGrid;
import wattle.plan.Load;
import wattle.plan.Pausing;
import wattle.plan.Policy;
import wattle.plan.Rolling;
import wattle.plan.RunNow;
import wattle.plan.Schedule;
import wattle.plan.Slots;
import wattle.run.Outlook;
import wattle.run.RunState;
import wattle.run.Runner;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.series.Timeline;
import wattle.testing.SetClock;
import wattle.unit.Power;

/// A thousand jobs over a year, on a clock that is set: what the driver does is what the policies
/// are said to do when they are evaluated, and whatever fails, no job is lost, doubled or late.
class YearOfJobsTest {

    private static final int JOBS = 1_000;
    private static final Duration STEP = Duration.ofHours(1);
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final int HOURS = 366 * 24;

    @TempDir private Path runs;

    /// Follows the day and the season, with weather.
    private static double[] year(Random random) {
        double[] values = new double[HOURS];
        double weather = 0;
        for (int i = 0; i < HOURS; i++) {
            weather = 0.97 * weather + random.nextGaussian() * 12;
            double day = 90 * Math.cos(2 * Math.PI * (i % 24 - 19) / 24);
            double season = 40 * Math.cos(2 * Math.PI * i / HOURS);
            values[i] = Math.max(5, 300 + day + season + weather);
        }
        return values;
    }

    private record Job(Policy policy, Load load, int start, int size) {

        static Job random(Random random) {
            int slots = List.of(1, 6, 24).get(random.nextInt(3));
            int slack = List.of(6, 12, 24).get(random.nextInt(3));
            return new Job(
                    random.nextBoolean() ? Policy.FLEXIBLE_START : Policy.PAUSE_RESUME,
                    Load.constant(new Power(1000), STEP.multipliedBy(slots), STEP),
                    // The day before is known.
                    24 + random.nextInt(HOURS - 24 - slots - slack),
                    slots + slack);
        }

        Shift shift(String id) {
            return new Shift(
                    id,
                    at(start),
                    "virtual",
                    List.of("train"),
                    policy,
                    load,
                    Pausing.FREE,
                    at(start),
                    size,
                    0,
                    STEP,
                    Map.of());
        }
    }

    private static Instant at(int slot) {
        return START.plus(STEP.multipliedBy(slot));
    }

    private static Outlook outlook(Expectation expectation) {
        return (from, step, count) ->
                expectation.from(
                        Math.toIntExact(Duration.between(START, from).dividedBy(STEP)), count);
    }

    private static double grams(List<Interval> ran, HeldSeries intensity) {
        double grams = 0;
        for (Interval each : ran) {
            long slots = each.duration().dividedBy(STEP);
            assertThat(each.duration()).isEqualTo(STEP.multipliedBy(slots));
            for (double mean : intensity.means(each.start(), STEP, STEP, Math.toIntExact(slots))) {
                grams += mean;
            }
        }
        return grams;
    }

    @Test
    void whatIsDoneIsWhatWasEvaluated() throws IOException {
        var random = new Random(7);
        double[] year = year(random);
        var intensity = new HeldSeries(Timeline.regular(START, STEP, HOURS), year);
        IntensityGrid grid =
                IntensityGrid.of(intensity, Interval.of(START, STEP.multipliedBy(HOURS)), STEP);
        Expectation expectation = Expectation.persistence(grid);
        double evaluated = 0;
        double baseline = 0;
        double done = 0;
        int pauses = 0;
        for (int i = 0; i < JOBS; i++) {
            Job job = Job.random(random);
            Schedule schedule =
                    Objects.requireNonNull(
                            new Rolling(job.policy(), job.load(), Pausing.FREE, 1)
                                    .choose(grid, job.start(), job.size(), expectation));
            Slots window = grid.window(job.start(), job.size());
            evaluated += Grams.of(schedule, job.load(), window, Pausing.FREE).grams();
            baseline +=
                    Grams.of(RunNow.choose(job.load(), window), job.load(), window, Pausing.FREE)
                            .grams();

            var clock = new SetClock(at(job.start()));
            var place =
                    new VirtualPlace(clock, job.load().duration(), Runner.Pauses.FREEZES, random);
            ShiftFolder folder = ShiftFolder.create(runs, job.shift("job-" + i));
            Entry end = new Simulation(folder, place, outlook(expectation), clock, random, 0).run();
            assertThat(end.state()).isEqualTo(RunState.FINISHED);
            assertThat(end.at()).isBeforeOrEqualTo(job.shift("").deadline());
            assertThat(place.starts("job-" + i)).isEqualTo(1);
            done += grams(folder.ran(), intensity);
            pauses += end.pauses();
        }
        assertThat(pauses).isGreaterThan(JOBS / 10);
        assertThat(baseline).isGreaterThan(1.02 * evaluated);
        // In percentage points of the saving: half a one is the most that may be between them.
        assertThat(100 * (baseline - done) / baseline)
                .isCloseTo(100 * (baseline - evaluated) / baseline, within(0.5));
        assertThat(done).isCloseTo(evaluated, within(1e-6 * evaluated));
    }

    /// Drivers are killed, the place and the source of the intensity fail, jobs take longer than
    /// was thought.
    @Test
    void whateverFailsNoJobIsLostDoubledOrLate() throws IOException {
        var random = new Random(11);
        double[] year = year(random);
        var intensity = new HeldSeries(Timeline.regular(START, STEP, HOURS), year);
        IntensityGrid grid =
                IntensityGrid.of(intensity, Interval.of(START, STEP.multipliedBy(HOURS)), STEP);
        Expectation expectation = Expectation.persistence(grid);
        List<String> late = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            Job job = Job.random(random);
            String id = "job-" + i;
            var clock = new SetClock(at(job.start()));
            var place =
                    new VirtualPlace(clock, job.load().duration(), Runner.Pauses.FREEZES, random);
            place.fail(0.2);
            Outlook source = outlook(expectation);
            Outlook failing =
                    (from, step, count) -> {
                        int chance = random.nextInt(4);
                        if (chance == 0) {
                            throw new IllegalStateException("the source is down");
                        }
                        return chance == 1 ? null : source.from(from, step, count);
                    };
            ShiftFolder folder = ShiftFolder.create(runs, job.shift(id));
            Entry end = new Simulation(folder, place, failing, clock, random, 0.3).run();
            assertThat(end.state()).isEqualTo(RunState.FINISHED);
            assertThat(place.starts(id)).isEqualTo(1);
            // Each answer that did not come may cost ten seconds.
            if (end.at().isAfter(job.shift("").deadline().plus(Duration.ofMinutes(5)))) {
                late.add(id + " " + Duration.between(job.shift("").deadline(), end.at()));
            }
        }
        assertThat(late).isEmpty();
    }

    @Test
    void theNightWithoutAnHourIsOneLikeTheOthers() throws IOException {
        // Clocks in Berlin go forward at 01:00 UTC on this day; all instants here are UTC.
        Instant night = LocalDate.of(2025, 3, 29).atTime(22, 0).toInstant(ZoneOffset.UTC);
        int start = Math.toIntExact(Duration.between(START, night).dividedBy(STEP));
        var job =
                new Job(
                        Policy.PAUSE_RESUME,
                        Load.constant(new Power(1000), STEP.multipliedBy(3), STEP),
                        start,
                        8);
        var clock = new SetClock(night);
        var place =
                new VirtualPlace(
                        clock, job.load().duration(), Runner.Pauses.FREEZES, new Random(1));
        ShiftFolder folder = ShiftFolder.create(runs, job.shift("night"));
        // Low in the hours that begin at 23, 1 and 4.
        double[] low = {9, 1, 9, 1, 9, 9, 1, 9};
        Outlook known =
                (from, step, count) ->
                        java.util.Arrays.copyOfRange(
                                low,
                                Math.toIntExact(Duration.between(night, from).dividedBy(STEP)),
                                low.length);
        Entry end = new Simulation(folder, place, known, clock, new Random(1), 0).run();
        assertThat(end.state()).isEqualTo(RunState.FINISHED);
        assertThat(folder.ran())
                .containsExactly(
                        Interval.of(night.plus(STEP), STEP),
                        Interval.of(night.plus(STEP.multipliedBy(3)), STEP),
                        Interval.of(night.plus(STEP.multipliedBy(6)), STEP));
    }
}
