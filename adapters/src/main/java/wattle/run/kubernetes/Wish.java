package wattle.run.kubernetes;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import wattle.plan.Policy;
import wattle.series.csv.Durations;
import wattle.unit.Power;

/// What a Job's annotations ask for.
///
/// @param watts null where nobody said
/// @param level of the policy `threshold`, in g/kWh
/// @param restart how long coming back from a pause takes
record Wish(
        Policy policy,
        Duration duration,
        Instant deadline,
        @Nullable Power watts,
        String zone,
        boolean checkpoints,
        int maxPauses,
        Duration restart,
        double level) {

    /// Pods are made, scheduled and pulled again after each.
    private static final int MAX_PAUSES = 4;

    private static final Duration LONGEST = Duration.ofDays(60);
    private static final double MOST_PERCENT = 100_000;

    /// An annotation that cannot be meant, in words for the user.
    static final class WrongNote extends Exception {
        private static final long serialVersionUID = 1;

        WrongNote(String message) {
            super(message);
        }
    }

    /// The annotations of a Job that are the user's: those of [Note], and others that begin alike,
    /// which are mistakes. Empty for a Job that wants nothing of Wattle.
    static Map<String, String> notes(@Nullable Map<String, String> annotations) {
        Map<String, String> notes = new TreeMap<>();
        if (annotations == null) {
            return notes;
        }
        annotations.forEach((key, value) -> {
            if (key.startsWith(Note.PREFIX)
                    && Arrays.stream(Note.values())
                            .noneMatch(each -> each.key().equals(key) && !each.isWish())) {
                notes.put(key, value);
            }
        });
        return notes;
    }

    /// @param notes as [#notes] gives them
    /// @param created when the Job was
    static Wish of(Map<String, String> notes, Instant created, Operator.Settings defaults)
            throws WrongNote {
        for (String each : notes.keySet()) {
            if (Arrays.stream(Note.values()).noneMatch(known -> known.key().equals(each))) {
                throw new WrongNote(each + " is no annotation of Wattle's");
            }
        }
        boolean checkpoints = flag(Note.CHECKPOINTS, notes);
        Policy policy = policy(Note.POLICY.of(notes), checkpoints);
        Duration duration = duration(Note.DURATION, notes);
        Instant deadline = deadline(notes, created, duration);
        String zone = Note.ZONE.of(notes);
        if (zone == null || zone.isBlank()) {
            zone = defaults.zone();
        }
        if (zone == null) {
            throw new WrongNote(
                    Note.ZONE.key() + " is missing, and the operator has no zone of its own");
        }
        Double watts = number(Note.POWER_WATTS, notes);
        Double level = number(Note.THRESHOLD, notes);
        if (policy == Policy.THRESHOLD && level == null) {
            throw new WrongNote(Note.THRESHOLD.key() + " is missing, which the policy needs");
        }
        return new Wish(
                policy,
                duration,
                deadline,
                watts == null ? defaults.power() : new Power(watts),
                zone,
                checkpoints,
                checkpoints ? whole(Note.MAX_PAUSES, notes, MAX_PAUSES) : 0,
                Note.RESTART.of(notes) == null ? Duration.ZERO : duration(Note.RESTART, notes),
                level == null ? 0 : level);
    }

    private static Policy policy(@Nullable String word, boolean checkpoints) throws WrongNote {
        if (word == null) {
            return checkpoints ? Policy.PAUSE_RESUME : Policy.FLEXIBLE_START;
        }
        for (Policy each :
                new Policy[] {Policy.FLEXIBLE_START, Policy.PAUSE_RESUME, Policy.THRESHOLD}) {
            if (each.label().equals(word)) {
                if (each == Policy.PAUSE_RESUME && !checkpoints) {
                    throw new WrongNote(
                            Note.POLICY.key()
                                    + " is pause-resume, yet a pause deletes the pods: say "
                                    + Note.CHECKPOINTS.key()
                                    + ": \"true\" if the job goes on from a checkpoint");
                }
                return each;
            }
        }
        throw new WrongNote(
                Note.POLICY.key()
                        + " cannot be \""
                        + word
                        + "\": use flexible-start, pause-resume or threshold");
    }

    private static Instant deadline(Map<String, String> notes, Instant created, Duration duration)
            throws WrongNote {
        String at = Note.DEADLINE.of(notes);
        String slack = Note.SLACK.of(notes);
        if ((at == null) == (slack == null)) {
            throw new WrongNote(
                    at == null
                            ? Note.DEADLINE.key() + " or " + Note.SLACK.key() + " is missing"
                            : Note.DEADLINE.key() + " stands instead of " + Note.SLACK.key());
        }
        Instant deadline =
                at == null
                        ? created.plus(duration).plus(slack(String.valueOf(slack), duration))
                        : instant(at);
        if (deadline.isAfter(created.plus(LONGEST))) {
            throw new WrongNote(
                    "the deadline "
                            + deadline
                            + " is more than "
                            + LONGEST.toDays()
                            + " days after the job's creation");
        }
        return deadline;
    }

    private static Instant instant(String text) throws WrongNote {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException wrong) {
            throw new WrongNote(
                    Note.DEADLINE.key()
                            + " cannot be \""
                            + text
                            + "\": write a time with its zone such as 2026-03-01T06:00:00Z");
        }
    }

    private static Duration slack(String word, Duration duration) throws WrongNote {
        if (word.equals("0")) {
            return Duration.ZERO;
        }
        if (!word.endsWith("%")) {
            return duration(Note.SLACK, Map.of(Note.SLACK.key(), word));
        }
        double percent = finite(Note.SLACK, word.substring(0, word.length() - 1));
        if (percent > MOST_PERCENT) {
            throw new WrongNote(Note.SLACK.key() + " is too long: " + word);
        }
        return Duration.ofSeconds(Math.round(duration.toSeconds() * (percent / 100)));
    }

    private static Duration duration(Note note, Map<String, String> notes) throws WrongNote {
        String word = note.of(notes);
        if (word == null) {
            throw new WrongNote(note.key() + " is missing");
        }
        try {
            Duration duration = Durations.parse(word);
            if (duration.isPositive() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeException | ArithmeticException | NumberFormatException wrong) {
            throw wrongDuration(note, word);
        }
        throw wrongDuration(note, word);
    }

    private static WrongNote wrongDuration(Note note, String word) {
        return new WrongNote(
                note.key()
                        + " cannot be \""
                        + word
                        + "\": write a time such as 90m or 6h, at most "
                        + LONGEST.toDays()
                        + "d");
    }

    private static boolean flag(Note note, Map<String, String> notes) throws WrongNote {
        String word = note.of(notes);
        return switch (word == null ? "false" : word.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new WrongNote(note.key() + " is true or false, not \"" + word + "\"");
        };
    }

    private static @Nullable Double number(Note note, Map<String, String> notes) throws WrongNote {
        String word = note.of(notes);
        return word == null ? null : finite(note, word);
    }

    private static double finite(Note note, String word) throws WrongNote {
        try {
            double number = Double.parseDouble(word);
            if (Double.isFinite(number) && number >= 0) {
                return number;
            }
        } catch (NumberFormatException wrong) {
            throw new WrongNote(note.key() + " is no number: \"" + word + "\"");
        }
        throw new WrongNote(note.key() + " is finite and not negative, not \"" + word + "\"");
    }

    private static int whole(Note note, Map<String, String> notes, int otherwise) throws WrongNote {
        String word = note.of(notes);
        if (word == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(word);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException wrong) {
            throw new WrongNote(note.key() + " is no whole number: \"" + word + "\"");
        }
        throw new WrongNote(note.key() + " is not negative: \"" + word + "\"");
    }
}
