package wattle.footprint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import wattle.hardware.EmbodiedCarbon;
import wattle.unit.Source;

/// The inputs of one footprint while it is put together, and their values by symbol. For one
/// thread.
final class Inputs {

    private static final Source USER = new Source("given by the user", null);

    private final List<Input> inputs = new ArrayList<>();
    private final Map<String, Integer> index = new HashMap<>();

    void add(Input input) {
        if (index.putIfAbsent(input.symbol(), inputs.size()) != null) {
            throw new IllegalArgumentException("two inputs share the symbol " + input.symbol());
        }
        inputs.add(input);
    }

    /// *TE* and *EL* of a component's devices, and *RS* where they were shared.
    void addEmbodied(String component, EmbodiedCarbon embodied, Amortisation amortisation) {
        addTotal(component, embodied);
        if (amortisation.lifespan() == null) {
            addLifespan(component, embodied);
        } else {
            add(
                    Input.exactly(
                            "EL[" + component + "]",
                            "expected lifespan",
                            years(amortisation.lifespan()),
                            "years",
                            Origin.SUPPLIED,
                            USER));
        }
        if (amortisation.resources().fraction() != 1) {
            add(
                    Input.exactly(
                            "RS[" + component + "]",
                            "share reserved",
                            amortisation.resources().fraction(),
                            "",
                            Origin.SUPPLIED,
                            USER));
        }
    }

    private void addTotal(String component, EmbodiedCarbon embodied) {
        add(
                new Input(
                        "TE[" + component + "]",
                        "embodied carbon of each",
                        embodied.total().low().kilograms(),
                        embodied.total().value().kilograms(),
                        embodied.total().high().kilograms(),
                        "kg",
                        Origin.ASSUMED,
                        embodied.source(),
                        null,
                        "spread of published figures"));
    }

    private void addLifespan(String component, EmbodiedCarbon embodied) {
        add(
                new Input(
                        "EL[" + component + "]",
                        "expected lifespan",
                        years(embodied.lifespan().low()),
                        years(embodied.lifespan().value()),
                        years(embodied.lifespan().high()),
                        "years",
                        Origin.ASSUMED,
                        embodied.source(),
                        null,
                        "lifespans in use for servers"));
    }

    /// *TiR* and *RS* of a component's device.
    void addReserved(String component, Reserved reserved, Origin origin) {
        addTotal(component, reserved.making());
        addLifespan(component, reserved.making());
        Source source = new Source("of the run", null);
        add(
                Input.exactly(
                        "TiR[" + component + "]",
                        "time reserved",
                        Times.hours(reserved.time()),
                        "h",
                        origin,
                        source));
        add(
                Input.exactly(
                        "RS[" + component + "]",
                        "share reserved",
                        reserved.resources().fraction(),
                        "",
                        origin,
                        source));
    }

    private static double years(Duration duration) {
        return Times.hours(duration) / EmbodiedCarbon.HOURS_PER_YEAR;
    }

    /// M of a component's devices in grams: n × TE × TiR/EL.
    ///
    /// @param devices n, of shared ones the part that was reserved: n × RS
    double embodiedGrams(String component, double[] values, double devices, double hours) {
        return devices
                * value("TE[" + component + "]", values)
                * 1000
                * hours
                / (value("EL[" + component + "]", values) * EmbodiedCarbon.HOURS_PER_YEAR);
    }

    double value(String symbol, double[] values) {
        Integer at = index.get(symbol);
        if (at == null) {
            throw new IllegalArgumentException("no input has the symbol " + symbol);
        }
        return values[at];
    }

    /// The value of an input as it was used.
    double used(String symbol) {
        return inputs.stream()
                .filter(each -> each.symbol().equals(symbol))
                .findFirst()
                .orElseThrow()
                .value();
    }

    List<Input> list() {
        return List.copyOf(inputs);
    }
}
