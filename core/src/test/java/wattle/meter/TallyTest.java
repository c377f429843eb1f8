package wattle.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import wattle.Property;
import wattle.unit.Energy;
import wattle.unit.Power;

class TallyTest {

    private static final Instant START = Instant.parse("2026-03-01T04:05:00.25Z");
    private static final long SECOND = 1_000_000_000L;

    /// One row of readings of one counter, with its truth.
    private static final class Counted {

        final CounterScale scale;

        /// When each was taken, in nanoseconds since the start.
        final long[] at;

        /// What the counter showed; [Sample#MISSING] where it failed.
        final long[] raw;

        /// All ticks since the start.
        final long[] truth;

        Counted(CounterScale scale, int size) {
            this.scale = scale;
            at = new long[size];
            raw = new long[size];
            truth = new long[size];
        }

        /// A counter that wraps after 1000 ticks and advances by 10 at most between two readings.
        static Counted random(Random random) {
            var scale =
                    new CounterScale(
                            new Energy(0.5),
                            random.nextBoolean() ? OptionalLong.of(1000) : OptionalLong.empty(),
                            new Power(6000));
            int size = 2 + random.nextInt(500);
            var counted = new Counted(scale, size);
            long at = random.nextLong(SECOND);
            long truth = random.nextInt(1000);
            double fails = random.nextDouble(0.6);
            for (int i = 0; i < size; i++) {
                counted.at[i] = at;
                counted.truth[i] = truth;
                boolean failed = i > 0 && i < size - 1 && random.nextDouble() < fails;
                counted.raw[i] =
                        failed
                                ? Sample.MISSING
                                : scale.wrapsAt().isPresent() ? truth % 1000 : truth;
                at += SECOND / 1000 + random.nextLong(2 * SECOND);
                truth += random.nextInt(11);
            }
            return counted;
        }

        double joules() {
            return (truth[truth.length - 1] - truth[0]) * scale.tick().joules();
        }
    }

    @Test
    void aCounterIsItsLastReadingMinusItsFirstWhateverIsMissed() {
        Property.forAll(
                300,
                random -> {
                    Counted counted = Counted.random(random);
                    Tally tally = tally(Channels.counter("a", Domain.PACKAGE, counted.scale));
                    for (int i = 0; i < counted.at.length; i++) {
                        tally.accept(Sample.of(counted.at[i], Activity.NONE, counted.raw[i]));
                    }
                    double truth = counted.joules();
                    assertThat(tally.energy(0).joules())
                            .isCloseTo(truth, within(1e-9 * (1 + truth)));
                    assertThat(tally.metered(0).toNanos())
                            .isEqualTo(counted.at[counted.at.length - 1] - counted.at[0]);
                    assertThat(inRows(tally)).isCloseTo(truth, within(1e-9 * (1 + truth)));
                    assertThat(tally.problems()).isEmpty();
                });
    }

    @Test
    void aCounterSaysTheSameAtAnyBeat() {
        Property.forAll(
                200,
                random -> {
                    Counted counted = Counted.random(random);
                    int thin = 1 + random.nextInt(20);
                    Tally tally = tally(Channels.counter("a", Domain.PACKAGE, counted.scale));
                    int last = counted.at.length - 1;
                    for (int i = 0; i <= last; i++) {
                        if (i % thin == 0 || i == last) {
                            tally.accept(Sample.of(counted.at[i], Activity.NONE, counted.raw[i]));
                        }
                    }
                    assertThat(tally.energy(0).joules())
                            .isCloseTo(counted.joules(), within(1e-9 * (1 + counted.joules())));
                });
    }

    @Test
    void anInstantsGaugeIsExactWherePowerIsLinear() {
        Property.forAll(
                200,
                random -> {
                    double base = random.nextDouble(500);
                    double slope = random.nextDouble(1);
                    Tally tally = tally(Channels.gauge("a", 0));
                    long at = random.nextLong(SECOND);
                    long first = at;
                    long last = at;
                    for (int i = 0; i < 100; i++) {
                        tally.accept(Sample.of(at, Activity.NONE, micro(base + slope * at / 1e9)));
                        last = at;
                        at += 1 + random.nextLong(30 * SECOND);
                    }
                    double from = first / 1e9;
                    double to = last / 1e9;
                    double truth = base * (to - from) + slope * (to * to - from * from) / 2;
                    assertThat(tally.energy(0).joules()).isCloseTo(truth, within(1e-6 * (1 + to)));
                    assertThat(inRows(tally)).isCloseTo(truth, within(1e-6 * (1 + to)));
                });
    }

