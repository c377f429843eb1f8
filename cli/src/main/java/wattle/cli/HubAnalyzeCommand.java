package wattle.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.hub.analysis.Analysis;
import wattle.hub.analysis.AnalysisCsv;
import wattle.hub.analysis.AnalysisJson;
import wattle.hub.analysis.Row;
import wattle.hub.analysis.Settings;
import wattle.ledger.Ledger;
import wattle.ledger.LedgerException;
import wattle.ledger.sql.Database;

/// `wattle hub analyze`: the questions of the survey "Counting Carbon", put to any selection of
/// claims.
final class HubAnalyzeCommand implements Callable<Integer> {

    private final Console console;
    private final DatabaseOptions database;
    private final SelectionOptions selection = new SelectionOptions();

    private final Opt<Integer> seed =
            Opt.whole(
                    "--seed", "N", "Of the bootstrap (default: " + Settings.DEFAULT.seed() + ").");

    private final TableOptions table =
            new TableOptions("Print wattle.analysis/1.", "Print figures by task and year.");

    HubAnalyzeCommand(Console console, Home home, Map<String, String> environment, Clock clock) {
        this.console = console;
        this.database = new DatabaseOptions(home, environment, clock);
    }

    CommandSpec spec() {
        CommandSpec command =
                Opt.command(
                        this,
                        "analyze",
                        "Analyse claims: sources, orders of magnitude, evolution, scores against carbon.",
                        "wattle hub analyze --source published");
        return table.addTo(database.addTo(selection.addTo(Opt.add(command, seed))));
    }

    @Override
    public Integer call() {
        table.requireOne();
        List<Row> rows = new ArrayList<>();
        try (Database opened = database.open();
                Ledger ledger = database.ledger(opened)) {
            ledger.each(
                    selection.selection(),
                    entry -> {
                        if (entry.claim() != null) {
                            rows.add(new Row(modelId(entry.key()), entry.claim()));
                        }
                    });
        } catch (LedgerException failed) {
            throw DatabaseOptions.failure(failed);
        }
        Settings settings =
                seed.given()
                        ? new Settings(seed.get(), Settings.DEFAULT.resamples())
                        : Settings.DEFAULT;
        Analysis analysis = Analysis.of(rows, settings);
        table.print(
                console,
                to -> new AnalysisText(analysis).print(to),
                to -> csv(analysis, to),
                to -> AnalysisJson.write(analysis, Versions.current(), to));
        return Exit.DONE.code();
    }

    /// What a key says behind where it comes from: `survey/m14` is model `m14`.
    static String modelId(String key) {
        return key.substring(key.indexOf('/') + 1);
    }

    private static void csv(Analysis analysis, PrintWriter to) {
        to.print(AnalysisCsv.byTaskAndYear(analysis));
    }
}
