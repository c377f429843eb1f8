package wattle.cli;

import picocli.CommandLine.Model.CommandSpec;

/// `wattle hub token`: who may send and review. Its subcommands do the work.
final class HubTokenCommand {

    CommandSpec spec() {
        return Opt.command(
                this,
                "token",
                "Tokens: who may send claims and runs, and who reviews them.",
                "wattle hub token list");
    }
}