    @Test
    void aMeanIsHeldOverItsOwnWindowAndNoLonger() {
        // A step from 100 W to 300 W at second 10, read as the mean of the last second.
        Tally held = tally(Channels.gauge("a", 1));
        for (int second = 0; second <= 20; second++) {
            held.accept(Sample.of(second * SECOND, Activity.NONE, micro(second <= 10 ? 100 : 300)));
        }
        assertThat(held.energy(0).joules()).isCloseTo(10 * 100 + 10 * 300, within(1e-6));
        // An instant's value says of the second between that it went up in a line.
        Tally instant = tally(Channels.gauge("a", 0));
        for (int second = 0; second <= 20; second++) {
            instant.accept(
                    Sample.of(second * SECOND, Activity.NONE, micro(second <= 10 ? 100 : 300)));
        }
        assertThat(instant.energy(0).joules()).isCloseTo(10 * 100 + 200 + 9 * 300, within(1e-6));
        // A window of a quarter of the time between: a quarter held, the rest in a line.
        Tally quarter = tally(Channels.gauge("a", 1));
        quarter.accept(Sample.of(0, Activity.NONE, micro(100)));
        quarter.accept(Sample.of(4 * SECOND, Activity.NONE, micro(300)));
        assertThat(quarter.energy(0).joules()).isCloseTo(300 + 3 * 200, within(1e-6));
        // A window longer than the time between.
        Tally longer = tally(Channels.gauge("a", 60));
        longer.accept(Sample.of(0, Activity.NONE, micro(100)));
        longer.accept(Sample.of(4 * SECOND, Activity.NONE, micro(300)));
        assertThat(longer.energy(0).joules()).isCloseTo(1200, within(1e-6));
    }

    @Test
    void theEnergyOfASilenceIsNotKnownAndThatIsSaid() {
        Tally tally = tally(Channels.gauge("a", 0));
        tally.accept(Sample.of(0, Activity.NONE, micro(100)));
        tally.accept(Sample.of(10 * SECOND, Activity.NONE, micro(100)));
        for (int second = 11; second <= 41; second++) {
            tally.accept(Sample.of(second * SECOND, Activity.NONE, Sample.MISSING));
            assertThat(tally.watts(0)).isNaN();
        }
        tally.accept(Sample.of(42 * SECOND, Activity.NONE, micro(100)));
        tally.accept(Sample.of(43 * SECOND, Activity.NONE, micro(100)));
        assertThat(tally.energy(0).joules()).isCloseTo(1100, within(1e-9));
        assertThat(tally.metered(0)).isEqualTo(Duration.ofSeconds(11));
        assertThat(tally.problems())
                .containsExactly("a: gave no reading for 32.0 s, whose energy is not known");
        assertThat(tally.watts(0)).isCloseTo(100, within(1e-9));
    }

    @Test
    void samplesThatAreToComeSeldomAreNoSilence() {
        var tally = new Tally(START, Duration.ofMinutes(5));
        tally.add(Channels.gauge("a", 0));
        for (int i = 0; i <= 4; i++) {
            tally.accept(Sample.of(300 * SECOND * i, Activity.NONE, micro(50)));
        }
        assertThat(tally.energy(0).joules()).isCloseTo(1200 * 50, within(1e-6));
        assertThat(tally.problems()).isEmpty();
    }

    @Test
    void aCounterThatStartsAgainLosesTheTimeBetween() {
        Tally tally = tally(Channels.counter("a", Domain.PACKAGE));
        for (long raw : new long[] {500_000_000, 600_000_000, 10_000_000, 110_000_000}) {
            tally.accept(Sample.of(tally.samples() * SECOND, Activity.NONE, raw));
        }
        assertThat(tally.energy(0).joules()).isCloseTo(200, within(1e-9));
        assertThat(tally.metered(0)).isEqualTo(Duration.ofSeconds(2));
        assertThat(tally.problems())
                .containsExactly(
                        "a: its counter started again, so the energy of 1.0 s is not known");
    }

