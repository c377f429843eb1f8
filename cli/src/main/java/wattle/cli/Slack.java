package wattle.cli;

import java.time.Duration;
import wattle.plan.Load;

/// How much later a job may end than if it started at once and ran through: `24h`, or `25%` of its
/// duration.
///
/// @param word as the user wrote it
record Slack(String word) {

    /// In whole slots of the load, rounded up.
    int slots(Load load) {
        Duration slack = of(load.duration());
        return Math.toIntExact(slack.plus(load.step()).minusNanos(1).dividedBy(load.step()));
    }

    /// As a time, for a job of this duration.
    Duration of(Duration duration) {
        return word.endsWith("%") ? share(duration) : time();
    }

    private Duration share(Duration duration) {
        try {
            double percent = Double.parseDouble(word.substring(0, word.length() - 1));
            if (percent >= 0 && percent <= 100_000) {
                // To the microsecond: a third of an hour is no whole number of nanoseconds.
                double micros = duration.toNanos() / 1e3 * (percent / 100);
                return Duration.ofNanos(Math.round(micros) * 1000);
            }
        } catch (NumberFormatException notOne) {
            throw wrong(notOne);
        }
        throw wrong(null);
    }

    private Duration time() {
        return word.equals("0") ? Duration.ZERO : Words.duration("--slack", word);
    }

    private Failure wrong(@org.jspecify.annotations.Nullable Exception cause) {
        var failure =
                new Failure(
                        Exit.USAGE,
                        103,
                        "--slack cannot be \"" + word + "\"",
                        "Write a time such as 6h, or a share of the job's duration such as 25%.");
        if (cause != null) {
            failure.initCause(cause);
        }
        return failure;
    }
}
