package wattle.grid.fault;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.grid.RawIntensity;
import wattle.grid.Signal;

/// All rules, and what is known beside the rows. Pure: the same rows give the same findings. Time
/// and memory are linear in the rows, but for sorting.
///
/// ```java
/// List<Finding> findings = FaultCheck.of(Signal.AVERAGE).findings(raw);
/// ```
///
/// @param signal what the series is; in an average a zero may be a fault, in a marginal series it
///   is real
/// @param timeZones whose clock changes are looked for; empty for those of Europe and North America
/// @param against another series of the same zone, by which the times are judged; null for none
/// @param names what is said of the zone
public record FaultCheck(
        Signal signal, List<ZoneId> timeZones, @Nullable RawIntensity against, ZoneNames names) {

    public FaultCheck {
        timeZones = List.copyOf(timeZones);
    }

    public static FaultCheck of(Signal signal) {
        return new FaultCheck(signal, List.of(), null, ZoneNames.NONE);
    }

    public FaultCheck against(@Nullable RawIntensity other) {
        return new FaultCheck(signal, timeZones, other, names);
    }

    public FaultCheck in(List<ZoneId> zones) {
        return new FaultCheck(signal, zones, against, names);
    }

    public FaultCheck named(ZoneNames said) {
        return new FaultCheck(signal, timeZones, against, said);
    }

    /// What is wrong, by rule and then by time; empty where nothing is.
    public List<Finding> findings(RawIntensity raw) {
        List<Finding> findings = new ArrayList<>();
        if (raw.size() == 0) {
            return findings;
        }
        Sequence series = sequence(raw, findings);
        boolean average = signal == Signal.AVERAGE;
        new Excursions(series, average, findings).find();
        new StuckRuns(series, findings).find();
        if (against != null && against.size() > 0 && series.size() > 0) {
            // What the other one is stays open: a value that is negative by noise says enough.
            Sequence other = of(Signal.UNSTATED).sequence(against, new ArrayList<>());
            if (other.size() > 0) {
                new LabelLag(series, other).find(findings);
            }
        }
        for (String each : names.contradictions()) {
            findings.add(
                    new Finding(
                            Rule.ZONE_CONTRADICTION,
                            Times.interval(raw.nanos(0), raw.nanos(raw.size() - 1)),
                            Rows.NONE,
                            each));
        }
        findings.sort(
                Comparator.comparing(Finding::rule).thenComparing(each -> each.instants().start()));
        return findings;
    }

    /// What can be judged of the rows, once the faults of single rows are found.
    Sequence sequence(RawIntensity raw, List<Finding> findings) {
        int[] order = TimeOrder.of(raw, findings);
        boolean average = signal == Signal.AVERAGE;
        var clocks =
                new ClockChanges(
                        timeZones, raw.nanos(order[0]), raw.nanos(order[order.length - 1]));
        new Cells(raw, order, findings).find(average, clocks);
        int[] judged = new Duplicates(raw, order, average, clocks, findings).judged();
        return new Steps(raw, judged, clocks, findings).sequence();
    }
}
