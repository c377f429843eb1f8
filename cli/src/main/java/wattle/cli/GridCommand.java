package wattle.cli;

import picocli.CommandLine.Model.CommandSpec;

/// `wattle grid`: what is known of the electricity grid. Its subcommands do the work.
final class GridCommand {

    CommandSpec spec() {
        return Opt.command(
                this,
                "grid",
                "The electricity grid: zones, places and their carbon intensity.",
                "wattle grid find aws us-east-1");
    }
}
