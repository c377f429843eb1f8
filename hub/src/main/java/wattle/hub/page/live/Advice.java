package wattle.hub.page.live;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wattle.grid.Bounds;
import wattle.grid.LayeredIntensity;
import wattle.hub.web.runs.RunCarbon;
import wattle.hub.web.runs.Story;
import wattle.plan.Grams;
import wattle.plan.Load;
import wattle.plan.Pausing;
import wattle.plan.Policy;
import wattle.plan.Schedule;
import wattle.plan.Site;
import wattle.plan.Slots;
import wattle.report.Figures;
import wattle.report.Phrases;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.series.NotCoveredException;
import wattle.unit.Power;
import wattle.unit.Pue;

/// What a pause now would save: what is left of the run is a job that could start at once or later,
/// and `wattle.plan` finds its best start. Immutable.
///
/// The range is that of the difference: each hour in which the pause works less is taken as low or
/// as high as it may be, and each in which it works more likewise, whichever makes the saving least
/// and whichever makes it most. It is wide, as days are rarely so.
///
/// @param words what is advised, or why nothing is
/// @param made what that is made of; empty for no advice
/// @param plan the address of the same plan; empty for no advice
/// @param savedGrams what is expected; null for no advice
public record Advice(String words, String made, String plan, @Nullable Double savedGrams) {

    private static final Duration STEP = Duration.ofHours(1);

    /// What lasts longer is planned rather than paused.
    private static final Duration LONGEST = Duration.ofDays(30);

    /// How far ahead the intensity is looked for.
    static Duration ahead(@Nullable Story story, Instant now) {
        Duration left = left(story, now);
        return left == null || left.compareTo(LONGEST) > 0
                ? HoursAhead.LONG
                : left.plus(HoursAhead.LONG).plus(STEP);
    }

    /// In whole minutes, at least one; null where nobody can tell.
    private static @Nullable Duration left(@Nullable Story story, Instant now) {
        if (story == null || story.left() == null) {
            return null;
        }
        Duration left = Duration.between(now, story.left().end());
        return Duration.ofMinutes(Math.max(1, left.toMinutes()));
    }

    private static Advice none(String why) {
        return new Advice("No advice on pausing: " + why, "", "", null);
    }

    /// @param known of the run's place from now on; null where nothing by the hour is
    static Advice of(RunView view, @Nullable Story story, @Nullable LayeredIntensity known) {
        if (view.isStale()) {
            return none("nothing was heard of the run, so nobody knows whether it goes on.");
        }
        if (story != null && story.isPaused()) {
            return none("it stands still already.");
        }
        if (story != null && !story.pauses().isEmpty()) {
            return none("whoever drives this run pauses it by a plan of its own.");
        }
        if (view.run().zone() == null) {
            return none("the run does not say where it is. Send it with --zone.");
        }
        if (known == null) {
            return none(
                    "nothing by the hour is known here of "
                            + view.run().zone()
                            + ", neither a forecast nor a typical day.");
        }
        Story.Left end = story == null ? null : story.left();
        Duration left = left(story, view.now());
        if (end == null || left == null) {
            return none(
                    "how long it will go on is not known. That takes --epochs N, and a first epoch"
                            + " that has ended.");
        }
        if (left.compareTo(LONGEST) > 0) {
            return none("more than 30 days are left of it.");
        }
        Double watts = view.outer().watts();
        if (watts == null) {
            return none("its power now is not known.");
        }
        return of(view, end, known, left, watts);
    }

    private static Advice of(
            RunView view, Story.Left end, LayeredIntensity known, Duration left, double watts) {
        Instant at = view.now().truncatedTo(ChronoUnit.MINUTES);
        double pue = RunCarbon.pue(view.run());
        Load load = Load.constant(new Power(watts), left, STEP);
        int slack = (int) HoursAhead.LONG.dividedBy(STEP);
        Slots window;
        try {
            window = Slots.of(known.gramsPerKilowattHour(), at, load, slack);
        } catch (NotCoveredException gap) {
            return none("of some of the hours to come nothing is known here.");
        }
        Site here = Site.home(known.place(), window, new Pue(pue));
        Schedule now = choose(here, Policy.RUN_NOW, load);
        Schedule best = choose(here, Policy.FLEXIBLE_START, load);
        double grams = grams(now, load, here);
        double saved = grams - grams(best, load, here);
        var during = new Interval(at, window.interval(window.size() - 1).end());
        String made = made(view, end, known, left, watts, during);
        String plan = plan(known, pue, left, watts, at);
        if (best.initialWait() == 0) {
            return new Advice(
                    "Pausing now saves nothing that is to be expected: no later hour within "
                            + Phrases.duration(HoursAhead.LONG)
                            + " is better for what is left.",
                    made,
                    plan,
                    0.0);
        }
        double[] range = range(known.bounds(), pue, here.window(), load, now, best, saved);
        return new Advice(
                "Pausing now for "
                        + Words.time(STEP.multipliedBy(best.initialWait()))
                        + " would save about "
                        + Words.carbon(saved)
                        + " of the "
                        + Words.carbon(grams)
                        + " that the rest emits ("
                        + Figures.number(100 * saved / grams)
                        + " %)"
                        + (range.length == 0
                                ? "; how uncertain that is, nothing here says."
                                : ": " + between(range) + ".")
                        + doubt(range, saved),
                made,
                plan,
                saved);
    }

