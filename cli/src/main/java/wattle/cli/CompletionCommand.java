package wattle.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

/// `wattle completion`: what makes a shell complete commands and options.
final class CompletionCommand implements Callable<Integer> {

    private final Console console;
    private @Nullable CommandSpec spec;

    CompletionCommand(Console console) {
        this.console = console;
    }

    CommandSpec spec() {
        spec =
                Opt.command(
                        this,
                        "completion",
                        "Print a script that makes bash or zsh complete commands and options:"
                                + " source <(wattle completion)",
                        "wattle completion | tail -n 20");
        return spec;
    }

    @Override
    public Integer call() {
        CommandSpec root = Objects.requireNonNull(spec).root();
        console.out().print(AutoComplete.bash(root.name(), root.commandLine()));
        return Exit.DONE.code();
    }
}