    @Test
    void aJumpThatComesBackLosesNothing() {
        Tally tally = tally(Channels.counter("a", Domain.PACKAGE));
        for (long raw : new long[] {0, 100_000_000, 900_000_000_000L, 300_000_000, 400_000_000}) {
            tally.accept(Sample.of(tally.samples() * SECOND, Activity.NONE, raw));
        }
        assertThat(tally.energy(0).joules()).isCloseTo(400, within(1e-9));
        assertThat(tally.problems()).hasSize(1);
        assertThat(tally.problems().getFirst()).contains("jumped by 899900 J in 1.0 s");
    }

    @Test
    void aCounterIsCountedInFullThoughTwoSamplesStandForTheEnd() {
        // The first of the two may hold a reading that was asked for long before the end.
        Tally tally = tally(Channels.counter("a", Domain.PACKAGE));
        tally.accept(Sample.of(0, new Activity(0, 0, 0, 0), 0));
        tally.accept(Sample.of(2 * SECOND, new Activity(SECOND, SECOND, SECOND, 0), 200_000_000));
        tally.accept(
                Sample.of(2 * SECOND, new Activity(SECOND, 2 * SECOND, SECOND, 0), 260_000_000));
        assertThat(tally.energy(0).joules()).isCloseTo(260, within(1e-9));
        assertThat(inRows(tally)).isCloseTo(260, within(1e-9));
        assertThat(tally.metered(0)).isEqualTo(Duration.ofSeconds(2));
        assertThat(tally.watts(0)).isCloseTo(130, within(1e-9));
        // All the work of the first reading was the job's, and half of that until the second.
        assertThat(sum(tally, tally.tally(0).energyShared)).isCloseTo(200 + 30, within(1e-9));
        assertThat(tally.problems()).isEmpty();
    }

    @Test
    void whatAnEndsSecondReadingCannotShowIsDropped() {
        for (long second : new long[] {900_000_000_000L, 100_000_000}) {
            Tally tally = tally(Channels.counter("a", Domain.PACKAGE));
            for (long raw : new long[] {50_000_000, 200_000_000}) {
                tally.accept(Sample.of(tally.samples() * SECOND, Activity.NONE, raw));
            }
            tally.accept(Sample.of(SECOND, Activity.NONE, second));
            assertThat(tally.energy(0).joules()).isCloseTo(150, within(1e-9));
            assertThat(tally.problems()).hasSize(second > 200_000_000 ? 1 : 0);
        }
    }

    @Test
    void twoFirstReadingsAtOneInstantAreNoEnergy() {
        Tally tally = tally(Channels.counter("a", Domain.PACKAGE));
        tally.accept(Sample.of(0, Activity.NONE));
        tally.accept(Sample.of(SECOND, Activity.NONE, 100_000_000));
        tally.accept(Sample.of(SECOND, Activity.NONE, 200_000_000));
        assertThat(tally.energy(0).joules()).isZero();
        assertThat(tally.isMetered(0)).isFalse();
        tally.accept(Sample.of(2 * SECOND, Activity.NONE, 300_000_000));
        assertThat(tally.energy(0).joules()).isCloseTo(200, within(1e-9));
    }

    @Test
    void aJumpForGoodLosesTheTimeOfTheJump() {
        Tally tally = tally(Channels.counter("a", Domain.PACKAGE));
        long far = 900_000_000_000L;
        for (long raw : new long[] {0, 100_000_000, far, far + 70_000_000, far + 150_000_000}) {
            tally.accept(Sample.of(tally.samples() * SECOND, Activity.NONE, raw));
        }
        assertThat(tally.energy(0).joules()).isCloseTo(100 + 70 + 80, within(1e-9));
        assertThat(tally.metered(0)).isEqualTo(Duration.ofSeconds(3));
        assertThat(tally.problems()).hasSize(2);
        assertThat(tally.problems().getLast()).contains("moved for good").contains("1.0 s");
    }

