package wattle.grid.fault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wattle.grid.RawIntensity;
import wattle.series.HeldSeries;
import wattle.series.Timeline;

/// Rows put right as far as that needs no invented value, and every change that was made.
///
/// Rows are sorted; of equal rows the first is kept; rows that contradict each other, are empty,
/// overlap, or are false lows are removed and leave a gap. Zeros, changes of the step and whatever
/// is a warning stay. The rows kept and those removed are together the rows that came in.
///
/// @param rows what is left, by time
/// @param changes what was done, by rule and then in the file's order
public record Repair(RawIntensity rows, List<Change> changes) {

    /// Each round removes at least one row, and a second one seldom finds any.
    private static final int MOST_ROUNDS = 1000;

    public Repair {
        changes = List.copyOf(changes);
    }

    /// Repairs what the findings name.
    ///
    /// @param findings of these rows
    public static Repair of(RawIntensity raw, List<Finding> findings) {
        List<Change> changes = new ArrayList<>();
        boolean[] removed = new boolean[raw.size()];
        boolean sorts = false;
        for (Finding each : findings) {
            sorts |= each.rule() == Rule.ORDER;
            if (each.rule() == Rule.DUPLICATE_EQUAL || each.rule().removesRows()) {
                for (int i = 0; i < each.rows().size(); i++) {
                    remove(raw, each.rows().get(i), each.rule(), removed, changes);
                }
            }
        }
        if (sorts) {
            addMoved(raw, removed, changes);
        }
        int[] order = TimeOrder.of(raw, new ArrayList<>());
        RawIntensity.Builder kept = RawIntensity.builder();
        for (int row : order) {
            if (!removed[row]) {
                kept.add(raw.nanos(row), raw.value(row), raw.quality(row), raw.line(row));
            }
        }
        return new Repair(kept.build(), changes);
    }

    /// Repairs until the check finds nothing more that a repair claims to put right: where a false
    /// low is removed, the one behind it may show.
    public static Repair of(RawIntensity raw, FaultCheck check) {
        RawIntensity rows = raw;
        List<Change> changes = new ArrayList<>();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<Finding> findings =
                    check.findings(rows).stream().filter(each -> each.rule().isRepaired()).toList();
            if (findings.isEmpty()) {
                break;
            }
            Repair once = of(rows, findings);
            changes.addAll(once.changes);
            rows = once.rows;
        }
        return new Repair(rows, changes);
    }

    /// Reads times as the end of each interval, because somebody said so: each becomes the start.
    /// Rows must be in order and without duplicates; repair them first.
    public static Repair hourEnding(RawIntensity raw, FaultCheck check) {
        Sequence series = check.sequence(raw, new ArrayList<>());
        long[] length = new long[raw.size()];
        Arrays.fill(length, series.step);
        for (int i = 0; i < series.size(); i++) {
            // What ends here is as long as the way from the row before, where nothing is missing.
            length[series.row[i]] = series.length[i > 0 && series.follows(i) ? i - 1 : i];
        }
        List<Change> changes = new ArrayList<>();
        RawIntensity.Builder shifted = RawIntensity.builder();
        for (int row = 0; row < raw.size(); row++) {
            long start = raw.nanos(row) - length[row];
            shifted.add(start, raw.value(row), raw.quality(row), raw.line(row));
            changes.add(
                    new Change(
                            Rule.HOUR_ENDING,
                            raw.line(row),
                            Times.instant(raw.nanos(row)),
                            raw.value(row),
                            Times.instant(start)));
        }
        return new Repair(shifted.build(), changes);
    }

    /// The rows with the true length of each interval, gaps left open.
    ///
    /// @param check that was used to repair
    /// @throws IllegalArgumentException if there are fewer than two rows: one alone does not show
    ///   how long it lasts
    public HeldSeries series(FaultCheck check) {
        Sequence series = check.sequence(rows, new ArrayList<>());
        if (series.step == 0) {
            throw new IllegalArgumentException(
                    "a series needs two rows at least to show its step: " + series.size());
        }
        Timeline.Builder timeline = Timeline.builder();
        for (int i = 0; i < series.size(); i++) {
            timeline.add(series.at[i], series.end(i));
        }
        return new HeldSeries(timeline.build(), series.value);
    }

    private static void remove(
            RawIntensity raw, int row, Rule rule, boolean[] removed, List<Change> changes) {
        if (!removed[row]) {
            removed[row] = true;
            changes.add(
                    new Change(
                            rule,
                            raw.line(row),
                            Times.instant(raw.nanos(row)),
                            raw.value(row),
                            null));
        }
    }

    /// Notes the fewest rows that have to move for the file to be in order: those outside a longest
    /// stretch of rows, picked without moving any, whose times do not fall.
    private static void addMoved(RawIntensity raw, boolean[] removed, List<Change> changes) {
        int[] lastOf = new int[raw.size()];
        int[] before = new int[raw.size()];
        int longest = 0;
        for (int row = 0; row < raw.size(); row++) {
            if (removed[row]) {
                continue;
            }
            int low = 0;
            int high = longest;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (raw.nanos(lastOf[middle]) <= raw.nanos(row)) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            lastOf[low] = row;
            before[row] = low == 0 ? -1 : lastOf[low - 1];
            longest = Math.max(longest, low + 1);
        }
        boolean[] stays = new boolean[raw.size()];
        for (int row = longest == 0 ? -1 : lastOf[longest - 1]; row >= 0; row = before[row]) {
            stays[row] = true;
        }
        for (int row = 0; row < raw.size(); row++) {
            if (!removed[row] && !stays[row]) {
                Instant at = Times.instant(raw.nanos(row));
                changes.add(new Change(Rule.ORDER, raw.line(row), at, raw.value(row), at));
            }
        }
    }
}
