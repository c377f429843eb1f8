package wattle.grid.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.grid.GridException;
import wattle.grid.GridZone;
import wattle.grid.Observed;
import wattle.grid.Quality;
import wattle.series.Interval;
import wattle.testing.KnownHistory;
import wattle.testing.Property;
import wattle.testing.SetClock;

class CachedHistoryTest {

    private static final Duration DAY = Duration.ofDays(1);

    private final List<String> problems = new ArrayList<>();
    private final SetClock clock = new SetClock(Values.LONG_AFTER);

    @TempDir private Path folder = Path.of("");
    private GridCache cache = new GridCache(folder, problems::add);

    @BeforeEach
    void open() {
        cache = new GridCache(folder, problems::add);
    }

    private CachedHistory before(KnownHistory source) {
        return new CachedHistory(cache, source, clock, DAY);
    }

    private static Observed of(CachedHistory history, Interval span) throws Exception {
        return history.history(Values.ZONE, Values.LABELS, span, share -> {});
    }

    private Observed offline(Interval span) throws Exception {
        return of(CachedHistory.offline(cache, "example", clock), span);
    }

    private static void assertSame(Observed actual, Observed expected) {
        assertThat(actual.gramsPerKilowattHour()).isEqualTo(expected.gramsPerKilowattHour());
        for (int i = 0; i < expected.gramsPerKilowattHour().size(); i++) {
            assertThat(actual.quality(i)).isEqualTo(expected.quality(i));
        }
        assertThat(actual.model()).isEqualTo(expected.model());
        assertThat(actual.source()).isEqualTo(expected.source());
    }

    @Test
    void whateverIsAskedInWhateverOrderIsWhatTheSourceHas() throws Exception {
        Property.forAll(
                60,
                random -> {
                    Path own = Files.createTempDirectory(folder, "case");
                    var cached = new GridCache(own, problems::add);
                    Observed all = Values.random(random, "m1", 400);
                    var source = new KnownHistory(clock, all);
                    var history =
                            new CachedHistory(
                                    cached,
                                    source,
                                    clock,
                                    Duration.ofHours(1 + random.nextInt(100)));
                    for (int i = 0; i < 8; i++) {
                        int from = random.nextInt(400);
                        Interval span =
                                new Interval(
                                        Values.START.plusSeconds(3600L * from),
                                        Values.START.plusSeconds(
                                                3600L * from + 60L * (1 + random.nextInt(9000))));
                        Optional<Observed> expected = all.within(span);
                        if (expected.isPresent()) {
                            assertSame(of(history, span), expected.get());
                        } else {
                            assertThatThrownBy(() -> of(history, span))
                                    .isInstanceOf(GridException.class);
                        }
                    }
                    assertThat(askedTwice(source.asked())).as(source.asked().toString()).isFalse();
                });
        assertThat(problems).isEmpty();
    }

    /// Whether something was asked for that had been asked for before, with nothing new about it. A
    /// page may go over known stretches to save questions.
    private static boolean askedTwice(List<Interval> asked) {
        Spans before = Spans.NONE;
        for (Interval each : asked) {
            Spans now = Spans.of(each);
            if (now.minus(before).isEmpty()) {
                return true;
            }
            before = before.plus(now);
        }
        return false;
    }

    @Test
    void onlyWhatIsMissingIsAskedFor() throws Exception {
        var source = new KnownHistory(clock, Values.hours("m1", Values.START, 0, 240, 0));
        of(before(source), Values.span(48, 72));
        source.forget();
        of(before(source), Values.span(24, 96));
        assertThat(source.asked()).containsExactly(Values.span(24, 48), Values.span(72, 96));
        source.forget();
        of(before(source), Values.span(30, 90));
        assertThat(source.asked()).isEmpty();
    }

