package wattle.footprint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import wattle.grid.Answered;
import wattle.grid.Intensity;
import wattle.grid.IntensityFactor;
import wattle.grid.Met;
import wattle.hardware.EmbodiedCarbon;
import wattle.series.Coverage;
import wattle.series.EnergySeries;
import wattle.series.GapPolicy;
import wattle.series.Interval;
import wattle.series.Timeline;
import wattle.unit.CarbonIntensity;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;
import wattle.unit.Source;

/// A footprint without a meter: devices, hours and a place, or an energy that somebody gives.
///
/// A job of which it is known when it ran draws its energy evenly over that time, and meets the
/// intensity of each part of it.
///
/// ```java
/// Footprint footprint = new Estimate(List.of(eightGpus), null, Duration.ofHours(100), 1, france, null, overhead,
///         Amortisation.USUAL, 0, new FunctionalUnit("training run"), 1, List.of()).footprint();
/// ```
///
/// @param loads the devices; may be empty only where the energy is supplied
/// @param supplied IT energy of one run, instead of the devices' estimate; null to estimate
/// @param time how long one run takes; null where the energy is supplied and nobody said
/// @param runs how many such runs were made, search and failed ones included; more than zero
/// @param intensity of the place: a factor where nobody said when the job ran
/// @param during when the runs were made, at least as long as one of them; null where nobody said
/// @param overhead of the facility
/// @param amortisation how much of the devices' making is counted; null to leave it out
/// @param offsetPercent a claim shown beside the result
/// @param unit R
/// @param count how many units the footprint was spent on
/// @param assumptions what the caller assumed, in sentences
public record Estimate(
        List<DeviceLoad> loads,
        @Nullable Energy supplied,
        @Nullable Duration time,
        double runs,
        Intensity intensity,
        @Nullable Interval during,
        Overhead overhead,
        @Nullable Amortisation amortisation,
        double offsetPercent,
        FunctionalUnit unit,
        double count,
        List<String> assumptions) {

    private static final Source USER = new Source("given by the user", null);

    public Estimate {
        loads = List.copyOf(loads);
        assumptions = List.copyOf(assumptions);
        if (!(runs > 0) || Double.isInfinite(runs)) {
            throw new IllegalArgumentException(
                    "the number of runs must be finite and more than zero: " + runs);
        }
        if (supplied == null && (loads.isEmpty() || time == null)) {
            throw new IllegalArgumentException("an estimate needs devices and hours, or an energy");
        }
        if (during == null && !(intensity instanceof IntensityFactor)) {
            throw new IllegalArgumentException(
                    "an intensity over time needs the time in which the job ran");
        }
        if (during != null && time != null && time.compareTo(during.duration()) > 0) {
            throw new IllegalArgumentException(
                    "one run takes "
                            + Times.plain(Times.hours(time))
                            + " h, which is longer than "
                            + during);
        }
    }

    /// @throws wattle.series.NotCoveredException if the intensity has gaps within the time
    public Footprint footprint() {
        var inputs = new Inputs();
        List<Component> components =
                supplied == null ? deviceComponents(inputs) : suppliedComponents(inputs);
        inputs.add(overhead.input());
        Mean mean = mean();
        inputs.add(IntensityUsed.input(intensity, mean.intensity(), mean.answered()));

        Energy itEnergy = Energy.ZERO;
        CarbonMass embodied = null;
        for (Component component : components) {
            itEnergy = itEnergy.plus(component.energy());
            CarbonMass part = component.embodied();
            if (part != null) {
                embodied = embodied == null ? part : embodied.plus(part);
            }
        }
        Energy facility = itEnergy.times(overhead.pue().value());
        CarbonMass carbon = mean.intensity().of(facility);
        double grams = mean.intensity().gramsPerKilowattHour();
        var operational =
                new Operational(
                        itEnergy,
                        overhead.pue().value(),
                        carbon,
                        Coverage.full(itEnergy),
                        OptionalDouble.of(grams),
                        OptionalDouble.of(grams));
        CarbonMass total = embodied == null ? carbon : carbon.plus(embodied);
        Spread spread =
                Spread.of(inputs.list(), total, values -> total(inputs, values, components));
        return new Footprint(
                components,
                operational,
                IntensityUsed.of(intensity, mean.answered()),
                embodied,
                spread.range(),
                spread.sensitivities(),
                new Sci(total, unit, count),
                Boundaries.of(components, overhead, embodied != null),
                during,
                time,
                Offset.of(offsetPercent, carbon),
                inputs.list(),
                assumptions(components, embodied, mean.answered()),
                List.of());
    }

    /// The intensity that energy meets which is drawn evenly over the time.
    ///
    /// @param answered by each layer of the intensity; empty for a factor
    private record Mean(CarbonIntensity intensity, List<Answered> answered) {}

    private Mean mean() {
        if (intensity instanceof IntensityFactor factor) {
            return new Mean(factor.intensity().value(), List.of());
        }
        Interval span = Objects.requireNonNull(during);
        var evenly =
                new EnergySeries(
                        Timeline.regular(span.start(), span.duration(), 1),
                        new double[] {Energy.ofKilowattHours(1).joules()});
        Met met = intensity.meet(evenly, new GapPolicy.Fail());
        return new Mean(
                new CarbonIntensity(met.carbon().grams() / evenly.total().kilowattHours()),
                met.answered());
    }

    private List<Component> deviceComponents(Inputs inputs) {
        Duration hours = requireTime();
        inputs.add(
                Input.exactly(
                        "t", "time of one run", Times.hours(hours), "h", Origin.SUPPLIED, USER));
        inputs.add(Input.exactly("runs", "number of runs", runs, "", Origin.SUPPLIED, USER));
        List<Component> components = new ArrayList<>();
        for (DeviceLoad load : loads) {
            String name = load.name();
            inputs.add(
                    Input.exactly(
                            "n[" + name + "]",
                            "number of devices",
                            load.count(),
                            "",
                            Origin.SUPPLIED,
                            USER));
            inputs.add(
                    new Input(
                            "P[" + name + "]",
                            "power of each",
                            load.power().low().watts(),
                            load.power().value().watts(),
                            load.power().high().watts(),
                            "W",
                            load.powerOrigin(),
                            load.powerSource(),
                            null,
                            load.powerBasis()));
            boolean full = load.utilisation().fraction() == 1;
            inputs.add(
                    Input.exactly(
                            "u[" + name + "]",
                            "utilisation",
                            load.utilisation().fraction(),
                            "",
                            full ? Origin.ASSUMED : Origin.SUPPLIED,
                            full ? new Source("full load, the default", null) : USER));
            CarbonMass embodied = null;
            EmbodiedCarbon making = load.model().embodied();
            if (amortisation != null && making != null) {
                embodied =
                        amortisation
                                .of(making)
                                .share(Times.times(hours, runs), amortisation.resources())
                                .value()
                                .times(load.count());
                inputs.addEmbodied(name, making, amortisation);
            }
            components.add(
                    new Component(
                            name,
                            load.model().kind().label(),
                            load.model().name(),
                            load.energy(hours).times(runs),
                            Origin.ESTIMATED,
                            load.powerOrigin() == Origin.SUPPLIED
                                    ? "given power × utilisation × time"
                                    : "rated power × utilisation × time",
                            null,
                            embodied));
        }
        return components;
    }

    private List<Component> suppliedComponents(Inputs inputs) {
        Energy energy = Objects.requireNonNull(supplied);
        inputs.add(Input.exactly("runs", "number of runs", runs, "", Origin.SUPPLIED, USER));
        inputs.add(
                Input.exactly(
                        "E[energy]",
                        "IT energy of one run",
                        energy.kilowattHours(),
                        "kWh",
                        Origin.SUPPLIED,
                        USER));
        return List.of(
                new Component(
                        "energy",
                        "supplied energy",
                        "not stated",
                        energy.times(runs),
                        Origin.SUPPLIED,
                        "given by the user",
                        null,
                        null));
    }

    private Duration requireTime() {
        return Objects.requireNonNull(time);
    }

    /// The total in grams for other values of the inputs: Σ n × P × u × t × runs × PUE × I + Σ n ×
    /// TE × t × runs × RS / EL.
    private double total(Inputs inputs, double[] values, List<Component> components) {
        double kilowattHours = 0;
        double embodied = 0;
        double runs = inputs.value("runs", values);
        for (Component component : components) {
            String name = component.name();
            if (supplied != null) {
                kilowattHours += inputs.value("E[" + name + "]", values) * runs;
                continue;
            }
            double hours = inputs.value("t", values) * runs;
            double devices = inputs.value("n[" + name + "]", values);
            double watts = inputs.value("P[" + name + "]", values);
            double utilisation = inputs.value("u[" + name + "]", values);
            kilowattHours += devices * watts * utilisation * hours / 1000;
            if (component.embodied() != null) {
                double share = Objects.requireNonNull(amortisation).resources().fraction();
                embodied += inputs.embodiedGrams(name, values, devices * share, hours);
            }
        }
        return kilowattHours * inputs.value("PUE", values) * inputs.value("I", values) + embodied;
    }

    private List<String> assumptions(
            List<Component> components, @Nullable CarbonMass embodied, List<Answered> answered) {
        List<String> said = new ArrayList<>(assumptions);
        for (DeviceLoad load : supplied == null ? loads : List.<DeviceLoad>of()) {
            said.addAll(load.model().notes());
        }
        said.addAll(overhead.assumption());
        said.addAll(IntensityUsed.assumptions(intensity, answered));
        if (during != null) {
            said.add("the energy was drawn evenly over " + during);
        }
        if (runs != 1) {
            said.add(
                    "all "
                            + Times.plain(runs)
                            + " runs, search and failed ones included, are counted");
        }
        said.addAll(Boundaries.notCounted(components, embodied));
        return said;
    }
}
