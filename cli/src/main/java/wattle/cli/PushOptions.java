package wattle.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// Options of `run` that send the run to a hub while it goes on.
final class PushOptions {

    private final Opt<String> push =
            Opt.text(
                    "--push",
                    "URL",
                    "Send the run to a hub as it goes, without what tells of the machine; the token is"
                            + " in WATTLE_TOKEN.");

    private final Opt<Boolean> isPublic =
            Opt.flag("--push-public", "Let everybody watch it there.");

    CommandSpec addTo(CommandSpec command) {
        return Opt.add(command, push, isPublic);
    }

    Opt<String> push() {
        return push;
    }

    /// Null where the run is not to be sent.
    ///
    /// @param record where the run is recorded
    /// @param say what the user is to know, before the network is used
    @Nullable RunPush open(
            Path record, Map<String, String> environment, Home home, Consumer<String> say) {
        if (!push.given()) {
            return null;
        }
        return new RunPush(
                record,
                HubAccount.of("--push", push.get(), environment, home),
                push.get(),
                isPublic.given(),
                say);
    }
}