    private static Schedule choose(Site here, Policy policy, Load load) {
        return Objects.requireNonNull(here.choose(policy, load, Pausing.FREE, 0));
    }

    private static double grams(Schedule schedule, Load load, Site here) {
        return Grams.of(schedule, load, here.window(), Pausing.FREE).grams();
    }

    /// The least and the most that the better start saves; empty where no hour has bounds.
    private static double[] range(
            @Nullable Bounds bounds,
            double pue,
            Slots window,
            Load load,
            Schedule now,
            Schedule best,
            double saved) {
        if (bounds == null) {
            return new double[0];
        }
        double[] more = new double[window.size()]; // Joules that starting at once draws more.
        for (int i = 0; i < load.slots(); i++) {
            more[now.slot(i)] += load.joules(i);
            more[best.slot(i)] -= load.joules(i);
        }
        double[] lows = means(bounds.low(), window);
        double[] highs = means(bounds.high(), window);
        double least = saved;
        double most = saved;
        for (int i = 0; i < more.length; i++) {
            // The end of the last slot may lie behind the last value.
            if (!Double.isNaN(lows[i]) && !Double.isNaN(highs[i])) {
                double below = more[i] / 3.6e6 * (lows[i] * pue - window.mean(i));
                double above = more[i] / 3.6e6 * (highs[i] * pue - window.mean(i));
                least += Math.min(0, Math.min(below, above));
                most += Math.max(0, Math.max(below, above));
            }
        }
        return new double[] {least, most};
    }

    private static double[] means(HeldSeries values, Slots window) {
        return values.means(window.start(), window.step(), window.step(), window.size());
    }

    /// "between 12 g CO2eq and 90 g CO2eq", "between 30 g CO2eq more and 90 g CO2eq less".
    private static String between(double[] range) {
        return range[0] >= 0
                ? "between " + Words.carbon(range[0]) + " and " + Words.carbon(range[1])
                : "it may turn out between "
                        + Words.carbon(-range[0])
                        + " more and "
                        + Words.carbon(range[1])
                        + " less";
    }

    /// Where more may be lost than is expected to be won.
    private static String doubt(double[] range, double saved) {
        return range.length > 0 && -range[0] > saved
                ? " It is less than it is uncertain: no strong reason to pause."
                : "";
    }

    private static String made(
            RunView view,
            Story.Left end,
            LayeredIntensity known,
            Duration left,
            double watts,
            Interval window) {
        String rungs =
                String.join(
                        ", then ",
                        known.answering(window).stream()
                                .map(each -> each.rung().words())
                                .distinct()
                                .toList());
        return "Made of the power now ("
                + Words.power(watts)
                + "), of the "
                + Words.time(left)
                + " that are left if epochs go on as the first "
                + end.total().done()
                + " of "
                + end.epochs()
                + ", of PUE "
                + Figures.exact(RunCarbon.pue(view.run()))
                + (view.run().pue() == null ? " (the run says none)" : "")
                + " and of the intensity of "
                + known.place()
                + " by "
                + rungs
                + " (signal "
                + known.labels().signal().label()
                + ", factor "
                + known.labels().factor().label()
                + (known.bounds() == null
                        ? ""
                        : "; its range by the 10th and 90th percentile of each hour, whichever"
                                + " speaks against the pause and for it")
                + "), for pauses of whole hours up to "
                + Phrases.duration(HoursAhead.LONG)
                + ". The machine is taken to draw nothing meanwhile and the pause itself to cost"
                + " nothing.";
    }

    /// The same job at the same time, as the page of plans has it.
    private static String plan(
            LayeredIntensity known, double pue, Duration left, double watts, Instant at) {
        return "/plan?duration="
                + left.toMinutes()
                + "m&power_watts="
                + new BigDecimal(Double.toString(watts)).toPlainString()
                + "&zone="
                + URLEncoder.encode(
                        known.zone() == null ? known.place() : known.zone().toString(),
                        StandardCharsets.UTF_8)
                + "&signal="
                + known.labels().signal().label()
                + "&factor="
                + known.labels().factor().label()
                + "&pue="
                + Figures.exact(pue)
                + "&at="
                + at
                + "&slack="
                + HoursAhead.LONG.toHours()
                + "h&step=1h";
    }
}
