package wattle.hub.page.submission;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wattle.footprint.Footprint;
import wattle.hub.page.calculator.Form;
import wattle.hub.web.ProblemException;
import wattle.hub.web.calculation.Calculator;
import wattle.report.json.FootprintReader;
import wattle.unit.Seconds;

/// A draft begun from the calculator's address: what was said there, and what it gives.
final class FromCalculator {

    private FromCalculator() {}

    /// Fields of the calculator by which its address is told from others.
    private static final List<String> ITS_OWN =
            List.of("hours", "zone", "accelerators", "device_hours", "energy_kwh", "accelerator");

    static boolean is(Map<String, List<String>> query) {
        return !query.containsKey("step") && ITS_OWN.stream().anyMatch(query::containsKey);
    }

    /// @param query of the calculator's page; what it cannot be calculated from is taken over as
    ///   far as it goes
    static Draft draft(Map<String, List<String>> query, Calculator calculator)
            throws InterruptedException {
        Form form = Form.of(query);
        Map<String, List<String>> said = new LinkedHashMap<>();
        put(said, "accelerator", form.accelerator(0));
        if (!form.accelerator(0).isEmpty() && form.accelerator(1).isEmpty()) {
            put(said, "devices", form.count(0).isEmpty() ? "1" : form.count(0));
        }
        put(said, "wall_hours", form.value("hours"));
        put(said, "device_hours", form.value("device_hours"));
        put(said, "provider", form.value("provider"));
        put(said, "region", form.value("region"));
        put(said, "pue", form.value("pue"));
        put(said, "intensity", form.value("intensity"));
        place(said, form.value("zone"));
        if (form.wrong().isEmpty() && !form.isEmpty()) {
            try {
                result(said, calculator.answer("/v1/estimate", form.request()).json());
            } catch (ProblemException refused) {
                // What was said is there; what it gives its sender has to say.
                return Draft.of(said);
            }
        }
        return Draft.of(said);
    }

    private static void place(Map<String, List<String>> said, String zone) {
        if (zone.matches("[A-Z]{2}(-[A-Z0-9]{1,5})?")) {
            put(said, "country_code", zone.substring(0, 2));
            put(said, "location", zone.length() > 2 ? zone : "");
        } else if (!zone.isEmpty() && !said.containsKey("region")) {
            put(said, "location", zone);
        }
    }

    private static void result(Map<String, List<String>> said, String json) {
        Footprint footprint =
                FootprintReader.read(
                                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))
                        .footprint();
        var operational = footprint.operational();
        put(said, "energy", digits(operational.facilityEnergy().kilowattHours()));
        put(said, "energy_unit", "kWh");
        put(said, "boundary", "facility");
        put(said, "carbon", digits(operational.carbon().kilograms()));
        put(said, "carbon_unit", "kg");
        put(said, "basis", "location");
        put(said, "pue", digits(operational.pue().ratio()));
        operational.energyWeighted().ifPresent(each -> put(said, "intensity", digits(each)));
        put(said, "intensity_basis", footprint.intensity().quality().label());
        put(said, "signal", footprint.intensity().labels().signal().label());
        put(said, "method", "estimated");
        Duration duration = footprint.duration();
        if (duration != null && !duration.isZero()) {
            double hours = Seconds.of(duration) / 3600;
            put(said, "wall_hours", digits(hours));
            put(said, "power_watts", digits(operational.itEnergy().kilowattHours() * 1000 / hours));
            put(said, "power_scope", "system");
            put(said, "power_basis", "estimated from rated power and utilisation");
            return;
        }
        double hours =
                Double.parseDouble(said.getOrDefault("device_hours", List.of("0")).getFirst());
        if (hours > 0) {
            put(said, "power_watts", digits(operational.itEnergy().kilowattHours() * 1000 / hours));
            put(said, "power_scope", "device");
            put(said, "power_basis", "estimated from rated power and utilisation");
        }
    }

    /// An estimate is not known to more than four digits.
    private static String digits(double value) {
        return BigDecimal.valueOf(value)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static void put(Map<String, List<String>> said, String name, String value) {
        if (!value.isEmpty()) {
            said.put(name, List.of(value));
        }
    }
}
