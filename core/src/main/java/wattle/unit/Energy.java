package wattle.unit;

import java.time.Duration;

/// An amount of energy in joules (J): finite and not negative.
///
/// 1 kWh = 3,600,000 J exactly. A `double` holds every integer of joules up to 2⁵³ J (2.5 TWh); a
/// `long` of microjoules, as device counters use, ends at 2.56 GWh, less than one large training
/// run.
///
/// ```java
/// Energy.ofKilowattHours(1.5).joules() // 5400000.0
/// ```
public record Energy(double joules) implements Comparable<Energy> {

    /// Joules in one kilowatt hour, by definition.
    public static final double JOULES_PER_KILOWATT_HOUR = 3_600_000.0;

    public static final Energy ZERO = new Energy(0);

    public Energy {
        Checks.finiteAndNotNegative(joules, "energy", "joules");
    }

    public static Energy ofKilowattHours(double kilowattHours) {
        return new Energy(kilowattHours * JOULES_PER_KILOWATT_HOUR);
    }

    public double kilowattHours() {
        return joules / JOULES_PER_KILOWATT_HOUR;
    }

    public Energy plus(Energy other) {
        return new Energy(joules + other.joules);
    }

    /// This energy taken `factor` times; the factor is finite and not negative.
    public Energy times(double factor) {
        return new Energy(joules * factor);
    }

    /// The facility's energy for this energy of the IT equipment: IT energy × PUE (ISO/IEC
    /// 30134-2).
    public Energy times(Pue pue) {
        return new Energy(joules * pue.ratio());
    }

    /// The mean power at which this energy is drawn over `duration`, which is longer than zero.
    public Power over(Duration duration) {
        return new Power(joules / Checks.seconds(duration));
    }

    @Override
    public int compareTo(Energy other) {
        return Double.compare(joules, other.joules);
    }
}
