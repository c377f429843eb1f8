package wattle.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.footprint.Component;
import wattle.footprint.Footprint;
import wattle.footprint.Input;
import wattle.footprint.IntensityLayer;
import wattle.footprint.Operational;
import wattle.hardware.EmbodiedCarbon;
import wattle.unit.CarbonMass;

/// The equations of a footprint with its numbers filled in, each computed again from the inputs
/// that the footprint names, and the source of every input.
///
/// @param equations a line each, in the order of the computation
/// @param disagreements what a line gives and what the footprint says, where they differ by more
///   than rounding; empty for a sound result
public record Explanation(List<String> equations, List<String> disagreements) {

    /// Relative: far above what summing in another order can change, far below what a reader could
    /// see.
    private static final double TOLERANCE = 1e-9;

    public Explanation {
        equations = List.copyOf(equations);
        disagreements = List.copyOf(disagreements);
    }

    public static Explanation of(Footprint footprint) {
        return new Builder(footprint).build();
    }

    /// The explanation with a table of the inputs, for people.
    public static String text(Report report) {
        Footprint footprint = report.footprint();
        Explanation explanation = of(footprint);
        var out = new StringBuilder("Equations (SCI 1.1: SCI = (O + M) per R, O = E × I)\n");
        explanation.equations.forEach(line -> out.append("  ").append(line).append('\n'));
        out.append("\nInputs\n");
        for (Input input : footprint.inputs()) {
            out.append("  ").append(Escape.terminal(describe(input))).append('\n');
            if (!input.basis().isEmpty()) {
                out.append("      ").append(Escape.terminal(input.basis())).append('\n');
            }
        }
        out.append("\nTotal: ")
                .append(Masses.alone(footprint.total()))
                .append(Masses.range(footprint.range()))
                .append(
                        footprint.sensitivities().isEmpty()
                                ? ", with no input of uncertain value\n"
                                : ", with every input at the end that lowers or raises it\n");
        Masses masses = Masses.fitting(footprint.total());
        footprint
                .sensitivities()
                .forEach(each ->
                        out.append("  ")
                                .append(
                                        Escape.terminal(
                                                Phrases.sensitivity(footprint, each, masses)))
                                .append('\n'));
        sentences(out, "Assumed", footprint.assumptions());
        sentences(out, "Problems", footprint.problems());
        sentences(out, "Does not add up", explanation.disagreements);
        return out.append("\nWattle ")
                .append(Escape.terminal(report.versions().wattle()))
                .append(", data ")
                .append(Escape.terminal(report.versions().data()))
                .append('\n')
                .toString();
    }

    private static void sentences(StringBuilder out, String heading, List<String> sentences) {
        if (!sentences.isEmpty()) {
            out.append('\n').append(heading).append('\n');
            sentences.forEach(
                    each -> out.append("  - ").append(Escape.terminal(each)).append('\n'));
        }
    }

    private static String describe(Input input) {
        var said = new StringBuilder(input.symbol()).append(" = ").append(with(input));
        if (input.low() != input.high()) {
            said.append(" (")
                    .append(Figures.exact(input.low()))
                    .append(" to ")
                    .append(Figures.exact(input.high()))
                    .append(')');
        }
        said.append(": ")
                .append(input.name())
                .append("; ")
                .append(input.origin().label())
                .append("; ")
                .append(input.source().name());
        if (input.year() != null) {
            said.append(", ").append(input.year());
        }
        if (input.source().licence() != null) {
            said.append(" [").append(input.source().licence()).append(']');
        }
        return said.toString();
    }

    private static String with(Input input) {
        return Figures.exact(input.value()) + (input.unit().isEmpty() ? "" : " " + input.unit());
    }

    /// Writes the lines and computes each again. For one thread.
    private static final class Builder {

        private final Footprint footprint;
        private final List<String> equations = new ArrayList<>();
        private final List<String> disagreements = new ArrayList<>();

        Builder(Footprint footprint) {
            this.footprint = footprint;
        }

        Explanation build() {
            double sum = 0;
            for (Component each : footprint.components()) {
                sum += energy(each);
            }
            Operational operational = footprint.operational();
            double itEnergy = operational.itEnergy().kilowattHours();
            line("E_it = Σ E[component]", sum, itEnergy, "kWh");
            double pue = operational.pue().ratio();
            double facility = itEnergy * pue;
            line(
                    "E = E_it × PUE = " + kilowattHours(itEnergy) + " × " + Figures.exact(pue),
                    facility,
                    operational.facilityEnergy().kilowattHours(),
                    "kWh");
            operational(facility);
            embodied();
            return new Explanation(equations, disagreements);
        }

        private double energy(Component component) {
            String name = component.name();
            double recorded = component.energy().kilowattHours();
            Input runs = Phrases.input(footprint, "runs");
            Input devices = input("n", name);
            Input power = input("P", name);
            Input utilisation = input("u", name);
            Input time = Phrases.input(footprint, "t");
            String left = "E[" + name + "] = ";
            if (devices != null && power != null && utilisation != null && time != null) {
                double times = runs == null ? 1 : runs.value();
                return line(
                        left
                                + "n × P × u × t"
                                + (times == 1 ? "" : " × runs")
                                + " = "
                                + with(devices)
                                + " × "
                                + with(power)
                                + " × "
                                + with(utilisation)
                                + " × "
                                + with(time)
                                + (times == 1 ? "" : " × " + Figures.exact(times)),
                        devices.value()
                                * power.value()
                                * utilisation.value()
                                * time.value()
                                * times
                                / 1000,
                        recorded,
                        "kWh");
            }
            Input energy = input("E", name);
            if (energy == null) {
                equations.add(left + kilowattHours(recorded) + " (" + component.source() + ")");
                return recorded;
            }
            if (runs == null || runs.value() == 1) {
                return line(left.strip().replace(" =", ""), energy.value(), recorded, "kWh");
            }
            return line(
                    left + "E × runs = " + with(energy) + " × " + Figures.exact(runs.value()),
                    energy.value() * runs.value(),
                    recorded,
                    "kWh");
        }

