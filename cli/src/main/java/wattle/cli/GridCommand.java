package wattle.cli;

import picocli.CommandLine.Command;

/// `wattle grid`: what is known of the electricity grid. Its subcommands do the work.
@Command(
        name = "grid",
        description = "The electricity grid: places and their carbon intensity.",
        footer = {"", "Example:", "  wattle grid zones france"})
final class GridCommand {}