    @Test
    void aHoleIsAskedForAgainAfterADay() throws Exception {
        var source = new KnownHistory(clock, Values.hours("m1", Values.START, 0, 10, 0));
        of(before(source), Values.span(0, 20));
        source.forget();
        clock.goOn(Duration.ofHours(23));
        of(before(source), Values.span(0, 20));
        assertThat(source.asked()).isEmpty();
        clock.goOn(Duration.ofHours(2));
        source.knows(Values.hours("m1", Values.START, 0, 12, 0));
        assertThat(of(before(source), Values.span(0, 20)).gramsPerKilowattHour().size())
                .isEqualTo(12);
        assertThat(source.asked()).containsExactly(Values.span(10, 20));
    }

    @Test
    void aSourceThatHasNothingIsBelievedForADayToo() throws Exception {
        var source = new KnownHistory(clock, Values.hours("m1", Values.START, 100, 101, 0));
        assertThatThrownBy(() -> of(before(source), Values.span(0, 20)))
                .hasMessageContaining("has no value of example:XX");
        assertThatThrownBy(() -> of(before(source), Values.span(5, 20)))
                .isInstanceOf(GridException.class);
        assertThat(source.asked()).hasSize(1);
        of(before(source), Values.span(0, 110));
        source.forget();
        of(before(source), Values.span(0, 110));
        assertThat(source.asked()).isEmpty();
    }

    @Test
    void recentValuesAreAskedForAgainAndRevised() throws Exception {
        int now = 240;
        var today = new SetClock(Values.START.plusSeconds(3600L * now));
        var source = new KnownHistory(today, Values.hours("m1", Values.START, 0, 300, 0));
        var history = new CachedHistory(cache, source, today, DAY);
        of(history, Values.span(100, now));
        source.forget();
        today.goOn(Duration.ofMinutes(2));
        of(history, Values.span(100, now));
        assertThat(source.asked()).isEmpty();

        today.goOn(Duration.ofMinutes(58));
        source.knows(Values.hours("m1", Values.START, 0, 300, 0.5));
        Observed revised = of(history, Values.span(100, now));
        // 48 hours before they were retrieved.
        assertThat(source.asked().getFirst().start()).isEqualTo(Values.span(now - 48, now).start());
        assertThat(revised.gramsPerKilowattHour().value(0)).isEqualTo(100);
        assertThat(revised.gramsPerKilowattHour().value(now - 101)).isEqualTo(now - 1 + 0.5);
        assertThat(revised.retrievedAt()).isEqualTo(Values.span(now, now + 1).start());
    }

    @Test
    void theFutureIsNotAskedFor() throws Exception {
        var today = new SetClock(Values.START.plusSeconds(3600 * 10 + 60));
        var source = new KnownHistory(today, Values.hours("m1", Values.START, 0, 300, 0));
        Observed some = of(new CachedHistory(cache, source, today, DAY), Values.span(0, 300));
        assertThat(source.asked()).containsExactly(new Interval(Values.START, today.instant()));
        assertThat(some.gramsPerKilowattHour().size()).isEqualTo(11);
    }

    @Test
    void whatWasBrokenOffGoesOnWhereItWas() throws Exception {
        var source = new KnownHistory(clock, Values.hours("m1", Values.START, 0, 240, 0));
        var broken = new CachedHistory(cache, source, clock, DAY);
        int[] calls = {0};
        assertThatThrownBy(() ->
                        broken.history(
                                Values.ZONE,
                                Values.LABELS,
                                Values.span(0, 240),
                                share -> {
                                    if (calls[0]++ == 3) {
                                        source.refuses(
                                                new GridException(
                                                        GridException.Reason.UNREACHABLE, "gone"));
                                    }
                                }))
                .hasMessage("gone");
        int fetched = source.asked().size() - 1;
        assertThat(fetched).isBetween(1, 9);
        assertThat(offline(Values.span(0, 240)).gramsPerKilowattHour().size())
                .isEqualTo(24 * fetched);
        source.refuses(null);
        source.forget();
        assertThat(of(before(source), Values.span(0, 240)).gramsPerKilowattHour().size())
                .isEqualTo(240);
        assertThat(source.asked()).hasSize(10 - fetched);
    }

