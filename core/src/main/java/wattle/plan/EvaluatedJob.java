package wattle.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One job in one zone: what each policy would have saved with each slack, summed over many starts,
/// and single values at a few of them, for figures. Immutable; threads may share it.
public final class EvaluatedJob {

    private static final int HOURS = 24;

    private final Map<Cell, Outcome> outcomes = new LinkedHashMap<>();
    private final Map<Cell, double[]> savings = new LinkedHashMap<>();
    private final double[] atOnce;
    private final int[] months;
    private final double[] byHour;

    /// A slack in the user's word and a policy.
    public record Cell(String slack, Policy policy) {}

    /// What is asked of a job.
    public static final class Question {

        private final Map<String, Integer> slacks;
        private final List<Policy> policies;
        private final Pausing pausing;
        private final double level;
        private final int[] starts;
        private final int[] shown;
        private final int end;

        /// @param slacks in slots, by the word for them
        /// @param level of [Policy#THRESHOLD], in g/kWh
        /// @param starts slots of the grid, ascending
        /// @param shown the starts whose single values are kept, ascending
        /// @param end the slot behind the last start of which the hour of the day is looked at
        public Question(
                Map<String, Integer> slacks,
                List<Policy> policies,
                Pausing pausing,
                double level,
                int[] starts,
                int[] shown,
                int end) {
            this.slacks = new LinkedHashMap<>(slacks);
            this.policies = List.copyOf(policies);
            this.pausing = pausing;
            this.level = level;
            this.starts = starts.clone();
            this.shown = shown.clone();
            this.end = end;
        }
    }

    private EvaluatedJob(double[] atOnce, int[] months, double[] byHour) {
        this.atOnce = atOnce;
        this.months = months;
        this.byHour = byHour;
    }

    /// @throws IllegalArgumentException if the job's slots are not the grid's, or its last is a
    ///   short one
    public static EvaluatedJob of(IntensityGrid grid, Load load, Question question) {
        var many = new ManyStarts(grid, load);
        double[] atOnce = new double[question.shown.length];
        int[] months = new int[question.shown.length];
        for (int i = 0; i < atOnce.length; i++) {
            int start = question.shown[i];
            atOnce[i] = start < grid.size() ? many.atOnce(start) : Double.NaN;
            months[i] = grid.at(start).atOffset(ZoneOffset.UTC).getMonthValue();
        }
        var job = new EvaluatedJob(atOnce, months, byHour(grid, many, question.end));
        question.slacks.forEach((word, slack) -> {
            for (Policy policy : question.policies) {
                job.evaluate(new Cell(word, policy), slack, load, many, question);
            }
        });
        return job;
    }

    private void evaluate(Cell cell, int slack, Load load, ManyStarts many, Question question) {
        var same = new Cell(cell.slack, Policy.LOWEST_INTERVALS);
        boolean known =
                cell.policy == Policy.PAUSE_RESUME
                        && load.isConstant()
                        && question.pausing.equals(Pausing.FREE)
                        && outcomes.containsKey(same);
        if (known) {
            outcomes.put(cell, outcomes.get(same));
            savings.put(cell, savings.get(same));
            return;
        }
        double[] fractions = new double[question.shown.length];
        Arrays.fill(fractions, Double.NaN);
        double hours = load.step().toNanos() * (double) (load.slots() + slack) / 3.6e12;
        var sum = new Outcome.Sum(hours);
        int[] next = {0};
        int visited =
                many.visit(
                        cell.policy,
                        slack,
                        question.pausing,
                        question.level,
                        question.starts,
                        (start, baseline, grams, pauses, waited) -> {
                            sum.add(baseline, grams, grams, pauses, waited);
                            int at = next[0];
                            while (at < fractions.length && question.shown[at] < start) {
                                at++;
                            }
                            if (at < fractions.length && question.shown[at] == start) {
                                fractions[at] =
                                        baseline > 0 ? (baseline - grams) / baseline : Double.NaN;
                            }
                            next[0] = at;
                        });
        sum.skip(question.starts.length - visited);
        outcomes.put(cell, sum.outcome());
        savings.put(cell, fractions);
    }

    /// The same job with so many times the power.
    public EvaluatedJob times(double factor) {
        var job = new EvaluatedJob(atOnce.clone(), months, byHour.clone());
        for (double[] each : new double[][] {job.atOnce, job.byHour}) {
            for (int i = 0; i < each.length; i++) {
                each[i] *= factor;
            }
        }
        outcomes.forEach((cell, outcome) -> job.outcomes.put(cell, outcome.times(factor)));
        job.savings.putAll(savings);
        return job;
    }

    private static double[] byHour(IntensityGrid grid, ManyStarts many, int end) {
        double[] sums = new double[HOURS];
        int[] counts = new int[HOURS];
        int each = grid.slot(nextHour(grid.start()));
        while (each < end) {
            Instant at = grid.at(each);
            double grams = many.atOnce(each);
            if (at.getEpochSecond() % 3600 == 0 && !Double.isNaN(grams)) {
                int hour = at.atOffset(ZoneOffset.UTC).getHour();
                sums[hour] += grams;
                counts[hour]++;
            }
            each = Math.max(each + 1, grid.slot(nextHour(at)));
        }
        for (int hour = 0; hour < HOURS; hour++) {
            sums[hour] = counts[hour] == 0 ? Double.NaN : sums[hour] / counts[hour];
        }
        return sums;
    }

    private static Instant nextHour(Instant at) {
        return at.truncatedTo(java.time.temporal.ChronoUnit.HOURS).plus(Duration.ofHours(1));
    }

    /// Over all starts; nothing where that was not asked.
    public Outcome outcome(String slack, Policy policy) {
        return outcomes.getOrDefault(new Cell(slack, policy), Outcome.NONE);
    }

    /// In the order of the question: each slack with each policy.
    public Map<Cell, Outcome> outcomes() {
        return java.util.Collections.unmodifiableMap(outcomes);
    }

    /// What each of the starts that are shown emits at once, in g; NaN where the job meets a gap.
    public double[] atOnce() {
        return atOnce.clone();
    }

    /// The mean in g over the starts shown of a month, 1 to 12; NaN where there is none.
    public double inMonth(int month) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < atOnce.length; i++) {
            if (months[i] == month && !Double.isNaN(atOnce[i])) {
                sum += atOnce[i];
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    /// The mean in g over all starts at this full hour of the day in UTC; NaN where there is none.
    public double atHour(int hour) {
        return byHour[hour];
    }

    /// Of the starts shown, what each saves as a share of its baseline; NaN where that is not
    /// known.
    public double[] savings(String slack, Policy policy) {
        double[] known = savings.get(new Cell(slack, policy));
        return known == null ? new double[0] : known.clone();
    }
}
