package wattle.ledger.check;

/// What a plausible claim keeps to. Names and limits are part of what is published.
public enum Rule {
    /// The mean power of one accelerator is at least a quarter of its rated power.
    POWER_LOW("power-low"),
    /// It is at most 115 % of it for the device alone, and at most 250 % with its share of host and
    /// facility.
    POWER_HIGH("power-high"),
    /// PUE is in 1.02 to 2.0, and not exactly 1, which nobody measures.
    PUE("pue"),
    /// The intensity, stated or implied, is one that the place can have; 15 to 1300 g/kWh where it
    /// is not known.
    INTENSITY("intensity"),
    /// Device hours are devices × hours by the clock, within 10 %.
    HOURS("hours"),
    /// The energy printed is power × hours (× PUE) within 5 %.
    ENERGY("energy"),
    /// The carbon printed is energy × intensity × PUE within 5 %.
    CARBON("carbon"),
    /// Carbon per kWh is within a factor of 3 of the family's median.
    FAMILY("family"),
    /// At most 65 % of the accelerators' peak was used (model FLOP utilisation).
    UTILISATION("utilisation"),
    /// The work was done in the year the accelerator came out, or later.
    RELEASE("release"),
    /// An estimate by hand has at most 5 significant digits.
    DIGITS("digits"),
    /// Nothing takes no energy and emits no carbon.
    ZERO("zero");

    private final String label;

    Rule(String label) {
        this.label = label;
    }

    /// The word in files and answers.
    public String label() {
        return label;
    }
}
