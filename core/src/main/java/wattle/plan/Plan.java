package wattle.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import wattle.series.Interval;
import wattle.unit.CarbonMass;
import wattle.unit.Range;

/// When and where a job runs, by which policy, and what it emits: a [Route] in instants.
///
/// @param policy that chose it, by its name in files and reports
/// @param segments the stretches of work, in order
/// @param carbon operational carbon of the job, its pauses and transfers, recomputed in order of
///   time
/// @param range of the carbon, from the bounds of the intensity: as if every slot were low, or
///   every slot high; null where the intensity has none
/// @param cost of the same in the currency of the prices; null where no price is known
/// @param pauses how often it stops after its first start, moves included
/// @param moves how often it changes its zone after its first start
/// @param initialWait from the window's beginning to the first start
public record Plan(
        String policy,
        List<Segment> segments,
        CarbonMass carbon,
        @Nullable Range<CarbonMass> range,
        @Nullable Double cost,
        int pauses,
        int moves,
        Duration initialWait) {

    /// A stretch of work.
    ///
    /// @param zone as the user named it
    public record Segment(Interval interval, String zone) {}

    public Plan {
        segments = List.copyOf(segments);
    }

    /// @param sites that the route was planned on
    /// @param priced the same, weighed by what they cost; empty where that is not known
    public static Plan of(
            String policy,
            Route route,
            Load load,
            List<Site> sites,
            List<Site> priced,
            Pausing pausing) {
        Slots window = sites.getFirst().window();
        int last = route.slot(route.size() - 1);
        List<Segment> segments = new ArrayList<>();
        for (Route.Stretch each : route.stretches()) {
            Instant from = window.interval(each.from()).start();
            Instant end = window.interval(each.to() - 1).start();
            Duration lasts = each.to() - 1 == last ? load.last() : load.step();
            segments.add(
                    new Segment(
                            new Interval(from, end.plus(lasts)), sites.get(each.site()).zone()));
        }
        return new Plan(
                policy,
                segments,
                Grams.of(route, load, sites, pausing),
                null,
                priced.isEmpty() ? null : Grams.weight(route, load, priced, pausing),
                route.pauses(),
                route.moves(),
                window.step().multipliedBy(route.slot(0)));
    }

    /// The same with a range.
    ///
    /// @param low the sites of the plan with the lower bounds of their intensity
    /// @param high the same with the upper bounds
    public Plan between(Route route, Load load, List<Site> low, List<Site> high, Pausing pausing) {
        double least = Grams.of(route, load, low, pausing).grams();
        double most = Grams.of(route, load, high, pausing).grams();
        return new Plan(
                policy,
                segments,
                carbon,
                new Range<>(
                        new CarbonMass(Math.min(least, carbon.grams())),
                        carbon,
                        new CarbonMass(Math.max(most, carbon.grams()))),
                cost,
                pauses,
                moves,
                initialWait);
    }

    /// Where it begins.
    public String zone() {
        return segments.getFirst().zone();
    }

    public Instant start() {
        return segments.getFirst().interval().start();
    }

    public Instant end() {
        return segments.getLast().interval().end();
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
