package wattle.meter;

import java.util.List;

/// What a source found on this machine.
///
/// @param meters that may be read, possibly none
/// @param problems why others may not; at least one where there are no meters
public record Found(List<? extends Meter> meters, List<MeterProblem> problems) {

    public Found {
        meters = List.copyOf(meters);
        problems = List.copyOf(problems);
        if (meters.isEmpty() && problems.isEmpty()) {
            throw new IllegalArgumentException("finding nothing needs a reason");
        }
    }

    public static Found nothing(MeterProblem why) {
        return new Found(List.of(), List.of(why));
    }
}
