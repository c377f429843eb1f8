package wattle.run.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The program to run and its arguments, as the bytes that the caller typed.
public final class ChildCommand {
    private static final Path OWN_COMMAND_LINE = Path.of("/proc/self/cmdline");

    private final List<byte[]> words;

    private ChildCommand(List<byte[]> words) {
        this.words = words;
    }

    /// `arguments` are the last of Wattle's own. The JVM has decoded them, which loses bytes that
    /// are no text in the locale, so they are read again from the kernel where it has them.
    public static ChildCommand ofLastArguments(List<String> arguments) {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("a command has at least one word");
        }
        var ascii = arguments.stream().allMatch(word -> word.chars().allMatch(c -> c < 128));
        if (!ascii && Files.isReadable(OWN_COMMAND_LINE)) {
            try {
                var own = words(Files.readAllBytes(OWN_COMMAND_LINE));
                return new ChildCommand(own.subList(own.size() - arguments.size(), own.size()));
            } catch (IOException e) {
                // The decoded words are the next best thing, and nearly always the same.
                return of(arguments);
            }
        }
        return of(arguments);
    }

    public static ChildCommand of(List<String> words) {
        return new ChildCommand(words.stream().map(Platform::bytes).toList());
    }

    List<byte[]> words() {
        return words;
    }

    /// Words that end with a NUL each.
    static ChildCommand ofBytes(byte[] endedByNul) {
        return new ChildCommand(words(endedByNul));
    }

    static List<byte[]> words(byte[] separatedByNul) {
        var words = new ArrayList<byte[]>();
        for (int start = 0, end = 0; end < separatedByNul.length; end++) {
            if (separatedByNul[end] == 0) {
                words.add(Arrays.copyOfRange(separatedByNul, start, end));
                start = end + 1;
            }
        }
        return words;
    }

    /// The program's name, for messages.
    public String name() {
        return new String(words.getFirst(), StandardCharsets.UTF_8);
    }
}
