package wattle.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import wattle.Property;
import wattle.plan.Load;
import wattle.plan.Pausing;
import wattle.plan.Policy;
import wattle.unit.Power;

class CourseTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final Duration HOUR = Duration.ofHours(1);

    private static Course course(Policy policy, int slots, int size, double level) {
        return new Course(
                policy,
                Load.constant(new Power(100), STEP.multipliedBy(slots), STEP),
                Pausing.FREE,
                START,
                size,
                level,
                HOUR);
    }

    private static Outlook known(double... values) {
        return (from, step, count) -> {
            int first = (int) Duration.between(START, from).dividedBy(step);
            return Arrays.copyOfRange(values, first, first + count);
        };
    }

    private static Instant at(double slots) {
        return START.plusNanos(Math.round(slots * STEP.toNanos()));
    }

    private static Duration slots(double count) {
        return Duration.ofNanos(Math.round(count * STEP.toNanos()));
    }

    @Test
    void beforeItsTimeNothingIsDone() {
        var step =
                course(Policy.FLEXIBLE_START, 2, 5, 0)
                        .next(START.minusSeconds(90), false, Duration.ZERO, known(1, 1, 1, 1, 1));
        assertThat(step.action()).isEqualTo(Course.Action.NONE);
        assertThat(step.until()).isEqualTo(START);
    }

    @Test
    void itIsStartedWhenThePlanSays() {
        Course course = course(Policy.FLEXIBLE_START, 2, 5, 0);
        Outlook known = known(5, 5, 1, 1, 5);
        assertThat(course.next(at(0), false, Duration.ZERO, known).action())
                .isEqualTo(Course.Action.NONE);
        assertThat(course.plannedStart()).isEqualTo(at(2));
        assertThat(course.expectedSaving()).isEqualTo(0.8);
        assertThat(course.next(at(1), false, Duration.ZERO, known).action())
                .isEqualTo(Course.Action.NONE);
        assertThat(course.next(at(2), false, Duration.ZERO, known).action())
                .isEqualTo(Course.Action.RUN);
    }

    /// Looks come early, late and in the middle of a slot; a job that was started a moment late is
    /// not paused for it between two slots that it should work through.
    @Test
    void aLookInTheMiddleOfASlotChangesNothing() {
        Property.forAll(
                2000,
                random -> {
                    Course course = course(Policy.PAUSE_RESUME, 4, 10, 0);
                    Outlook known = known(1, 1, 9, 9, 9, 1, 1, 9, 9, 9);
                    double late = 0.4 * random.nextDouble();
                    assertThat(course.next(at(late), false, Duration.ZERO, known).action())
                            .isEqualTo(Course.Action.RUN);
                    double now = late;
                    while (true) {
                        now = Math.min(2, now + 0.3 * random.nextDouble());
                        if (now >= 1.999) {
                            break;
                        }
                        assertThat(course.next(at(now), true, slots(now - late), known).action())
                                .isEqualTo(Course.Action.NONE);
                    }
                });
    }

    @Test
    void aThresholdIsKeptAsLongAsTheDeadlineAllows() {
        Course course = course(Policy.THRESHOLD, 3, 6, 200);
        Outlook known = known(300, 100, 300, 300, 300, 300);
        assertThat(course.next(at(0), false, Duration.ZERO, known).action())
                .isEqualTo(Course.Action.NONE);
        assertThat(course.next(at(1), false, Duration.ZERO, known).action())
                .isEqualTo(Course.Action.RUN);
        assertThat(course.next(at(2), true, slots(1), known).action())
                .isEqualTo(Course.Action.PAUSE);
        assertThat(course.next(at(3), false, slots(1), known).action())
                .isEqualTo(Course.Action.NONE);
        var last = course.next(at(4), false, slots(1), known);
        assertThat(last.action()).isEqualTo(Course.Action.RUN);
        assertThat(last.why()).contains("deadline");
    }

    @Test
    void withoutAnOutlookAWaitingJobIsStarted() {
        assertThat(
                        course(Policy.PAUSE_RESUME, 2, 9, 0)
                                .next(at(0), false, Duration.ZERO, (from, step, count) -> null)
                                .action())
                .isEqualTo(Course.Action.RUN);
    }

    @Test
    void whenTheOutlookIsLostTheLastPlanIsCarriedOut() {
        Course course = course(Policy.FLEXIBLE_START, 1, 20, 0);
        double[] values = new double[20];
        Arrays.fill(values, 9);
        values[15] = 1;
        course.next(at(0), false, Duration.ZERO, known(values));
        Outlook lost = (from, step, count) -> null;
        for (int slot = 1; slot < 15; slot++) {
            assertThat(course.next(at(slot), false, Duration.ZERO, lost).action())
                    .isEqualTo(Course.Action.NONE);
        }
        assertThat(course.next(at(15), false, Duration.ZERO, lost).action())
                .isEqualTo(Course.Action.RUN);
    }

    @Test
    void aJobThatTakesLongerIsLeftAlone() {
        Course course = course(Policy.PAUSE_RESUME, 2, 9, 0);
        Outlook known = known(1, 1, 9, 9, 9, 9, 9, 9, 9);
        course.next(at(0), false, Duration.ZERO, known);
        assertThat(course.next(at(3), true, slots(3), known).action())
                .isEqualTo(Course.Action.NONE);
        Course.Step late = course.next(at(30), true, slots(30), known);
        assertThat(late.action()).isEqualTo(Course.Action.NONE);
        assertThat(late.until()).isEqualTo(at(31));
    }

    /// The clock is set forward and back, the machine sleeps, whoever drives is replaced, the
    /// outlook fails: a job that runs when it is told to has worked enough by its deadline.
    @Test
    void theDeadlineIsKeptWhateverHappens() {
        Property.forAll(
                2000,
                random -> {
                    int slots = 1 + random.nextInt(6);
                    int size = slots + random.nextInt(12);
                    Policy policy =
                            new Policy[] {
                                        Policy.FLEXIBLE_START, Policy.PAUSE_RESUME, Policy.THRESHOLD
                                    }
                                    [random.nextInt(3)];
                    double[] values = new double[size];
                    Arrays.setAll(values, i -> random.nextInt(1, 12));
                    Outlook failing = failing(known(values), random);
                    Course course = course(policy, slots, size, 4);
                    double now = 0;
                    double ran = 0;
                    boolean up = false;
                    while (ran < slots - 1e-9 && now < 3 * size) {
                        if (random.nextInt(8) == 0) {
                            course = course(policy, slots, size, 4);
                        }
                        switch (course.next(at(now), up, slots(ran), failing).action()) {
                            case RUN -> up = true;
                            case PAUSE -> up = false;
                            case NONE -> {}
                        }
                        // To the next boundary at most, as callers promise.
                        double next =
                                Math.min(Math.floor(now + 1e-9) + 1, now + random.nextDouble());
                        ran += up ? Math.min(next - now, slots - ran) : 0;
                        now = next;
                    }
                    assertThat(now).isLessThanOrEqualTo(size + 1e-6);
                });
    }

    private static Outlook failing(Outlook outlook, Random random) {
        return (from, step, count) ->
                random.nextInt(3) == 0 ? null : outlook.from(from, step, count);
    }
}
