package wattle.meter.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a record says of its run before anything was measured.
///
/// @param id unique among runs
/// @param started by the wall clock
/// @param interval between samples
/// @param command its words, secrets taken out
/// @param labels given by the user
/// @param host the machine's name
/// @param bootId of the machine, new with each start; empty where it has none
/// @param pid of the process that writes
/// @param options what the account needs and how it was asked for, by name; all text
public record Header(
        String id,
        Instant started,
        Duration interval,
        List<String> command,
        Map<String, String> labels,
        String host,
        String bootId,
        long pid,
        Map<String, String> options) {

    /// The option that says how many epochs there will be.
    public static final String EPOCHS = "epochs";

    public Header {
        command = List.copyOf(command);
    }

    /// How many epochs there will be; null where nobody said.
    public @Nullable Integer epochs() {
        String text = options.get(EPOCHS);
        return text != null && text.matches("[1-9][0-9]{0,8}") ? Integer.valueOf(text) : null;
    }

    /// Without the words of the command.
    Header without() {
        return new Header(id, started, interval, List.of("…"), labels, host, bootId, pid, options);
    }
}
