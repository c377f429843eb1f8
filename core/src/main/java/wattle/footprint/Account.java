package wattle.footprint;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import wattle.grid.Answered;
import wattle.grid.Intensity;
import wattle.grid.IntensityFactor;
import wattle.grid.Met;
import wattle.series.Coverage;
import wattle.series.GapPolicy;
import wattle.series.Interval;
import wattle.unit.CarbonIntensity;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;
import wattle.unit.Source;

/// A footprint from energy over time, joined with the grid's carbon intensity by instant. Where a
/// component says which device was reserved, its embodied carbon is counted.
///
/// @param metered the components, at least one
/// @param intensity a series, or one factor for all of the time
/// @param gaps what to do with energy that meets no intensity
/// @param overhead of the facility
/// @param unit R
/// @param count how many units the energy was spent on
/// @param assumptions what the caller assumed and what its meters leave out, in sentences
/// @param problems what makes the number worse than it looks, in sentences
/// @param during from the job's start to its end; null where that is the span of the energy
public record Account(
        List<Metered> metered,
        Intensity intensity,
        GapPolicy gaps,
        Overhead overhead,
        FunctionalUnit unit,
        double count,
        List<String> assumptions,
        List<String> problems,
        @Nullable Interval during) {

    /// The account of a job that lasted as long as its energy.
    public Account(
            List<Metered> metered,
            Intensity intensity,
            GapPolicy gaps,
            Overhead overhead,
            FunctionalUnit unit,
            double count,
            List<String> assumptions,
            List<String> problems) {
        this(metered, intensity, gaps, overhead, unit, count, assumptions, problems, null);
    }

    public Account {
        metered = List.copyOf(metered);
        assumptions = List.copyOf(assumptions);
        problems = List.copyOf(problems);
        if (metered.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one component");
        }
    }

    /// @throws wattle.series.NotCoveredException if energy met no intensity and the policy is to
    ///   fail
    public Footprint footprint() {
        List<Part> parts =
                metered.stream()
                        .map(each -> new Part(each, intensity.meet(each.energy(), gaps)))
                        .toList();
        var inputs = new Inputs();
        List<Component> components = new ArrayList<>();
        Energy itEnergy = Energy.ZERO;
        Energy joined = Energy.ZERO;
        double itGrams = 0;
        CarbonMass embodied = null;
        for (Part part : parts) {
            Metered each = part.metered();
            Energy energy = part.met().coverage().total();
            inputs.add(energyInput(each, energy));
            CarbonMass making = null;
            Reserved reserved = each.reserved();
            if (reserved != null) {
                making = reserved.carbon();
                inputs.addReserved(each.name(), reserved, each.origin());
                embodied = embodied == null ? making : embodied.plus(making);
            }
            components.add(
                    new Component(
                            each.name(),
                            each.kind(),
                            each.model(),
                            energy,
                            each.origin(),
                            each.source(),
                            each.idle(),
                            making));
            itEnergy = itEnergy.plus(energy);
            joined = joined.plus(part.met().coverage().joined());
            itGrams += part.met().carbon().grams();
        }
        inputs.add(overhead.input());
        double weighted = itGrams / joined.kilowattHours();
        List<Answered> answered = answered(parts);
        IntensityUsed used = IntensityUsed.of(intensity, answered);
        inputs.add(
                IntensityUsed.input(
                        intensity,
                        new CarbonIntensity(joined.joules() == 0 ? 0 : weighted),
                        answered));

        CarbonMass carbon = new CarbonMass(itGrams * overhead.pue().value().ratio());
        var operational =
                new Operational(
                        itEnergy,
                        overhead.pue().value(),
                        carbon,
                        new Coverage(joined, itEnergy),
                        joined.joules() == 0 ? OptionalDouble.empty() : OptionalDouble.of(weighted),
                        parts.getFirst().met().timeMean());
        CarbonMass total = embodied == null ? carbon : carbon.plus(embodied);
        Spread spread = Spread.of(inputs.list(), total, values -> total(inputs, values, parts));
        Interval span = during != null ? during : span();
        return new Footprint(
                components,
                operational,
                used,
                embodied,
                spread.range(),
                spread.sensitivities(),
                new Sci(total, unit, count),
                Boundaries.of(components, overhead, embodied != null),
                span,
                span.duration(),
                Offset.of(0, carbon),
                inputs.list(),
                allAssumptions(answered),
                allProblems(parts, operational));
    }

    /// One component with what its energy gave when it met the intensity.
    private record Part(Metered metered, Met met) {}

    /// What each layer of the intensity answered for, over all components.
    private static List<Answered> answered(List<Part> parts) {
        List<Answered> sums = new ArrayList<>(parts.getFirst().met().answered());
        for (Part part : parts.subList(1, parts.size())) {
            for (int i = 0; i < sums.size(); i++) {
                sums.set(i, sums.get(i).plus(part.met().answered().get(i)));
            }
        }
        return sums;
    }

    private static Input energyInput(Metered each, Energy energy) {
        double kilowattHours = energy.kilowattHours();
        return new Input(
                "E[" + each.name() + "]",
                "IT energy",
                kilowattHours * each.lowFactor(),
                kilowattHours,
                kilowattHours * each.highFactor(),
                "kWh",
                each.origin(),
                new Source(each.source(), null),
                null,
                each.basis());
    }

    /// The total in grams for other values of the inputs: Σ E × PUE × I, where each component keeps
    /// the intensity that its own energy met, + Σ TE × TiR × RS / EL.
    private double total(Inputs inputs, double[] values, List<Part> parts) {
        double grams = 0;
        double embodied = 0;
        for (Part part : parts) {
            Metered each = part.metered();
            if (each.reserved() != null) {
                embodied +=
                        inputs.embodiedGrams(
                                each.name(),
                                values,
                                inputs.value("RS[" + each.name() + "]", values),
                                inputs.value("TiR[" + each.name() + "]", values));
            }
            double reported = part.met().coverage().total().kilowattHours();
            double energy = inputs.value("E[" + each.name() + "]", values);
            grams += reported == 0 ? 0 : part.met().carbon().grams() * (energy / reported);
        }
        // A series' intensity has no range, so its input is the one that was used and the scale 1.
        double used = inputs.used("I");
        double scale = used == 0 ? 1 : inputs.value("I", values) / used;
        return grams * inputs.value("PUE", values) * scale + embodied;
    }

    private Interval span() {
        Instant start = Instant.MAX;
        Instant end = Instant.MIN;
        for (Metered each : metered) {
            Interval span = each.energy().timeline().span();
            start = span.start().isBefore(start) ? span.start() : start;
            end = span.end().isAfter(end) ? span.end() : end;
        }
        return new Interval(start, end);
    }

    private List<String> allAssumptions(List<Answered> answered) {
        List<String> said = new ArrayList<>(assumptions);
        said.addAll(overhead.assumption());
        said.addAll(IntensityUsed.assumptions(intensity, answered));
        if (intensity instanceof IntensityFactor) {
            return said;
        }
        said.add("gaps in the intensity: " + gaps);
        return said;
    }

    private List<String> allProblems(List<Part> parts, Operational operational) {
        List<String> said = new ArrayList<>(problems);
        for (Part part : parts) {
            if (part.met().gap() != null) {
                said.add(
                        "energy of "
                                + part.metered().name()
                                + " met no intensity, first in "
                                + part.met().gap()
                                + "; it is left out of the carbon");
            }
            if (!part.met().held().isZero()) {
                said.add(
                        "an intensity was held over gaps for "
                                + part.met().held()
                                + " of "
                                + part.metered().name());
            }
            int gaps = part.metered().energy().timeline().gaps();
            if (gaps > 0) {
                said.add(
                        "the energy of "
                                + part.metered().name()
                                + " has "
                                + gaps
                                + (gaps == 1 ? " gap" : " gaps")
                                + "; what was drawn there is not known and not counted");
            }
        }
        if (!operational.coverage().isFull()) {
            said.add(
                    "only "
                            + Times.plain(operational.coverage().percent())
                            + " % of the energy met an intensity");
        }
        return said;
    }
}
