package wattle.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import wattle.report.Explanation;
import wattle.report.Report;

/// `wattle explain`: the filled-in equations of a result, computed again, and the source of every
/// number.
final class ExplainCommand implements Callable<Integer> {

    private final Console console;

    private final PositionalParamSpec file =
            Opt.words("FILE", "1", "A wattle.footprint/1, or - for standard input.");

    ExplainCommand(Console console) {
        this.console = console;
    }

    CommandSpec spec() {
        return Opt.command(
                        this,
                        "explain",
                        "Show a result's equations with its numbers, and where each number is from.",
                        "wattle estimate --accelerator A100:8 --hours 100 --zone FR --json | wattle"
                                + " explain -")
                .addPositional(file);
    }

    @Override
    public Integer call() {
        String name = Opt.all(file).getFirst();
        Report report = FootprintFile.read(name);
        console.out().print(Explanation.text(report));
        if (!Explanation.of(report.footprint()).disagreements().isEmpty()) {
            throw new Failure(
                    Exit.VERIFICATION_FAILED,
                    1,
                    name + " does not add up",
                    "The lines that differ stand at the end of the explanation.");
        }
        return Exit.DONE.code();
    }
}
