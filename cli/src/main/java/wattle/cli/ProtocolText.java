package wattle.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import wattle.plan.Outcome;
import wattle.plan.Policy;
import wattle.report.evaluation.ProtocolView;

/// The tables of a protocol for people: one for each slack, a row for each job, the paper's means
/// first and ours beside them, zones of one signal and factor together.
final class ProtocolText {

    private ProtocolText() {}

    static void write(ProtocolView view, PrintWriter out) {
        out.println(view.title());
        List<ProtocolView.Group> groups = view.groups();
        for (int i = 0; i < groups.size(); i++) {
            out.println(
                    letter(i)
                            + ": "
                            + groups.get(i).name()
                            + ", zones: "
                            + groups.get(i).zones().size());
        }
        for (String slack : view.slacks()) {
            out.println();
            out.println(view.heading(slack));
            table(view, groups, slack).print("", out);
        }
        out.println();
        out.println("paper, A, B …: mean saving in percent by policy.");
        out.println(
                "p/h: stops after the first start, per hour of job and slack; w/h: the same with a"
                        + " wait before the first start counted as one more.");
        view.notes().forEach(out::println);
        out.println("paper: " + view.source());
    }

    private static Columns table(ProtocolView view, List<ProtocolView.Group> groups, String slack) {
        List<Policy> policies = new ArrayList<>(view.policies());
        if (isOptimum(view, groups)) {
            policies.remove(Policy.PAUSE_RESUME);
        }
        var table = new Columns();
        List<String> head = new ArrayList<>(List.of("job", "paper FS", "P&R", "p/h"));
        for (int i = 0; i < groups.size(); i++) {
            String before = letter(i) + " ";
            for (Policy each : policies) {
                head.add(before + abbreviation(each));
                before = "";
                if (pauses(view, each)) {
                    head.add("p/h");
                    head.add("w/h");
                }
            }
        }
        table.add(head.toArray(String[]::new));
        for (ProtocolView.Job job : view.jobs()) {
            List<String> row = new ArrayList<>(List.of(job.key()));
            ProtocolView.Printed printed = view.printed(slack, job);
            row.add(printed == null ? "-" : Double.toString(printed.flexibleStart()));
            row.add(printed == null ? "-" : Double.toString(printed.pauseResume()));
            row.add(printed == null ? "-" : Double.toString(printed.pausesPerHour()));
            for (ProtocolView.Group group : groups) {
                for (Policy each : policies) {
                    Outcome outcome = group.outcome(job, slack, each);
                    row.add(decimals(outcome.meanSavingFraction(), 100, 1));
                    if (pauses(view, each)) {
                        row.add(decimals(outcome.pausesPerHour(), 1, 2));
                        row.add(decimals(outcome.pausesAndWaitsPerHour(), 1, 2));
                    }
                }
            }
            table.add(row.toArray(String[]::new));
        }
        return table;
    }

    /// Whether the lowest intervals are the optimum everywhere, as they are for constant power and
    /// free pauses; then it needs no column.
    private static boolean isOptimum(ProtocolView view, List<ProtocolView.Group> groups) {
        if (!view.policies().contains(Policy.LOWEST_INTERVALS)) {
            return false;
        }
        for (ProtocolView.Group group : groups) {
            for (ProtocolView.Job job : view.jobs()) {
                for (String slack : view.slacks()) {
                    if (group.outcome(job, slack, Policy.LOWEST_INTERVALS).grams()
                            != group.outcome(job, slack, Policy.PAUSE_RESUME).grams()) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /// Pauses are told of the rule that the paper uses, and of others where it is not there.
    private static boolean pauses(ProtocolView view, Policy policy) {
        return view.policies().contains(Policy.LOWEST_INTERVALS)
                ? policy == Policy.LOWEST_INTERVALS
                : policy == Policy.PAUSE_RESUME || policy == Policy.THRESHOLD;
    }

    private static String letter(int group) {
        return Character.toString('A' + group);
    }

    private static String abbreviation(Policy policy) {
        return switch (policy) {
            case RUN_NOW -> "now";
            case FLEXIBLE_START -> "FS";
            case LOWEST_INTERVALS -> "lowest";
            case PAUSE_RESUME -> "optimum";
            case THRESHOLD -> "level";
        };
    }

    private static String decimals(OptionalDouble value, double times, int decimals) {
        return value.isEmpty()
                ? "-"
                : String.format(Locale.ROOT, "%." + decimals + "f", times * value.orElseThrow());
    }
}
