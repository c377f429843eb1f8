package wattle.grid.fault;

import java.util.List;
import wattle.grid.Quality;
import wattle.grid.RawIntensity;

/// Rules that look at single cells and at all of them: empty, negative, zero, estimated, too large.
final class Cells {

    /// Above what burning any fuel gives: the largest of the 52 series that the rules were measured
    /// on is 1,318 (lignite, Serbia), and lb/MWh of coal begin at 1,800.
    private static final double ABOVE_ANY_FUEL = 1500;

    private static final double MOSTLY = 0.9;

    private final RawIntensity raw;
    private final int[] order;
    private final List<Finding> findings;

    Cells(RawIntensity raw, int[] order, List<Finding> findings) {
        this.raw = raw;
        this.order = order;
        this.findings = findings;
    }

    /// @param average whether the signal is an average, which is never negative
    void find(boolean average, ClockChanges clocks) {
        int estimated = 0;
        int zeros = 0;
        int values = 0;
        int high = 0;
        int firstHigh = -1;
        double highest = 0;
        int emptyFrom = -1;
        for (int i = 0; i <= order.length; i++) {
            boolean empty = i < order.length && raw.isEmpty(order[i]);
            if (empty && emptyFrom < 0) {
                emptyFrom = i;
            } else if (!empty && emptyFrom >= 0) {
                addEmpty(emptyFrom, i, clocks);
                emptyFrom = -1;
            }
            if (empty || i == order.length) {
                continue;
            }
            int row = order[i];
            double value = raw.value(row);
            values++;
            zeros += value == 0 ? 1 : 0;
            estimated += raw.quality(row) == Quality.ESTIMATED ? 1 : 0;
            if (value > ABOVE_ANY_FUEL) {
                high++;
                firstHigh = firstHigh < 0 ? i : firstHigh;
                highest = Math.max(highest, value);
            }
            if (average && value < 0) {
                add(Rule.NEGATIVE_AVERAGE, i, i + 1, "the value is " + Times.grams(value));
            }
        }
        if (high > 0) {
            add(
                    Rule.ABOVE_ANY_FUEL,
                    firstHigh,
                    firstHigh + 1,
                    high
                            + " of "
                            + values
                            + " values are above "
                            + Times.grams(ABOVE_ANY_FUEL)
                            + ", the highest "
                            + Times.grams(highest));
        }
        addWhole(values, zeros, estimated);
    }

    private void addWhole(int values, int zeros, int estimated) {
        if (values == 0) {
            return;
        }
        if (estimated == values) {
            add(Rule.ALL_ESTIMATED, "all " + values + " values are flagged estimated");
        }
        if (zeros == values) {
            add(Rule.ALL_ZERO, "all " + values + " values are 0");
        } else if (zeros >= MOSTLY * values) {
            add(
                    Rule.MOSTLY_ZERO,
                    zeros
                            + " of "
                            + values
                            + " values are 0, "
                            + Times.percent((double) zeros / values));
        }
    }

    private void addEmpty(int from, int to, ClockChanges clocks) {
        long start = raw.nanos(order[from]);
        add(
                Rule.EMPTY_CELL,
                from,
                to,
                (to - from == 1 ? "1 row has" : to - from + " rows in a row have")
                        + " no value"
                        + clocks.beginsAt(start));
    }

    private void add(Rule rule, String evidence) {
        long start = raw.nanos(order[0]);
        long end = raw.nanos(order[order.length - 1]);
        findings.add(new Finding(rule, Times.interval(start, end), Rows.NONE, evidence));
    }

    private void add(Rule rule, int from, int to, String evidence) {
        long end = raw.nanos(order[Math.min(to, order.length - 1)]);
        findings.add(
                new Finding(
                        rule,
                        Times.interval(raw.nanos(order[from]), end),
                        Rows.of(order, from, to),
                        evidence));
    }
}
