package wattle.meter;

import java.util.OptionalDouble;
import java.util.function.LongPredicate;

/// What a meter may know beside energy: how busy its part is, and whose work that was.
public interface SharedMeter {

    /// The share of the recent past (1/6 s to 1 s, by the device) in which the part was busy, 0 to
    /// 1; empty where it does not say.
    OptionalDouble utilization() throws MeterException;

    /// The share of the work since the last call that the job's processes did, 0 to 1: 1 where they
    /// alone use the part, 0 where they do not use it. Empty where it cannot be told.
    ///
    /// @param job whether a process, by its id, belongs to the job
    OptionalDouble shareOf(LongPredicate job) throws MeterException;
}
