package wattle.unit;

import java.time.Duration;

/// A mean power over an interval in watts (W): finite and not negative. Never an instant's value.
///
/// ```java
/// new Power(300).over(Duration.ofHours(2)) // 0.6 kWh
/// ```
public record Power(double watts) implements Comparable<Power> {

    public Power {
        Checks.finiteAndNotNegative(watts, "power", "watts");
    }

    /// The energy drawn at this power during `duration`.
    public Energy over(Duration duration) {
        return new Energy(watts * Checks.seconds(duration));
    }

    public Power plus(Power other) {
        return new Power(watts + other.watts);
    }

    public Power times(double factor) {
        return new Power(watts * factor);
    }

    public Power times(Share share) {
        return new Power(watts * share.fraction());
    }

    @Override
    public int compareTo(Power other) {
        return Double.compare(watts, other.watts);
    }
}
