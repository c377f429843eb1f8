package wattle.testing.fault;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import wattle.grid.Quality;
import wattle.grid.RawIntensity;
import wattle.grid.fault.Rule;
import wattle.series.Interval;

/// The ways in which a clean series is spoilt, and the rules of which one has to say so.
///
/// A fault is planted where it is one. A low is planted only where the value lies within a quarter
/// of both its neighbours and above 10 g/kWh: a quarter of a value that is low already, or zero,
/// would be no fault.
public enum Plant {
    /// 1 to 24 rows are taken out.
    GAP(Rule.GAP),
    /// 1 to 6 cells are emptied.
    EMPTY_CELL(Rule.EMPTY_CELL),
    /// 1 to 12 rows are repeated at once or, for every other fault, at the end of the file.
    DUPLICATE_EQUAL(Rule.DUPLICATE_EQUAL),
    /// The same, with values a tenth higher.
    DUPLICATE_CONTRADICTORY(Rule.DUPLICATE_CONTRADICTORY),
    /// 2 to 12 rows change places with as many behind them.
    ORDER(Rule.ORDER),
    /// A row is put within the interval of another.
    OVERLAP(Rule.OVERLAP),
    /// 1 to 3 hours at 0.22 to 0.28 of the lower neighbour, as in Great Britain.
    LOW_QUARTER_OF_NEIGHBOURS(Rule.FALSE_LOW),
    /// 1 to 3 hours at a quarter of what they were.
    LOW_QUARTER_OF_ITSELF(Rule.FALSE_LOW),
    /// 1 to 4 hours at one and the same value, 0.14 of the lower neighbour, as in PJM.
    LOW_MISSING_FUELS(Rule.FALSE_LOW),
    /// 1 to 2 hours at 3.5 times the higher neighbour.
    SPIKE(Rule.IMPOSSIBLE_STEP),
    /// From one row on everything is in lb/MWh.
    UNIT_CHANGE(Rule.IMPOSSIBLE_STEP),
    /// A value is kept for 12 to 24 hours.
    STUCK(Rule.STUCK),
    /// The hour that clocks of Berlin skip is missing, at its instant or at its local label.
    CLOCK_HOLE(Rule.CLOCK_CHANGE_HOLE),
    /// The hour that clocks of Berlin repeat is there twice, the second time a twentieth higher.
    CLOCK_REPEAT(Rule.CLOCK_CHANGE_REPEAT),
    /// From one row on, every other row is missing.
    STEP_CHANGE(Rule.STEP_CHANGE),
    /// All times are those of the intervals' ends; judged against the original with noise of half
    /// the size of its steps.
    HOUR_ENDING(Rule.HOUR_ENDING);

    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3600 * SECOND;
    private static final double LEAST = 10;
    private static final int FAULTS_PER_YEAR = 10;
    private static final int FEWEST = 4;
    private static final int TRIES = 400;
    private static final double POUNDS = 1 / 0.45359237;

    private final Rule rule;

    Plant(Rule rule) {
        this.rule = rule;
    }

    /// One of these must name the fault. What is planted may happen to lie where clocks change.
    public Set<Rule> rules() {
        return switch (rule) {
            case GAP -> Set.of(rule, Rule.CLOCK_CHANGE_HOLE);
            case DUPLICATE_CONTRADICTORY -> Set.of(rule, Rule.CLOCK_CHANGE_REPEAT);
            case IMPOSSIBLE_STEP ->
                    this == UNIT_CHANGE ? Set.of(rule, Rule.ABOVE_ANY_FUEL) : Set.of(rule);
            default -> Set.of(rule);
        };
    }

    /// The rule that it is planted for.
    public Rule rule() {
        return rule;
    }

    private record Row(long at, double value, Quality quality) {}

