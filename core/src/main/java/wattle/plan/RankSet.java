package wattle.plan;

/// A set of whole numbers from 0 on, below a bound, that finds its next and previous member in a
/// few steps: a tree of words with 64 branches at each level. For one thread.
final class RankSet {

    static final int NONE = -1;
    private static final int BITS = 6;

    private final long[][] levels;

    RankSet(int bound) {
        int depth = 1;
        for (int words = words(bound); words > 1; words = words(words)) {
            depth++;
        }
        levels = new long[depth][];
        int size = bound;
        for (int level = 0; level < depth; level++) {
            size = words(size);
            levels[level] = new long[Math.max(1, size)];
        }
    }

    private static int words(int bits) {
        return (bits + 63) >>> BITS;
    }

    void add(int member) {
        int at = member;
        for (long[] level : levels) {
            level[at >>> BITS] |= 1L << at;
            at >>>= BITS;
        }
    }

    void remove(int member) {
        int at = member;
        for (long[] level : levels) {
            level[at >>> BITS] &= ~(1L << at);
            if (level[at >>> BITS] != 0) {
                return;
            }
            at >>>= BITS;
        }
    }

    /// The smallest member above `than`; NONE where there is none.
    int above(int than) {
        int at = than + 1;
        for (int level = 0; level < levels.length; level++) {
            int word = at >>> BITS;
            if (word >= levels[level].length) {
                return NONE;
            }
            long rest = levels[level][word] & (-1L << at);
            if (rest != 0) {
                int found = (word << BITS) + Long.numberOfTrailingZeros(rest);
                for (int down = level - 1; down >= 0; down--) {
                    found = (found << BITS) + Long.numberOfTrailingZeros(levels[down][found]);
                }
                return found;
            }
            at = word + 1;
        }
        return NONE;
    }

    /// The largest member below `than`; NONE where there is none.
    int below(int than) {
        int at = than - 1;
        for (int level = 0; level < levels.length && at >= 0; level++) {
            int word = at >>> BITS;
            long rest = levels[level][word] & (-1L >>> (63 - (at & 63)));
            if (rest != 0) {
                int found = (word << BITS) + 63 - Long.numberOfLeadingZeros(rest);
                for (int down = level - 1; down >= 0; down--) {
                    found = (found << BITS) + 63 - Long.numberOfLeadingZeros(levels[down][found]);
                }
                return found;
            }
            at = word - 1;
        }
        return NONE;
    }
}
