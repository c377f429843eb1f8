package wattle.cli;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.run.local.JobControl;

/// A limit on a run's carbon: options of `run`.
final class BudgetOptions {

    private final Opt<Double> grams =
            Opt.number("--max-grams", "G", "A budget of operational carbon, gCO2eq.");

    private final Opt<String> action =
            Opt.text(
                    "--on-budget",
                    "ACTION",
                    "When it is spent: warn, pause or stop (default: stop, with exit code 9).");

    CommandSpec addTo(CommandSpec command) {
        return Opt.add(command, grams, action);
    }

    void check() {
        if (grams.given()) {
            Words.positive("--max-grams", grams.get());
        } else if (action.given()) {
            throw new Failure(
                    Exit.USAGE, 79, "--on-budget needs a --max-grams", "Give the budget in grams.");
        }
        action();
    }

    /// Null where there is none.
    @Nullable Budget budget(JobControl job, Consumer<String> say) {
        return grams.given() ? new Budget(grams.get(), action(), job, say) : null;
    }

    private Budget.Action action() {
        return action.given()
                ? Words.choose(
                        "--on-budget", action.get(), Budget.Action.values(), Budget.Action::label)
                : Budget.Action.STOP;
    }
}
