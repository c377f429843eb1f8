package wattle.testing.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import wattle.grid.RawIntensity;
import wattle.grid.Signal;
import wattle.grid.fault.FaultCheck;
import wattle.grid.fault.Finding;
import wattle.grid.fault.Rule;
import wattle.series.Interval;

/// How many planted faults the rules find in some series, and what they find besides.
public final class FaultScore {

    private static final double SECONDS_PER_YEAR = 365.25 * 86_400;

    /// A series that is taken to be clean but for the real faults that are known.
    ///
    /// @param known the real faults, which count neither for a rule nor against it
    public record Case(String name, Signal signal, RawIntensity rows, List<Known> known) {

        double years() {
            return (rows.nanos(rows.size() - 1) - rows.nanos(0)) / 1e9 / SECONDS_PER_YEAR;
        }

        FaultCheck check() {
            return FaultCheck.of(signal);
        }

        /// The first rows, at most so many.
        public Case first(int most) {
            RawIntensity.Builder some = RawIntensity.builder();
            for (int i = 0; i < Math.min(most, rows.size()); i++) {
                some.add(rows.nanos(i), rows.value(i), rows.quality(i), rows.line(i));
            }
            return new Case(name, signal, some.build(), known);
        }
    }

    /// A real fault of a series: what the rule should find there.
    public record Known(Rule rule, Interval instants) {}

    /// @param planted how many faults were planted where the rule judges
    /// @param found how many of them a finding of the right rule overlaps
    /// @param notJudged how many were planted where the series says that its lows cannot be judged
    /// @param right findings of these rules that overlap a planted fault
    /// @param wrong findings of these rules that overlap neither a planted nor a known fault
    public record Score(int planted, int found, int notJudged, int right, int wrong) {

        public Score plus(Score other) {
            return new Score(
                    planted + other.planted,
                    found + other.found,
                    notJudged + other.notJudged,
                    right + other.right,
                    wrong + other.wrong);
        }

        public double recall() {
            return planted == 0 ? Double.NaN : (double) found / planted;
        }

        public double precision() {
            return right + wrong == 0 ? Double.NaN : (double) right / (right + wrong);
        }
    }

    private FaultScore() {}

    /// One kind of fault in one series.
    public static Score of(Case clean, Plant plant, long seed) {
        var random =
                new Random(seed ^ clean.name().hashCode() ^ ((long) plant.name().hashCode() << 20));
        Sown sown = plant.sow(clean.rows(), random);
        FaultCheck check = clean.check();
        if (plant == Plant.HOUR_ENDING) {
            check = check.against(Plant.noisy(clean.rows(), random));
        }
        List<Finding> findings = check.findings(sown.rows());
        boolean judged =
                findings.stream().noneMatch(each -> each.rule() == Rule.LOWS_NOT_JUDGED)
                        || !(plant.rules().contains(Rule.FALSE_LOW)
                                || plant.rules().contains(Rule.IMPOSSIBLE_STEP));
        int planted = sown.faults().size();
        int found = 0;
        int right = 0;
        int wrong = 0;
        for (Interval fault : sown.faults()) {
            found += findings.stream().anyMatch(each -> isHit(each, plant, fault)) ? 1 : 0;
        }
        for (Finding each : findings) {
            if (plant.rules().contains(each.rule())) {
                if (sown.faults().stream().anyMatch(fault -> isHit(each, plant, fault))) {
                    right++;
                } else {
                    wrong += isKnown(each, clean.known()) ? 0 : 1;
                }
            }
        }
        return judged
                ? new Score(planted, found, 0, right, wrong)
                : new Score(0, 0, planted, right, wrong);
    }

    private static boolean isHit(Finding finding, Plant plant, Interval fault) {
        return plant.rules().contains(finding.rule())
                && finding.instants().intersection(fault).isPresent();
    }

    private static boolean isKnown(Finding finding, List<Known> known) {
        return known.stream()
                .anyMatch(each ->
                        each.rule() == finding.rule()
                                && each.instants().intersection(finding.instants()).isPresent());
    }

    public static Score of(List<Case> cases, Plant plant, long seed) {
        Score sum = new Score(0, 0, 0, 0, 0);
        for (Case each : cases) {
            sum = sum.plus(of(each, plant, seed));
        }
        return sum;
    }

    /// What the check finds in the series as they are, but for what is known, by rule.
    public static Map<Rule, List<String>> alarms(List<Case> cases) {
        Map<Rule, List<String>> alarms = new TreeMap<>();
        for (Case each : cases) {
            for (Finding finding : each.check().findings(each.rows())) {
                if (!isKnown(finding, each.known())) {
                    alarms.computeIfAbsent(finding.rule(), rule -> new ArrayList<>())
                            .add(each.name() + " " + finding.instants() + " " + finding.evidence());
                }
            }
        }
        return alarms;
    }

    public static double years(List<Case> cases) {
        return cases.stream().mapToDouble(Case::years).sum();
    }
}
