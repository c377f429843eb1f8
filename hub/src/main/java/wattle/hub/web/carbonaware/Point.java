package wattle.hub.web.carbonaware;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A value of a location over a time.
///
/// @param value mean carbon intensity in g/kWh
record Point(String location, Instant start, Duration duration, double value) {

    Instant end() {
        return start.plus(duration);
    }

    /// Those with the lowest value, in their order.
    static List<Point> lowest(List<Point> points) {
        double lowest = Double.POSITIVE_INFINITY;
        for (Point each : points) {
            lowest = Math.min(lowest, each.value);
        }
        List<Point> all = new ArrayList<>();
        for (Point each : points) {
            if (each.value == lowest) {
                all.add(each);
            }
        }
        return all;
    }
}
