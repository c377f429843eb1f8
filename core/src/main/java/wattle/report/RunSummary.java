package wattle.report;

import java.time.Duration;
import wattle.footprint.Footprint;
import wattle.footprint.Operational;
import wattle.meter.Scope;
import wattle.unit.CarbonMass;

/// The few lines that a run ends with, each marked as Wattle's.
public final class RunSummary {

    private static final String MARK = "wattle: ";

    private RunSummary() {}

    /// @param cpuTime of the run's processes
    /// @param scope what of the machine was charged
    public static String of(Footprint footprint, Duration cpuTime, Scope scope) {
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
        footprint.assumptions().forEach(each -> line(out, each));
        footprint.problems().forEach(each -> line(out, "problem: " + each));
        return out.toString();
    }

    private static void line(StringBuilder out, String text) {
        out.append(MARK).append(Escape.terminal(text)).append('\n');
    }
}