        private void operational(double facility) {
            Operational operational = footprint.operational();
            double coverage = operational.coverage().share().fraction();
            double grams = operational.carbon().grams();
            if (operational.energyWeighted().isEmpty()) {
                line("O: no energy met an intensity", 0, grams, "g");
                return;
            }
            double intensity = operational.energyWeighted().getAsDouble();
            layers(intensity);
            boolean full = operational.coverage().isFull();
            line(
                    "O = E × I"
                            + (full ? "" : " × coverage")
                            + " = "
                            + kilowattHours(facility)
                            + " × "
                            + Figures.exact(intensity)
                            + " g/kWh"
                            + (full ? "" : " × " + Figures.exact(coverage)),
                    facility * intensity * coverage,
                    grams,
                    "g");
        }

        /// I, where several intensities stood in for each other and each has noted its mean.
        private void layers(double intensity) {
            List<IntensityLayer> layers = footprint.intensity().layers();
            double sum = 0;
            var terms = new StringBuilder();
            for (IntensityLayer each : layers) {
                if (each.energyWeighted().isEmpty()) {
                    return;
                }
                double mean = each.energyWeighted().getAsDouble();
                sum += each.share() * mean;
                terms.append(terms.isEmpty() ? "" : " + ")
                        .append(Figures.exact(each.share()))
                        .append(" × ")
                        .append(Figures.exact(mean));
            }
            if (layers.size() > 1) {
                line("I = Σ share × I[layer] = " + terms, sum, intensity, "g/kWh");
            }
        }

        private void embodied() {
            CarbonMass making = footprint.embodied();
            double embodied = 0;
            for (Component each : footprint.components()) {
                embodied += embodied(each);
            }
            double operational = footprint.operational().carbon().grams();
            double total = footprint.total().grams();
            if (making == null) {
                line("C = O (embodied carbon not counted)", operational, total, "g");
            } else {
                line("M = Σ M[component]", embodied, making.grams(), "g");
                line(
                        "C = O + M = "
                                + Figures.exact(operational)
                                + " g + "
                                + Figures.exact(making.grams())
                                + " g",
                        operational + making.grams(),
                        total,
                        "g");
            }
            double count = footprint.sci().count();
            line(
                    "SCI = C / R = "
                            + Figures.exact(total)
                            + " g / "
                            + Figures.exact(count)
                            + " "
                            + footprint.sci().unit().name(),
                    total / count,
                    footprint.sci().gramsPerUnit(),
                    "g");
        }

        private double embodied(Component component) {
            CarbonMass recorded = component.embodied();
            if (recorded == null) {
                return 0;
            }
            String name = component.name();
            Input total = input("TE", name);
            Input lifespan = input("EL", name);
            Input devices = input("n", name);
            Input time = Phrases.input(footprint, "t");
            Input runs = Phrases.input(footprint, "runs");
            String left = "M[" + name + "] = ";
            Input reserved = input("TiR", name);
            Input share = input("RS", name);
            if (total != null && lifespan != null && reserved != null && share != null) {
                return line(
                        left
                                + "TE × TiR/EL × RR/ToR = "
                                + with(total)
                                + " × "
                                + with(reserved)
                                + " / "
                                + with(lifespan)
                                + " × "
                                + with(share),
                        total.value()
                                * 1000
                                * reserved.value()
                                * share.value()
                                / (lifespan.value() * EmbodiedCarbon.HOURS_PER_YEAR),
                        recorded.grams(),
                        "g");
            }
            if (total == null || lifespan == null || devices == null || time == null) {
                equations.add(left + Figures.exact(recorded.grams()) + " g");
                return recorded.grams();
            }
            double times = runs == null ? 1 : runs.value();
            double resources = share == null ? 1 : share.value();
            return line(
                    left
                            + "n × TE × TiR/EL × RR/ToR = "
                            + with(devices)
                            + " × "
                            + with(total)
                            + " × "
                            + with(time)
                            + (times == 1 ? "" : " × " + Figures.exact(times))
                            + " / "
                            + with(lifespan)
                            + " × "
                            + Figures.exact(resources),
                    devices.value()
                            * total.value()
                            * 1000
                            * time.value()
                            * times
                            * resources
                            / (lifespan.value() * EmbodiedCarbon.HOURS_PER_YEAR),
                    recorded.grams(),
                    "g");
        }

        private @Nullable Input input(String letter, String component) {
            return Phrases.input(footprint, letter + "[" + component + "]");
        }

        private double line(String left, double computed, double recorded, String unit) {
            equations.add(left + " = " + Figures.exact(computed) + " " + unit);
            double scale = Math.max(Math.abs(computed), Math.abs(recorded));
            if (!(Math.abs(computed - recorded) <= TOLERANCE * scale)) {
                disagreements.add(
                        left
                                + " gives "
                                + Figures.exact(computed)
                                + " "
                                + unit
                                + ", the result says "
                                + Figures.exact(recorded)
                                + " "
                                + unit);
            }
            return computed;
        }

        private static String kilowattHours(double value) {
            return Figures.exact(value) + " kWh";
        }
    }
}
