package wattle.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import wattle.ledger.json.FootprintReader;
import wattle.ledger.json.MalformedFootprintException;
import wattle.report.Explanation;
import wattle.report.Report;

/// `wattle explain`: the filled-in equations of a result, computed again, and the source of every
/// number.
@Command(
        name = "explain",
        description = "Show a result's equations with its numbers, and where each number is from.",
        footer = {
            "",
            "Example:",
            "  wattle estimate --accelerator A100:8 --hours 100 --zone FR --json | wattle explain -"
        })
final class ExplainCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "FILE", description = "A wattle.footprint/1, or - for standard input.")
    private String file = "";

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Report report = read();
        console.out().print(Explanation.text(report));
        if (!Explanation.of(report.footprint()).disagreements().isEmpty()) {
            throw new Failure(
                    Exit.VERIFICATION_FAILED,
                    1,
                    file + " does not add up",
                    "The lines that differ stand at the end of the explanation.");
        }
        return Exit.DONE.code();
    }

    private Report read() {
        try (InputStream in =
                new BufferedInputStream(
                        file.equals("-") ? System.in : Files.newInputStream(Path.of(file)))) {
            return FootprintReader.read(in);
        } catch (MalformedFootprintException wrong) {
            throw new Failure(
                    Exit.INVALID_INPUT,
                    15,
                    file + " is not a result of Wattle: " + wrong.getMessage(),
                    "Make one with: wattle estimate … --json --output FILE",
                    wrong);
        } catch (IOException | java.nio.file.InvalidPathException unreadable) {
            throw Failure.unreadable(file, unreadable);
        }
    }
}
