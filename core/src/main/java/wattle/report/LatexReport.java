package wattle.report;

import wattle.footprint.Footprint;
import wattle.footprint.Operational;
import wattle.unit.CarbonMass;

/// A paragraph for a paper, with the BibTeX entries it cites below it.
public final class LatexReport {

    private LatexReport() {}

    public static String of(Report report) {
        return paragraph(report) + "\n" + bibliography(report);
    }

    private static String paragraph(Report report) {
        Footprint footprint = report.footprint();
        Operational operational = footprint.operational();
        var out = new StringBuilder("\\paragraph{Carbon footprint.}\n");
        out.append("The work was done on ").append(tex(Phrases.hardware(footprint)));
        if (footprint.duration() != null) {
            out.append(" in ").append(tex(Phrases.time(footprint)));
        }
        out.append(".\nIts energy of ")
                .append(energy(operational.itEnergy().kilowattHours()))
                .append(" (")
                .append(footprint.origin().label())
                .append(")");
        if (operational.pue().ratio() > 1) {
            out.append(", ")
                    .append(energy(operational.facilityEnergy().kilowattHours()))
                    .append(" with a power usage effectiveness of ")
                    .append(Figures.exact(operational.pue().ratio()))
                    .append(',');
        }
        out.append(" at ");
        operational
                .energyWeighted()
                .ifPresent(grams ->
                        out.append(Figures.number(grams)).append("~gCO\\textsubscript{2}eq/kWh"));
        out.append(" (")
                .append(tex(Phrases.intensity(footprint.intensity())))
                .append("~\\cite{wattle-intensity})\nemitted ")
                .append(mass(operational.carbon()));
        CarbonMass embodied = footprint.embodied();
        if (embodied != null) {
            out.append("; making the hardware adds ").append(mass(embodied));
        }
        out.append(".\nIn all ")
                .append(mass(footprint.total()))
                .append(tex(Masses.range(footprint.range())))
                .append(", which is ")
                .append(mass(new CarbonMass(footprint.sci().gramsPerUnit())))
                .append(" per ")
                .append(tex(footprint.sci().unit().name()))
                .append("~\\cite{sci}.\nCounted: ")
                .append(tex(String.join(", ", footprint.boundary())))
                .append("; location-based.\n");
        if (footprint.offset().percent() > 0) {
            out.append("Offsets are claimed for ")
                    .append(Figures.number(footprint.offset().percent()))
                    .append("\\,\\% of the operational carbon and are not subtracted.\n");
        }
        return out.append("Computed with Wattle ")
                .append(tex(report.versions().wattle()))
                .append(", data ")
                .append(tex(report.versions().data()))
                .append("~\\cite{wattle}.\n")
                .toString();
    }

    private static String bibliography(Report report) {
        return """
        %% BibTeX
        @misc{wattle,
          title = {Wattle: the carbon of machine-learning jobs},
          note = {Version %s, data %s}
        }
        @misc{sci,
          title = {Software Carbon Intensity (SCI) Specification},
          author = {{Green Software Foundation}},
          note = {ISO/IEC 21031:2024}
        }
        @misc{wattle-intensity,
          title = {%s},
          note = {Carbon intensity of electricity%s}
        }
        """
                .formatted(
                        tex(report.versions().wattle()),
                        tex(report.versions().data()),
                        tex(report.footprint().intensity().source().name()),
                        report.footprint().intensity().year() == null
                                ? ""
                                : ", " + report.footprint().intensity().year());
    }

    private static String mass(CarbonMass mass) {
        return Masses.fitting(mass).withUnit(mass).replace(" ", "~") + "~CO\\textsubscript{2}eq";
    }

    private static String energy(double kilowattHours) {
        return Figures.energy(kilowattHours).replace(" ", "~");
    }

    private static String tex(String text) {
        return Escape.latex(text);
    }
}
