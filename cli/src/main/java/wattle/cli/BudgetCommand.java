package wattle.cli;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.core.JsonGenerator;
import wattle.report.Figures;
import wattle.report.RecordedRun;
import wattle.report.json.FootprintWriter;

/// `wattle budget`: what the recorded runs have taken of a budget, and exit code 9 when it is
/// spent, for scripts that ask before they start the next.
final class BudgetCommand implements Callable<Integer> {

    private final Console console;

    private final Opt<Double> grams =
            Opt.number("--max-grams", "G", "The budget of operational carbon, gCO2eq. Needed.");

    private final Opt<String> since =
            Opt.text(
                    "--since",
                    "TIME",
                    "Only runs that began then or later: 2026-11-01, or 2026-11-01T08:00:00Z.");

    private final Opt<String[]> labels =
            Opt.texts("--label", "KEY=VALUE", "Only runs with this label, or with KEY alone.");

    private final Opt<Boolean> json = Opt.flag("--json", "Print wattle.budget/1.");

    BudgetCommand(Console console) {
        this.console = console;
    }

    CommandSpec spec() {
        return Opt.add(
                Opt.command(
                        this,
                        "budget",
                        "Compare the recorded runs with a budget of carbon.",
                        "wattle budget --max-grams 5000"),
                grams,
                since,
                labels,
                json);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!grams.given()) {
            throw new Failure(
                    Exit.USAGE, 94, "--max-grams is missing", "For example: --max-grams 5000");
        }
        double budget = Words.positive("--max-grams", grams.get());
        Instant from = since.given() ? Words.instantOrDay("--since", since.get()) : Instant.MIN;
        Home home = Home.of(System.getenv());
        List<RecordedRun> all =
                RecordedRuns.ofHome(
                        home,
                        RecordedRuns.Otherwise.NOT,
                        unreadable -> console.err().println("wattle: left out: " + unreadable),
                        ReadingProgress.NONE);
        double spent = 0;
        int runs = 0;
        for (RecordedRun run : all) {
            if (!MergedRun.start(run).isBefore(from)
                    && ReportCommand.hasLabels(run, Opt.all(labels))) {
                spent += run.footprint().operational().carbon().grams();
                runs++;
            }
        }
        print(budget, spent, runs);
        return spent > budget ? Exit.BUDGET_EXCEEDED.code() : Exit.DONE.code();
    }

    private void print(double budget, double spent, int runs) {
        if (json.given()) {
            try (JsonGenerator out = FootprintWriter.generator(console.out())) {
                out.writeStartObject();
                out.writeStringProperty("schema", "wattle.budget/1");
                FootprintWriter.versions(Versions.current(), out);
                out.writeNumberProperty("budget_g", budget);
                out.writeNumberProperty("spent_g", spent);
                out.writeNumberProperty("left_g", budget - spent);
                out.writeNumberProperty("runs", runs);
                out.writeEndObject();
                out.writeRaw('\n');
            }
            return;
        }
        console.out()
                .println(
                        Figures.number(spent)
                                + " of "
                                + Figures.number(budget)
                                + " g CO2eq spent by "
                                + runs
                                + (runs == 1 ? " run" : " runs")
                                + " ("
                                + Figures.number(100 * spent / budget)
                                + " %); "
                                + (spent > budget
                                        ? Figures.number(spent - budget) + " g too much"
                                        : Figures.number(budget - spent) + " g left"));
    }
}
