package wattle.hub.page.plan;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.hub.web.Access;
import wattle.hub.web.ProblemException;
import wattle.hub.web.runs.Outer;
import wattle.hub.web.runs.Runs;
import wattle.ledger.LedgerException;
import wattle.ledger.sql.EnergySamples;
import wattle.ledger.sql.LivePart;
import wattle.ledger.sql.LiveRun;
import wattle.ledger.sql.LiveRuns;
import wattle.unit.Seconds;

/// Jobs that were measured once: runs of this hub that the visitor may see, and profiles. Threads
/// share it.
public final class Measured {

    /// The field that a run's id stands in.
    static final String RUN = "run";

    private static final int SHOWN = 25;

    private final @Nullable Runs runs;
    private final Clock clock;

    /// @param runs null where the hub has none
    Measured(@Nullable Runs runs, Clock clock) {
        this.runs = runs;
        this.clock = clock;
    }

    /// A run to choose.
    public record Choice(String id, String name) {}

    /// The newest that may be seen and have drawn something, and the one that is chosen.
    List<Choice> choices(Access.@Nullable Identity identity, String chosen) throws LedgerException {
        List<Choice> choices = new ArrayList<>();
        if (runs == null) {
            return choices;
        }
        for (LiveRun each : runs.list(identity, Long.MAX_VALUE, SHOWN)) {
            if (each.startedMicros() != null && each.lastMicros() != null) {
                String model = each.labels().get("model");
                choices.add(new Choice(each.id(), (model == null ? "" : model + ", ") + each.id()));
            }
        }
        if (!chosen.isEmpty() && choices.stream().noneMatch(each -> each.id().equals(chosen))) {
            choices.add(new Choice(chosen, chosen));
        }
        return List.copyOf(choices);
    }

    /// The job that a form names by a run or a profile, which go before a duration and a power:
    /// those are taken out of it.
    ///
    /// @return null where it names none, or not rightly: the fields then say what is wrong
    @Nullable Job job(Fields fields, Access.@Nullable Identity identity) throws LedgerException {
        if (!fields.has(RUN) && !fields.has(Profile.FIELD)) {
            return null;
        }
        Job.FIELDS.forEach(fields::remove);
        if (fields.has(RUN)) {
            fields.remove(Profile.FIELD);
            return ofRun(fields, identity);
        }
        Profile profile = Profile.parse(fields.value(Profile.FIELD));
        if (profile == null) {
            fields.wrong(
                    Profile.FIELD,
                    "A profile is a step in minutes and up to "
                            + Profile.MOST
                            + " mean powers, such as 15m_2400_2310_900.");
            return null;
        }
        return Job.of(profile, "");
    }

    private @Nullable Job ofRun(Fields fields, Access.@Nullable Identity identity)
            throws LedgerException {
        LiveRuns.Status status = null;
        if (runs != null) {
            try {
                status = runs.status(identity, fields.value(RUN));
            } catch (ProblemException none) {
                if (none.problem().status() != 404) {
                    throw none;
                }
            }
        }
        if (runs == null || status == null) {
            fields.wrong(RUN, "There is no such run here that you may see.");
            return null;
        }
        Job job = job(runs.samples(), status, clock.instant());
        if (job == null) {
            fields.wrong(RUN, "No meter gave any energy of this run, or it was too long.");
        }
        return job;
    }

    private static @Nullable Job job(EnergySamples samples, LiveRuns.Status status, Instant now)
            throws LedgerException {
        LiveRun run = status.run();
        List<LivePart> outer = Outer.of(status.parts()).parts();
        Long from = run.startedMicros();
        Long to = run.lastMicros();
        if (from == null || to == null || to <= from || outer.isEmpty()) {
            return null;
        }
        Duration whole = Duration.ofNanos((to - from) * 1000);
        if (whole.compareTo(Job.LONGEST) > 0) {
            return null;
        }
        Duration step = Profile.step(whole, Duration.ZERO);
        // The energy of a sample was drawn before it: what came at a slot's end is of that slot.
        long first = from + 1;
        long micros = step.toNanos() / 1000;
        long hour = EnergySamples.MICROS_PER_HOUR;
        List<EnergySamples.Sum> sums;
        if (from >= samples.keptFrom(now)) {
            sums = samples.bySteps(run.number(), first, to + 1, micros);
        } else {
            first = Math.floorDiv(from, hour) * hour;
            Duration all = Duration.ofNanos((to - first) * 1000).plusHours(1);
            step = Profile.step(all, Duration.ofHours(1));
            micros = step.toNanos() / 1000;
            sums = samples.byHours(run.number(), first, to + hour, micros);
        }
        double[] joules = new double[(int) ((to - first) / micros) + 1];
        for (EnergySamples.Sum each : sums) {
            int slot = (int) ((each.startMicros() - first) / micros);
            boolean counts = outer.stream().anyMatch(part -> part.part() == each.part());
            if (counts && slot >= 0 && slot < joules.length) {
                joules[slot] += each.joules();
            }
        }
        List<Double> watts = new ArrayList<>();
        for (double each : joules) {
            watts.add(Profile.digits(each / Seconds.of(step)));
        }
        return Job.of(new Profile(step, watts), "measured of run " + run.id());
    }
}
