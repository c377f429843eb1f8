package wattle.grid.fault;

import wattle.series.Interval;

/// One fault of a series, as one rule saw it.
///
/// @param instants when, from the first interval concerned to the end of the last
/// @param rows the rows concerned; those that a repair removes, where it removes any, and those on
///   both sides of a gap
/// @param evidence what was measured, in words with numbers
public record Finding(Rule rule, Interval instants, Rows rows, String evidence) {

    public Severity severity() {
        return rule.severity();
    }

    public String remedy() {
        return rule.remedy();
    }
}
