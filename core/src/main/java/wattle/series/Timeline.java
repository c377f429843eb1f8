package wattle.series;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// The intervals of a series: in order, without overlap, with gaps where intervals are missing.
///
/// Neighbouring intervals of equal length are kept as one *run*, so a year of five-minute data
/// without a gap takes a few words, and a wholly irregular series 20 bytes an interval. Immutable;
/// threads may share it.
///
/// ```java
/// Timeline.regular(Instant.parse("2026-01-01T00:00:00Z"), Duration.ofMinutes(5), 288) // one day
/// ```
public final class Timeline {

    /// For each run the start of its first interval and the length of each of its intervals, in
    /// nanoseconds, and the index of its first interval; `first` has one more entry, the number of
    /// intervals.
    final long[] start;

    final long[] step;
    final int[] first;

    private Timeline(long[] start, long[] step, int[] first) {
        this.start = start;
        this.step = step;
        this.first = first;
    }

    /// `count` intervals of length `step`, one after the other.
    public static Timeline regular(Instant start, Duration step, int count) {
        if (count < 1 || step.isNegative() || step.isZero()) {
            throw new IllegalArgumentException(
                    "a series needs at least one interval, longer than zero: "
                            + count
                            + " of "
                            + step);
        }
        long length = Nanos.of(step);
        long from = Nanos.of(start);
        requireEndInRange(from, length, count);
        return new Timeline(new long[] {from}, new long[] {length}, new int[] {0, count});
    }

    public static Builder builder() {
        return new Builder();
    }

    /// How many intervals there are; at least one.
    public int size() {
        return first[runs()];
    }

    public Interval interval(int index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException("interval " + index + " of a series of " + size());
        }
        int run = Arrays.binarySearch(first, index);
        run = run >= 0 ? run : -run - 2;
        long from = start[run] + (index - first[run]) * step[run];
        return new Interval(Nanos.instant(from), Nanos.instant(from + step[run]));
    }

    /// Stands before the first interval.
    public IntervalCursor cursor() {
        return new IntervalCursor(this);
    }

    /// From the start of the first interval to the end of the last, gaps included.
    public Interval span() {
        return new Interval(Nanos.instant(start[0]), Nanos.instant(end(runs() - 1)));
    }

    /// The sum of all intervals' lengths, gaps left out.
    public Duration covered() {
        Duration sum = Duration.ZERO;
        for (int run = 0; run < runs(); run++) {
            sum = sum.plusNanos(end(run) - start[run]);
        }
        return sum;
    }

    /// The common length of all intervals; empty where they differ.
    public Optional<Duration> step() {
        for (long each : step) {
            if (each != step[0]) {
                return Optional.empty();
            }
        }
        return Optional.of(Duration.ofNanos(step[0]));
    }

    /// How many runs of missing intervals lie between the first interval and the last.
    public int gaps() {
        int gaps = 0;
        for (int run = 1; run < runs(); run++) {
            if (end(run - 1) != start[run]) {
                gaps++;
            }
        }
        return gaps;
    }

    int runs() {
        return start.length;
    }

    /// The end of the run's last interval, in nanoseconds.
    long end(int run) {
        return start[run] + (first[run + 1] - first[run]) * step[run];
    }

    private static void requireEndInRange(long start, long step, long count) {
        try {
            Math.addExact(start, Math.multiplyExact(step, count));
        } catch (ArithmeticException outOfRange) {
            throw new IllegalArgumentException(
                    "a series must end before the year 2262", outOfRange);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Timeline that
                && Arrays.equals(start, that.start)
                && Arrays.equals(step, that.step)
                && Arrays.equals(first, that.first);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(start) + Arrays.hashCode(step)) + Arrays.hashCode(first);
    }

    @Override
    public String toString() {
        return size() + " intervals of " + span();
    }

    /// Collects intervals in order. For one thread.
    public static final class Builder {

        private long[] start = new long[4];
        private long[] step = new long[4];
        private int[] first = new int[4];
        private int runs;
        private int size;
        private long end = Long.MIN_VALUE;

        private Builder() {}

        /// Appends an interval that starts no earlier than the last one ended.
        ///
        /// @throws IllegalArgumentException if it overlaps or precedes what is there
        public Builder add(Interval interval) {
            return add(Nanos.of(interval.start()), Nanos.of(interval.end()));
        }

        /// As [#add(Interval)], in nanoseconds since 1970-01-01T00:00:00Z, without making objects.
        public Builder add(long startNanos, long endNanos) {
            if (startNanos >= endNanos) {
                throw new IllegalArgumentException(
                        "an interval starts before it ends: "
                                + Nanos.instant(startNanos)
                                + " and "
                                + Nanos.instant(endNanos));
            }
            if (startNanos < end) {
                throw new IllegalArgumentException(
                        "an interval that starts at "
                                + Nanos.instant(startNanos)
                                + " overlaps one that ends at "
                                + Nanos.instant(end));
            }
            long length = endNanos - startNanos;
            boolean continues = runs > 0 && startNanos == end && length == step[runs - 1];
            if (!continues) {
                grow();
                start[runs] = startNanos;
                step[runs] = length;
                first[runs] = size;
                runs++;
            }
            size++;
            end = endNanos;
            return this;
        }

        /// Appends all intervals of a timeline that starts no earlier than the last one ended.
        public Builder addAll(Timeline other) {
            for (int run = 0; run < other.runs(); run++) {
                long at = other.start[run];
                for (int i = other.first[run]; i < other.first[run + 1]; i++) {
                    add(at, at + other.step[run]);
                    at += other.step[run];
                }
            }
            return this;
        }

        /// How many intervals were added.
        public int size() {
            return size;
        }

        /// @throws IllegalArgumentException if nothing was added
        public Timeline build() {
            if (size == 0) {
                throw new IllegalArgumentException("a series needs at least one interval");
            }
            int[] bounds = Arrays.copyOf(first, runs + 1);
            bounds[runs] = size;
            return new Timeline(Arrays.copyOf(start, runs), Arrays.copyOf(step, runs), bounds);
        }

        private void grow() {
            if (runs == start.length) {
                int capacity = 2 * runs;
                start = Arrays.copyOf(start, capacity);
                step = Arrays.copyOf(step, capacity);
                first = Arrays.copyOf(first, capacity);
            }
        }
    }
}
