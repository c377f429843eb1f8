package wattle.hub.analysis;

/// Random numbers that are the same on every machine and in every program: SplitMix64 (Steele, Lea
/// and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014), with the mixing
/// constants of Stafford's variant 13. For one thread.
final class SplitMix {

    private static final long STEP = 0x9e3779b97f4a7c15L;

    private long state;

    SplitMix(long seed) {
        state = seed;
    }

    /// A seed of its own for something that has a name: the hash FNV-1a of 64 bits over the name's
    /// UTF-16 units, beginning at its offset basis, and the seed, exclusively or-ed.
    static long seed(long seed, String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return seed ^ hash;
    }

    long next() {
        long z = state += STEP;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /// 0 to less than 1, of the upper 53 bits.
    double uniform() {
        return (next() >>> 11) * 0x1p-53;
    }

    /// Of the standard normal distribution (Box and Muller 1958; the second of each pair is not
    /// used).
    double normal() {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - uniform()));
        return radius * StrictMath.cos(2 * Math.PI * uniform());
    }
}
