package wattle.cli;

import java.util.function.Consumer;
import wattle.report.Figures;
import wattle.report.Readout;
import wattle.run.local.JobControl;

/// A limit on a run's operational carbon. Checked about once a second, so what is drawn in that
/// second, and while the command ends, comes on top.
final class Budget implements Consumer<Readout> {

    /// What to do when the limit is reached.
    enum Action {
        WARN("warn"),
        PAUSE("pause"),
        STOP("stop");

        private final String label;

        Action(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    private static final double NEARLY = 0.9;

    private final double grams;
    private final Action action;
    private final JobControl job;
    private final Consumer<String> say;
    private boolean warned;
    private volatile boolean exceeded;

    /// @param say told when the limit is near, and when it is reached
    Budget(double grams, Action action, JobControl job, Consumer<String> say) {
        this.grams = grams;
        this.action = action;
        this.job = job;
        this.say = say;
    }

    boolean isExceededBy(double spent) {
        return spent > grams;
    }

    Action action() {
        return action;
    }

    double grams() {
        return grams;
    }

    @Override
    public void accept(Readout readout) {
        double spent = readout.grams().orElse(0);
        if (!exceeded && isExceededBy(spent)) {
            exceeded = true;
            say.accept(
                    switch (action) {
                        case WARN ->
                                "the budget of " + figure(grams) + " is spent; the run goes on";
                        case PAUSE ->
                                "the budget of "
                                        + figure(grams)
                                        + " is spent; the run is paused. Go on with fg, or: kill"
                                        + " -CONT "
                                        + ProcessHandle.current().pid();
                        case STOP ->
                                "the budget of " + figure(grams) + " is spent; the run is stopped";
                    });
            switch (action) {
                case WARN -> warned = true;
                case PAUSE -> job.pause();
                case STOP -> job.stop();
            }
        } else if (exceeded && action == Action.PAUSE) {
            job.continueRest();
        } else if (!warned && spent > NEARLY * grams) {
            warned = true;
            say.accept(
                    Math.round(100 * spent / grams)
                            + " % of the budget of "
                            + figure(grams)
                            + " are spent");
        }
    }

    private static String figure(double grams) {
        return Figures.number(grams) + " g CO2eq";
    }
}
