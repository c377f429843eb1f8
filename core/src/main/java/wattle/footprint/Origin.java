package wattle.footprint;

import java.util.Collection;
import java.util.Collections;

/// How a number came to be known, from strongest to weakest. A footprint is as good as its weakest
/// energy.
public enum Origin {
    /// By a meter.
    MEASURED("measured"),
    /// By a model, from other numbers.
    ESTIMATED("estimated"),
    /// By a person or a file, whose own origin is not known here.
    SUPPLIED("supplied"),
    /// By default, from a citation.
    ASSUMED("assumed");

    private final String label;

    Origin(String label) {
        this.label = label;
    }

    /// The word in files and reports.
    public String label() {
        return label;
    }

    /// The weakest of at least one origin.
    public static Origin weakest(Collection<Origin> origins) {
        return Collections.max(origins);
    }
}
