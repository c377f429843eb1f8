package wattle.report;

import java.util.ArrayList;
import java.util.List;
import wattle.footprint.Footprint;
import wattle.grid.Labels;

/// How a footprint differs from another. O = E × PUE × I, so the ratio of both O is the product of
/// the three ratios, and says by which of them it differs. Immutable.
///
/// @param total O + M of the one over that of the other; NaN where the other's is 0, here and below
/// @param operational O
/// @param energy of the devices, E
/// @param pue facility over IT energy
/// @param intensity O over facility energy
/// @param doubts why the two compare badly, in sentences; empty where they compare well
public record Comparison(
        double total,
        double operational,
        double energy,
        double pue,
        double intensity,
        List<String> doubts) {

    public Comparison {
        doubts = List.copyOf(doubts);
    }

    /// @param base what it is compared with
    public static Comparison of(Footprint base, Footprint other) {
        return new Comparison(
                ratio(other.total().grams(), base.total().grams()),
                ratio(other.operational().carbon().grams(), base.operational().carbon().grams()),
                ratio(
                        other.operational().itEnergy().joules(),
                        base.operational().itEnergy().joules()),
                ratio(other.operational().pue().ratio(), base.operational().pue().ratio()),
                ratio(gramsPerKilowattHour(other), gramsPerKilowattHour(base)),
                doubts(base, other));
    }

    /// O over facility energy, in g/kWh; NaN where there was no energy.
    public static double gramsPerKilowattHour(Footprint footprint) {
        return footprint.operational().carbon().grams()
                / footprint.operational().facilityEnergy().kilowattHours();
    }

    private static double ratio(double other, double base) {
        double ratio = other / base;
        return Double.isFinite(ratio) ? ratio : Double.NaN;
    }

    private static List<String> doubts(Footprint base, Footprint other) {
        List<String> doubts = new ArrayList<>();
        Labels ours = base.intensity().labels();
        Labels theirs = other.intensity().labels();
        if (ours.signal() != theirs.signal()) {
            doubts.add(
                    "one goes by "
                            + ours.signal().label()
                            + " intensity, the other by "
                            + theirs.signal().label()
                            + ": they answer different questions");
        }
        if (ours.factor() != theirs.factor()) {
            doubts.add(
                    "one counts "
                            + ours.factor().label()
                            + " for a kWh, the other "
                            + theirs.factor().label());
        }
        if (!base.boundary().equals(other.boundary())) {
            doubts.add(
                    "one counts "
                            + String.join(", ", base.boundary())
                            + "; the other "
                            + String.join(", ", other.boundary()));
        }
        if (!base.sci().unit().equals(other.sci().unit())) {
            doubts.add("they are of different units of work");
        }
        for (Footprint each : List.of(base, other)) {
            if (!each.operational().coverage().isFull()) {
                doubts.add(
                        "of one, the intensity of "
                                + Figures.number(each.operational().coverage().percent())
                                + " % of the energy is known");
            }
        }
        return doubts;
    }
}
