package wattle.series;

import wattle.unit.Energy;
import wattle.unit.Share;

/// How much of the energy met a value: `joined` ≤ `total`. A result below 100 % says so beside its
/// number.
public record Coverage(Energy joined, Energy total) {

    public Coverage {
        if (joined.compareTo(total) > 0) {
            throw new IllegalArgumentException(
                    "joined energy is part of the total, in joules: "
                            + joined.joules()
                            + " of "
                            + total.joules());
        }
    }

    public static Coverage full(Energy total) {
        return new Coverage(total, total);
    }

    /// Part of the energy, where both sums were made apart and may differ in their last bit.
    static Coverage partial(Energy joined, Energy total) {
        return new Coverage(joined.compareTo(total) < 0 ? joined : total, total);
    }

    /// The covered share of the energy; all of it where there is no energy to cover.
    public Share share() {
        return total.joules() == 0
                ? Share.ALL
                : new Share(Math.min(1, joined.joules() / total.joules()));
    }

    /// The covered share in percent, cut to a tenth rather than rounded: what is not all never
    /// reads as 100.
    public double percent() {
        return Math.floor(share().fraction() * 1000) / 10;
    }

    public boolean isFull() {
        return joined.joules() == total.joules();
    }
}
