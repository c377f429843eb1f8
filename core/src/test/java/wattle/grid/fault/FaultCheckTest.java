package wattle.grid.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import wattle.grid.Quality;
import wattle.grid.RawIntensity;
import wattle.grid.Signal;
import wattle.series.Interval;

class FaultCheckTest {

    private static final FaultCheck AVERAGE = FaultCheck.of(Signal.AVERAGE);
    private static final FaultCheck MARGINAL = FaultCheck.of(Signal.MARGINAL);

    private static Finding only(List<Finding> findings, Rule rule) {
        assertThat(findings).extracting(Finding::rule).containsExactly(rule);
        return findings.getFirst();
    }

    private static Interval interval(String start, String end) {
        return new Interval(java.time.Instant.parse(start), java.time.Instant.parse(end));
    }

    @Test
    void aCleanSeriesHasNoFinding() {
        assertThat(AVERAGE.findings(Series.hourly(24 * 90).raw())).isEmpty();
        assertThat(MARGINAL.findings(Series.every(300, 288 * 30).raw())).isEmpty();
    }

    @Test
    void noRowsAndOneRowAreJudgedWithoutComplaint() {
        assertThat(AVERAGE.findings(RawIntensity.builder().build())).isEmpty();
        assertThat(AVERAGE.findings(Series.hourly(1).raw())).isEmpty();
        assertThat(AVERAGE.findings(Series.hourly(2).raw())).isEmpty();
    }

