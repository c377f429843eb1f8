package wattle.ledger;

/// What a token of a hub is good for. Each may do what those before it may.
public enum Scope {
    /// See what is published.
    READ("read"),
    /// Send claims and runs of one's own.
    SUBMIT("submit"),
    /// See what is held, review it, and hand out tokens.
    ADMIN("admin");

    private final String label;

    Scope(String label) {
        this.label = label;
    }

    /// The word in options and answers.
    public String label() {
        return label;
    }

    /// Whether a token of this scope may do what needs another.
    public boolean allows(Scope needed) {
        return compareTo(needed) >= 0;
    }

    /// @throws IllegalArgumentException where there is none of that word
    public static Scope of(String label) {
        for (Scope each : values()) {
            if (each.label.equals(label)) {
                return each;
            }
        }
        throw new IllegalArgumentException("there is no such scope of a token: " + label);
    }
}
