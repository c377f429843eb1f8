package wattle.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.footprint.Component;
import wattle.footprint.Footprint;
import wattle.footprint.Operational;
import wattle.meter.Scope;
import wattle.unit.CarbonMass;

/// The few lines that a run ends with, each marked as Wattle's.
public final class RunSummary {

    private static final String MARK = "wattle: ";

    private RunSummary() {}

    /// @param cpuTime of the run's processes
    public static String of(RecordedRun run, Duration cpuTime) {
        var out = new StringBuilder();
        for (Scope scope : Scope.values()) {
            if (scope.label().equals(run.scope())) {
                out.append(of(run.footprint(), cpuTime, scope, run.foreseen()));
            }
        }
        RecordedRun.OwnCost own = run.own();
        if (own != null) {
            line(
                    out,
                    "measuring took "
                            + Figures.number(own.cpuTime().toMillis() / 1000.0)
                            + " s of CPU time and "
                            + Math.round(own.residentBytes() / 1e6)
                            + " MB; "
                            + run.samples()
                            + " samples"
                            + (run.missed() > 0 ? ", " + run.missed() + " beats missed" : ""));
        }
        return out.toString();
    }

    /// @param cpuTime of the run's processes
    /// @param scope what of the machine was charged
    /// @param foreseen what all epochs take; null where nothing is
    public static String of(
            Footprint footprint, Duration cpuTime, Scope scope, @Nullable Foreseen foreseen) {
        Operational operational = footprint.operational();
        CarbonMass total = footprint.total();
        Duration wall = footprint.duration();
        var out = new StringBuilder();
        line(
                out,
                (wall == null ? "" : Phrases.duration(wall) + ", ")
                        + Phrases.duration(cpuTime)
                        + " of CPU time, "
                        + Figures.energy(operational.facilityEnergy().kilowattHours())
                        + (operational.pue().ratio() > 1
                                ? " with PUE " + Figures.exact(operational.pue().ratio())
                                : "")
                        + " ("
                        + footprint.origin().label()
                        + "; "
                        + Phrases.scope(scope)
                        + ")");
        line(
                out,
                Masses.alone(total)
                        + Masses.range(footprint.range())
                        + "; SCI "
                        + Masses.alone(new CarbonMass(footprint.sci().gramsPerUnit()))
                        + " per "
                        + footprint.sci().unit().name());
        operational
                .energyWeighted()
                .ifPresent(grams ->
                        line(
                                out,
                                "at "
                                        + Figures.number(grams)
                                        + " g/kWh: "
                                        + Phrases.intensity(footprint.intensity())));
        if (footprint.components().size() > 1) {
            line(out, shares(footprint));
        }
        if (foreseen != null) {
            line(out, foreseen.sentence());
        }
        footprint.assumptions().forEach(each -> line(out, each));
        footprint.problems().forEach(each -> line(out, "problem: " + each));
        return out.toString();
    }

    /// "gpu-0 74 %, cpu-package-0 13 %, dram-0 13 %"
    private static String shares(Footprint footprint) {
        double all = footprint.operational().itEnergy().joules();
        List<String> shares = new ArrayList<>();
        for (Component each : footprint.components()) {
            double share = all == 0 ? 0 : each.energy().joules() / all;
            shares.add(each.name() + " " + ComponentTable.percent(share));
        }
        return String.join(", ", shares);
    }

    private static void line(StringBuilder out, String text) {
        out.append(MARK).append(Escape.terminal(text)).append('\n');
    }
}
