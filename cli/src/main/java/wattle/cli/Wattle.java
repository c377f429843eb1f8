package wattle.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ScopeType;

/// The root command and the options that every command takes. Written out rather than annotated, as
/// `run` is: reading annotations takes half of a start.
final class Wattle {
    private final OptionSpec color =
            OptionSpec.builder("--color")
                    .paramLabel("WHEN")
                    .type(Style.Colour.class)
                    .scopeType(ScopeType.INHERIT)
                    .description("Colour errors: auto, always, never (default: auto).")
                    .build();

    private final OptionSpec debug =
            OptionSpec.builder("--debug")
                    .type(boolean.class)
                    .scopeType(ScopeType.INHERIT)
                    .description("Print a stack trace with an error.")
                    .build();

    private final OptionSpec help =
            OptionSpec.builder("-h", "--help")
                    .type(boolean.class)
                    .usageHelp(true)
                    .scopeType(ScopeType.INHERIT)
                    .description("Print this help.")
                    .build();

    CommandSpec spec() {
        return CommandSpec.create()
                .name("wattle")
                .usageMessage(
                        new UsageMessageSpec()
                                .description(
                                        "Estimate, measure, account for and cut the carbon of"
                                                + " machine-learning jobs.")
                                .footer("", "Example:", "  wattle run -- sleep 1"))
                .addOption(color)
                .addOption(debug)
                .addOption(help);
    }

    boolean debug() {
        return Boolean.TRUE.equals(debug.getValue());
    }

    Style.Colour color() {
        return color.getValue() instanceof Style.Colour asked ? asked : Style.Colour.auto;
    }
}
