package wattle.meter.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import wattle.meter.CounterScale;
import wattle.meter.Found;
import wattle.meter.Meter;
import wattle.meter.MeterException;
import wattle.meter.MeterProblem;
import wattle.meter.MeterSource;
import wattle.meter.Sample;
import wattle.meter.journal.RecordListener;

/// Whatever one sensor does, the beat goes on and the others lose nothing.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SamplerTest {

    private static final Duration BEAT = Duration.ofMillis(20);
    private static final RecordListener NOBODY = new RecordListener() {};

    @TempDir private Path proc = Path.of("");

    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicLong clockSetBy = new AtomicLong();

    @AfterEach
    void release() {
        released.countDown();
    }

    private Rig rig(MeterSource... sources) throws IOException {
        return rig(NOBODY, sources);
    }

    private Rig rig(RecordListener also, MeterSource... sources) throws IOException {
        InstantSource clock = () -> Instant.now().plusMillis(clockSetBy.get());
        return new Rig(proc, clock.withZone(ZoneOffset.UTC), BEAT, List.of(sources), also);
    }

    private static double joules(Rig rig, int channel) {
        return rig.recording.tally().energy(channel).joules();
    }

    private static void isExact(Rig rig, int channel) {
        double counted = rig.counted(channel) * 1e-6;
        assertThat(counted).isPositive();
        assertThat(joules(rig, channel)).isCloseTo(counted, within(1e-6));
    }

    /// A beat is short here, and on a busy machine a healthy source may miss one.
    private static List<String> said(Rig rig) {
        return rig.recording.problems().stream()
                .filter(each -> !each.startsWith("rig did not answer in time"))
                .toList();
    }

    @Test
    void countsFromTheFirstReadingToTheLast() throws Exception {
        var counter = new Rig.Counter("good");
        Rig rig = rig(Rig.source("rig", counter)).start();
        rig.await(20);
        assertThat(rig.stop()).isTrue();
        isExact(rig, 0);
        // At 100 W, and from its first reading on without a break.
        double metered = rig.recording.tally().metered(0).toNanos() / 1e9;
        assertThat(joules(rig, 0)).isCloseTo(100 * metered, within(30.0));
        assertThat(said(rig)).isEmpty();
        assertThat(rig.samples.getLast().reading(0)).isNotEqualTo(Sample.MISSING);
        awaitClosed(counter);
    }

    @Test
    void aSensorThatHangsForEverHoldsNothingUp() throws Exception {
        var hanging =
                new Rig.Counter(
                        "hanging",
                        0,
                        count -> {
                            if (count >= 3) {
                                released.await();
                            }
                            return System.nanoTime() / 10;
                        });
        Rig rig = rig(Rig.source("sick", hanging), Rig.source("rig", new Rig.Counter("good")));
        rig.start();
        rig.await(40);
        long before = System.nanoTime();
        assertThat(rig.stop()).isTrue();
        assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(5));
        assertThat(hanging.reads.get()).isEqualTo(4);
        int good = rig.recording.tally().parts().getFirst().name().equals("good") ? 0 : 1;
        isExact(rig, good);
        // It never answered again, so there is nothing to be counted.
        assertThat(said(rig)).containsExactly("sick did not answer in time");
        long missing = rig.samples.stream().filter(each -> missing(each, good)).count();
        assertThat(missing).isLessThan(rig.samples.size() / 2);
    }

    private static boolean missing(Sample sample, int channel) {
        return channel >= sample.size() || sample.reading(channel) == Sample.MISSING;
    }

    @Test
    void aSensorThatTakesLongerThanABeatIsReadMoreSeldom() throws Exception {
        var slow =
                new Rig.Counter(
                        "slow",
                        0,
                        count -> {
                            Thread.sleep(30);
                            return System.nanoTime() / 10;
                        });
        Rig rig = rig(Rig.source("slow", slow)).start();
        rig.await(50);
        assertThat(rig.stop()).isTrue();
        isExact(rig, 0);
        assertThat(rig.recording.tally().metered(0))
                .isGreaterThan(rig.recording.tally().elapsed().dividedBy(2));
        assertThat(said(rig))
                .singleElement()
                .asString()
                .matches("slow did not answer in time( \\(\\d+ times\\))?");
    }

    @Test
    void faultsOfAnyKindAreSaidAndTheOthersGoOn() throws Exception {
        var throwing =
                new Rig.Counter(
                        "throwing",
                        0,
                        count -> {
                            switch (count % 3) {
                                case 0 -> throw new IllegalStateException("broken");
                                case 1 -> throw new AssertionError("worse");
                                default -> throw new StackOverflowError();
                            }
                        });
        Rig rig = rig(Rig.source("rig", throwing), Rig.source("fine", new Rig.Counter("good")));
        rig.start();
        rig.await(30);
        assertThat(rig.stop()).isTrue();
        int good = rig.recording.tally().parts().getFirst().name().equals("good") ? 0 : 1;
        isExact(rig, good);
        assertThat(joules(rig, 1 - good)).isZero();
        assertThat(rig.recording.tally().metered(1 - good)).isZero();
        assertThat(said(rig))
                .hasSize(3)
                .allMatch(each -> each.matches("throwing: a fault of ours: .* \\(\\d+ times\\)"))
                .anyMatch(each -> each.contains("java.lang.IllegalStateException: broken (1"))
                .anyMatch(each -> each.contains("java.lang.AssertionError: worse ("))
                .anyMatch(each -> each.contains("java.lang.StackOverflowError ("));
    }

    @Test
    void aSensorThatFailsEachSecondTimeLosesNothing() throws Exception {
        var failing =
                new Rig.Counter(
                        "failing",
                        0,
                        count -> {
                            if (count % 2 == 1) {
                                throw MeterException.unreadable("the counter", "busy");
                            }
                            return System.nanoTime() / 10;
                        });
        Rig rig = rig(Rig.source("rig", failing)).start();
        rig.await(31);
        assertThat(rig.stop()).isTrue();
        isExact(rig, 0);
        assertThat(said(rig))
                .singleElement()
                .asString()
                .matches("failing: the counter could not be read: busy \\(\\d+ times\\)");
    }

    @Test
    void aMeterThatWantsToBeReadSeldomIsReadFirstAndLast() throws Exception {
        var seldom = new Rig.Counter("seldom", 3600, count -> System.nanoTime() / 10);
        Rig rig = rig(Rig.source("rig", seldom)).start();
        rig.await(20);
        assertThat(rig.stop()).isTrue();
        assertThat(seldom.reads.get()).isEqualTo(2);
        isExact(rig, 0);
        assertThat(said(rig)).isEmpty();
    }

    @Test
    void aMeterOfATenthOfASecondIsReadAboutAsOften() throws Exception {
        var tenth = new Rig.Counter("tenth", 0.1, count -> System.nanoTime() / 10);
        Rig rig = rig(Rig.source("rig", tenth)).start();
        rig.await(60);
        assertThat(rig.stop()).isTrue();
        double seconds = rig.recording.tally().elapsed().toNanos() / 1e9;
        assertThat(tenth.reads.get()).isBetween(2, (int) (seconds / 0.09) + 2);
        isExact(rig, 0);
    }

    @Test
    void aSourceThatIsFoundLateCountsFromThen() throws Exception {
        var late = new Rig.Counter("late");
        var found = new CountDownLatch(1);
        Rig rig =
                rig(
                                Rig.source(
                                        "late",
                                        () -> {
                                            found.await();
                                            return new Found(List.of(late), List.of());
                                        }),
                                Rig.source("rig", new Rig.Counter("good")))
                        .start();
        rig.await(15);
        found.countDown();
        rig.await(40);
        assertThat(rig.stop()).isTrue();
        assertThat(rig.recording.tally().parts().getFirst().name()).isEqualTo("good");
        isExact(rig, 0);
        isExact(rig, 1);
        assertThat(rig.recording.tally().metered(1)).isLessThan(rig.recording.tally().metered(0));
    }

    /// With a beat of a minute: nothing is left to it.
    @Test
    void whatIsFoundBetweenTwoBeatsIsReadAtOnce() throws Exception {
        var quick = new Rig.Counter("quick");
        var late = new Rig.Counter("late");
        var found = new CountDownLatch(1);
        InstantSource clock = Instant::now;
        Rig rig =
                new Rig(
                                proc,
                                clock.withZone(ZoneOffset.UTC),
                                Duration.ofMinutes(1),
                                List.of(
                                        Rig.source("quick", quick),
                                        Rig.source(
                                                "late",
                                                () -> {
                                                    found.await();
                                                    return new Found(List.of(late), List.of());
                                                })),
                                NOBODY)
                        .start();
        rig.await(2); // The start's, and the first of the quick one.
        found.countDown();
        rig.await(3);
        Thread.sleep(100);
        assertThat(rig.stop()).isTrue();
        isExact(rig, 0);
        isExact(rig, 1);
        Duration run = rig.recording.tally().elapsed();
        assertThat(rig.recording.tally().metered(1)).isBetween(Duration.ofMillis(100), run);
        assertThat(rig.recording.tally().metered(0))
                .isBetween(rig.recording.tally().metered(1), run);
        assertThat(quick.reads.get()).isEqualTo(2);
        assertThat(said(rig)).isEmpty();
    }

    /// The last reading is taken even while another, begun before the end, is under way.
    @Test
    void theLastReadingFollowsOneThatIsUnderWay() throws Exception {
        var under = new CountDownLatch(1);
        var slow =
                new Rig.Counter(
                        "slow",
                        0,
                        count -> {
                            if (count == 3) {
                                under.countDown();
                                Thread.sleep(60);
                            }
                            return count;
                        });
        Rig rig = rig(Rig.source("slow", slow)).start();
        under.await();
        assertThat(rig.stop()).isTrue();
        assertThat(rig.samples.getLast().reading(0)).isEqualTo(4);
    }

    @Test
    void aSearchThatNeverEndsIsSaid() throws Exception {
        Rig rig =
                rig(Rig.source(
                                "stuck",
                                () -> {
                                    released.await();
                                    return new Found(List.of(new Rig.Counter("x")), List.of());
                                }))
                        .start();
        assertThat(rig.sampler.awaitSearch(Duration.ofMillis(20))).containsEntry("stuck", null);
        rig.await(3);
        assertThat(rig.stop()).isTrue();
        assertThat(said(rig))
                .containsExactly(
                        "stuck had not been searched when the run ended, so nothing of it is"
                                + " counted");
    }

    private static MeterSource refused(String what) {
        return Rig.source(
                "refused",
                () ->
                        Found.nothing(
                                new MeterProblem.NoPermission(
                                        what, "do this and that", List.of("id:given"))));
    }

    /// The collector gives what the counters' own source may not read: nothing is missed.
    @Test
    void whatAnotherSourceGivesIsNotMissed() throws Exception {
        var found = new CountDownLatch(1);
        Rig rig =
                rig(
                                refused("its energy"),
                                Rig.source(
                                        "other",
                                        () -> {
                                            found.await();
                                            return new Found(
                                                    List.of(new Rig.Counter("given")), List.of());
                                        }))
                        .start();
        rig.await(5);
        found.countDown();
        rig.await(10);
        assertThat(rig.stop()).isTrue();
        isExact(rig, 0);
        assertThat(said(rig)).isEmpty();
    }

    @Test
    void whatNobodyGivesIsSaidInOneSentenceWithoutItsRemedy() throws Exception {
        Rig rig = rig(refused("its energy"), Rig.source("fine", new Rig.Counter("good"))).start();
        rig.await(10);
        assertThat(rig.stop()).isTrue();
        assertThat(said(rig))
                .containsExactly(
                        "its energy may not be read by this user; wattle doctor says what to do");
    }

    /// Eight parts behind one thing that broke are one problem; the part is named once.
    @Test
    void aCauseIsSaidOnceHoweverManyPartsItStruck() throws Exception {
        List<Meter> parts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            parts.add(
                    new Rig.Counter(
                            "cpu-package-" + i,
                            0,
                            count -> {
                                throw MeterException.unreadable("the collector", "it hung up");
                            }));
        }
        for (int i = 0; i < 2; i++) {
            String what = "the energy counter of gpu-" + i;
            parts.add(
                    new Rig.Counter(
                            "gpu-" + i,
                            0,
                            count -> {
                                throw MeterException.unreadable(what, "the driver has gone");
                            }));
        }
        Rig rig = rig(Rig.source("rig", () -> new Found(parts, List.of()))).start();
        rig.await(20);
        assertThat(rig.stop()).isTrue();
        assertThat(said(rig))
                .containsExactly(
                        "cpu-package-0, cpu-package-1, cpu-package-2: the collector could not be"
                                + " read: it hung up",
                        "the energy counter of gpu-0, the energy counter of gpu-1 could not be"
                                + " read: the driver has gone");
    }

    @Test
    void aSearchThatFailsIsSaid() throws Exception {
        Rig rig =
                rig(
                                Rig.source(
                                        "one",
                                        () -> {
                                            throw new IllegalStateException("no driver");
                                        }),
                                Rig.source(
                                        "two",
                                        () -> {
                                            throw new NoClassDefFoundError("gone");
                                        }))
                        .start();
        assertThat(rig.sampler.awaitSearch(Duration.ofSeconds(30))).doesNotContainValue(null);
        rig.await(3);
        assertThat(rig.stop()).isTrue();
        assertThat(said(rig))
                .containsExactlyInAnyOrder(
                        "one could not be read: java.lang.IllegalStateException: no driver",
                        "two could not be read: java.lang.NoClassDefFoundError: gone");
    }

    @Test
    void aMeterThatDoesNotSayWhatItIsIsLeftOut() throws Exception {
        var broken =
                new Rig.Counter("broken") {
                    @Override
                    public CounterScale scale() {
                        throw new IllegalStateException("no scale");
                    }

                    @Override
                    public void close() {
                        throw new IllegalStateException("not even closed");
                    }
                };
        var good = new Rig.Counter("good");
        List<Meter> both = List.of(broken, good);
        Rig rig = rig(Rig.source("rig", () -> new Found(both, List.of()))).start();
        rig.await(20);
        assertThat(rig.stop()).isTrue();
        isExact(rig, 0);
        assertThat(said(rig)).singleElement().asString().contains("no scale");
        awaitClosed(good);
    }

    @Test
    void beatsThatComeTooLateAreCountedAndCountersLoseNothing() throws Exception {
        var slow =
                new RecordListener() {
                    @Override
                    public void sample(Sample sample) {
                        pause(100);
                    }
                };
        Rig rig = rig(slow, Rig.source("rig", new Rig.Counter("good"))).start();
        rig.await(10);
        assertThat(rig.stop()).isTrue();
        // Each sample takes five beats, so that four are missed.
        assertThat(rig.sampler.missed()).isGreaterThanOrEqualTo(4 * 8);
        long beats = rig.recording.tally().elapsed().dividedBy(BEAT);
        assertThat(rig.sampler.missed() + rig.samples.size()).isBetween(beats - 12, beats + 3);
        isExact(rig, 0);
    }

    @Test
    void aListenerThatFailsDoesNotStopTheBeat() throws Exception {
        var failing =
                new RecordListener() {
                    @Override
                    public void sample(Sample sample) {
                        throw new IllegalStateException("cannot take it");
                    }

                    @Override
                    public void problem(String sentence) {
                        throw new AssertionError("nor that");
                    }
                };
        Rig rig = rig(failing, Rig.source("rig", new Rig.Counter("good"))).start();
        rig.await(20);
        assertThat(rig.stop()).isTrue();
        isExact(rig, 0);
        assertThat(said(rig))
                .contains("a fault of ours: java.lang.IllegalStateException: cannot take it");
    }

    @Test
    void aClockThatIsSetChangesNoEnergyAndIsSaid() throws Exception {
        Rig rig = rig(Rig.source("rig", new Rig.Counter("good"))).start();
        rig.await(10);
        clockSetBy.set(3_600_000);
        rig.await(20);
        clockSetBy.set(-7_200_000);
        rig.await(30);
        assertThat(rig.stop()).isTrue();
        isExact(rig, 0);
        assertThat(rig.recording.tally().asleep()).isZero();
        assertThat(said(rig)).hasSize(2);
        assertThat(said(rig).getFirst()).startsWith("the clock was set by 3600 s during the run");
        assertThat(said(rig).getLast()).startsWith("the clock was set by -10800 s during the run");
    }

    @Test
    void aMachineThatSleptIsToldFromAClockThatWasSet() throws Exception {
        Rig rig = rig(Rig.source("rig", new Rig.Counter("good")));
        double boot = System.nanoTime() / 1e9;
        rig.start();
        rig.await(10);
        // An hour asleep, after which the clock is put right by half a minute.
        Path next = Files.createTempDirectory(proc, "next");
        Rig.uptime(next, 1000 + 3600 + System.nanoTime() / 1e9 - boot);
        Files.move(
                next.resolve("uptime"),
                proc.resolve("uptime"),
                java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        clockSetBy.set(3_630_000);
        rig.await(20);
        assertThat(rig.stop()).isTrue();
        isExact(rig, 0);
        assertThat(rig.recording.tally().asleep().toSeconds()).isBetween(3598L, 3602L);
        assertThat(said(rig)).hasSize(2);
        assertThat(said(rig).getFirst()).matches("the machine slept for (3599|3600|3601) s");
        assertThat(said(rig).getLast()).matches("the clock was set by (29|30|31) s.*");
    }

    @Test
    void aProcThatIsNotThereLeavesTheMetersAlone() throws Exception {
        Rig rig = rig(Rig.source("rig", new Rig.Counter("good")));
        for (String name : new String[] {"100/stat", "stat", "uptime"}) {
            Files.delete(proc.resolve(name));
        }
        rig.start();
        rig.await(20);
        clockSetBy.set(5000);
        rig.await(25);
        assertThat(rig.stop()).isTrue();
        isExact(rig, 0);
    }

    private static void awaitClosed(Rig.Counter counter) throws InterruptedException {
        while (counter.closed.get() == 0) {
            Thread.sleep(1);
        }
        assertThat(counter.closed.get()).isEqualTo(1);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
