package wattle.grid.forecast;

/// Hourly values made into values on a series' own step: means over time where that is an hour or
/// more, and where it is less, points on straight lines between the middles of the hours. The lines
/// begin at the last known hour.
///
/// For one answer; not changed after it is made.
final class HourPath {

    private final Hours hours;
    private final int origin;
    private final double[] ahead;

    /// @param origin the last known hour
    /// @param ahead the values of the hours after it, in g/kWh
    HourPath(Hours hours, int origin, double[] ahead) {
        this.hours = hours;
        this.origin = origin;
        this.ahead = ahead;
    }

    /// How many hours after the last known one a frame needs.
    static int hoursFor(Frame frame, Hours hours) {
        long end = frame.start(frame.count() - 1) + frame.step();
        // A line needs the hour after: a longer forecast then begins with the shorter one.
        int beyond = frame.step() < Known.HOUR ? 1 : 0;
        return (int) (Math.ceilDiv(end, Known.HOUR) - hours.first - 1 - hours.last(frame)) + beyond;
    }

    double[] values(Frame frame) {
        double[] values = new double[frame.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    frame.step() < Known.HOUR
                            ? at(frame.start(i) + frame.step() / 2)
                            : mean(frame.start(i), frame.start(i) + frame.step());
        }
        return values;
    }

    /// The value at an instant, in nanoseconds.
    double at(long nanos) {
        long fromFirst = nanos - hours.first * Known.HOUR - Known.HOUR / 2;
        int before = (int) Math.floorDiv(fromFirst, Known.HOUR);
        double share = Math.floorMod(fromFirst, Known.HOUR) / (double) Known.HOUR;
        return (1 - share) * hour(before) + share * hour(before + 1);
    }

    private double mean(long from, long to) {
        double sum = 0;
        for (long h = Math.floorDiv(from, Known.HOUR); h * Known.HOUR < to; h++) {
            long part = Math.min(to, (h + 1) * Known.HOUR) - Math.max(from, h * Known.HOUR);
            sum += part * hour((int) (h - hours.first));
        }
        return sum / (to - from);
    }

    private double hour(int hour) {
        if (hour <= origin) {
            return hours.y[Math.max(0, hour)];
        }
        return ahead[Math.min(hour - origin, ahead.length) - 1];
    }
}