    @Test
    void whatNoSensorCanShowIsDroppedFromTheFirstReadingOn() {
        Tally tally = tally(Channels.counter("a", Domain.PACKAGE));
        tally.add(Channels.gauge("b", 0));
        long[][] rows = {{-5, -1}, {0, micro(10_001)}, {1_000_000, micro(1)}, {-1, -1}};
        for (long[] row : rows) {
            tally.accept(Sample.of(tally.samples() * SECOND, Activity.NONE, row));
        }
        tally.accept(Sample.of(4 * SECOND, Activity.NONE, 3_000_000, micro(1)));
        assertThat(tally.energy(0).joules()).isCloseTo(3, within(1e-9));
        assertThat(tally.energy(1).joules()).isCloseTo(2, within(1e-9));
        assertThat(tally.problems()).hasSize(5);
    }

    @Test
    void aMachineThatSleptHasAGapAndNoEnergyInIt() {
        Tally tally = tally(Channels.gauge("a", 0));
        tally.accept(Sample.of(0, Activity.NONE, micro(100)));
        tally.accept(Sample.of(10 * SECOND, Activity.NONE, micro(100)));
        tally.slept(Duration.ofHours(1));
        tally.accept(Sample.of(11 * SECOND, Activity.NONE, Sample.MISSING));
        tally.accept(Sample.of(12 * SECOND, Activity.NONE, micro(100)));
        assertThat(tally.energy(0).joules()).isCloseTo(1200, within(1e-9));
        assertThat(tally.asleep()).isEqualTo(Duration.ofHours(1));
        Buckets rows = tally.buckets();
        double before = 0;
        for (int row = 0; row < rows.size(); row++) {
            long since = rows.start(row) - nanos(START);
            assertThat(since < 10 * SECOND || since >= 3610 * SECOND).isTrue();
            assertThat(rows.value(tally.tally(0).time, row))
                    .isCloseTo((rows.end(row) - rows.start(row)) / 1e9, within(1e-9));
            before += since < 10 * SECOND ? rows.value(tally.tally(0).energy, row) : 0;
        }
        // What was counted across the sleep belongs to the time awake on both sides of it.
        assertThat(before).isCloseTo(1000, within(1e-9));
    }

    @Test
    void marksCutRows() {
        Tally tally = tally(Channels.counter("a", Domain.PACKAGE));
        tally.accept(Sample.of(0, Activity.NONE, 0));
        List<Instant> at = new ArrayList<>();
        for (int second = 1; second <= 5000; second++) {
            if (second % 700 == 0) {
                Instant mark = START.plusNanos(second * SECOND - 300_000_000);
                tally.mark(new Mark(Mark.EPOCH, mark, 1));
                at.add(mark);
            }
            tally.accept(Sample.of(second * SECOND, Activity.NONE, second * 2_000_000L));
        }
        assertThat(tally.epochMarks()).isEqualTo(7);
        assertThat(tally.lastEpochs()).isEqualTo(at);
        Instant from = START;
        for (Instant to : at) {
            double joules = 0;
            for (int row = 0; row < tally.buckets().size(); row++) {
                long start = tally.buckets().start(row);
                if (start >= nanos(from) && start < nanos(to)) {
                    assertThat(tally.buckets().end(row)).isLessThanOrEqualTo(nanos(to));
                    joules += tally.buckets().value(tally.tally(0).energy, row);
                }
            }
            double seconds = Duration.between(from, to).toNanos() / 1e9;
            assertThat(joules).isCloseTo(2 * seconds, within(1e-6));
            from = to;
        }
    }

    @Test
    void marksBeyondCountDoNotFillTheMemory() {
        Tally tally = tally(Channels.counter("a", Domain.PACKAGE));
        tally.accept(Sample.of(0, Activity.NONE, 0));
        for (int i = 1; i <= 30_000; i++) {
            long at = i * 10_000_000L;
            tally.mark(new Mark(Mark.UNIT, START.plusNanos(at - 5_000_000), 1));
            tally.accept(Sample.of(at, Activity.NONE, i * 1000L));
        }
        assertThat(tally.marks()).isEqualTo(30_000);
        assertThat(tally.units()).isEqualTo(30_000);
        assertThat(tally.buckets().size()).isLessThan(25_000);
        assertThat(tally.problems()).hasSize(1);
        assertThat(tally.energy(0).joules()).isCloseTo(30, within(1e-9));
    }

