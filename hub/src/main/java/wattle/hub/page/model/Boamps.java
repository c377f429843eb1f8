package wattle.hub.page.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import wattle.grid.Signal;
import wattle.ledger.State;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.Inputs;
import wattle.ledger.claim.Metering;
import wattle.ledger.claim.Place;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Score;
import wattle.ledger.claim.Setting;
import wattle.ledger.claim.Stage;
import wattle.unit.Energy;

/// A report of BoAmps (Boavizta): energy in kWh with task, model and machine, as
/// [wattle.hub.submission.BoampsFile] reads it. What the format asks for and a claim does not state
/// is left out: operating system, language, data.
final class Boamps {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final BigDecimal JOULES_PER_KILOWATT_HOUR = new BigDecimal("3.6e6");
    private static final BigDecimal SECONDS_PER_HOUR = new BigDecimal(3600);
    private static final int BILLION = 9;
    private static final int MOST_PLACES = 30;

    private static final Pattern GPU =
            Pattern.compile(
                    "(?i)nvidia|geforce|tesla|quadro|radeon|gtx|rtx|\\bmi[0-9]{2,3}|\\b[abhklptv][0-9]{1,3}0{0,2}\\b");

    private Boamps() {}

    /// @return null where no energy is stated, about which such a report is
    static @Nullable String of(Exported exported) {
        Claim claim = exported.claim();
        Printed<Energy> energy = claim.reported().energy();
        if (energy == null) {
            return null;
        }
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("header", header(exported));
        out.put("task", task(claim));
        out.put("measures", List.of(measure(claim, energy)));
        put(out, "infrastructure", infrastructure(claim.inputs()));
        put(out, "environment", environment(claim.inputs()));
        return MAPPER.writeValueAsString(out) + "\n";
    }

    private static Map<String, Object> header(Exported exported) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("reportId", exported.entry().id().toString());
        header.put("reportDatetime", TIME.format(exported.entry().recordedAt()));
        Map<String, Object> publisher = new LinkedHashMap<>();
        put(publisher, "name", exported.claim().subject().developer());
        if (exported.entry().state() == State.PUBLISHED) {
            publisher.put("confidentialityLevel", "public");
        }
        put(header, "publisher", publisher);
        return header;
    }

    private static Map<String, Object> task(Claim claim) {
        Map<String, Object> task = new LinkedHashMap<>();
        put(task, "taskStage", stages(claim.subject().stages()));
        put(task, "taskFamily", claim.subject().task());
        Map<String, Object> algorithm = new LinkedHashMap<>();
        algorithm.put("foundationModelName", claim.subject().model());
        if (claim.subject().parameters() != null) {
            algorithm.put(
                    "parametersNumber",
                    BigDecimal.valueOf(claim.subject().parameters()).movePointLeft(BILLION));
        }
        task.put("algorithms", List.of(algorithm));
        for (Score each : claim.scores()) {
            if (each.metric().equals("accuracy") && each.value() >= 0 && each.value() <= 1) {
                task.put("measuredAccuracy", each.value());
            }
        }
        return task;
    }

    /// The format's words; null where it has none for one of the stages, since the others alone
    /// would say that less was counted.
    private static @Nullable String stages(Set<Stage> stages) {
        List<String> words = new ArrayList<>();
        for (Stage each : stages) {
            switch (each) {
                case PRE_TRAINING -> words.add("training");
                case FINE_TUNING -> words.add("finetuning");
                case INFERENCE -> words.add("inference");
                case SEARCH, CONTINUED_PRE_TRAINING, DISTILLATION, OVERHEAD, LIFECYCLE -> {
                    return null;
                }
            }
        }
        return words.isEmpty() ? null : String.join("+", words);
    }

    private static Map<String, Object> measure(Claim claim, Printed<Energy> energy) {
        Map<String, Object> measure = new LinkedHashMap<>();
        Metering metering = claim.evidence().metering();
        if (metering != null) {
            measure.put("measurementMethod", metering.tool());
            put(measure, "version", metering.version());
        }
        measure.put("powerConsumption", kilowattHours(energy));
        if (claim.inputs().wallHours() != null) {
            measure.put(
                    "measurementDuration",
                    BigDecimal.valueOf(claim.inputs().wallHours()).multiply(SECONDS_PER_HOUR));
        }
        return measure;
    }

    /// Exactly as printed where it was printed in kWh.
    private static BigDecimal kilowattHours(Printed<Energy> energy) {
        BigDecimal perUnit = BigDecimal.valueOf(energy.unit().of(1).joules());
        if (perUnit.compareTo(JOULES_PER_KILOWATT_HOUR) == 0) {
            return energy.number();
        }
        BigDecimal joules = energy.number().multiply(perUnit);
        BigDecimal exact = joules.divide(JOULES_PER_KILOWATT_HOUR, MathContext.DECIMAL64);
        // Within the digits that a printed figure may have, and without an exponent if it fits.
        boolean fits = exact.precision() - exact.scale() <= MOST_PLACES;
        return exact.setScale(
                Math.clamp(exact.scale(), fits ? 0 : -MOST_PLACES, MOST_PLACES),
                RoundingMode.HALF_EVEN);
    }

    private static Map<String, Object> infrastructure(Inputs inputs) {
        Map<String, Object> out = new LinkedHashMap<>();
        Setting setting = inputs.place().setting();
        if (setting != null) {
            out.put("infraType", setting == Setting.CLOUD ? "publicCloud" : "onPremise");
        }
        put(out, "cloudProvider", inputs.place().provider());
        if (inputs.accelerator() != null) {
            Map<String, Object> component = new LinkedHashMap<>();
            component.put("componentName", inputs.accelerator());
            component.put("componentType", type(inputs.accelerator()));
            Double devices = inputs.devices();
            if (devices != null && devices == Math.rint(devices) && devices < 1e15) {
                component.put("nbComponent", devices.longValue()); // A mean is no number of them.
            }
            out.put("components", List.of(component));
        }
        return out;
    }

    private static String type(String accelerator) {
        if (accelerator.toUpperCase(Locale.ROOT).contains("TPU")) {
            return "tpu";
        }
        return GPU.matcher(accelerator).find() ? "gpu" : "accelerator";
    }

    private static Map<String, Object> environment(Inputs inputs) {
        Map<String, Object> out = new LinkedHashMap<>();
        Place place = inputs.place();
        put(out, "country", place.country() == null ? place.countryCode() : place.country());
        put(out, "location", place.location());
        put(out, "powerSource", source(place.energySource()));
        boolean isAverage = inputs.signal() == Signal.AVERAGE || inputs.signal() == Signal.UNSTATED;
        if (inputs.intensity() != null && isAverage) {
            out.put("powerSourceCarbonIntensity", inputs.intensity().gramsPerKilowattHour());
        }
        return out;
    }

    /// One of the format's words; null for what it has none for.
    private static @Nullable String source(@Nullable String energySource) {
        return switch (energySource == null ? "" : energySource.toLowerCase(Locale.ROOT)) {
            case "solar", "wind", "nuclear", "coal" ->
                    energySource == null ? null : energySource.toLowerCase(Locale.ROOT);
            case "hydro", "hydroelectric", "hydroelectricity" -> "hydroelectric";
            case "gas", "natural gas", "natural_gas" -> "gas";
            case "oil" -> "other";
            default -> null;
        };
    }

    private static void put(Map<String, Object> out, String name, @Nullable Object value) {
        if (value != null && !(value instanceof Map<?, ?> map && map.isEmpty())) {
            out.put(name, value);
        }
    }
}
