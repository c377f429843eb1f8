package wattle.cli;

import java.time.Instant;
import wattle.report.Figures;
import wattle.run.Savings;

/// What shifting a run has saved, as a sentence. A loss is called one.
final class SavingsText {

    private SavingsText() {}

    /// @param start since when the job could have run
    static String of(Savings savings, Instant start, int pauses) {
        double saved = savings.saved().grams();
        String percent =
                savings.fraction().isPresent()
                        ? " ("
                                + Figures.number(100 * Math.abs(savings.fraction().getAsDouble()))
                                + " %)"
                        : "";
        return (saved < 0 ? "shifting cost " : "shifting saved ")
                + Figures.number(Math.abs(saved))
                + " g CO2eq"
                + percent
                + ": "
                + Figures.number(savings.actual().grams())
                + " g instead of "
                + Figures.number(savings.baseline().grams())
                + " g from "
                + start
                + " on without a pause"
                + (pauses == 0 ? "" : "; " + pauses + (pauses == 1 ? " pause" : " pauses"));
    }
}
