package wattle.plan;

/// Starts at once and runs through: what the others are compared with.
public final class RunNow {

    private RunNow() {}

    public static Schedule choose(Load load, Slots window) {
        window.slack(load);
        return Schedule.from(0, load.slots());
    }
}
