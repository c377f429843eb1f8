package wattle.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import wattle.meter.Mark;

/// `wattle mark`: a process below `wattle run` counts a unit of work or an epoch.
final class MarkCommand implements Callable<Integer> {

    private final Console console;

    private final PositionalParamSpec kind = Opt.words("KIND", "0..1", "unit or epoch.");

    private final Opt<Double> count =
            Opt.number("--count", "N", "How many it stands for (default: 1).");

    private final Opt<String> run =
            Opt.text("--run", "ID", "Of this run (default: the one this process is part of).");

    private final Opt<Boolean> path =
            Opt.flag("--path", "Print the file to which lines such as \"unit 32\" may be added.");

    MarkCommand(Console console) {
        this.console = console;
    }

    CommandSpec spec() {
        CommandSpec spec =
                Opt.command(
                        this,
                        "mark",
                        "Count a unit of work or an epoch of the run that this command is part of.",
                        "wattle run -- wattle mark epoch");
        return Opt.add(spec, count, run, path).addPositional(kind);
    }

    @Override
    public Integer call() {
        List<String> words = Opt.all(kind);
        if (words.isEmpty() && !path.given()) {
            throw new Failure(Exit.USAGE, 80, "mark needs to know what", "Say: wattle mark epoch");
        }
        double counted = Words.positive("--count", count.or(1.0));
        Path file = file();
        if (path.given()) {
            console.out().println(file);
            return Exit.DONE.code();
        }
        String what =
                Words.choose(
                        "mark", words.getFirst(), new String[] {Mark.UNIT, Mark.EPOCH}, it -> it);
        try {
            Marks.append(file, new Mark(what, Instant.now(), counted));
        } catch (IOException problem) {
            throw new Failure(
                    Exit.FAULT,
                    81,
                    "the mark could not be written: " + Problems.of(problem),
                    "Check that the run goes on and that the disk has room.",
                    problem);
        }
        return Exit.DONE.code();
    }

    private Path file() {
        Path folder = Home.of(System.getenv()).running();
        @Nullable Path file =
                run.given()
                        ? Marks.ofRun(folder, run.get())
                        : Marks.ofAncestors(
                                folder, Machine.host(Path.of("/proc")), ProcessHandle.current());
        if (file == null) {
            throw new Failure(
                    Exit.DATA_MISSING,
                    80,
                    run.given()
                            ? "no run " + run.get() + " goes on"
                            : "this process is not part of a run",
                    "Start it by: wattle run -- COMMAND, or name the run with --run.");
        }
        return file;
    }
}
