package wattle.grid;

/// What kind of intensity a number is: its signal and its factor. Two numbers may be added,
/// averaged or compared only where both are the same.
///
/// ```java
/// Labels.requireSame(marginal.labels(), average.labels()); // refuses
/// ```
public record Labels(Signal signal, Factor factor) {

    public static final Labels UNSTATED = new Labels(Signal.UNSTATED, Factor.UNSTATED);

    /// By hand, as [#hashCode()], for the reason that [GridZone#equals] has.
    @Override
    public boolean equals(Object other) {
        return other instanceof Labels that && signal == that.signal && factor == that.factor;
    }

    @Override
    public int hashCode() {
        return 31 * signal.hashCode() + factor.hashCode();
    }

    /// Refuses to treat two kinds of intensity as one.
    ///
    /// @throws IllegalArgumentException with a sentence that says which label differs and why that
    ///   matters
    public static void requireSame(Labels first, Labels second) {
        if (first.signal != second.signal) {
            throw new IllegalArgumentException(
                    "cannot mix "
                            + first.signal.label()
                            + " with "
                            + second.signal.label()
                            + " intensity: they answer different questions and differ several"
                            + " times over in the same hour");
        }
        if (first.factor != second.factor) {
            throw new IllegalArgumentException(
                    "cannot mix "
                            + first.factor.label()
                            + " with "
                            + second.factor.label()
                            + " factors: they count different gases or stages of life");
        }
    }
}
