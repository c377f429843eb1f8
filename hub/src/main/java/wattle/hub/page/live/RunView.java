package wattle.hub.page.live;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import wattle.grid.Labels;
import wattle.hub.page.Visitor;
import wattle.hub.web.runs.Outer;
import wattle.hub.web.runs.RunCarbon;
import wattle.hub.web.runs.Story;
import wattle.ledger.Scope;
import wattle.ledger.sql.LiveRun;
import wattle.ledger.sql.LiveRuns;
import wattle.report.Figures;

/// What a run came to so far, in words.
///
/// @param grams of operational carbon; null where they are not known
/// @param intensity the labels of the one that they were made with; null where it is not known
/// @param state as the API says it
/// @param now when it was looked at
/// @param visitor who sees it
public record RunView(
        LiveRuns.Status status,
        Outer outer,
        @Nullable Double grams,
        @Nullable Labels intensity,
        String state,
        Instant now,
        Visitor visitor) {

    /// A run that goes on sends something every two seconds: after so many it is said that nothing
    /// came.
    static final Duration STALE = Duration.ofSeconds(15);

    /// Of a time and eight digits, which are enough to tell it from others.
    private static final Pattern MADE_ID = Pattern.compile("\\d{8}-\\d{6}-[0-9a-f]{8}");

    static RunView of(
            LiveRuns.Status status,
            @Nullable Double grams,
            @Nullable Labels intensity,
            String state,
            Instant now,
            Visitor visitor) {
        return new RunView(status, Outer.of(status.parts()), grams, intensity, state, now, visitor);
    }

    public LiveRun run() {
        return status.run();
    }

    public String id() {
        return run().id();
    }

    public String address() {
        return "/live/" + id();
    }

    /// The address of a plan for a job that draws what this run drew, in its place.
    public String plan() {
        return "/plan?run="
                + id()
                + (run().zone() == null
                        ? ""
                        : "&zone=" + URLEncoder.encode(run().zone(), StandardCharsets.UTF_8))
                + (run().pue() == null ? "" : "&pue=" + Figures.exact(run().pue()));
    }

    /// Its model, where it says one, else its id; with what is left of the id without its time.
    public String name() {
        String model = run().labels().get("model");
        String id = MADE_ID.matcher(id()).matches() ? id().substring(id().length() - 8) : id();
        return model == null ? id() : model + " (" + id + ")";
    }

    /// "task translation, stage training"; empty for none.
    public String labels() {
        List<String> said = new ArrayList<>();
        for (String each : List.of("task", "dataset", "stage", "project")) {
            String value = run().labels().get(each);
            if (value != null) {
                said.add(each + " " + value);
            }
        }
        return String.join(", ", said);
    }

    public boolean hasEnded() {
        return run().hasEnded();
    }

    /// For how long nothing was heard of it.
    public Duration silence() {
        return Duration.between(run().heard(), now);
    }

    public boolean isStale() {
        return !hasEnded() && silence().compareTo(STALE) >= 0;
    }

    public String stateWords() {
        return switch (state) {
            case "recovered" -> "ended, recovered";
            default -> state;
        };
    }

    /// What the state means, where it is not plain.
    public String stateHelp() {
        return switch (state) {
            case "recovered" ->
                    "Whoever recorded it was killed. Another wrote the end of the record, and nobody"
                            + " saw how the run ended.";
            case "silent" ->
                    "It did not say that it ended. Its machine may be off, its network cut, or its"
                            + " sender killed; the record on the machine can still be sent with"
                            + " wattle push.";
            default -> "";
        };
    }

    /// "last heard of 3 s ago"; `live.js` goes on counting.
    public String heard() {
        return (isStale() ? "stale: last heard of " : "last heard of ")
                + Words.time(silence())
                + " ago";
    }

    public String started() {
        Long micros = run().startedMicros();
        return micros == null
                ? "sent nothing yet; announced " + Words.second(run().created())
                : Words.second(LiveRun.at(micros));
    }

    /// Up to the last sample; null before it.
    public @Nullable Duration span() {
        Long from = run().startedMicros();
        Long to = run().lastMicros();
        return from == null || to == null
                ? null
                : Duration.between(LiveRun.at(from), LiveRun.at(to));
    }

    public String elapsed() {
        Duration span = span();
        return span == null ? "no sample yet" : Words.time(span);
    }

    /// "2026-03-01 12:10:00 UTC, in 2 h 5 min; between … and …; by 3 of 10 epochs", or why nobody
    /// can tell.
    public String end(@Nullable Story story) {
        Story.Left left = story == null ? null : story.left();
        if (left == null) {
            return Words.UNKNOWN
                    + (story != null && story.expected() != null
                            ? story.marked() >= story.expected()
                                    ? ": all " + story.expected() + " epochs have ended"
                                    : ": no epoch has ended yet"
                            : ": the run does not say how many epochs there will be (--epochs)");
        }
        Duration wait = Duration.between(now, left.end());
        return Words.second(left.end())
                + " UTC, "
                + (wait.isPositive() ? "in " + Words.time(wait) : "which is over")
                + (left.total().hasInterval()
                        ? "; between "
                                + Words.second(left.earliest())
                                + " and "
                                + Words.second(left.latest())
                                + " (95 %)"
                        : "")
                + "; if epochs go on as the first "
                + left.total().done()
                + " of "
                + left.epochs();
    }

    public String energy() {
        return outer.joules() == null ? Words.UNKNOWN : Words.energy(outer.joules());
    }

    public String emissions() {
        return grams == null ? Words.UNKNOWN : Words.carbon(grams);
    }

    /// Why the emissions are not known; empty where they are.
    public String emissionsWhy() {
        if (grams != null) {
            return "";
        }
        if (outer.joules() == null) {
            return "No meter of the machine gave any energy.";
        }
        return run().zone() == null
                ? "The run does not say where it is: send it with --zone."
                : "Nothing is known here of the intensity of " + run().zone() + " at that time.";
    }

    /// Of the last readings, while it goes on.
    public String power() {
        if (hasEnded()) {
            return "none: it has ended";
        }
        return outer.watts() == null ? Words.UNKNOWN : Words.power(outer.watts());
    }

    public @Nullable Double meanWatts() {
        Duration span = span();
        return span == null || outer.joules() == null || span.isZero()
                ? null
                : Double.valueOf(outer.joules() / (span.toMillis() / 1e3));
    }

    public @Nullable Double gramsPerKilowattHour() {
        return grams == null || outer.joules() == null || outer.joules() == 0
                ? null
                : Double.valueOf(grams / (outer.joules() / 3.6e6));
    }

    /// "12.3 Wh × PUE 1.2 × 45.0 g CO2eq/kWh = 0.664 g CO2eq"; empty where something is not known.
    public String equation() {
        Double each = gramsPerKilowattHour();
        if (each == null || grams == null) {
            return "";
        }
        double pue = RunCarbon.pue(run());
        return energy()
                + " × PUE "
                + Figures.exact(pue)
                + (run().pue() == null ? " (the run says none)" : "")
                + " × "
                + Figures.number(each / pue)
                + " g CO2eq/kWh = "
                + emissions();
    }

    /// Names of tokens are for admins: others see whether it is theirs.
    public String owner() {
        if (run().owner().equals(visitor.name())) {
            return "you";
        }
        return visitor.allows(Scope.ADMIN) ? run().owner() : "another";
    }

    /// One sentence for those who do not see the page change.
    public String summary() {
        return "Run "
                + stateWords()
                + ", "
                + elapsed()
                + ": "
                + energy()
                + ", "
                + (grams == null ? "emissions not known" : emissions())
                + (hasEnded() || outer.watts() == null ? "" : ", now " + power())
                + ".";
    }
}
