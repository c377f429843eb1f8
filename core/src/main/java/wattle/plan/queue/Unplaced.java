package wattle.plan.queue;

/// Why a job has no place.
public enum Unplaced {
    /// It takes longer than its window.
    WINDOW_TOO_SHORT("longer than its window"),

    /// Even if it were alone its devices would not be there for long enough.
    TOO_FEW_DEVICES("too few devices in its window, even for it alone"),

    /// Together with the other jobs no place was found.
    NO_CAPACITY_LEFT("no capacity is left beside the other jobs");

    private final String words;

    Unplaced(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
