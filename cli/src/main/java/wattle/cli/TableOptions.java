package wattle.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;

/// How a result is printed and where: a table to read, `--json` or `--csv`, and `--output`. Options
/// that several commands share.
final class TableOptions {

    private final Opt<Boolean> json;
    private final Opt<Boolean> csv;
    private final Opt<String> output = Opt.text("--output", "FILE", "Write to a file instead.");
    private final Opt<Boolean> force = Opt.flag("--force", "Let --output replace a file.");

    /// @param document what `--json` prints, as a sentence
    /// @param rows what `--csv` prints, as a sentence
    TableOptions(String document, String rows) {
        json = Opt.flag("--json", document);
        csv = Opt.flag("--csv", rows);
    }

    CommandSpec addTo(CommandSpec command) {
        return Opt.add(command, json, csv, output, force);
    }

    boolean json() {
        return json.given();
    }

    boolean csv() {
        return csv.given();
    }

    /// Whether a file that is there may be replaced.
    boolean force() {
        return force.given();
    }

    /// To be asked before any work is done.
    ///
    /// @throws Failure if both `--json` and `--csv` were given
    void requireOne() {
        if (json() && csv()) {
            throw new Failure(Exit.USAGE, 40, "--json and --csv exclude each other", "Give one.");
        }
    }

    /// Prints in the form that was asked for.
    void print(
            Console console,
            Consumer<PrintWriter> table,
            Consumer<PrintWriter> rows,
            Consumer<PrintWriter> document) {
        var text = new StringWriter();
        var out = new PrintWriter(text);
        (json() ? document : csv() ? rows : table).accept(out);
        out.flush();
        write(text.toString(), console);
    }

    /// Writes to the file if one was named, and else prints.
    void write(String text, Console console) {
        if (output.given()) {
            OutputOptions.write(Words.path("--output", output.get()), text, force.given());
        } else {
            console.out().print(text);
        }
    }
}
