package wattle.cli;

import java.time.Duration;
import java.time.Instant;

/// How long ago something was, for people.
final class Ages {

    private Ages() {}

    /// "3 h ago", in the largest unit of which there are two, cut down.
    static String ago(Instant then, Instant now) {
        Duration age = Duration.between(then, now);
        if (age.isNegative()) {
            return "at " + then + ", in the future";
        }
        return words(age) + " ago";
    }

    private static String words(Duration age) {
        if (age.toMinutes() < 2) {
            return age.toSeconds() + " s";
        }
        if (age.toHours() < 2) {
            return age.toMinutes() + " min";
        }
        return age.toDays() < 2 ? age.toHours() + " h" : age.toDays() + " days";
    }
}
