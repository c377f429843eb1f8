package wattle.series;

/// What a [Join] gives apart for values of different tags: the energy that met them, and the same
/// times the value. Filled by one join. For one thread.
public final class SumsByTag {

    private final byte[] tags;
    private final CompensatedSum[] joules;
    private final CompensatedSum[] weighted;

    /// @param tags one for each value, from 0 to below `count`; not copied, and not to be changed
    public SumsByTag(byte[] tags, int count) {
        this.tags = tags;
        joules = sums(count);
        weighted = sums(count);
    }

    private static CompensatedSum[] sums(int count) {
        var sums = new CompensatedSum[count];
        for (int i = 0; i < count; i++) {
            sums[i] = new CompensatedSum();
        }
        return sums;
    }

    void add(int index, double energy, double value) {
        joules[tags[index]].add(energy);
        weighted[tags[index]].add(energy * value);
    }

    /// The energy that met values of this tag, those that were held over a gap included.
    public double joules(int tag) {
        return joules[tag].value();
    }

    /// Σ energy × value, in joules × the value's unit.
    public double weightedSum(int tag) {
        return weighted[tag].value();
    }
}
