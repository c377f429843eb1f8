package wattle.meter;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.unit.Share;

/// What a job was given of its machine.
///
/// @param cpus its processors over all
/// @param memory its memory over all
/// @param accelerators ids of the accelerators' parts that it may use; null for all
public record Allocation(Share cpus, Share memory, @Nullable Set<String> accelerators) {

    /// The whole machine.
    public static final Allocation ALL = new Allocation(new Share(1), new Share(1), null);

    boolean has(Part part) {
        return accelerators == null || accelerators.contains(part.id());
    }
}
