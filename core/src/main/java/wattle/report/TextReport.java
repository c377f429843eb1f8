package wattle.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import wattle.footprint.Component;
import wattle.footprint.Footprint;
import wattle.footprint.IntensityLayer;
import wattle.footprint.Operational;
import wattle.unit.CarbonMass;

/// A footprint as a table for people, about thirty lines of at most a hundred characters or so.
public final class TextReport {

    private static final int LABEL = 14;
    private static final int SENSITIVITIES = 3;

    private final Report report;
    private final Footprint footprint;
    private final Masses masses;
    private final List<String> lines = new ArrayList<>();

    private TextReport(Report report) {
        this.report = report;
        this.footprint = report.footprint();
        this.masses = Masses.fitting(footprint.total());
    }

    public static String of(Report report) {
        return new TextReport(report).write();
    }

    private String write() {
        masses();
        lines.add("");
        energyAndIntensity();
        row("Boundary", String.join(", ", footprint.boundary()));
        row("Origin", footprint.origin().label());
        if (!footprint.operational().coverage().isFull()) {
            row(
                    "Coverage",
                    Figures.exact(footprint.operational().coverage().percent())
                            + " % of the energy met an intensity");
        }
        components();
        sensitivities();
        equivalents();
        bullets("Assumed", footprint.assumptions());
        bullets("Problems", footprint.problems());
        row(
                "Versions",
                "Wattle " + report.versions().wattle() + ", data " + report.versions().data());
        return lines.stream()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private void masses() {
        CarbonMass embodied = footprint.embodied();
        row(
                "Operational",
                masses.part(masses.operational(footprint), footprint.operational().carbon()));
        if (embodied != null) {
            row("Embodied", masses.part(embodied));
        }
        row("Total", masses.part(footprint.total()) + Masses.range(footprint.range()));
        row(
                "SCI",
                Masses.alone(new CarbonMass(footprint.sci().gramsPerUnit()))
                        + " per "
                        + Escape.terminal(footprint.sci().unit().name()));
        if (footprint.offset().percent() > 0) {
            row(
                    "Offset",
                    "claimed "
                            + masses.withUnit(footprint.offset().claimed())
                            + " ("
                            + Figures.number(footprint.offset().percent())
                            + " %), not subtracted");
        }
    }

    private void energyAndIntensity() {
        Operational operational = footprint.operational();
        row(
                "Energy",
                Figures.energy(operational.itEnergy().kilowattHours())
                        + " × PUE "
                        + Figures.exact(operational.pue().ratio())
                        + " = "
                        + Figures.energy(operational.facilityEnergy().kilowattHours()));
        row(
                "Intensity",
                (operational.energyWeighted().isPresent()
                                ? Figures.number(operational.energyWeighted().getAsDouble())
                                        + " g/kWh, "
                                : "")
                        + Escape.terminal(Phrases.labelled(footprint.intensity())));
        for (IntensityLayer each : footprint.intensity().layers()) {
            row("", Escape.terminal(Phrases.layer(each)));
        }
        row("", Escape.terminal(footprint.intensity().source().name()));
        if (footprint.duration() != null) {
            row(
                    "Duration",
                    Phrases.time(footprint)
                            + (footprint.span() == null ? "" : ", " + footprint.span()));
        }
    }

    private void components() {
        String label = "Components";
        for (Component each : footprint.components()) {
            row(
                    label,
                    Escape.terminal(each.name())
                            + ": "
                            + Escape.terminal(each.model())
                            + ", "
                            + Figures.energy(each.energy().kilowattHours())
                            + ", "
                            + each.origin().label()
                            + " ("
                            + Escape.terminal(each.source())
                            + ")");
            label = "";
        }
    }

    private void sensitivities() {
        String label = "Moved most by";
        for (var each : footprint.sensitivities().stream().limit(SENSITIVITIES).toList()) {
            row(label, Escape.terminal(Phrases.sensitivity(footprint, each, masses)));
            label = "";
        }
    }

    private void equivalents() {
        if (!report.equivalents().isEmpty()) {
            row("As much as", Phrases.equivalents(report.equivalents()));
        }
    }

    private void bullets(String label, List<String> sentences) {
        String first = label;
        for (String each : sentences) {
            row(first, "- " + Escape.terminal(each));
            first = "";
        }
    }

    private void row(String label, String text) {
        lines.add(label + " ".repeat(LABEL + 1 - label.length()) + text);
    }
}
