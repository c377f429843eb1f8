package wattle.grid.forecast;

import java.time.Duration;
import wattle.grid.Quality;

/// The value of the same time of day one period ago; where that is not known yet or a gap, two
/// periods ago, and so on; and the mean of the last period where none of eight is known.
///
/// `ŷ(τ) = y(τ − n·period)`, with the least n for which it is known. A period of zero holds the
/// last value: `ŷ(τ) = y(last)`.
record Persistence(String name, Duration period) implements StepModel {

    private static final int BACK = 8;

    @Override
    public Duration needs() {
        return period;
    }

    @Override
    public Quality quality() {
        return Quality.FORECAST;
    }

    @Override
    public double[] values(Frame frame) {
        double[] values = new double[frame.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = period.isZero() ? last(frame) : value(frame, frame.start(i));
        }
        return values;
    }

    private static double last(Frame frame) {
        return frame.known().value(frame.ended() - 1);
    }

    private double value(Frame frame, long start) {
        long back = period.toNanos();
        long least = Math.ceilDiv(start + frame.step() - frame.lastEnd(), back);
        for (long n = least; n < least + BACK; n++) {
            long from = start - n * back;
            double then = frame.known().mean(from, from + frame.step(), frame.ended(), 0.5);
            if (!Double.isNaN(then)) {
                return then;
            }
        }
        double mean = frame.known().mean(frame.lastEnd() - back, frame.lastEnd(), frame.ended(), 0);
        return Double.isNaN(mean) ? last(frame) : mean;
    }
}
