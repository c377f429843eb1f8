package wattle.grid.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import wattle.grid.Quality;
import wattle.grid.RawIntensity;
import wattle.grid.Signal;
import wattle.grid.fault.FaultCheck;
import wattle.grid.fault.Finding;
import wattle.grid.fault.Repair;
import wattle.grid.fault.Rule;
import wattle.grid.fault.ZoneNames;
import wattle.series.HeldSeries;
import wattle.testing.SharedData;
import wattle.testing.fault.FaultScore;
import wattle.testing.fault.Plant;
import wattle.testing.fault.RealFaults;

/// The rules on real series and on excerpts with real faults, where they are there.
class FaultsOnRealSeriesTest {

    private static final double GRAMS_PER_KILOWATT_HOUR = 0.45359237; // of a pound per MWh

    /// So many rows of a series are planted in, a year of five minutes: the benchmark plants in
    /// all.
    private static final int ROWS = 110_000;

    private static Path data(String name) {
        return SharedData.needed(name);
    }

    private static List<FaultScore.Case> cases(Path folder) throws IOException {
        List<FaultScore.Case> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".csv.gz")).sorted().toList()) {
                String name = file.getFileName().toString().replace(".csv.gz", "");
                UncheckedSeries read = UncheckedSeries.read(file, null);
                cases.add(
                        new FaultScore.Case(name, read.signal(), read.rows(), RealFaults.of(name)));
            }
        }
        return cases;
    }

    @Test
    void realFaultsAreFoundAndFalseAlarmsAreRare() throws IOException {
        Path folder = data("intensity");
        List<FaultScore.Case> cases = cases(folder);
        assertThat(cases).hasSize(52);
        for (FaultScore.Case each : cases) {
            List<Finding> findings = FaultCheck.of(each.signal()).findings(each.rows());
            for (FaultScore.Known known : each.known()) {
                assertThat(findings)
                        .as(each.name() + " " + known)
                        .anyMatch(found ->
                                found.rule() == known.rule()
                                        && found.instants()
                                                .intersection(known.instants())
                                                .equals(java.util.Optional.of(found.instants())));
            }
        }
        double years = FaultScore.years(cases);
        Map<Rule, List<String>> alarms = FaultScore.alarms(cases);
        for (Rule rule : Rule.values()) {
            List<String> all = alarms.getOrDefault(rule, List.of());
            if (rule == Rule.LOWS_NOT_JUDGED) {
                assertThat(all).hasSize(3); // where power is curtailed: New South Wales, California
            } else if (rule == Rule.STUCK) {
                assertThat(all).as(all.toString()).hasSizeLessThan((int) (0.1 * years));
            } else {
                assertThat(all).as(rule.label()).isEmpty();
            }
        }
    }

    @Test
    void noPlantedGapDuplicateOrFalseLowIsMissed() throws IOException {
        Path folder = data("intensity");
        List<FaultScore.Case> cases = cases(folder);
        Set<Plant> neverMissed =
                EnumSet.of(
                        Plant.GAP,
                        Plant.EMPTY_CELL,
                        Plant.DUPLICATE_EQUAL,
                        Plant.DUPLICATE_CONTRADICTORY,
                        Plant.ORDER,
                        Plant.OVERLAP,
                        Plant.LOW_QUARTER_OF_NEIGHBOURS,
                        Plant.LOW_QUARTER_OF_ITSELF,
                        Plant.LOW_MISSING_FUELS,
                        Plant.CLOCK_HOLE,
                        Plant.CLOCK_REPEAT,
                        Plant.STEP_CHANGE);
        for (Plant plant : neverMissed) {
            for (FaultScore.Case full : cases) {
                FaultScore.Case each = full.first(ROWS);
                FaultScore.Score score = FaultScore.of(each, plant, 1);
                assertThat(score.found()).as(plant + " " + each.name()).isEqualTo(score.planted());
                assertThat(score.wrong()).as(plant + " " + each.name()).isZero();
                assertThat(score.planted() + score.notJudged())
                        .as(plant + " " + each.name())
                        .isPositive();
            }
        }
    }

    @Test
    void aRepairOfEverySeriesLeavesNothingToRepair() throws IOException {
        Path folder = data("intensity");
        for (FaultScore.Case each : cases(folder)) {
            FaultCheck check = FaultCheck.of(each.signal());
            Repair repair = Repair.of(each.rows(), check);
            assertThat(check.findings(repair.rows()))
                    .as(each.name())
                    .noneMatch(found -> found.rule().isRepaired());
            assertThat(repair.rows().size() + repair.changes().size())
                    .isEqualTo(each.rows().size());
            long zeros = zeros(each.rows());
            assertThat(zeros(repair.rows())).as(each.name()).isEqualTo(zeros);
        }
    }

    private static long zeros(RawIntensity rows) {
        long zeros = 0;
        for (int i = 0; i < rows.size(); i++) {
            zeros += rows.value(i) == 0 ? 1 : 0;
        }
        return zeros;
    }

    /// An excerpt's column of times and of values; the rows are in UTC where they say nothing.
    private static RawIntensity excerpt(Path file, int time, int value, double factor)
            throws IOException {
        List<String> lines = Files.readAllLines(file);
        RawIntensity.Builder rows = RawIntensity.builder();
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(",", -1);
            boolean estimated = cells.length > 9 && cells[9].equals("true");
            rows.add(
                    instant(cells[time]).getEpochSecond() * 1_000_000_000L,
                    cells[value].isEmpty() ? Double.NaN : factor * Double.parseDouble(cells[value]),
                    estimated ? Quality.ESTIMATED : Quality.MEASURED,
                    i + 1);
        }
        return rows.build();
    }

    private static Instant instant(String text) {
        if (text.chars().allMatch(Character::isDigit)) {
            return Instant.ofEpochSecond(Long.parseLong(text));
        }
        String iso = text.replace(' ', 'T');
        return OffsetDateTime.parse(iso.length() == 19 ? iso + "Z" : iso).toInstant();
    }

    private static List<String> found(List<Finding> findings) {
        return findings.stream()
                .map(each -> each.rule().label() + " " + each.instants().start())
                .toList();
    }

    @Test
    void excerptsAreReadAsTheirNoteSays() throws IOException {
        Path faults = data("intensity/faults");
        FaultCheck average = FaultCheck.of(Signal.AVERAGE);
        FaultCheck marginal = FaultCheck.of(Signal.MARGINAL);

        RawIntensity britain = excerpt(faults.resolve("gb-30-then-15-minutes.csv"), 0, 1, 1);
        assertThat(found(average.findings(britain)))
                .containsExactly("step-change 2020-10-31T00:00:00Z");
        HeldSeries held = Repair.of(britain, average).series(average);
        assertThat(held.timeline().gaps()).isZero();
        assertThat(held.timeline().interval(24).duration().toMinutes()).isEqualTo(15);

        RawIntensity germany = excerpt(faults.resolve("de-missing-quarter-hours.csv"), 0, 1, 1);
        assertThat(found(average.findings(germany)))
                .containsExactly("gap 2020-12-19T23:15:00Z", "gap 2020-12-19T23:45:00Z");

        RawIntensity gap = excerpt(faults.resolve("eia-pjm-22-hour-gap.csv"), 0, 9, 1);
        assertThat(found(average.findings(gap)))
                .containsExactly("gap 2022-03-13T07:00:00Z", "empty-cell 2022-03-13T07:00:00Z");
        assertThat(average.findings(gap).getFirst().evidence())
                .contains("22 of 1h missing")
                .contains("America/New_York");
        assertThat(Repair.of(gap, average).series(average).min()).isGreaterThan(300);

        RawIntensity fuels = excerpt(faults.resolve("eia-pjm-dropped-fuels.csv"), 0, 9, 1);
        assertThat(found(average.findings(fuels)))
                .containsExactly("false-low 2022-10-02T04:00:00Z");

        RawIntensity sydney =
                excerpt(
                        faults.resolve("nsw-daytime-zeros-lb-per-mwh.csv"),
                        0,
                        1,
                        GRAMS_PER_KILOWATT_HOUR);
        assertThat(found(marginal.findings(sydney)))
                .containsExactly("lows-not-judged 2022-12-24T00:00:00Z");
        assertThat(zeros(Repair.of(sydney, marginal).rows())).isEqualTo(zeros(sydney)).isPositive();
        RawIntensity pounds = excerpt(faults.resolve("nsw-daytime-zeros-lb-per-mwh.csv"), 0, 1, 1);
        assertThat(found(marginal.findings(pounds)))
                .contains("above-any-fuel 2022-12-24T00:00:00Z");

        RawIntensity moer =
                excerpt(
                        faults.resolve("watttime-raw-lb-per-mwh.csv"),
                        0,
                        1,
                        GRAMS_PER_KILOWATT_HOUR);
        assertThat(marginal.findings(moer)).isEmpty();
        assertThat(moer.value(0)).isCloseTo(464.9, org.assertj.core.api.Assertions.within(0.05));
    }

    @Test
    void filesThatOverlapAndFilesOutOfOrderAreOneSeries() throws IOException {
        Path faults = data("intensity/faults");
        FaultCheck marginal = FaultCheck.of(Signal.MARGINAL);
        RawIntensity.Builder both = RawIntensity.builder();
        for (String name : List.of("sgip-pge-2020-05-tail.csv", "sgip-pge-2020-06-head.csv")) {
            RawIntensity month = excerpt(faults.resolve(name), 0, 1, 1000);
            for (int i = 0; i < month.size(); i++) {
                both.add(month.nanos(i), month.value(i), Quality.MEASURED, month.line(i));
            }
        }
        RawIntensity joined = both.build();
        List<Finding> findings = marginal.findings(joined);
        assertThat(findings)
                .extracting(Finding::rule)
                .containsExactly(Rule.ORDER, Rule.DUPLICATE_EQUAL, Rule.LOWS_NOT_JUDGED);
        Repair repair = Repair.of(joined, marginal);
        assertThat(repair.series(marginal).timeline().gaps()).isZero();
        assertThat(repair.rows().size()).isEqualTo(joined.size() - findings.get(1).rows().size());

        FaultCheck average = FaultCheck.of(Signal.AVERAGE);
        RawIntensity casper = excerpt(faults.resolve("casper-out-of-order.csv"), 1, 3, 1);
        List<Finding> jumps = average.findings(casper);
        assertThat(jumps.stream().filter(each -> each.rule() == Rule.ORDER)).hasSize(2);
        assertThat(jumps).extracting(Finding::rule).contains(Rule.GAP);
        Repair sorted = Repair.of(casper, average);
        assertThat(average.findings(sorted.rows())).noneMatch(each -> each.rule() == Rule.ORDER);
    }

    @Test
    void theRowIsTrustedBeforeTheFolderAndEstimatesAreKept() throws IOException {
        Path faults = data("intensity/faults");
        RawIntensity brazil =
                excerpt(faults.resolve("electricitymaps-raw-estimated-rows.csv"), 0, 5, 1);
        var names = new ZoneNames(Set.of("BR-CS"), null, "2022", "BR-SP");
        FaultCheck check = FaultCheck.of(Signal.AVERAGE).named(names);
        assertThat(found(check.findings(brazil)))
                .containsExactly("zone-contradiction 2022-01-15T13:00:00Z");
        RawIntensity repaired = Repair.of(brazil, check).rows();
        assertThat(repaired.quality(12)).isEqualTo(Quality.ESTIMATED);
        assertThat(repaired.quality(13)).isEqualTo(Quality.MEASURED);
    }

    /// PJM's mix was found to match another source at no lag, unlike others of its set.
    @Test
    void theTimesOfPjmAreThoseOfAnotherSource() throws IOException {
        Path folder = data("intensity");
        RawIntensity eia =
                UncheckedSeries.read(folder.resolve("US-MIDA-PJM.average-eia.csv.gz"), null).rows();
        RawIntensity other =
                UncheckedSeries.read(folder.resolve("US-MIDA-PJM.average.csv.gz"), null).rows();
        FaultCheck check = FaultCheck.of(Signal.AVERAGE).against(other);
        assertThat(check.findings(eia)).noneMatch(each -> each.rule() == Rule.HOUR_ENDING);
        RawIntensity.Builder late = RawIntensity.builder();
        for (int i = 0; i < eia.size(); i++) {
            late.add(eia.nanos(i) + 3_600_000_000_000L, eia.value(i), eia.quality(i), i);
        }
        assertThat(check.findings(late.build()))
                .filteredOn(each -> each.rule() == Rule.HOUR_ENDING)
                .singleElement()
                .extracting(Finding::evidence)
                .asString()
                .contains("this one follows by one step");
    }
}
