package wattle.cli;

import picocli.CommandLine.Model.CommandSpec;

/// `wattle slurm`: jobs on a Slurm cluster. Its subcommands do the work.
final class SlurmCommand {

    CommandSpec spec() {
        return Opt.command(
                this,
                "slurm",
                "Jobs on a Slurm cluster: when to begin them, and what past ones emitted.",
                "wattle slurm plan --zone DE --duration 6h --power-watts 2400");
    }
}
