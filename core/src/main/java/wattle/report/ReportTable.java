package wattle.report;

import java.util.List;
import java.util.OptionalDouble;
import wattle.footprint.Footprint;
import wattle.unit.CarbonMass;

/// Runs for people: a line for each, and what they add up to. Energy is the facility's, grams are
/// the totals, times are UTC; `-` where a number is not known.
public final class ReportTable {

    private static final int COMMAND = 40;
    private static final String UNKNOWN = "-";

    private ReportTable() {}

    public static String of(List<RecordedRun> runs) {
        var columns = new Columns("lllrrrrll");
        columns.row(
                "Run",
                "State",
                "Started (UTC)",
                "Duration",
                "kWh",
                "g CO2eq",
                "g/kWh",
                "Origin",
                "Command");
        for (RecordedRun run : runs) {
            Footprint footprint = run.footprint();
            columns.row(
                    run.id(),
                    run.state().label(),
                    footprint.span() == null ? UNKNOWN : Phrases.minute(footprint.span().start()),
                    footprint.duration() == null ? UNKNOWN : Phrases.duration(footprint.duration()),
                    Figures.number(footprint.operational().facilityEnergy().kilowattHours()),
                    grams(footprint.total()),
                    optional(footprint.operational().energyWeighted()),
                    footprint.origin().label(),
                    Phrases.command(run.command(), COMMAND));
        }
        if (runs.size() > 1) {
            total(columns, Totals.of(runs));
        }
        return columns.text();
    }

    private static void total(Columns columns, Totals totals) {
        columns.row(
                totals.runs() + " runs",
                "",
                "",
                totals.duration() == null ? UNKNOWN : Phrases.duration(totals.duration()),
                Figures.number(totals.facilityEnergy().kilowattHours()),
                grams(totals.total()),
                "",
                "",
                "");
    }

    private static String grams(CarbonMass mass) {
        return Figures.number(mass.grams());
    }

    private static String optional(OptionalDouble value) {
        return value.isPresent() ? Figures.number(value.getAsDouble()) : UNKNOWN;
    }
}
