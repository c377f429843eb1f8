package wattle.hub.submission;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import wattle.grid.Signal;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.Citation;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.EnergyBoundary;
import wattle.ledger.claim.EnergyUnit;
import wattle.ledger.claim.Evidence;
import wattle.ledger.claim.Inputs;
import wattle.ledger.claim.Metering;
import wattle.ledger.claim.Method;
import wattle.ledger.claim.Place;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Reported;
import wattle.ledger.claim.Score;
import wattle.ledger.claim.Setting;
import wattle.ledger.claim.Stage;
import wattle.ledger.claim.Subject;
import wattle.series.csv.InvalidFileException;
import wattle.unit.CarbonIntensity;
import wattle.unit.Energy;

/// A report of BoAmps (Boavizta, CC BY 4.0): energy in kWh with task, data and machine. It has no
/// carbon.
public final class BoampsFile {

    /// What keys begin with.
    public static final String SOURCE = "boamps";

    private static final long MOST_BYTES = 1L << 20;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxDocumentLength(MOST_BYTES)
                                                    .maxNestingDepth(32)
                                                    .maxNumberLength(60)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();

    private BoampsFile() {}

    /// The claim of the report by its key.
    ///
    /// @throws InvalidFileException if the file is no such report, or not one for everybody to see
    public static Map<String, Claim> read(Path file) {
        Trees report = new Trees(file, parsed(file));
        Trees header = report.map("header");
        Trees task = report.map("task");
        if (task.root().isEmpty() || report.list("measures").isEmpty()) {
            throw new InvalidFileException(
                    file,
                    0,
                    null,
                    "is no BoAmps report: task or measures are missing",
                    "Name such a report.");
        }
        String level = header.map("publisher").text("confidentialityLevel");
        if (level != null && !level.equals("public")) {
            throw report.refused(
                    "confidentialityLevel", "it is " + level, "Only what is public goes to a hub.");
        }
        String id = header.text("reportId");
        String model = model(task);
        return Map.of(
                SOURCE + "/" + ModelCardFile.slug(id == null ? model : id),
                claim(report, task, model));
    }

    private static Map<?, ?> parsed(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return MAPPER.readValue(in, Map.class);
        } catch (JacksonException notJson) {
            throw new InvalidFileException(
                    file,
                    0,
                    null,
                    "is not a JSON object within its limits",
                    "Name a BoAmps report.");
        } catch (IOException failed) {
            throw new InvalidFileException(
                    file, 0, null, "cannot be read: " + failed.getMessage(), "Check the path.");
        }
    }

    private static String model(Trees task) {
        for (Trees each : task.list("algorithms")) {
            for (String key : List.of("foundationModelName", "algorithmName", "algorithmType")) {
                String name = each.text(key);
                if (name != null) {
                    return name;
                }
            }
        }
        String family = task.text("taskFamily");
        return family == null ? "unnamed" : family;
    }

    private static Claim claim(Trees report, Trees task, String model) {
        Trees measure = report.list("measures").getFirst();
        Double accuracy = task.number("measuredAccuracy");
        String publisher = report.map("header").map("publisher").text("name");
        String method = measure.text("measurementMethod");
        return new Claim(
                new Subject(
                        model,
                        null,
                        null,
                        stages(task.text("taskStage")),
                        null,
                        task.text("taskFamily"),
                        null,
                        parameters(task),
                        null),
                inputs(report, measure),
                reported(measure),
                accuracy == null ? List.of() : List.of(new Score("accuracy", accuracy)),
                new Evidence(
                        Method.MEASURED,
                        List.of(
                                new Citation(
                                        "BoAmps report"
                                                + (publisher == null ? "" : " of " + publisher),
                                        report.map("header").text("reportId"),
                                        "primary",
                                        report.map("header").text("licensing"))),
                        method == null
                                ? null
                                : new Metering(method, measure.text("version"), null, null, null),
                        null,
                        report.text("quality") == null
                                ? null
                                : "quality by its publisher: " + report.text("quality")));
    }

    private static @Nullable Double parameters(Trees task) {
        for (Trees each : task.list("algorithms")) {
            Double billions = each.number("parametersNumber");
            if (billions != null && billions > 0) {
                // By its digits: 0.3 billion are 300,000,000 and not a little less.
                return new BigDecimal(String.valueOf(each.text("parametersNumber")))
                        .movePointRight(9)
                        .doubleValue();
            }
        }
        return null;
    }

    private static Inputs inputs(Trees report, Trees measure) {
        List<Trees> accelerators =
                report.map("infrastructure").list("components").stream()
                        .filter(each ->
                                List.of("gpu", "tpu", "accelerator")
                                        .contains(String.valueOf(each.text("componentType"))))
                        .toList();
        double devices =
                accelerators.stream()
                        .map(each -> each.number("nbComponent"))
                        .filter(Objects::nonNull)
                        .mapToDouble(Double::doubleValue)
                        .sum();
        String names =
                accelerators.stream()
                        .map(each -> each.text("componentName"))
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(", "));
        Trees environment = report.map("environment");
        Double seconds = measure.number("measurementDuration");
        Double intensity = environment.number("powerSourceCarbonIntensity");
        return new Inputs(
                names.isEmpty() ? null : names,
                devices > 0 ? Double.valueOf(devices) : null,
                null,
                seconds == null ? null : Double.valueOf(seconds / 3600),
                null,
                null,
                null,
                null,
                null,
                intensity == null ? null : new CarbonIntensity(intensity),
                null,
                Signal.UNSTATED,
                new Place(
                        environment.text("country"),
                        null,
                        environment.text("location"),
                        report.map("infrastructure").text("cloudProvider"),
                        null,
                        setting(report.map("infrastructure").text("infraType")),
                        environment.text("powerSource")),
                null);
    }

    private static @Nullable Setting setting(@Nullable String infraType) {
        return switch (infraType == null ? "" : infraType) {
            case "publicCloud" -> Setting.CLOUD;
            case "privateCloud", "onPremise" -> Setting.LOCAL;
            default -> null;
        };
    }

    private static Reported reported(Trees measure) {
        Double energy = measure.number("powerConsumption");
        if (energy == null || energy < 0) {
            throw measure.refused(
                    "powerConsumption", "it is not an energy in kWh", "Write at least 0.");
        }
        Printed<Energy> printed =
                Printed.of(
                        String.valueOf(measure.text("powerConsumption")), EnergyUnit.KILOWATT_HOUR);
        return new Reported(printed, EnergyBoundary.UNSTATED, null, CarbonBasis.UNSTATED, null);
    }

    private static Set<Stage> stages(@Nullable String text) {
        var stages = EnumSet.noneOf(Stage.class);
        for (String each :
                (text == null ? "" : text.toLowerCase(java.util.Locale.ROOT)).split("\\+", -1)) {
            switch (each.strip()) {
                case "training", "pretraining", "retraining" -> stages.add(Stage.PRE_TRAINING);
                case "finetuning" -> stages.add(Stage.FINE_TUNING);
                case "inference" -> stages.add(Stage.INFERENCE);
                default -> {}
            }
        }
        return stages;
    }
}
