package wattle.meter;

/// Why a meter gives no reading. The first two are answers about a machine, the third is an error.
public sealed interface MeterProblem {

    /// There is no such meter here.
    record NotPresent(String what) implements MeterProblem {}

    /// The meter is there and may not be read; `remedy` says what to do.
    record NoPermission(String what, String remedy) implements MeterProblem {}

    /// The meter is there and a reading failed.
    record Unreadable(String what, String why) implements MeterProblem {}
}
