package wattle.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `wattle version`.
@Command(
        name = "version",
        description = "Print the versions of the program and of the data it carries.",
        footer = {"", "Example:", "  wattle version --json"})
final class VersionCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--json", description = "Print wattle.version/1.")
    private boolean json;

    VersionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var versions = Versions.current();
        if (json) {
            console.out()
                    .printf(
                            "{\"schema\": \"wattle.version/1\", \"versions\": {\"wattle\": %s, \"data\": %s}}%n",
                            quoted(versions.wattle()), quoted(versions.data()));
        } else {
            console.out().printf("wattle  %s%n", versions.wattle());
            console.out().printf("data    %s%n", versions.data());
        }
        return Exit.DONE.code();
    }

    /// Version strings hold nothing that JSON would want escaped.
    private static String quoted(String value) {
        return '"' + value + '"';
    }
}
