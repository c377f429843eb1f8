package wattle.footprint;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import wattle.grid.Intensity;
import wattle.grid.IntensityFactor;
import wattle.grid.IntensitySeries;
import wattle.series.Coverage;
import wattle.series.GapPolicy;
import wattle.series.Interval;
import wattle.series.Join;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;
import wattle.unit.Source;

/// A footprint from energy over time, joined with the grid's carbon intensity by instant.
///
/// @param metered the components, at least one
/// @param intensity a series, or one factor for all of the time
/// @param gaps what to do with energy that meets no intensity
/// @param overhead of the facility
/// @param unit R
/// @param count how many units the energy was spent on
/// @param assumptions what the caller assumed and what its meters leave out, in sentences
/// @param problems what makes the number worse than it looks, in sentences
public record Account(
        List<Metered> metered,
        Intensity intensity,
        GapPolicy gaps,
        Overhead overhead,
        FunctionalUnit unit,
        double count,
        List<String> assumptions,
        List<String> problems) {

    private static final double JOULES_PER_KILOWATT_HOUR = Energy.JOULES_PER_KILOWATT_HOUR;

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
        List<Part> parts = metered.stream().map(this::part).toList();
        var inputs = new Inputs();
        List<Component> components = new ArrayList<>();
        Energy itEnergy = Energy.ZERO;
        Energy joined = Energy.ZERO;
        double itGrams = 0;
        for (Part part : parts) {
            Metered each = part.metered();
            Energy energy = part.coverage().total();
            inputs.add(energyInput(each, energy));
            components.add(
                    new Component(
                            each.name(),
                            each.kind(),
                            each.model(),
                            energy,
                            each.origin(),
                            each.source(),
                            null));
            itEnergy = itEnergy.plus(energy);
            joined = joined.plus(part.coverage().joined());
            itGrams += part.grams();
        }
        inputs.add(overhead.input());
        double weighted = itGrams / joined.kilowattHours();
        inputs.add(intensityInput(joined.joules() == 0 ? 0 : weighted));

        CarbonMass carbon = new CarbonMass(itGrams * overhead.pue().value().ratio());
        var operational =
                new Operational(
                        itEnergy,
                        overhead.pue().value(),
                        carbon,
                        new Coverage(joined, itEnergy),
                        joined.joules() == 0 ? OptionalDouble.empty() : OptionalDouble.of(weighted),
                        parts.getFirst().timeMean());
        Spread spread = Spread.of(inputs.list(), carbon, values -> total(inputs, values, parts));
        Interval span = span();
        return new Footprint(
                components,
                operational,
                IntensityUsed.of(intensity),
                null,
                spread.range(),
                spread.sensitivities(),
                new Sci(carbon, unit, count),
                Boundaries.of(components, overhead, false),
                span,
                span.duration(),
                Offset.of(0, carbon),
                inputs.list(),
                allAssumptions(),
                allProblems(parts, operational));
    }

    /// One component with its carbon at PUE 1, over the energy that met an intensity.
    private record Part(
            Metered metered,
            Coverage coverage,
            double grams,
            OptionalDouble timeMean,
            @Nullable Interval gap,
            Duration held) {}

    private Part part(Metered each) {
        return switch (intensity) {
            case IntensityFactor factor -> {
                Energy total = each.energy().total();
                yield new Part(
                        each,
                        Coverage.full(total),
                        factor.intensity().value().of(total).grams(),
                        OptionalDouble.of(factor.intensity().value().gramsPerKilowattHour()),
                        null,
                        Duration.ZERO);
            }
            case IntensitySeries series -> {
                Join join = Join.of(each.energy(), series.gramsPerKilowattHour(), gaps);
                yield new Part(
                        each,
                        join.coverage(),
                        join.weightedSum() / JOULES_PER_KILOWATT_HOUR,
                        join.timeMean(),
                        join.firstGap(),
                        join.held());
            }
        };
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

    private Input intensityInput(double weighted) {
        return switch (intensity) {
            case IntensityFactor factor -> IntensityUsed.input(factor);
            case IntensitySeries series ->
                    new Input(
                            "I",
                            "carbon intensity, weighted by energy",
                            weighted,
                            weighted,
                            weighted,
                            "g/kWh",
                            Origin.SUPPLIED,
                            series.source(),
                            null,
                            "joined by instant over "
                                    + series.gramsPerKilowattHour().size()
                                    + " intervals");
        };
    }

    /// The total in grams for other values of the inputs: Σ E × PUE × I, where each component keeps
    /// the intensity that its own energy met.
    private double total(Inputs inputs, double[] values, List<Part> parts) {
        double grams = 0;
        for (Part part : parts) {
            Metered each = part.metered();
            double reported = part.coverage().total().kilowattHours();
            double energy = inputs.value("E[" + each.name() + "]", values);
            grams += reported == 0 ? 0 : part.grams() * (energy / reported);
        }
        double scale =
                switch (intensity) {
                    case IntensityFactor factor -> {
                        double used = factor.intensity().value().gramsPerKilowattHour();
                        yield used == 0 ? 1 : inputs.value("I", values) / used;
                    }
                    case IntensitySeries series -> 1;
                };
        return grams * inputs.value("PUE", values) * scale;
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

    private List<String> allAssumptions() {
        List<String> said = new ArrayList<>(assumptions);
        said.addAll(overhead.assumption());
        if (intensity instanceof IntensityFactor factor) {
            said.addAll(factor.notes());
        } else {
            said.add("gaps in the intensity: " + gaps);
        }
        return said;
    }

    private List<String> allProblems(List<Part> parts, Operational operational) {
        List<String> said = new ArrayList<>(problems);
        for (Part part : parts) {
            if (part.gap() != null) {
                said.add(
                        "energy of "
                                + part.metered().name()
                                + " met no intensity, first in "
                                + part.gap()
                                + "; it is left out of the carbon");
            }
            if (!part.held().isZero()) {
                said.add(
                        "an intensity was held over gaps for "
                                + part.held()
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
