package wattle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Whether talk on standard error is coloured. Results never are: they are read by programs.
enum Style {
    PLAIN,
    COLOURED;

    /// What `--color` may say.
    enum Colour {
        auto,
        always,
        never
    }

    /// `NO_COLOR` (when not empty) and `TERM=dumb` speak for `auto` only: a flag is the stronger
    /// wish.
    static Style of(Colour asked, boolean terminal, Map<String, String> environment) {
        var coloured =
                switch (asked) {
                    case always -> true;
                    case never -> false;
                    case auto ->
                            terminal
                                    && environment.getOrDefault("NO_COLOR", "").isEmpty()
                                    && !"dumb".equals(environment.get("TERM"));
                };
        return coloured ? COLOURED : PLAIN;
    }

    /// Whether standard error is a terminal. The JDK answers that for all three streams at once,
    /// and slowly.
    static boolean onTerminal() {
        try {
            var stream = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return stream.startsWith("/dev/pts/") || stream.startsWith("/dev/tty");
        } catch (IOException e) {
            return false;
        }
    }

    String error(String line) {
        return this == PLAIN ? line : line.replaceFirst("^error", "\u001b[31merror\u001b[0m");
    }
}