    @Test
    void missingIntervalsAreAGapBetweenTheRowsOnItsSides() {
        Series series = Series.hourly(240);
        series.rows.subList(100, 103).clear();
        Finding gap = only(AVERAGE.findings(series.raw()), Rule.GAP);
        assertThat(gap.instants())
                .isEqualTo(interval("2025-01-05T04:00:00Z", "2025-01-05T07:00:00Z"));
        assertThat(gap.rows().lines(series.raw())).containsExactly(101, 102);
        assertThat(gap.evidence()).isEqualTo("3 of 1h missing");
        assertThat(gap.severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void emptyCellsAreAGapAndNeverZero() {
        Series series = Series.hourly(240).set(100, Double.NaN).set(101, Double.NaN);
        List<Finding> findings = AVERAGE.findings(series.raw());
        assertThat(findings).extracting(Finding::rule).containsExactly(Rule.GAP, Rule.EMPTY_CELL);
        assertThat(findings.getLast().rows().lines(series.raw())).containsExactly(102, 103);
        Repair repair = Repair.of(series.raw(), AVERAGE);
        assertThat(repair.rows().size()).isEqualTo(238);
        assertThat(repair.series(AVERAGE).timeline().gaps()).isEqualTo(1);
        assertThat(repair.series(AVERAGE).min()).isGreaterThan(100);
    }

    @Test
    void theHourThatClocksSkipIsKnownByItsInstantAndByItsLabel() {
        for (String[] hole :
                new String[][] {
                    {"2025-03-30T01:00:00Z", "Europe/London"}, // instant, and label in London
                    {"2025-03-30T02:00:00Z", "Europe/Berlin"}, // label in Berlin
                    {"2025-03-09T02:00:00Z", "America/New_York"}, // label in all of them
                    {"2025-03-09T08:00:00Z", "America/Chicago"} // instant in Chicago
                }) {
            Series series = Series.hourly(24 * 120);
            series.rows.remove(series.at(hole[0]));
            Finding found = only(AVERAGE.findings(series.raw()), Rule.CLOCK_CHANGE_HOLE);
            assertThat(found.instants())
                    .isEqualTo(Interval.of(java.time.Instant.parse(hole[0]), Duration.ofHours(1)));
            assertThat(found.evidence()).contains(hole[1]);
        }
    }

    @Test
    void anHourMissingOnAnyOtherDayIsAGap() {
        Series series = Series.hourly(24 * 120);
        series.rows.remove(series.at("2025-03-29T02:00:00Z"));
        only(AVERAGE.findings(series.raw()), Rule.GAP);
    }

    @Test
    void aGivenTimeZoneIsTheOnlyOneThatIsLookedAt() {
        Series series = Series.hourly(24 * 120);
        series.rows.remove(series.at("2025-03-30T02:00:00Z"));
        only(AVERAGE.in(List.of(ZoneId.of("America/New_York"))).findings(series.raw()), Rule.GAP);
        Series sydney = Series.hourly(24 * 330);
        sydney.rows.remove(sydney.at("2025-10-05T02:00:00Z"));
        only(AVERAGE.findings(sydney.raw()), Rule.GAP);
        only(
                AVERAGE.in(List.of(ZoneId.of("Australia/Sydney"))).findings(sydney.raw()),
                Rule.CLOCK_CHANGE_HOLE);
    }

    @Test
    void theHourThatClocksRepeatIsKnown() {
        Series series = Series.every(900, 4 * 24 * 310);
        int from = series.at("2025-10-26T02:00:00Z");
        for (int i = 0; i < 4; i++) {
            var row = series.rows.get(from + i);
            series.rows.add(from + 4 + i, new Series.Row(row.at(), row.value() + 7));
        }
        List<Finding> findings = AVERAGE.findings(series.raw());
        assertThat(findings)
                .extracting(Finding::rule)
                .containsExactly(Rule.ORDER, Rule.CLOCK_CHANGE_REPEAT, Rule.GAP);
        assertThat(findings.get(1).rows().size()).isEqualTo(8);
        assertThat(findings.get(1).evidence()).contains("Europe/Berlin");
    }

    @Test
    void filesThatOverlapAreOneFindingOfEqualDuplicates() {
        Series may = Series.hourly(200);
        may.rows.addAll(may.rows.subList(150, 200).stream().toList());
        List<Finding> findings = AVERAGE.findings(may.raw());
        assertThat(findings)
                .extracting(Finding::rule)
                .containsExactly(Rule.ORDER, Rule.DUPLICATE_EQUAL);
        Finding equal = findings.getLast();
        assertThat(equal.rows().size()).isEqualTo(50);
        assertThat(equal.rows().get(0)).isEqualTo(200);
        assertThat(Repair.of(may.raw(), AVERAGE).rows().size()).isEqualTo(200);
    }

    @Test
    void contradictingDuplicatesAreNeverGuessed() {
        Series series = Series.hourly(240);
        series.rows.add(101, new Series.Row(series.rows.get(100).at(), 123));
        List<Finding> findings = AVERAGE.findings(series.raw());
        assertThat(findings)
                .extracting(Finding::rule)
                .containsExactly(Rule.DUPLICATE_CONTRADICTORY, Rule.GAP);
        assertThat(findings.getFirst().rows().lines(series.raw())).containsExactly(102, 103);
        assertThat(findings.getFirst().evidence()).contains("123.0 g/kWh");
        assertThat(Repair.of(series.raw(), AVERAGE).rows().size()).isEqualTo(239);
    }

    @Test
    void rowsOutOfOrderAreNamedAndSorted() {
        Series series = Series.hourly(240);
        Collections.swap(series.rows, 100, 101);
        Finding order = only(AVERAGE.findings(series.raw()), Rule.ORDER);
        assertThat(order.rows().lines(series.raw())).containsExactly(103);
        Repair repair = Repair.of(series.raw(), AVERAGE);
        assertThat(repair.changes()).extracting(Change::action).containsExactly("moved");
        assertThat(AVERAGE.findings(repair.rows())).isEmpty();
    }

    @Test
    void aChangeOfTheStepIsFoundAndEachIntervalKeepsItsLength() {
        Series halfHours = Series.every(1800, 48);
        for (int i = 0; i < 48; i++) {
            halfHours.rows.add(
                    new Series.Row(Series.START.plusSeconds(48 * 1800L + i * 900L), 300 + i));
        }
        Finding change = only(AVERAGE.findings(halfHours.raw()), Rule.STEP_CHANGE);
        assertThat(change.evidence()).contains("15m apart, those before them 30m");
        assertThat(change.instants().start()).isEqualTo(Series.START.plusSeconds(48 * 1800L));
        var timeline = Repair.of(halfHours.raw(), AVERAGE).series(AVERAGE).timeline();
        assertThat(timeline.gaps()).isZero();
        assertThat(timeline.interval(0).duration()).isEqualTo(Duration.ofMinutes(30));
        assertThat(timeline.interval(60).duration()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void twoSingleGapsInARowAreNoCoarserStep() {
        Series series = Series.every(900, 200);
        series.rows.remove(103);
        series.rows.remove(101);
        assertThat(AVERAGE.findings(series.raw()))
                .extracting(Finding::rule)
                .containsExactly(Rule.GAP, Rule.GAP);
    }

    @Test
    void rowsWithoutAStepAreOneFinding() {
        Series series = new Series();
        for (int i = 0; i < 100; i++) {
            series.rows.add(new Series.Row(Series.START.plusSeconds(i * (long) i * 7), 300 + i));
        }
        assertThat(only(AVERAGE.findings(series.raw()), Rule.STEP_CHANGE).evidence())
                .contains("show no step");
    }

    @Test
    void aRowWithinTheIntervalOfAnotherIsAnOverlap() {
        Series series = Series.hourly(240);
        var row = series.rows.get(100);
        series.rows.add(101, new Series.Row(row.at().plusSeconds(900), row.value()));
        Finding overlap = only(AVERAGE.findings(series.raw()), Rule.OVERLAP);
        assertThat(overlap.rows().lines(series.raw())).containsExactly(103);
    }

    @Test
    void aQuarterOfTheNeighboursForAnHourIsAFalseLow() {
        Series series = Series.hourly(24 * 60);
        double value = series.rows.get(700).value();
        series.set(700, value / 4).set(701, value / 4);
        Finding low = only(AVERAGE.findings(series.raw()), Rule.FALSE_LOW);
        assertThat(low.rows().lines(series.raw())).containsExactly(702, 703);
        assertThat(low.evidence()).contains("2 rows long").contains("0.2");
    }

    @Test
    void aLowIsFoundInAnExcerptOfADay() {
        Series series = Series.hourly(13);
        series.set(6, 42.7);
        only(AVERAGE.findings(series.raw()), Rule.FALSE_LOW);
    }

    @Test
    void aFallThatComesByAndByIsNoFault() {
        Series series = Series.hourly(24 * 60);
        double[] front = {0.8, 0.6, 0.42, 0.3, 0.25, 0.3, 0.4, 0.6, 0.8};
        for (int i = 0; i < front.length; i++) {
            series.set(700 + i, front[i] * 300);
        }
        assertThat(AVERAGE.findings(series.raw())).isEmpty();
    }

    @Test
    void aLowWithOneSharpEdgeIsNoFault() {
        Series series = Series.hourly(24 * 60);
        double[] solar = {0.25, 0.3, 0.45, 0.6, 0.8};
        for (int i = 0; i < solar.length; i++) {
            series.set(700 + i, solar[i] * 300);
        }
        assertThat(AVERAGE.findings(series.raw()))
                .extracting(Finding::rule)
                .doesNotContain(Rule.FALSE_LOW);
    }

    @Test
    void zerosOfAMarginalSeriesAreRealAndThoseOfAnAverageAreNot() {
        Series series = Series.hourly(24 * 60).set(700, 0);
        assertThat(MARGINAL.findings(series.raw())).isEmpty();
        assertThat(FaultCheck.of(Signal.UNSTATED).findings(series.raw())).isEmpty();
        only(AVERAGE.findings(series.raw()), Rule.FALSE_LOW);
    }

    @Test
    void aSeriesThatFallsToZeroByNatureIsNotJudgedAndSaysSo() {
        Series series = Series.hourly(24 * 60);
        for (int day = 0; day < 60; day += 2) {
            series.set(24 * day + 12, 0).set(24 * day + 14, 30);
        }
        Finding note = only(MARGINAL.findings(series.raw()), Rule.LOWS_NOT_JUDGED);
        assertThat(note.severity()).isEqualTo(Severity.NOTE);
    }

    @Test
    void aModelWithFewLevelsMayJumpBetweenThem() {
        Series series = new Series();
        double[] levels = {440, 770, 990};
        for (int i = 0; i < 24 * 200; i++) {
            double level = i % 97 == 0 ? levels[0] : levels[1 + (i / 31) % 2];
            series.rows.add(new Series.Row(Series.START.plusSeconds(3600L * i), level));
        }
        assertThat(MARGINAL.findings(series.raw())).isEmpty();
    }

    @Test
    void aSpikeAndAChangeOfUnitAreImpossibleSteps() {
        Series spike = Series.hourly(24 * 60).set(700, 1400);
        assertThat(only(AVERAGE.findings(spike.raw()), Rule.IMPOSSIBLE_STEP).rows().get(0))
                .isEqualTo(700);
        Series pounds = Series.hourly(24 * 60);
        for (int i = 700; i < pounds.rows.size(); i++) {
            pounds.set(i, pounds.rows.get(i).value() / 0.45359237);
        }
        assertThat(only(AVERAGE.findings(pounds.raw()), Rule.IMPOSSIBLE_STEP).evidence())
                .contains("the median of a day goes from");
    }

    @Test
    void poundsOfCoalAreAboveAnyFuel() {
        Series series = Series.hourly(240);
        for (int i = 0; i < 240; i++) {
            series.set(i, 1800 + i % 7);
        }
        assertThat(only(MARGINAL.findings(series.raw()), Rule.ABOVE_ANY_FUEL).remedy())
                .contains("0.45359237");
    }

    @Test
    void aValueThatStaysIsStuckOnlyWhereValuesMove() {
        Series moving = Series.hourly(24 * 60);
        for (int i = 700; i < 712; i++) {
            moving.set(i, 301);
        }
        assertThat(only(AVERAGE.findings(moving.raw()), Rule.STUCK).evidence()).contains("for 12h");
        Series levels = new Series();
        for (int i = 0; i < 24 * 200; i++) {
            double level = 400 + 50 * (i / 13 % 3);
            levels.rows.add(new Series.Row(Series.START.plusSeconds(3600L * i), level));
        }
        assertThat(MARGINAL.findings(levels.raw())).isEmpty();
    }

    @Test
    void aNightOfZerosIsNotStuck() {
        Series series = Series.hourly(24 * 60);
        for (int i = 700; i < 712; i++) {
            series.set(i, 0);
        }
        assertThat(MARGINAL.findings(series.raw())).isEmpty();
    }

    @Test
    void labelsAtTheEndOfTheHourAreFoundBesideAnotherSeries() {
        RawIntensity truth = Series.hourly(24 * 60).raw();
        RawIntensity late = shifted(truth, 3600);
        Finding found = only(AVERAGE.against(truth).findings(late), Rule.HOUR_ENDING);
        assertThat(found.evidence()).contains("follows by one step").contains("at a lag of 1h");
        assertThat(only(AVERAGE.against(late).findings(truth), Rule.HOUR_ENDING).evidence())
                .contains("the other follows");
        assertThat(
                        only(
                                        AVERAGE.against(truth).findings(shifted(truth, 7200)),
                                        Rule.HOUR_ENDING)
                                .evidence())
                .contains("off by 2 steps");
        assertThat(AVERAGE.against(truth).findings(truth)).isEmpty();
    }

    @Test
    void aFinerSeriesCanBeTheOtherOne() {
        RawIntensity fine = Series.every(300, 12 * 24 * 30).raw();
        RawIntensity.Builder hours = RawIntensity.builder();
        for (int i = 0; i + 12 <= fine.size(); i += 12) {
            double sum = 0;
            for (int j = i; j < i + 12; j++) {
                sum += fine.value(j);
            }
            hours.add(fine.nanos(i) + 3_600_000_000_000L, sum / 12, Quality.MEASURED, 0);
        }
        only(AVERAGE.against(fine).findings(hours.build()), Rule.HOUR_ENDING);
    }

    @Test
    void statedHourEndingMovesEveryRowToItsStart() {
        RawIntensity truth = Series.hourly(48).raw();
        Repair repair = Repair.hourEnding(shifted(truth, 3600), AVERAGE);
        assertThat(repair.changes()).hasSize(48);
        for (int i = 0; i < 48; i++) {
            assertThat(repair.rows().nanos(i)).isEqualTo(truth.nanos(i));
            assertThat(repair.rows().value(i)).isEqualTo(truth.value(i));
        }
    }

    private static RawIntensity shifted(RawIntensity raw, int seconds) {
        RawIntensity.Builder late = RawIntensity.builder();
        for (int i = 0; i < raw.size(); i++) {
            late.add(
                    raw.nanos(i) + seconds * 1_000_000_000L,
                    raw.value(i),
                    raw.quality(i),
                    raw.line(i));
        }
        return late.build();
    }

    @Test
    void whollyEstimatedAndZeroSeriesAreSaidToBe() {
        only(AVERAGE.findings(Series.hourly(240).raw(Quality.ESTIMATED)), Rule.ALL_ESTIMATED);
        Series zero = Series.hourly(240);
        for (int i = 0; i < 240; i++) {
            zero.set(i, 0);
        }
        only(MARGINAL.findings(zero.raw()), Rule.ALL_ZERO);
        only(MARGINAL.findings(zero.set(7, 500).raw()), Rule.MOSTLY_ZERO);
    }

    @Test
    void anAverageBelowZeroIsAnErrorAndAMarginalValueIsNot() {
        Series series = Series.hourly(240).set(100, -3);
        List<Finding> findings = AVERAGE.findings(series.raw());
        assertThat(findings)
                .extracting(Finding::rule)
                .containsExactly(Rule.GAP, Rule.NEGATIVE_AVERAGE);
        assertThat(MARGINAL.findings(series.raw())).isEmpty();
    }

    @Test
    void theRowsAreTrustedBeforeTheFolder() {
        RawIntensity raw = Series.hourly(24).raw();
        var names = new ZoneNames(Set.of("BR-CS"), null, "2022", "BR-SP");
        assertThat(only(AVERAGE.named(names).findings(raw), Rule.ZONE_CONTRADICTION).evidence())
                .isEqualTo("the folder's name says BR-SP, the rows say BR-CS");
        var regions = new ZoneNames(Set.of("BR-CS"), "BR-N", "BR-CS.average", "intensity");
        assertThat(only(AVERAGE.named(regions).findings(raw), Rule.ZONE_CONTRADICTION).evidence())
                .isEqualTo("regions.csv says BR-N, the rows say BR-CS");
        var mixed = new ZoneNames(Set.of("DE", "FR"), null, null, null);
        assertThat(only(AVERAGE.named(mixed).findings(raw), Rule.ZONE_CONTRADICTION).evidence())
                .contains("DE, FR");
        var agreed = new ZoneNames(Set.of("GB"), "GB", "GB.average-2020", "data");
        assertThat(AVERAGE.named(agreed).findings(raw)).isEmpty();
    }

    @Test
    void everyRuleHasAStableLabelAndARemedy() {
        assertThat(Rule.values()).extracting(Rule::label).doesNotHaveDuplicates();
        assertThat(Rule.values()).allSatisfy(each -> assertThat(each.remedy()).endsWith("."));
    }
}
