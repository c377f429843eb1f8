package wattle.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The root command and the options that every command takes.
@Command(
        name = "wattle",
        description = "Estimate, measure, account for and cut the carbon of machine-learning jobs.",
        footer = {"", "Example:", "  wattle run -- sleep 1"})
final class Wattle {
    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            scope = ScopeType.INHERIT,
            description = "Colour errors: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Style.Colour color = Style.Colour.auto;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Print a stack trace with an error.")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Print this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it.
    private boolean help;

    boolean debug() {
        return debug;
    }

    Style.Colour color() {
        return color;
    }
}
