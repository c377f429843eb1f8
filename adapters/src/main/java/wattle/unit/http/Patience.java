package wattle.unit.http;

import java.time.Duration;

/// How often and how long a request is tried again.
///
/// Pauses double from the first to the longest, each with a fifth more or less by chance, so that
/// many that were refused at once do not all come back at once. A pause that the server asks for
/// (`Retry-After`) is never cut short by that chance.
///
/// @param attempts in all, at least 1
/// @param pause before the second attempt
/// @param longestPause between two attempts, unless the server asks for another
/// @param longestAsked the longest pause that a server may ask for
/// @param insistent whether it is tried again after `longestAsked` where the server asked for more;
///   otherwise the caller is told at once when it may ask again
/// @param unanswered whether it is tried again where there was no answer
public record Patience(
        int attempts,
        Duration pause,
        Duration longestPause,
        Duration longestAsked,
        boolean insistent,
        boolean unanswered) {

    /// For fetching data: five attempts over about 15 s, and pauses of up to a minute on request.
    public static final Patience DATA =
            new Patience(
                    5,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    false,
                    true);

    /// For handing something on while somebody waits: once more where a refusal passes.
    public static Patience onceMore(Duration pause) {
        return new Patience(2, pause, pause, Duration.ofSeconds(5), true, false);
    }

    /// The same with other pauses.
    public Patience withPauses(Duration first, Duration longest) {
        return new Patience(attempts, first, longest, longestAsked, insistent, unanswered);
    }
}
