package wattle.meter;

/// How far a meter's or a model's energy may be off.
///
/// @param low what to multiply it by for the lowest it may be, 0 to 1
/// @param high the same for the highest, at least 1
/// @param basis why, in words; empty where nobody has stated anything
public record Accuracy(double low, double high, String basis) {

    /// Nobody has stated how far it may be off: taken as it is.
    public static final Accuracy NOT_STATED = new Accuracy(1, 1, "");

    public Accuracy {
        if (!(low >= 0 && low <= 1 && high >= 1) || Double.isInfinite(high)) {
            throw new IllegalArgumentException(
                    "an accuracy needs a low factor of 0 to 1 and a high one of at least 1: "
                            + low
                            + ", "
                            + high);
        }
    }

    /// As many percent up as down.
    public static Accuracy percent(double percent, String basis) {
        return new Accuracy(1 - percent / 100, 1 + percent / 100, basis);
    }
}
