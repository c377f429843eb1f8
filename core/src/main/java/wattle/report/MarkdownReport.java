package wattle.report;

import wattle.footprint.Footprint;
import wattle.unit.CarbonMass;

/// A footprint as a Markdown table, for a README or a pull request.
public final class MarkdownReport {

    private MarkdownReport() {}

    public static String of(Report report) {
        Footprint footprint = report.footprint();
        Masses masses = Masses.fitting(footprint.total());
        CarbonMass embodied = footprint.embodied();
        var out = new StringBuilder("| Carbon footprint | |\n| --- | --- |\n");
        row(
                out,
                "Operational",
                masses.part(masses.operational(footprint), footprint.operational().carbon()));
        if (embodied != null) {
            row(out, "Embodied", masses.part(embodied));
        }
        row(
                out,
                "**Total**",
                "**"
                        + masses.withUnit(footprint.total())
                        + " CO2eq**"
                        + Masses.range(footprint.range()));
        row(
                out,
                "SCI",
                Masses.alone(new CarbonMass(footprint.sci().gramsPerUnit()))
                        + " per "
                        + Escape.markdown(footprint.sci().unit().name()));
        row(
                out,
                "Energy",
                Figures.energy(footprint.operational().itEnergy().kilowattHours())
                        + " × PUE "
                        + Figures.exact(footprint.operational().pue().ratio())
                        + " = "
                        + Figures.energy(footprint.operational().facilityEnergy().kilowattHours()));
        footprint
                .operational()
                .energyWeighted()
                .ifPresent(grams ->
                        row(
                                out,
                                "Carbon intensity",
                                Figures.number(grams)
                                        + " g/kWh: "
                                        + Escape.markdown(
                                                Phrases.intensity(footprint.intensity()))));
        row(out, "Intensity source", Escape.markdown(footprint.intensity().source().name()));
        row(out, "Hardware", Escape.markdown(Phrases.hardware(footprint)));
        row(out, "Boundary", Escape.markdown(String.join(", ", footprint.boundary())));
        row(out, "Origin", footprint.origin().label());
        row(out, "Coverage", Figures.exact(footprint.operational().coverage().percent()) + " %");
        if (footprint.offset().percent() > 0) {
            row(
                    out,
                    "Offset (claimed, not subtracted)",
                    Figures.number(footprint.offset().percent()) + " %");
        }
        row(
                out,
                "Made with",
                "Wattle " + report.versions().wattle() + ", data " + report.versions().data());
        return out.toString();
    }

    private static void row(StringBuilder out, String label, String text) {
        out.append("| ").append(label).append(" | ").append(text).append(" |\n");
    }
}
