package wattle.grid.fault;

/// What can be wrong with a series. The labels are stable: scripts may look for them.
public enum Rule {
    ORDER(
            "order",
            Severity.ERROR,
            "a row lies earlier than the one before it",
            "--repair sorts the rows by time."),
    DUPLICATE_EQUAL(
            "duplicate-equal",
            Severity.ERROR,
            "an instant is there more than once, with equal values",
            "--repair keeps the first row of each instant."),
    DUPLICATE_CONTRADICTORY(
            "duplicate-contradictory",
            Severity.ERROR,
            "an instant is there more than once, with different values",
            "Ask the source which holds; --repair removes all of them and leaves a gap."),
    CLOCK_CHANGE_REPEAT(
            "clock-change-repeat",
            Severity.ERROR,
            "the hour that clocks repeat in autumn is there twice",
            "The times may be local: convert the source's times to UTC with its time zone;"
                    + " --repair removes the hour's rows where they differ."),
    CLOCK_CHANGE_HOLE(
            "clock-change-hole",
            Severity.WARNING,
            "the hour that clocks skip in spring is missing",
            "If the times are local, convert them to UTC with their time zone; if not, the hour is a"
                    + " gap."),
    GAP(
            "gap",
            Severity.WARNING,
            "intervals are missing",
            "Fetch the time again, or say what to do with it: --gaps leave-out or hold:DURATION."),
    STEP_CHANGE(
            "step-change",
            Severity.WARNING,
            "the length of the intervals changes inside the file",
            "Nothing to do where each row ends when the next begins; else split the file there."),
    OVERLAP(
            "overlap",
            Severity.ERROR,
            "a row lies within the interval of the row before it",
            "Correct the time; --repair removes the row."),
    EMPTY_CELL(
            "empty-cell",
            Severity.ERROR,
            "a row has no finite number for a value",
            "It is a gap, never zero; --repair removes the row."),
    NEGATIVE_AVERAGE(
            "negative-average",
            Severity.ERROR,
            "an average intensity is below zero",
            "An average cannot be negative; --repair removes the row and leaves a gap."),
    ABOVE_ANY_FUEL(
            "above-any-fuel",
            Severity.WARNING,
            "an intensity is above that of any fuel",
            "Check the unit: lb/MWh x 0.45359237 and kg/MWh x 1 are g/kWh."),
    FALSE_LOW(
            "false-low",
            Severity.ERROR,
            "the value falls to a fraction of its surroundings and comes back at once",
            "Generation is missing from the source; --repair removes the rows and leaves a gap."),
    LOWS_NOT_JUDGED(
            "lows-not-judged",
            Severity.NOTE,
            "steps by a factor of three and more are common here, so false lows cannot be told",
            "Compare with another source of the zone before planning on single low intervals."),
    IMPOSSIBLE_STEP(
            "impossible-step",
            Severity.WARNING,
            "the value jumps further than this series ever does",
            "Check the source at that time: a wrong row, or a change of unit or method."),
    STUCK(
            "stuck",
            Severity.WARNING,
            "the value stays the same for far longer than it is wont to",
            "The source may have repeated its last value; compare with another one."),
    HOUR_ENDING(
            "hour-ending",
            Severity.WARNING,
            "the times are off against another series of the zone",
            "If the source labels the end of an interval, say so: --hour-ending."),
    ALL_ESTIMATED(
            "all-estimated",
            Severity.WARNING,
            "every value is estimated",
            "A plan on it follows the source's model, not the grid; say so beside the result."),
    ALL_ZERO(
            "all-zero",
            Severity.ERROR,
            "every value is zero",
            "There is nothing to save against zero; get the series from another source."),
    MOSTLY_ZERO(
            "mostly-zero",
            Severity.WARNING,
            "nearly every value is zero",
            "Savings in percent are undefined there; take the series of another signal or source."),
    ZONE_CONTRADICTION(
            "zone-contradiction",
            Severity.WARNING,
            "names of the zone contradict each other",
            "Trust the rows, then regions.csv, then the names of file and folder.");

    private final String label;
    private final Severity severity;
    private final String what;
    private final String remedy;

    Rule(String label, Severity severity, String what, String remedy) {
        this.label = label;
        this.severity = severity;
        this.what = what;
        this.remedy = remedy;
    }

    /// The stable name in files, options and reports.
    public String label() {
        return label;
    }

    public Severity severity() {
        return severity;
    }

    /// What is wrong, as a clause.
    public String what() {
        return what;
    }

    /// What to do about it, in sentences.
    public String remedy() {
        return remedy;
    }

    /// Whether [Repair] claims to put it right.
    public boolean isRepaired() {
        return this == ORDER || this == DUPLICATE_EQUAL || removesRows();
    }

    /// Whether a repair removes the rows of a finding, each of which becomes a gap.
    boolean removesRows() {
        return switch (this) {
            case DUPLICATE_CONTRADICTORY,
                    CLOCK_CHANGE_REPEAT,
                    OVERLAP,
                    EMPTY_CELL,
                    NEGATIVE_AVERAGE,
                    FALSE_LOW ->
                    true;
            case ORDER,
                    DUPLICATE_EQUAL,
                    CLOCK_CHANGE_HOLE,
                    GAP,
                    STEP_CHANGE,
                    ABOVE_ANY_FUEL,
                    LOWS_NOT_JUDGED,
                    IMPOSSIBLE_STEP,
                    STUCK,
                    HOUR_ENDING,
                    ALL_ESTIMATED,
                    ALL_ZERO,
                    MOSTLY_ZERO,
                    ZONE_CONTRADICTION ->
                    false;
        };
    }
}
