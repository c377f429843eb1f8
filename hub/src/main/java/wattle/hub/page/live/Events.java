package wattle.hub.page.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.hub.web.runs.Story;
import wattle.ledger.sql.LiveRun;
import wattle.report.Figures;

/// What happened in a run, in order of time, and how much of it was missed.
public final class Events {

    private static final int MOST_GAPS = 50;

    /// The last ones.
    private static final int MOST_EPOCHS = 20;

    private Events() {}

    /// @param words with its time at the front of the line, in UTC
    public record Event(Instant at, String words) {

        public String time() {
            return Words.second(at);
        }
    }

    /// @param story null where the record is no longer kept
    static List<Event> of(RunView view, Course course, @Nullable Story story) {
        List<Event> events = new ArrayList<>();
        LiveRun run = view.run();
        if (run.startedMicros() != null) {
            events.add(new Event(LiveRun.at(run.startedMicros()), "The run began."));
        }
        List<Story.Sleep> sleeps = story == null ? List.of() : story.sleeps();
        for (Story.Sleep each : sleeps) {
            events.add(
                    new Event(
                            each.at(),
                            "Pause: the machine slept for " + Words.time(each.time()) + "."));
        }
        if (story != null) {
            pauses(events, story);
            epochs(events, story);
        }
        List<Course.Row> gaps = course.gaps();
        for (Course.Row each : gaps.subList(0, Math.min(MOST_GAPS, gaps.size()))) {
            Instant from = LiveRun.at(each.startMicros());
            Instant to = LiveRun.at(each.endMicros());
            boolean slept =
                    sleeps.stream()
                            .anyMatch(one ->
                                    one.at().isBefore(to)
                                            && one.at().plus(one.time()).isAfter(from));
            if (!slept) {
                events.add(
                        new Event(
                                from,
                                "Gap: no energy was read for "
                                        + Words.time(Duration.between(from, to))
                                        + ". What counters counted meanwhile is in the sum."));
            }
        }
        if (run.hasEnded() && run.lastMicros() != null) {
            events.add(
                    new Event(
                            LiveRun.at(run.lastMicros()),
                            view.state().equals("recovered")
                                    ? "Last sample: whoever recorded the run was killed."
                                    : "The run ended."));
        }
        events.sort(Comparator.comparing(Event::at));
        return events;
    }

    /// Of those that its driver made.
    private static void pauses(List<Event> events, Story story) {
        for (Story.Pause each : story.pauses()) {
            Instant to = each.to();
            events.add(
                    new Event(
                            each.from(),
                            to == null
                                    ? "Pause: it stands still until its driver lets it go on."
                                    : "Pause: its driver had it stand still for "
                                            + Words.time(Duration.between(each.from(), to))
                                            + "."));
            if (to != null) {
                events.add(new Event(to, "It goes on."));
            }
        }
    }

    private static void epochs(List<Event> events, Story story) {
        int shown = Math.min(MOST_EPOCHS, story.ends().size());
        List<Instant> last = story.ends().subList(story.ends().size() - shown, story.ends().size());
        boolean counted = story.epochs() == story.marked();
        for (int i = 0; i < shown; i++) {
            long number = story.marked() - shown + i + 1;
            events.add(
                    new Event(
                            last.get(i),
                            counted ? "Epoch " + number + " ended." : "An epoch ended."));
        }
    }

    /// Counters of what was missed, each a sentence.
    static List<String> counters(LiveRun run, @Nullable Story story) {
        List<String> said = new ArrayList<>();
        said.add(run.samples() + " samples came.");
        if (story == null) {
            said.add(
                    run.samples() == 0
                            ? "Nothing of the record came yet."
                            : "The record itself is no longer kept here: what was missed is not"
                                    + " known.");
            return said;
        }
        said.add(
                "Samples are to come every "
                        + Figures.exact(story.interval().toMillis() / 1e3)
                        + " s; "
                        + missed(run, story));
        said.add(
                story.failed() == 0
                        ? "Every sample had a reading of every part."
                        : story.failed()
                                + " readings of single parts were missing: they failed, or were not"
                                + " due.");
        if (!story.asleep().isZero()) {
            said.add("The machine slept for " + Words.time(story.asleep()) + " in all.");
        }
        if (!story.pauses().isEmpty()) {
            said.add(
                    story.pauses().size()
                            + (story.pauses().size() == 1 ? " pause" : " pauses")
                            + " by its driver.");
        }
        if (story.epochs() > 0) {
            said.add(
                    Figures.exact(story.epochs())
                            + " epochs were marked"
                            + (story.expected() == null
                                    ? "; how many there will be is not said."
                                    : " of " + story.expected() + "."));
        }
        if (story.units() > 0) {
            said.add(Figures.exact(story.units()) + " units of work were marked.");
        }
        said.add(
                story.problems().isEmpty()
                        ? "No problems."
                        : story.problems().size()
                                + (story.problems().size() == 1 ? " problem:" : " problems:"));
        return said;
    }

    private static String missed(LiveRun run, Story story) {
        Long missed = story.missed();
        if (missed != null) {
            return missed == 0 ? "none was late." : missed + " came too late.";
        }
        return run.hasEnded()
                ? "nobody saw how many came too late."
                : "how many came too late is said at the end.";
    }
}
