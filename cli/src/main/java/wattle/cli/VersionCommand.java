package wattle.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/// `wattle version`.
final class VersionCommand implements Callable<Integer> {
    private final Console console;

    private final Opt<Boolean> json = Opt.flag("--json", "Print wattle.version/1.");

    VersionCommand(Console console) {
        this.console = console;
    }

    CommandSpec spec() {
        return Opt.add(
                Opt.command(
                        this,
                        "version",
                        "Print the versions of the program and of the data it carries.",
                        "wattle version --json"),
                json);
    }

    @Override
    public Integer call() {
        var versions = Versions.current();
        if (json.given()) {
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
