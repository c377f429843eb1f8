package wattle.grid.forecast;

import java.util.Arrays;

/// A series in whole UTC hours, each with what it tells of the days to come. Entry `h` of an array
/// rests on hours up to `h` alone, so an array may be made once for the whole series and be asked
/// at any hour without looking ahead.
///
/// Of an hour `h`, with `y` its mean intensity over time in g/kWh:
///
/// - `profile[h]` = `profile[h−24] + max(0.15, 1/(d+1)) · (y[h] − profile[h−24])`: the same hour in
///   the last week or so; d is the number of days of past
/// - `slow[h]`: the same with 0.03, the last month or so
/// - `middle[h]`: the median of the same hour in the last seven days
/// - `anomaly[h]` = `y[h] − profile[h]`, and its means over the last 6 and 24 hours
///
/// An hour of which less than half is known counts as unknown: its `y` is the profile's, its
/// anomaly zero, and nothing is learned from it.
final class Hours {

    static final int DAY = 24;
    static final int WEEK = 7 * DAY;
    private static final double FAST = 0.15;
    private static final double SLOW = 0.03;

    /// Hours since 1970-01-01T00:00:00Z of index 0, the first hour that is known.
    final long first;

    final int size;
    final double[] y;
    final boolean[] known;
    final double[] profile;
    final double[] slow;
    final double[] middle;
    final double[] anomaly;
    final double[] anomalyOf6;
    final double[] anomalyOf24;
    final double[] levelOf24;
    final double[] slowOf24;
    final double[] least;
    final double[] greatest;

    Hours(Known source) {
        long from = Math.floorDiv(source.start(0), Known.HOUR);
        long to = Math.floorDiv(source.end(source.size - 1), Known.HOUR);
        double[] raw = new double[(int) Math.max(0, to - from)];
        int skipped = -1;
        for (int h = 0; h < raw.length; h++) {
            long start = (from + h) * Known.HOUR;
            raw[h] = source.mean(start, start + Known.HOUR, source.size, 0.5);
            if (skipped < 0 && !Double.isNaN(raw[h])) {
                skipped = h;
            }
        }
        skipped = skipped < 0 ? raw.length : skipped;
        first = from + skipped;
        y = Arrays.copyOfRange(raw, skipped, raw.length);
        size = y.length;
        known = new boolean[size];
        profile = new double[size];
        slow = new double[size];
        middle = new double[size];
        anomaly = new double[size];
        least = new double[size];
        greatest = new double[size];
        for (int h = 0; h < size; h++) {
            add(h);
        }
        anomalyOf6 = means(anomaly, 6);
        anomalyOf24 = means(anomaly, DAY);
        levelOf24 = means(y, DAY);
        slowOf24 = means(slow, DAY);
    }

    private void add(int h) {
        boolean old = h >= DAY;
        known[h] = !Double.isNaN(y[h]);
        if (!known[h]) {
            y[h] = old ? profile[h - DAY] : y[h - 1];
        }
        int days = h / DAY;
        double gain = known[h] ? 1 : 0;
        profile[h] =
                old
                        ? toward(profile[h - DAY], y[h], gain * Math.max(FAST, 1.0 / (days + 1)))
                        : y[h];
        slow[h] = old ? toward(slow[h - DAY], y[h], gain * Math.max(SLOW, 1.0 / (days + 1))) : y[h];
        middle[h] = median(h);
        anomaly[h] = y[h] - profile[h];
        least[h] = h == 0 ? y[h] : Math.min(least[h - 1], y[h]);
        greatest[h] = h == 0 ? y[h] : Math.max(greatest[h - 1], y[h]);
    }

    private static double toward(double from, double to, double share) {
        return from + share * (to - from);
    }

    private double median(int h) {
        int days = Math.min(7, h / DAY + 1);
        double[] same = new double[days];
        for (int d = 0; d < days; d++) {
            same[d] = y[h - d * DAY];
        }
        Arrays.sort(same);
        return days % 2 == 1 ? same[days / 2] : (same[days / 2 - 1] + same[days / 2]) / 2;
    }

    private static double[] means(double[] values, int width) {
        double[] means = new double[values.length];
        double sum = 0;
        for (int h = 0; h < values.length; h++) {
            sum += values[h];
            if (h % WEEK == 0) { // Start the running sum afresh, or rounding would add up.
                sum = 0;
                for (int i = Math.max(0, h - width + 1); i <= h; i++) {
                    sum += values[i];
                }
            } else if (h >= width) {
                sum -= values[h - width];
            }
            means[h] = sum / Math.min(h + 1, width);
        }
        return means;
    }

    /// The last hour that had passed whole when the last known interval ended; negative where there
    /// is none.
    int last(Frame frame) {
        return (int) (Math.floorDiv(frame.lastEnd(), Known.HOUR) - first) - 1;
    }

    /// The latest hour of the same time of day as `origin + ahead` that lies no later than
    /// `origin`.
    static int dayBefore(int origin, int ahead) {
        return origin + ahead - DAY * Math.ceilDiv(ahead, DAY);
    }

    static int weekBefore(int origin, int ahead) {
        return origin + ahead - WEEK * Math.ceilDiv(ahead, WEEK);
    }

    long week(int h) {
        return Math.floorDiv(first + h, WEEK);
    }

    int hourOfDay(int h) {
        return (int) Math.floorMod(first + h, (long) DAY);
    }

    /// 0 is Monday, in UTC; 1970-01-01 was a Thursday.
    int dayOfWeek(int h) {
        return (int) Math.floorMod(Math.floorDiv(first + h, (long) DAY) + 3, 7L);
    }
}
