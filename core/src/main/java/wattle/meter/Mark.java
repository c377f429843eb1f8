package wattle.meter;

import java.time.Instant;

/// Something that was counted while a run went on.
///
/// @param kind `unit` or `epoch`
/// @param at when it was complete
/// @param count how many it stands for, more than zero
public record Mark(String kind, Instant at, double count) {

    /// A functional unit of work: a request, an image, a token.
    public static final String UNIT = "unit";

    /// One pass of a training.
    public static final String EPOCH = "epoch";

    public Mark {
        if (!kind.equals(UNIT) && !kind.equals(EPOCH)) {
            throw new IllegalArgumentException("a mark is a unit or an epoch: " + kind);
        }
        if (!(count > 0) || Double.isInfinite(count)) {
            throw new IllegalArgumentException("a mark counts more than zero: " + count);
        }
    }
}
