package wattle.hub.analysis;

/// Years that are looked at together: 2012 to 2016, of which there are few models, then single
/// years, as in the paper. Years before are single too.
///
/// @param first of them
/// @param last of them
record YearBin(int first, int last) implements Comparable<YearBin> {

    private static final YearBin EARLY = new YearBin(2012, 2016);

    static YearBin of(int year) {
        return year >= EARLY.first && year <= EARLY.last ? EARLY : new YearBin(year, year);
    }

    @Override
    public int compareTo(YearBin other) {
        return Integer.compare(first, other.first);
    }

    @Override
    public String toString() {
        return first == last ? String.valueOf(first) : first + "-" + last;
    }
}
