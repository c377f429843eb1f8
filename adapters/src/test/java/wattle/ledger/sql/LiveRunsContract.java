package wattle.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wattle.meter.Domain;

/// What a store of live runs does, whichever database it is.
abstract class LiveRunsContract {

    private static final Instant START = Instant.parse("2026-02-28T23:30:00.000001Z");
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-04-10T00:00:00Z"), java.time.ZoneOffset.UTC);
    private static final long HOUR = EnergySamples.MICROS_PER_HOUR;

    Database database;
    private EnergySamples samples;
    private LiveRuns runs;

    /// A store with nothing in it.
    abstract Database empty() throws Exception;

    @BeforeEach
    void open() throws Exception {
        database = empty();
        samples = new EnergySamples(database, Duration.ofDays(30));
        runs = new LiveRuns(database, new EnergySamples(database, null), CLOCK);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static LiveRuns.Start start(String id) {
        return new LiveRuns.Start(id, "ada", false, "FR", 1.25, Map.of("model", "Tiny"));
    }

    /// Samples of two parts, a minute apart, over the end of a month.
    private static LiveRuns.Chunk chunk(long from, int count, LiveRun.State state) {
        var batch = new EnergyBatch();
        long at = 0;
        double sum = 0;
        for (int i = 0; i < count; i++) {
            at = LiveRun.micros(START) + (from + i) * 60_000_000L;
            batch.add(at, 0, 0.1 + i);
            batch.add(at, 1, 1e-3);
            sum += 0.1 + i;
        }
        return new LiveRuns.Chunk(
                from,
                from + count,
                ("lines from " + from).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                batch,
                count,
                LiveRun.micros(START),
                at,
                state,
                List.of(
                        new LivePart(0, "gpu-0", Domain.GPU_BOARD, "G", false, sum, null),
                        new LivePart(1, "dram-0", Domain.DRAM, "", true, null, 2.5)));
    }

    @Test
    void aRunIsWhatItWasSaidToBe() throws Exception {
        LiveRun run = runs.start(start("one"));
        assertThat(run.nextOffset()).isZero();
        assertThat(run.state()).isEqualTo(LiveRun.State.RUNNING);
        assertThat(run.startedMicros()).isNull();
        assertThat(run.pue()).isEqualTo(1.25);
        assertThat(run.labels()).containsExactly(Map.entry("model", "Tiny"));
        assertThat(runs.start(new LiveRuns.Start("one", "bob", true, null, null, Map.of())))
                .isEqualTo(run);
        assertThat(runs.find("two")).isEmpty();
        assertThatThrownBy(() ->
                        new LiveRuns.Start("x", "ada", false, null, null, Map.of("user", "u")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void chunksFollowEachOtherAndCountOnce() throws Exception {
        LiveRun run = runs.start(start("one"));
        assertThat(runs.append(run, chunk(0, 90, LiveRun.State.RUNNING))).isTrue();
        assertThat(runs.append(run, chunk(0, 90, LiveRun.State.RUNNING))).isFalse();
        assertThat(runs.append(run, chunk(91, 5, LiveRun.State.RUNNING))).isFalse();
        assertThat(runs.append(run, chunk(90, 10, LiveRun.State.FINISHED))).isTrue();
        assertThat(runs.append(run, chunk(100, 1, LiveRun.State.RUNNING))).isFalse();
        LiveRuns.Status status = runs.status("one").orElseThrow();
        assertThat(status.run().nextOffset()).isEqualTo(100);
        assertThat(status.run().samples()).isEqualTo(100);
        assertThat(status.run().state()).isEqualTo(LiveRun.State.FINISHED);
        assertThat(status.parts()).hasSize(2);
        assertThat(status.parts().get(1).joules()).isNull();
        assertThat(status.parts().get(1).watts()).isEqualTo(2.5);
        List<String> lines = new ArrayList<>();
        runs.replay(
                status.run(),
                90,
                each -> lines.add(new String(each, java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(lines).containsExactly("lines from 90");
        long from = LiveRun.micros(START);
        List<EnergySamples.Sum> all = samples.between(run.number(), 0, Long.MAX_VALUE, 1000);
        assertThat(all).hasSize(200);
        assertThat(all.getFirst()).isEqualTo(new EnergySamples.Sum(from, 0, 0.1));
        long aligned = from / HOUR * HOUR;
        List<EnergySamples.Sum> steps =
                samples.bySteps(run.number(), aligned, aligned + 3 * HOUR, HOUR);
        List<EnergySamples.Sum> hours =
                samples.byHours(run.number(), aligned, aligned + 3 * HOUR, HOUR);
        List<EnergySamples.Sum> lasts =
                samples.byLastOfSteps(run.number(), aligned, aligned + 3 * HOUR, HOUR);
        assertThat(lasts)
                .extracting(EnergySamples.Sum::joules)
                .isEqualTo(steps.stream().map(EnergySamples.Sum::joules).toList());
        for (EnergySamples.Sum each : lasts) { // The last of its hour, and of its part.
            long end = Math.floorDiv(each.startMicros(), HOUR) * HOUR + HOUR;
            assertThat(
                            all.stream()
                                    .filter(one -> one.part() == each.part())
                                    .filter(one -> one.startMicros() < end)
                                    .mapToLong(EnergySamples.Sum::startMicros)
                                    .max())
                    .hasValue(each.startMicros());
        }
        assertThat(hours).hasSize(6).hasSameSizeAs(steps);
        for (int i = 0; i < hours.size(); i++) {
            assertThat(hours.get(i).startMicros()).isEqualTo(steps.get(i).startMicros());
            assertThat(hours.get(i).part()).isEqualTo(steps.get(i).part());
            assertThat(hours.get(i).joules())
                    .isCloseTo(steps.get(i).joules(), within(1e-9 * steps.get(i).joules()));
        }
    }

    @Test
    void ofManyWhoSendTheSameOneIsTaken() throws Exception {
        LiveRun run = runs.start(start("one"));
        Callable<Boolean> send = () -> runs.append(run, chunk(0, 50, LiveRun.State.RUNNING));
        int taken = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> each : threads.invokeAll(Collections.nCopies(8, send))) {
                taken += each.get() ? 1 : 0;
            }
        }
        assertThat(taken).isEqualTo(1);
        assertThat(samples.between(run.number(), 0, Long.MAX_VALUE, 1000)).hasSize(100);
    }

    @Test
    void oldSamplesGoAndTheirHoursStay() throws Exception {
        LiveRun run = runs.start(start("one"));
        runs.append(run, chunk(0, 100, LiveRun.State.FINISHED));
        long from = LiveRun.micros(START) / HOUR * HOUR;
        List<EnergySamples.Sum> hours = samples.byHours(run.number(), from, from + 9 * HOUR, HOUR);
        samples.forget(START.plus(Duration.ofDays(30)).plus(Duration.ofMinutes(45)));
        assertThat(samples.between(run.number(), 0, Long.MAX_VALUE, 1000).getLast().startMicros())
                .isEqualTo(LiveRun.micros(START) + 99 * 60_000_000L);
        samples.forget(CLOCK.instant().plus(Duration.ofDays(60)));
        assertThat(samples.between(run.number(), 0, Long.MAX_VALUE, 1000)).isEmpty();
        assertThat(samples.byHours(run.number(), from, from + 9 * HOUR, HOUR)).isEqualTo(hours);
        // What is too old when it comes goes to its hour alone.
        var late = new LiveRuns(database, samples, Clock.offset(CLOCK, Duration.ofDays(60)));
        LiveRun other = late.start(start("late"));
        assertThat(late.append(other, chunk(0, 100, LiveRun.State.RUNNING))).isTrue();
        assertThat(samples.between(other.number(), 0, Long.MAX_VALUE, 10)).isEmpty();
        assertThat(samples.byHours(other.number(), from, from + 9 * HOUR, HOUR)).isEqualTo(hours);
        List<byte[]> lines = new ArrayList<>();
        runs.replay(runs.find("one").orElseThrow(), 0, lines::add);
        assertThat(lines).isEmpty();
    }

    @Test
    void runsAreListedForThoseWhoMaySeeThem() throws Exception {
        runs.start(start("hers"));
        runs.start(new LiveRuns.Start("his", "bob", false, null, null, Map.of()));
        runs.start(new LiveRuns.Start("open", "bob", true, null, null, Map.of()));
        assertThat(runs.list("ada", false, Long.MAX_VALUE, 10))
                .extracting(LiveRun::id)
                .containsExactly("open", "hers");
        assertThat(runs.list(null, false, Long.MAX_VALUE, 10))
                .extracting(LiveRun::id)
                .containsExactly("open");
        List<LiveRun> all = runs.list(null, true, Long.MAX_VALUE, 2);
        assertThat(all).extracting(LiveRun::id).containsExactly("open", "his");
        assertThat(runs.list(null, true, all.getLast().number(), 2))
                .extracting(LiveRun::id)
                .containsExactly("hers");
    }
}
