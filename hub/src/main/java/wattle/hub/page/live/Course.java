package wattle.hub.page.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.grid.LayeredIntensity;
import wattle.hub.web.runs.Outer;
import wattle.hub.web.runs.RunCarbon;
import wattle.hub.web.runs.Runs;
import wattle.ledger.LedgerException;
import wattle.ledger.sql.EnergySamples;
import wattle.ledger.sql.LivePart;
import wattle.ledger.sql.LiveRun;

/// A run's power and carbon over time, in so many rows as can be drawn. Immutable.
///
/// The energy of a part's samples was drawn since its sample before them, and makes its power in
/// all rows of that time. Where that is far longer than between others of its samples, something
/// was missing: the energy counts, and the power is not known. Neither is that of the first.
///
/// @param fromMicros where the drawing begins
/// @param toMicros where it ends
/// @param parts whose energies may be summed
/// @param byHours whether it is of hourly sums, as samples are no longer kept
/// @param rows in order of time
/// @param before grams of carbon before the first row; NaN where nothing is known of the place
public record Course(
        long fromMicros,
        long toMicros,
        List<LivePart> parts,
        boolean byHours,
        List<Row> rows,
        double before) {

    private static final long SECOND = 1_000_000;
    private static final int MOST_ROWS = 180;
    private static final int GAP = 3;

    /// Each divides an hour or is a whole number of them, so that no row lies in two hours or cuts
    /// one.
    private static final long[] STEPS = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600};

    /// @param startMicros of its time
    /// @param endMicros its last sample
    /// @param joules by part; NaN for none
    /// @param watts by part; NaN where it is not known
    /// @param grams of this row
    @SuppressWarnings("ArrayRecordComponent") // Made here, read by the drawing, never compared.
    public record Row(
            long startMicros, long endMicros, double[] joules, double[] watts, double grams) {

        double allJoules() {
            return Arrays.stream(joules).filter(each -> !Double.isNaN(each)).sum();
        }

        /// NaN where it is not known of some part.
        double allWatts() {
            return Arrays.stream(watts).sum();
        }
    }

    public Course {
        parts = List.copyOf(parts);
        rows = List.copyOf(rows);
    }

    /// @param window from the end backwards; null for the whole run
    /// @param total grams of the whole run; null where they are not known
    static Course of(
            Runs runs,
            LiveRun run,
            Outer outer,
            @Nullable LayeredIntensity intensity,
            @Nullable Double total,
            @Nullable Duration window,
            Instant now)
            throws LedgerException {
        Long started = run.startedMicros();
        Long last = run.lastMicros();
        if (started == null || last == null || last <= started || outer.parts().isEmpty()) {
            return new Course(0, 0, outer.parts(), false, List.of(), Double.NaN);
        }
        long from = window == null ? started : Math.max(started, last - window.toMillis() * 1000L);
        EnergySamples samples = runs.samples();
        long step = SECOND * step((last - from) / SECOND);
        boolean byHours =
                step > EnergySamples.MICROS_PER_HOUR
                        || Math.floorDiv(from, step) * step < samples.keptFrom(now);
        List<Row> rows =
                new Reading(run, outer, intensity, started, from, last, step)
                        .rows(samples, byHours);
        double before = Double.NaN;
        if (total != null) { // The whole run has nothing before it, however sums are rounded.
            double within = rows.stream().mapToDouble(Row::grams).sum();
            before = window == null ? 0 : Math.max(0, total - within);
        }
        return new Course(from, last, outer.parts(), byHours, rows, before);
    }

    private static long step(long seconds) {
        for (long each : STEPS) {
            if (seconds / each <= MOST_ROWS) {
                return each;
            }
        }
        long hours = (seconds / 3600 + MOST_ROWS - 1) / MOST_ROWS;
        return 3600 * Math.max(2, hours);
    }

    /// Makes the rows. For one thread.
    private static final class Reading {

        private final LiveRun run;
        private final Outer outer;
        private final RunCarbon.@Nullable Hours hours;
        private final long started;
        private final long from;
        private final long last;
        private final long step;

        Reading(
                LiveRun run,
                Outer outer,
                @Nullable LayeredIntensity intensity,
                long started,
                long from,
                long last,
                long step) {
            this.run = run;
            this.outer = outer;
            this.hours = intensity == null ? null : new RunCarbon.Hours(intensity);
            this.started = started;
            this.from = from;
            this.last = last;
            this.step = step;
        }

        List<Row> rows(EnergySamples samples, boolean byHours) throws LedgerException {
            long hour = EnergySamples.MICROS_PER_HOUR;
            long length = byHours ? Math.max(step, hour) : step;
            long aligned = Math.floorDiv(from, length) * length;
            List<EnergySamples.Sum> sums =
                    byHours
                            ? samples.byHours(run.number(), aligned, last + hour, hour)
                            : samples.byLastOfSteps(run.number(), aligned, last + 1, length);
            List<Row> rows = new ArrayList<>();
            int at = 0;
            while (at < sums.size()) {
                long number = Math.floorDiv(sums.get(at).startMicros() - aligned, length);
                int first = at;
                while (at < sums.size()
                        && Math.floorDiv(sums.get(at).startMicros() - aligned, length) == number) {
                    at++;
                }
                List<EnergySamples.Sum> own = sums.subList(first, at);
                rows.add(
                        byHours
                                ? ofHours(own, aligned + number * length, length)
                                : ofSamples(own, rows));
            }
            if (!byHours) {
                for (int i = 0; i < outer.parts().size(); i++) {
                    power(rows, i, sums);
                }
            }
            return rows;
        }

        private Row ofHours(List<EnergySamples.Sum> sums, long start, long length) {
            long begin = Math.max(start, started);
            long end = Math.min(start + length, last);
            double[] joules = unknown();
            double grams = sum(sums, joules);
            double[] watts = unknown();
            for (int i = 0; i < watts.length; i++) {
                watts[i] = end > begin ? joules[i] / ((end - begin) / 1e6) : Double.NaN;
            }
            return new Row(begin, end, joules, watts, grams);
        }

        private Row ofSamples(List<EnergySamples.Sum> sums, List<Row> rows) {
            double[] joules = unknown();
            double grams = sum(sums, joules);
            return new Row(
                    rows.isEmpty() ? from : rows.getLast().endMicros(),
                    sums.getLast().startMicros(),
                    joules,
                    unknown(),
                    grams);
        }

        /// Fills in the power of one part.
        private void power(List<Row> rows, int place, List<EnergySamples.Sum> sums) {
            List<EnergySamples.Sum> own =
                    sums.stream().filter(each -> place(each.part()) == place).toList();
            long longest = GAP * typical(own);
            int row = 0;
            for (int i = 0; i < own.size(); i++) {
                long at = own.get(i).startMicros();
                long since = i > 0 ? own.get(i - 1).startMicros() : at;
                boolean known = at > since && at - since <= longest;
                for (; row < rows.size() && rows.get(row).startMicros() < at; row++) {
                    if (known && rows.get(row).endMicros() > since) {
                        rows.get(row).watts()[place] = own.get(i).joules() / ((at - since) / 1e6);
                    }
                }
            }
        }

        /// The median time between samples.
        private static long typical(List<EnergySamples.Sum> own) {
            long[] times = new long[Math.max(0, own.size() - 1)];
            for (int i = 0; i < times.length; i++) {
                times[i] = own.get(i + 1).startMicros() - own.get(i).startMicros();
            }
            Arrays.sort(times);
            return times.length == 0 ? 10 * SECOND : Math.max(SECOND, times[times.length / 2]);
        }

        /// Adds up what came of each part.
        ///
        /// @return grams; NaN where they are not known
        private double sum(List<EnergySamples.Sum> sums, double[] joules) {
            double grams = 0;
            for (EnergySamples.Sum each : sums) {
                int part = place(each.part());
                if (part >= 0) {
                    joules[part] = (Double.isNaN(joules[part]) ? 0 : joules[part]) + each.joules();
                    grams +=
                            hours == null
                                    ? Double.NaN
                                    : each.joules() * hours.gramsPerJoule(each.startMicros());
                }
            }
            return grams * RunCarbon.pue(run);
        }

        private int place(int part) {
            for (int i = 0; i < outer.parts().size(); i++) {
                if (outer.parts().get(i).part() == part) {
                    return i;
                }
            }
            return -1;
        }

        private double[] unknown() {
            double[] none = new double[outer.parts().size()];
            Arrays.fill(none, Double.NaN);
            return none;
        }
    }

    /// Rows in which no power of any part is known. The first is none of them: nobody knows since
    /// when its energy was drawn.
    public List<Row> gaps() {
        return rows.stream()
                .skip(1)
                .filter(each -> Arrays.stream(each.watts()).allMatch(Double::isNaN))
                .filter(each -> each.endMicros() - each.startMicros() > 2 * SECOND)
                .toList();
    }
}
