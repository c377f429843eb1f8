package wattle.plan;

/// The policies by name.
public enum Policy {
    RUN_NOW("run-now"),
    FLEXIBLE_START("flexible-start"),
    LOWEST_INTERVALS("lowest-intervals"),
    PAUSE_RESUME("pause-resume"),
    THRESHOLD("threshold");

    private final String label;

    Policy(String label) {
        this.label = label;
    }

    /// The word in files, options and reports.
    public String label() {
        return label;
    }

    /// @param pausing [#LOWEST_INTERVALS] looks at none of its rules: ask [Pausing#allows]
    /// @param level of [#THRESHOLD], in g/kWh; no other policy looks at it
    public Schedule choose(Load load, Slots window, Pausing pausing, double level) {
        return switch (this) {
            case RUN_NOW -> RunNow.choose(load, window);
            case FLEXIBLE_START -> FlexibleStart.choose(load, window);
            case LOWEST_INTERVALS -> LowestIntervals.choose(load, window);
            case PAUSE_RESUME -> PauseResume.choose(load, window, pausing);
            case THRESHOLD -> Threshold.choose(load, window, pausing, level);
        };
    }
}
