package wattle.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.plan.Policy;
import wattle.plan.ShiftRegion;
import wattle.plan.Slots;
import wattle.plan.Threshold;

/// By which policies `wattle plan` plans a job.
final class PolicyOptions {

    private final Opt<String> policy =
            Opt.text(
                    "--policy",
                    "LIST",
                    "run-now, flexible-start, lowest-intervals, pause-resume, threshold, or all,"
                            + " and shift-region, which is --moves (default:"
                            + " run-now,flexible-start,pause-resume).");

    private final Opt<String> threshold =
            Opt.text(
                    "--threshold",
                    "G|Q%",
                    "For the policy threshold: g/kWh, or the level of the lowest Q %% of the window.");

    private final Opt<Boolean> moves =
            Opt.flag("--moves", "Plan shift-region, too: a pause may end in another zone.");

    private final Opt<Boolean> pareto =
            Opt.flag(
                    "--pareto",
                    "Add the plans that no other beats in carbon, finish and, with --cost, cost.");

    CommandSpec addTo(CommandSpec command) {
        return Opt.add(command, policy, threshold, moves, pareto);
    }

    List<Opt<?>> all() {
        return List.of(policy, threshold, moves, pareto);
    }

    /// Whether the plans are wanted that no other beats.
    boolean pareto() {
        return pareto.given();
    }

    /// @param otherwise in place of what is planned where none is named; null for that
    List<Policy> chosen(@Nullable String otherwise) {
        String words =
                policy.or(otherwise != null ? otherwise : "run-now,flexible-start,pause-resume");
        if (words.equals("all")) {
            List<Policy> all = new ArrayList<>(List.of(Policy.values()));
            if (!threshold.given()) {
                all.remove(Policy.THRESHOLD);
            }
            return all;
        }
        List<Policy> policies = new ArrayList<>();
        for (String word : words.split(",", -1)) {
            if (!word.strip().equals(ShiftRegion.LABEL)) {
                policies.add(
                        Words.choose("--policy", word.strip(), Policy.values(), Policy::label));
            }
        }
        if (policies.contains(Policy.THRESHOLD) && !threshold.given()) {
            throw new Failure(
                    Exit.USAGE,
                    109,
                    "the policy threshold needs a level",
                    "Add --threshold 200 in g/kWh, or --threshold 25%.");
        }
        return policies;
    }

    /// Whether moves between zones were asked for.
    boolean shifts() {
        boolean named = false;
        for (String word : policy.or("").split(",", -1)) {
            named |= word.strip().equals(ShiftRegion.LABEL);
        }
        return named || moves.given();
    }

    /// Of the policy threshold, in g/kWh with the facility's overhead; 0 for any other.
    double level(Policy each, ZoneOptions.Placed zone) {
        if (each != Policy.THRESHOLD) {
            return 0;
        }
        String word = threshold.get();
        try {
            if (!word.endsWith("%")) {
                return Double.parseDouble(word) * zone.pue().ratio();
            }
            double percent = Double.parseDouble(word.substring(0, word.length() - 1));
            Slots window = zone.site().window();
            double[] values = new double[window.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = window.mean(i);
            }
            return Threshold.quantile(values, percent / 100);
        } catch (IllegalArgumentException wrong) {
            throw new Failure(
                    Exit.USAGE,
                    110,
                    "--threshold cannot be \"" + word + "\"",
                    "Write g/kWh such as 200, or a share of the window such as 25%.",
                    wrong);
        }
    }
}
