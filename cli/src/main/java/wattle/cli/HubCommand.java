package wattle.cli;

import picocli.CommandLine.Model.CommandSpec;

/// `wattle hub`: claims about the carbon of models. Its subcommands do the work.
final class HubCommand {

    CommandSpec spec() {
        return Opt.command(
                this,
                "hub",
                "Claims about the carbon of models: kept, recomputed and compared.",
                "wattle hub list --model llama");
    }
}