    @Test
    void progressRisesToAll() throws Exception {
        var source = new KnownHistory(clock, Values.hours("m1", Values.START, 0, 240, 0));
        List<Double> told = new ArrayList<>();
        before(source).history(Values.ZONE, Values.LABELS, Values.span(0, 240), told::add);
        assertThat(told).isSorted().hasSizeGreaterThan(9).endsWith(1.0);
    }

    @Test
    void anotherModelIsAskedForFromTheBeginning() throws Exception {
        var source = new KnownHistory(clock, Values.hours("m1", Values.START, 0, 240, 0));
        of(before(source), Values.span(0, 120));
        Observed second = Values.hours("m2", Values.START, 0, 240, 0.5);
        source.knows(second);
        assertThat(of(before(source), Values.span(0, 96)).model()).isEqualTo("m1");
        assertSame(of(before(source), Values.span(0, 240)), second);
        source.forget();
        assertSame(of(before(source), Values.span(0, 240)), second);
        assertThat(source.asked()).isEmpty();
        assertThat(cache.list()).extracting(each -> each.key().model()).containsExactly("m1", "m2");
    }

    @Test
    void aSourceWithAModelForEachPeriodAnswersWithItsLastAndIsNotAskedAllOver() throws Exception {
        var source =
                new KnownHistory(
                        clock,
                        Values.hours("m1", Values.START, 0, 120, 0),
                        Values.hours("m2", Values.START, 120, 240, 0));
        Observed last = of(before(source), Values.span(0, 240));
        assertThat(last.model()).isEqualTo("m2");
        assertThat(last.gramsPerKilowattHour().size()).isEqualTo(120);
        assertThat(askedTwice(source.asked())).isFalse();
        source.forget();
        of(before(source), Values.span(0, 240));
        assertThat(source.asked()).isEmpty();
    }

    @Test
    void offlineSaysWhatIsThereAndHowOldItIs() throws Exception {
        assertThatThrownBy(() -> offline(Values.span(0, 10)))
                .isInstanceOfSatisfying(
                        GridException.class,
                        e -> assertThat(e.reason()).isEqualTo(GridException.Reason.NOT_COVERED))
                .hasMessageContaining("was fetched before, as marginal and direct-co2");
        var source = new KnownHistory(clock, Values.hours("m1", Values.START, 0, 10, 0));
        of(before(source), Values.span(0, 5));
        clock.goOn(DAY);
        of(before(source), Values.span(5, 10));
        assertThat(offline(Values.span(0, 10)).retrievedAt()).isEqualTo(Values.LONG_AFTER);
        assertThat(offline(Values.span(5, 10)).retrievedAt())
                .isEqualTo(Values.LONG_AFTER.plus(DAY));
        assertThat(CachedHistory.offline(cache, "example", clock).offers())
                .containsExactly(Values.LABELS);
    }

    @Test
    void aDamagedFileIsToldSetAsideAndFetchedAnew() throws Exception {
        Observed all = Values.hours("m1", Values.START, 0, 10, 0);
        var source = new KnownHistory(clock, all);
        of(before(source), Values.span(0, 10));
        Path file = cache.list().getFirst().file();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertSame(of(before(source), Values.span(0, 10)), all);
        assertThat(problems).singleElement().asString().contains("set aside").contains(".bad");
        assertThat(Path.of(file + ".bad")).exists();
        assertSame(offline(Values.span(0, 10)), all);
    }

