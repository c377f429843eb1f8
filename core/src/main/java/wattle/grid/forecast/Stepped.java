package wattle.grid.forecast;

import java.time.Duration;
import wattle.grid.Quality;

/// A model of hours on a series' own step. Where that is less than an hour, the last value that was
/// seen moves the path of the next six hours:
///
/// `ŷ(τ) = path(τ) + b(lead) · (y(last) − path(last))`
///
/// b, between 0 and 1, is the slope that fits best through the same two differences at each fifth
/// hour of the eight weeks before, for each five minutes of lead: near 1 for the next step, and
/// small after some hours. For one thread.
final class Stepped implements StepModel {

    private static final int WEEKS = 8;
    private static final int EACH = 5;
    private static final int CORRECTED_HOURS = 6;
    private static final long BIN = Known.HOUR / 12;
    private static final int BINS = CORRECTED_HOURS * 12;

    private final Known known;
    private final Hours hours;
    private final HourModel model;
    private final Recent<double[]> slopes = new Recent<>(24, this::slopes);

    Stepped(Known known, Hours hours, HourModel model) {
        this.known = known;
        this.hours = hours;
        this.model = model;
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public Duration needs() {
        return model.needs();
    }

    @Override
    public Quality quality() {
        return Quality.FORECAST;
    }

    @Override
    public double[] values(Frame frame) {
        int origin = hours.last(frame);
        HourPath path = path(origin, HourPath.hoursFor(frame, hours));
        double[] values = path.values(frame);
        if (frame.step() < Known.HOUR) {
            double[] slope = slopes.of(hours.week(origin + 1));
            double surprise = surprise(path, frame.ended());
            for (int i = 0; i < values.length; i++) {
                int bin = bin(frame.start(i) + frame.step() / 2, frame.lastEnd());
                if (bin >= BINS) {
                    break;
                }
                values[i] += slope[bin] * surprise;
            }
        }
        return values;
    }

    private HourPath path(int origin, int count) {
        return new HourPath(hours, origin, model.ahead(origin, count));
    }

    /// By how much the last known value differs from the path.
    private double surprise(HourPath path, int ended) {
        long middle = (known.start(ended - 1) + known.end(ended - 1)) / 2;
        return known.value(ended - 1) - path.at(middle);
    }

    private static int bin(long middle, long lastEnd) {
        return (int) ((middle - lastEnd) / BIN);
    }

    private double[] slopes(long week) {
        double[] products = new double[BINS];
        double[] squares = new double[BINS];
        long from = Math.max(hours.first + Features.FIRST_ORIGIN, (week - WEEKS) * Hours.WEEK);
        long to = Math.min(hours.first + hours.size, week * Hours.WEEK) - CORRECTED_HOURS - 1;
        for (long hour = Math.ceilDiv(from, (long) EACH) * EACH; hour < to; hour += EACH) {
            long end = (hour + 1) * Known.HOUR;
            int ended = known.endedBy(end);
            if (ended > 0 && known.end(ended - 1) == end) {
                learn((int) (hour - hours.first), ended, products, squares);
            }
        }
        double[] slope = new double[BINS];
        for (int bin = 0; bin < BINS; bin++) {
            // A step longer than a bin leaves bins out: they are like the one before.
            slope[bin] =
                    squares[bin] > 0
                            ? Math.clamp(products[bin] / squares[bin], 0, 1)
                            : bin > 0 ? slope[bin - 1] : 0;
        }
        return slope;
    }

    private void learn(int origin, int ended, double[] products, double[] squares) {
        HourPath path = path(origin, CORRECTED_HOURS + 1);
        double surprise = surprise(path, ended);
        long end = known.end(ended - 1);
        for (int i = ended; i < known.size; i++) {
            long middle = (known.start(i) + known.end(i)) / 2;
            int bin = bin(middle, end);
            if (bin >= BINS) {
                return;
            }
            products[bin] += surprise * (known.value(i) - path.at(middle));
            squares[bin] += surprise * surprise;
        }
    }
}