    /// @param clean in order, without duplicates
    public Sown sow(RawIntensity clean, Random random) {
        List<Row> rows = new ArrayList<>(clean.size());
        for (int i = 0; i < clean.size(); i++) {
            rows.add(new Row(clean.nanos(i), clean.value(i), clean.quality(i)));
        }
        List<Interval> faults = new ArrayList<>();
        long step = step(rows);
        switch (this) {
            case CLOCK_HOLE, CLOCK_REPEAT -> clocks(rows, faults);
            case STEP_CHANGE -> thin(rows, faults, random);
            case UNIT_CHANGE -> pounds(rows, faults, random);
            case HOUR_ENDING -> late(rows, faults, step);
            default -> scatter(rows, faults, step, random);
        }
        RawIntensity.Builder built = RawIntensity.builder();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            built.add(row.at, row.value, row.quality, i + 2);
        }
        return new Sown(built.build(), faults);
    }

    /// One fault in each of equal stretches, from the last to the first so that places stay.
    private void scatter(List<Row> rows, List<Interval> faults, long step, Random random) {
        double years = (rows.getLast().at - rows.getFirst().at) / (8766.0 * HOUR);
        int count = Math.max(FEWEST, (int) Math.round(FAULTS_PER_YEAR * years));
        int slot = rows.size() / count;
        for (int i = count - 1; i >= 0; i--) {
            for (int attempt = 0; attempt < TRIES; attempt++) {
                int at = i * slot + slot / 8 + random.nextInt(Math.max(1, 3 * slot / 4));
                if (plantAt(rows, at, step, random, faults)) {
                    break;
                }
            }
        }
        faults.sort(Comparator.comparing(Interval::start));
    }

    private boolean plantAt(
            List<Row> rows, int at, long step, Random random, List<Interval> faults) {
        int hours = (int) Math.max(1, HOUR / step);
        int length =
                switch (this) {
                    case GAP -> 1 + random.nextInt(24);
                    case EMPTY_CELL -> 1 + random.nextInt(6);
                    case DUPLICATE_EQUAL, DUPLICATE_CONTRADICTORY -> 1 + random.nextInt(12);
                    case ORDER -> 2 + random.nextInt(11);
                    case OVERLAP -> 1;
                    case LOW_MISSING_FUELS -> hours * (1 + random.nextInt(4));
                    case LOW_QUARTER_OF_NEIGHBOURS, LOW_QUARTER_OF_ITSELF ->
                            hours * (1 + random.nextInt(3));
                    case SPIKE -> hours * (1 + random.nextInt(2));
                    case STUCK -> hours * (12 + random.nextInt(13));
                    default -> 0;
                };
        if (at < 1 || at + 2 * length + 1 >= rows.size()) {
            return false;
        }
        for (int i = at - 1; i < at + 2 * length; i++) {
            if (rows.get(i + 1).at - rows.get(i).at != step) {
                return false;
            }
        }
        Interval fault = interval(rows.get(at).at, rows.get(at + length - 1).at + step);
        List<Row> part = rows.subList(at, at + length);
        double before = rows.get(at - 1).value;
        double after = rows.get(at + length).value;
        switch (this) {
            case GAP -> part.clear();
            case EMPTY_CELL -> part.replaceAll(each -> with(each, Double.NaN));
            case DUPLICATE_EQUAL, DUPLICATE_CONTRADICTORY -> {
                double factor = this == DUPLICATE_EQUAL ? 1 : 1.1;
                double more = this == DUPLICATE_EQUAL ? 0 : 1;
                List<Row> copies =
                        part.stream().map(each -> with(each, factor * each.value + more)).toList();
                rows.addAll(random.nextBoolean() ? at + length : rows.size(), copies);
            }
            case ORDER -> {
                List<Row> moved = List.copyOf(part);
                part.clear();
                rows.addAll(at + length, moved);
                fault = interval(moved.getFirst().at, moved.getLast().at + length * step);
            }
            case OVERLAP -> {
                Row row = part.getFirst();
                rows.add(at + 1, new Row(row.at + step / 3, row.value, row.quality));
                fault = interval(row.at, row.at + step);
            }
            case LOW_QUARTER_OF_NEIGHBOURS, LOW_MISSING_FUELS, LOW_QUARTER_OF_ITSELF -> {
                for (Row each : part) {
                    if (!near(each.value, before) || !near(each.value, after)) {
                        return false;
                    }
                }
                double edge = Math.min(before, after);
                part.replaceAll(each ->
                        with(
                                each,
                                this == LOW_MISSING_FUELS
                                        ? 0.14 * edge
                                        : this == LOW_QUARTER_OF_ITSELF
                                                ? 0.25 * each.value
                                                : (0.22 + 0.06 * random.nextDouble()) * edge));
            }
            case SPIKE -> {
                double edge = Math.max(before, after);
                if (Math.min(before, after) < LEAST) {
                    return false;
                }
                part.replaceAll(each -> with(each, 3.5 * edge));
            }
            case STUCK -> {
                double value = part.getFirst().value;
                if (value == 0) {
                    return false;
                }
                part.replaceAll(each -> with(each, value));
            }
            default -> throw new IllegalStateException(name());
        }
        faults.add(fault);
        return true;
    }

    private static boolean near(double value, double neighbour) {
        return value >= LEAST && value >= 0.75 * neighbour && value <= 1.25 * neighbour;
    }

    private static Row with(Row row, double value) {
        return new Row(row.at, value, row.quality);
    }

    private void clocks(List<Row> rows, List<Interval> faults) {
        ZoneRules rules = ZoneId.of("Europe/Berlin").getRules();
        Instant end = Instant.ofEpochSecond(rows.getLast().at / SECOND);
        ZoneOffsetTransition next =
                rules.nextTransition(Instant.ofEpochSecond(rows.getFirst().at / SECOND));
        boolean local = false;
        while (next.getInstant().isBefore(end)) {
            if (next.isGap() == (this == CLOCK_HOLE)) {
                long label =
                        local || this == CLOCK_REPEAT
                                ? Math.min(
                                        next.getDateTimeBefore().toEpochSecond(ZoneOffset.UTC),
                                        next.getDateTimeAfter().toEpochSecond(ZoneOffset.UTC))
                                : next.getInstant().getEpochSecond();
                hour(rows, label * SECOND, faults);
                local = !local;
            }
            next = rules.nextTransition(next.getInstant());
        }
    }

    private void hour(List<Row> rows, long from, List<Interval> faults) {
        int first = 0;
        while (first < rows.size() && rows.get(first).at < from) {
            first++;
        }
        int last = first;
        while (last < rows.size() && rows.get(last).at < from + HOUR) {
            last++;
        }
        if (last == first || last == rows.size() || first == 0) {
            return;
        }
        List<Row> part = rows.subList(first, last);
        if (this == CLOCK_HOLE) {
            part.clear();
        } else {
            List<Row> copies =
                    part.stream().map(each -> with(each, 1.05 * each.value + 1)).toList();
            rows.addAll(last, copies);
        }
        faults.add(interval(from, from + HOUR));
    }

    private static void thin(List<Row> rows, List<Interval> faults, Random random) {
        int from = rows.size() / 4 + random.nextInt(rows.size() / 2);
        List<Row> kept = new ArrayList<>(rows.subList(0, from));
        for (int i = from; i < rows.size(); i += 2) {
            kept.add(rows.get(i));
        }
        faults.add(interval(rows.get(from - 1).at, rows.get(from + 2).at));
        rows.clear();
        rows.addAll(kept);
    }

    private static void pounds(List<Row> rows, List<Interval> faults, Random random) {
        int from = rows.size() / 4 + random.nextInt(rows.size() / 2);
        rows.subList(from, rows.size()).replaceAll(each -> with(each, POUNDS * each.value));
        faults.add(interval(rows.get(from).at, rows.getLast().at));
    }

    private static void late(List<Row> rows, List<Interval> faults, long step) {
        rows.replaceAll(each -> new Row(each.at + step, each.value, each.quality));
        faults.add(interval(rows.getFirst().at, rows.getLast().at));
    }

    /// The same series as another source would have it: with noise of half the size of its own
    /// steps.
    static RawIntensity noisy(RawIntensity clean, Random random) {
        double squares = 0;
        for (int i = 1; i < clean.size(); i++) {
            double step = clean.value(i) - clean.value(i - 1);
            squares += step * step;
        }
        double noise = Math.sqrt(squares / clean.size()) / 2;
        RawIntensity.Builder other = RawIntensity.builder();
        for (int i = 0; i < clean.size(); i++) {
            double value = clean.value(i) + noise * random.nextGaussian();
            other.add(clean.nanos(i), value, clean.quality(i), 0);
        }
        return other.build();
    }

    private static long step(List<Row> rows) {
        long step = Long.MAX_VALUE;
        for (int i = 1; i < Math.min(rows.size(), 100); i++) {
            step = Math.min(step, rows.get(i).at - rows.get(i - 1).at);
        }
        return step;
    }

    private static Interval interval(long from, long to) {
        return new Interval(
                Instant.ofEpochSecond(Math.floorDiv(from, SECOND)),
                Instant.ofEpochSecond(Math.floorDiv(to, SECOND)));
    }
}