    @Test
    void whatCannotBeKeptIsAnsweredAllTheSame() throws Exception {
        Path notAFolder = Files.writeString(folder.resolve("file"), "");
        var nowhere = new GridCache(notAFolder.resolve("cache"), problems::add);
        Observed all = Values.hours("m1", Values.START, 0, 100, 0);
        var history = new CachedHistory(nowhere, new KnownHistory(clock, all), clock, DAY);
        assertSame(of(history, Values.span(0, 100)), all);
        assertThat(problems)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each).contains("could not be kept"));
    }

    @Test
    void whatTheSourceNoLongerHasStays() throws Exception {
        var today = new SetClock(Values.START.plusSeconds(3600 * 20));
        var source = new KnownHistory(today, Values.hours("m1", Values.START, 0, 20, 0));
        var history = new CachedHistory(cache, source, today, DAY);
        of(history, Values.span(0, 20));
        today.goOn(Duration.ofMinutes(30));
        source.knows(Values.hours("m1", Values.START, 10, 20, 0.5));
        Observed both = of(history, Values.span(0, 20));
        assertThat(both.gramsPerKilowattHour().size()).isEqualTo(20);
        assertThat(both.gramsPerKilowattHour().value(9)).isEqualTo(9);
        assertThat(both.gramsPerKilowattHour().value(10)).isEqualTo(10.5);
        assertThat(both.retrievedAt()).isEqualTo(Values.START.plusSeconds(3600 * 20));
    }

    @Test
    void clearingTakesWhatIsNamedAndListsTellWhatIsThere() throws Exception {
        Observed.Builder gapped = Values.builder("m1", Values.LONG_AFTER);
        gapped.add(Values.nanos(0), Values.nanos(1), 1, Quality.MEASURED);
        gapped.add(Values.nanos(3), Values.nanos(4), 1, Quality.ESTIMATED);
        of(before(new KnownHistory(clock, gapped.build())), Values.span(0, 10));
        CacheEntry entry = cache.list().getFirst();
        assertThat(entry.values()).isEqualTo(2);
        assertThat(entry.gaps()).isEqualTo(1);
        assertThat(entry.span()).isEqualTo(Values.span(0, 4));
        assertThat(entry.newest()).isEqualTo(Values.LONG_AFTER);
        assertThat(entry.bytes()).isEqualTo(Files.size(entry.file()));
        assertThat(cache.clear(each -> each.key().model().equals("m2"))).isEmpty();
        assertThat(cache.clear(each -> true)).containsExactly(entry);
        assertThat(cache.list()).isEmpty();
    }

    @Test
    void whatAKilledWriterLeftIsSwept() throws Exception {
        var source = new KnownHistory(clock, Values.hours("m1", Values.START, 0, 10, 0));
        of(before(source), Values.span(0, 5));
        Path place = cache.list().getFirst().file().resolveSibling("");
        Files.writeString(place.resolve(".4711-1.part"), "half");
        of(before(source), Values.span(5, 10));
        assertThat(names(place)).containsExactlyInAnyOrder("lock", "m1.v1.history");
    }

    private static List<String> names(Path place) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(place)) {
            entries.forEach(each -> names.add(each.getFileName().toString()));
        }
        return names;
    }

    @Test
    void instantsOutsideAnySeriesAreRefused() {
        assertThatThrownBy(() ->
                        of(
                                CachedHistory.offline(cache, "example", clock),
                                new Interval(Instant.MIN, Instant.MAX)))
                .isInstanceOfAny(GridException.class, IllegalArgumentException.class);
    }

    @Test
    void anImportIsTakenOfflineAndNeverForWhatTheSourceSays() throws Exception {
        var source = new KnownHistory(clock, Values.hours("m1", Values.START, 0, 48, 0));
        of(before(source), Values.span(0, 24));
        clock.goOn(DAY);
        cache.keep(Values.hours(CacheKey.IMPORT, clock.instant(), 10, 72, 0.5));
        source.forget();

        assertThat(before(source).missing(Values.ZONE, Values.LABELS, Values.span(0, 48)))
                .containsExactly(Values.span(24, 48));
        assertThat(of(before(source), Values.span(0, 24)).model()).isEqualTo("m1");
        assertThat(source.asked()).isEmpty();
        assertThat(offline(Values.span(0, 48)).model()).isEqualTo(CacheKey.IMPORT);
        assertThat(offline(Values.span(0, 5)).model()).isEqualTo("m1");
        assertThat(offline(Values.span(60, 70)).gramsPerKilowattHour().value(0)).isEqualTo(60.5);
        assertThat(cache.list(Values.ZONE)).isEqualTo(cache.list()).hasSize(2);
        assertThat(cache.list(new GridZone("example", "YY"))).isEmpty();
        assertThatThrownBy(() -> cache.keep(Values.hours("m1", Values.START, 0, 1, 0)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
