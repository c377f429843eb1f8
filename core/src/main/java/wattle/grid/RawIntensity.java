package wattle.grid;

import java.util.Arrays;

/// The rows of a file or an answer as they came, before anything is put right: out of order, twice,
/// with empty cells, with steps that change. What [wattle.series.Timeline] refuses can be looked at
/// here. Immutable; threads may share it.
///
/// Values are in g/kWh: a unit is converted at the edge. Times are those of the file, in
/// nanoseconds since 1970-01-01T00:00:00Z; whether they mark the start or the end of an interval is
/// for the finder of faults to say.
public final class RawIntensity {

    private final long[] nanos;
    private final double[] values;
    private final Qualities quality;
    private final int[] lines;

    private RawIntensity(Builder builder) {
        nanos = Arrays.copyOf(builder.nanos, builder.size);
        values = Arrays.copyOf(builder.values, builder.size);
        quality = builder.quality.first(builder.size);
        lines = Arrays.copyOf(builder.lines, builder.size);
    }

    public static Builder builder() {
        return new Builder();
    }

    public int size() {
        return nanos.length;
    }

    /// The row's time, in nanoseconds since 1970-01-01T00:00:00Z.
    public long nanos(int row) {
        return nanos[row];
    }

    /// In g/kWh; NaN where the cell is empty.
    public double value(int row) {
        return values[row];
    }

    public boolean isEmpty(int row) {
        return Double.isNaN(values[row]);
    }

    public Quality quality(int row) {
        return quality.get(row);
    }

    /// The line of the file, counted from 1; 0 where there is no file.
    public int line(int row) {
        return lines[row];
    }

    /// Collects rows as they come. For one thread.
    public static final class Builder {

        private long[] nanos = new long[64];
        private double[] values = new double[64];
        private final Qualities quality = new Qualities(64);
        private int[] lines = new int[64];
        private int size;

        private Builder() {}

        /// @param gramsPerKilowattHour NaN for an empty cell
        /// @param line of the file, counted from 1; 0 where there is no file
        public Builder add(long atNanos, double gramsPerKilowattHour, Quality how, int line) {
            if (Double.isInfinite(gramsPerKilowattHour)) {
                throw new IllegalArgumentException(
                        "line " + line + ": a carbon intensity is finite");
            }
            if (size == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
                lines = Arrays.copyOf(lines, 2 * size);
            }
            nanos[size] = atNanos;
            values[size] = gramsPerKilowattHour;
            quality.set(size, how);
            lines[size] = line;
            size++;
            return this;
        }

        public int size() {
            return size;
        }

        public RawIntensity build() {
            return new RawIntensity(this);
        }
    }
}
