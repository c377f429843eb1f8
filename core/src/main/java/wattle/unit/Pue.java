package wattle.unit;

/// Power usage effectiveness: yearly facility energy over yearly IT energy, at least 1 (ISO/IEC
/// 30134-2).
///
/// Applied once to IT energy, and stated wherever it was applied.
public record Pue(double ratio) implements Comparable<Pue> {

    /// No overhead: the energy is taken as it was metered.
    public static final Pue NONE = new Pue(1);

    public Pue {
        if (!(ratio >= 1) || Double.isInfinite(ratio)) {
            throw new IllegalArgumentException(
                    "PUE is facility energy over IT energy, so it must be finite and at least 1: "
                            + ratio);
        }
    }

    @Override
    public int compareTo(Pue other) {
        return Double.compare(ratio, other.ratio);
    }
}
