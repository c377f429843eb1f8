package wattle.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import wattle.series.Interval;
import wattle.unit.CarbonMass;

/// When a job runs in a zone, by which policy, and what it emits there: a [Schedule] in instants.
///
/// @param policy that chose it
/// @param zone where it runs, as the user named it
/// @param segments the stretches of work, in order
/// @param carbon operational carbon of the job and its pauses, recomputed in order of time
/// @param pauses how often it stops after its first start
/// @param initialWait from the window's beginning to the first start
public record Plan(
        Policy policy,
        String zone,
        List<Interval> segments,
        CarbonMass carbon,
        int pauses,
        Duration initialWait) {

    public Plan {
        segments = List.copyOf(segments);
    }

    /// @param level of [Policy#THRESHOLD], in g/kWh
    public static Plan of(
            Policy policy, String zone, Load load, Slots window, Pausing pausing, double level) {
        Schedule schedule = policy.choose(load, window, pausing, level);
        List<Interval> segments = new ArrayList<>();
        for (Schedule.Stretch each : schedule.stretches()) {
            Instant from = window.interval(each.from()).start();
            boolean last = each.to() - 1 == schedule.slot(schedule.size() - 1);
            Instant end = window.interval(each.to() - 1).start();
            segments.add(new Interval(from, end.plus(last ? load.last() : load.step())));
        }
        return new Plan(
                policy,
                zone,
                segments,
                Grams.of(schedule, load, window, pausing),
                schedule.pauses(),
                window.step().multipliedBy(schedule.initialWait()));
    }

    public Instant start() {
        return segments.getFirst().start();
    }

    public Instant end() {
        return segments.getLast().end();
    }

    /// The carbon that this plan saves against another; negative where it emits more.
    public CarbonMass saving(Plan baseline) {
        return new CarbonMass(baseline.carbon.grams() - carbon.grams());
    }

    /// The saving as a share of the other's carbon; empty where that is zero.
    public OptionalDouble savingFraction(Plan baseline) {
        double grams = baseline.carbon.grams();
        return grams == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(saving(baseline).grams() / grams);
    }
}