    @Test
    void aWeekAtOneHertzIsExactAndSmall() {
        Tally tally = tally(Channels.counter("a", Domain.PACKAGE));
        long raw = 0;
        var random = new Random(1);
        int seconds = 7 * 24 * 3600;
        for (int second = 0; second <= seconds; second++) {
            tally.accept(Sample.of(second * SECOND, new Activity(second, 0, 0, 0), raw));
            raw += random.nextInt(300_000_000);
        }
        raw = (long) (tally.energy(0).joules() * 1e6 + 0.5);
        assertThat(tally.buckets().size()).isLessThanOrEqualTo(7 * 24 * 60 + 1);
        assertThat(inRows(tally)).isCloseTo(raw * 1e-6, within(1e-9 * raw * 1e-6));
    }

    @Test
    void processorTimeIsCountedInFullThoughTwoSamplesStandForTheEnd() {
        // The sample under way when the command ends, and the last one, are both given its end.
        Tally tally = tally();
        tally.accept(Sample.of(0, new Activity(0, 1000, 2000, 0)));
        tally.accept(Sample.of(2 * SECOND, new Activity(SECOND, 1000, 2000, 0)));
        tally.accept(Sample.of(2 * SECOND, new Activity(3 * SECOND, 4 * SECOND, 9 * SECOND, 0)));
        assertThat(sum(tally, tally.jobCpu())).isCloseTo(3, within(1e-9));
        assertThat(sum(tally, tally.busy())).isCloseTo(4, within(1e-5));
        assertThat(sum(tally, tally.observed())).isCloseTo(2, within(1e-9));
    }

    @Test
    void processorTimeIsTheLastValueHoweverItIsSampled() {
        Property.forAll(
                200,
                random -> {
                    Tally tally = tally();
                    long at = 0;
                    long job = random.nextInt(5) * 10_000_000L;
                    long first = Activity.UNKNOWN;
                    long highest = 0;
                    for (int i = 0; i < 50; i++) {
                        // The kernel's sums over processors may fall by a little.
                        long busy =
                                random.nextInt(5) == 0
                                        ? Activity.UNKNOWN
                                        : Math.max(0, job * 2 - random.nextInt(3) * 10_000_000L);
                        tally.accept(Sample.of(at, new Activity(job, busy, busy, 0)));
                        if (busy >= 0) {
                            first = first < 0 ? busy : first;
                            highest = Math.max(highest, busy);
                        }
                        at += 1 + random.nextInt(4) * random.nextLong(SECOND);
                        job += i == 49 ? 0 : random.nextInt(50) * 10_000_000L;
                    }
                    assertThat(sum(tally, tally.jobCpu()))
                            .isCloseTo(tally.jobCpuTime().toNanos() / 1e9, within(1e-9));
                    assertThat(sum(tally, tally.busy()))
                            .isBetween(0.0, (highest - first) / 1e9 + 1e-9);
                });
    }

    @Test
    void samplesOutOfOrderAreRefused() {
        Tally tally = tally();
        tally.accept(Sample.of(SECOND, Activity.NONE));
        assertThatThrownBy(() -> tally.accept(Sample.of(SECOND - 1, Activity.NONE)))
                .hasMessageContaining("999999999 ns after 1000000000");
    }

    private static Tally tally(Channel... channels) {
        var tally = new Tally(START);
        for (Channel channel : channels) {
            tally.add(channel);
        }
        return tally;
    }

    private static long micro(double watts) {
        return Math.round(watts * 1e6);
    }

    private static long nanos(Instant at) {
        return at.getEpochSecond() * SECOND + at.getNano();
    }

    private static double inRows(Tally tally) {
        return sum(tally, tally.tally(0).energy);
    }

    private static double sum(Tally tally, int column) {
        double sum = 0;
        for (int row = 0; row < tally.buckets().size(); row++) {
            sum += tally.buckets().value(column, row);
        }
        return sum;
    }

    /// What never moved has not measured zero: nothing is known of it.
    @Test
    void aCounterThatNeverMovesIsNotBelieved() {
        Tally tally =
                tally(
                        Channels.counter("stuck", Domain.PACKAGE),
                        Channels.counter("dram", Domain.DRAM));
        for (int second = 0; second <= 30; second++) {
            tally.accept(Sample.of(second * SECOND, Activity.NONE, 77, second * 1_000_000L));
            assertThat(tally.isMetered(0)).isEqualTo(second > 0 && second <= 10);
        }
        assertThat(tally.isMetered(1)).isTrue();
        assertThat(tally.problems())
                .singleElement()
                .asString()
                .startsWith("stuck: its counter has stood still for 10 s");
    }

    /// However long it stood, what it then shows is what was drawn.
    @Test
    void aCounterThatStandsStillForAWhileLosesNothing() {
        Tally tally = tally(Channels.counter("a", Domain.PACKAGE));
        for (int second = 0; second <= 5; second++) {
            tally.accept(Sample.of(second * SECOND, Activity.NONE, second * 1_000_000L));
        }
        for (int second = 6; second <= 60; second++) {
            tally.accept(Sample.of(second * SECOND, Activity.NONE, 5_000_000));
        }
        assertThat(tally.metered(0)).isEqualTo(Duration.ofSeconds(15));
        tally.accept(Sample.of(61 * SECOND, Activity.NONE, 61_000_000));
        assertThat(tally.energy(0).joules()).isCloseTo(61, within(1e-9));
        assertThat(tally.metered(0)).isEqualTo(Duration.ofSeconds(61));
        assertThat(tally.isMetered(0)).isTrue();
        assertThat(tally.problems()).hasSize(1);
    }

    @Test
    void ofManyEpochsTheLastAreKept() {
        Tally tally = tally();
        for (int i = 1; i <= 2500; i++) {
            tally.mark(new Mark(Mark.EPOCH, START.plusSeconds(i), 2));
        }
        assertThat(tally.epochMarks()).isEqualTo(2500);
        assertThat(tally.epochs()).isEqualTo(5000);
        assertThat(tally.lastEpochs())
                .hasSize(1000)
                .startsWith(START.plusSeconds(1501))
                .endsWith(START.plusSeconds(2500));
        assertThat(tally.lastEpoch()).isEqualTo(START.plusSeconds(2500));
    }

    /// NVML's own meter refuses a counter that stands still, so that its readings end.
    @Test
    void aCounterThatIsRefusedBeforeItMovedIsNotBelieved() {
        Tally tally = tally(Channels.counter("stuck", Domain.GPU_BOARD));
        for (int second = 0; second <= 30; second++) {
            long reading = second < 8 ? 77 : Sample.MISSING;
            tally.accept(Sample.of(second * SECOND, Activity.NONE, reading));
        }
        assertThat(tally.isMetered(0)).isFalse();
        tally.accept(Sample.of(31 * SECOND, Activity.NONE, 77 + 31_000_000));
        assertThat(tally.isMetered(0)).isTrue();
        assertThat(tally.energy(0).joules()).isCloseTo(31, within(1e-9));
    }

    @Test
    void pausesAreCountedUpToTheLastSample() {
        var tally = new Tally(START);
        tally.accept(Sample.of(SECOND, Activity.NONE));
        tally.resumed(START);
        assertThat(tally.pauses()).isZero();
        assertThat(tally.paused()).isZero();
        tally.paused(START.plusSeconds(1));
        tally.paused(START.plusSeconds(2)); // Said once more.
        tally.resumed(START.plusSeconds(4));
        assertThat(tally.paused()).isEqualTo(Duration.ofSeconds(3));
        tally.paused(START.plusSeconds(6));
        assertThat(tally.paused()).isEqualTo(Duration.ofSeconds(3)); // No sample has come since.
        tally.slept(Duration.ofSeconds(2));
        tally.accept(Sample.of(7 * SECOND, Activity.NONE));
        assertThat(tally.pauses()).isEqualTo(2);
        assertThat(tally.paused()).isEqualTo(Duration.ofSeconds(6));
        tally.resumed(START.plusSeconds(5)); // A clock that was set back.
        assertThat(tally.paused()).isEqualTo(Duration.ofSeconds(3));
    }
}
