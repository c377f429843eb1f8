package wattle.hub.submission;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.CarbonUnit;
import wattle.ledger.claim.Citation;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.EnergyBoundary;
import wattle.ledger.claim.Evidence;
import wattle.ledger.claim.Inputs;
import wattle.ledger.claim.Method;
import wattle.ledger.claim.Place;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Reported;
import wattle.ledger.claim.Score;
import wattle.ledger.claim.Stage;
import wattle.ledger.claim.Subject;
import wattle.series.csv.InvalidFileException;
import wattle.unit.CarbonMass;

/// The model card of a Hugging Face repository: the YAML before its text, `co2_eq_emissions` in
/// **grams**.
///
/// Read as it is found in the wild: a number, a number in quotation marks, "17g", or an object with
/// `emissions`. Kilograms are refused rather than guessed at.
public final class ModelCardFile {

    /// What keys begin with.
    public static final String SOURCE = "card";

    private static final int MOST_BYTES = 1 << 20;
    private static final Pattern FRONT =
            Pattern.compile("\\A\uFEFF?---\\R(.*?\\R)---(\\R|\\z)", Pattern.DOTALL);
    private static final Pattern GRAMS =
            Pattern.compile("([0-9][0-9.eE+-]{0,40}) ?(g|gCO2eq|grams?)?");
    private static final Pattern HEADING = Pattern.compile("(?m)^# +(.{1,200})$");

    private ModelCardFile() {}

    /// The claim of the card by its key.
    ///
    /// @throws InvalidFileException if the file has no such YAML, or no emissions in it
    public static Map<String, Claim> read(Path file) {
        String text = text(file);
        Matcher front = FRONT.matcher(text);
        if (!front.find()) {
            throw refused(
                    file,
                    "does not begin with YAML between two lines of ---",
                    "Name a model card.");
        }
        Trees card = new Trees(file, parsed(file, front.group(1)));
        if (!card.root().containsKey("co2_eq_emissions")) {
            throw refused(file, "has no co2_eq_emissions", "Add it, or name another card.");
        }
        Trees index =
                card.list("model-index").stream().findFirst().orElse(new Trees(file, Map.of()));
        String model = model(card, index, text, file);
        return Map.of(SOURCE + "/" + slug(model), claim(card, index, model));
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw refused(
                        file, "is longer than " + MOST_BYTES + " bytes", "Name a model card.");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw refused(
                    file,
                    "cannot be read as UTF-8 text: " + failed.getMessage(),
                    "Check the path.");
        }
    }

    private static Map<?, ?> parsed(Path file, String yaml) {
        var settings =
                LoadSettings.builder()
                        .setSchema(new FailsafeSchema()) // Scalars stay text, with the digits they
                        // have.
                        .setMaxAliasesForCollections(20)
                        .setCodePointLimit(MOST_BYTES)
                        .setAllowRecursiveKeys(false)
                        .build();
        try {
            Object loaded = new Load(settings).loadFromString(yaml);
            if (loaded instanceof Map<?, ?> map) {
                return map;
            }
        } catch (YamlEngineException | StackOverflowError notYaml) {
            throw refused(
                    file,
                    "has YAML that cannot be read",
                    "Correct what stands between the lines of ---.");
        }
        throw refused(file, "has no keys in its YAML", "Name a model card.");
    }

    private static String model(Trees card, Trees index, String text, Path file) {
        for (String each : new @Nullable String[] {index.text("name"), card.text("model_name")}) {
            if (each != null) {
                return each;
            }
        }
        Matcher heading = HEADING.matcher(text);
        if (heading.find()) {
            return heading.group(1).strip();
        }
        throw refused(
                file, "does not name its model", "Add model-index with a name, or a heading.");
    }

    static String slug(String model) {
        String slug =
                model.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9.]+", "-")
                        .replaceAll("^-|-$", "");
        return slug.isEmpty() ? "model" : slug.substring(0, Math.min(slug.length(), 100));
    }

    private static Claim claim(Trees card, Trees index, String model) {
        boolean isMap = card.root().get("co2_eq_emissions") instanceof Map<?, ?>;
        Trees emissions = isMap ? card.map("co2_eq_emissions") : card;
        Trees result =
                index.list("results").stream().findFirst().orElse(new Trees(card.file(), Map.of()));
        String source = isMap ? emissions.text("source") : null;
        return new Claim(
                new Subject(
                        model,
                        null,
                        null,
                        stages(isMap ? emissions.text("training_type") : null),
                        null,
                        result.map("task").text("type"),
                        result.map("dataset").text("name"),
                        null,
                        null),
                new Inputs(
                        isMap ? emissions.text("hardware_used") : null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        wattle.grid.Signal.UNSTATED,
                        new Place(
                                null,
                                null,
                                isMap ? emissions.text("geographical_location") : null,
                                null,
                                null,
                                null,
                                null),
                        null),
                new Reported(
                        null,
                        EnergyBoundary.UNSTATED,
                        grams(emissions, isMap ? "emissions" : "co2_eq_emissions"),
                        CarbonBasis.UNSTATED,
                        null),
                scores(result),
                new Evidence(
                        Method.UNSTATED,
                        List.of(
                                new Citation(
                                        "model card of " + model,
                                        "co2_eq_emissions",
                                        "primary",
                                        null)),
                        null,
                        null,
                        source == null ? null : "the card names as its source: " + source));
    }

    private static Printed<CarbonMass> grams(Trees emissions, String key) {
        String text = emissions.text(key);
        Matcher matcher = GRAMS.matcher(text == null ? "" : text);
        if (!matcher.matches()) {
            throw emissions.refused(
                    key,
                    InvalidFileException.quoted(String.valueOf(text))
                            + " is not an amount in grams",
                    "Write grams as a plain number; a card in kilograms is a thousand times off.");
        }
        try {
            return new Printed<>(new BigDecimal(matcher.group(1)), CarbonUnit.GRAM);
        } catch (IllegalArgumentException notANumber) {
            throw emissions.refused(
                    key,
                    InvalidFileException.quoted(String.valueOf(text)) + " is not a number",
                    "Write grams as a plain number.");
        }
    }

    private static Set<Stage> stages(@Nullable String trainingType) {
        return switch (trainingType == null ? "" : trainingType.toLowerCase(Locale.ROOT)) {
            case "pre-training", "pretraining" -> Set.of(Stage.PRE_TRAINING);
            case "fine-tuning", "finetuning" -> Set.of(Stage.FINE_TUNING);
            default -> Set.of();
        };
    }

    private static List<Score> scores(Trees result) {
        List<Score> scores = new ArrayList<>();
        for (Trees each : result.list("metrics")) {
            String type = each.text("type");
            String value = each.text("value");
            if (type != null && value != null && value.matches("-?[0-9.]{1,20}")) {
                scores.add(new Score(type, Double.parseDouble(value)));
            }
        }
        return scores;
    }

    private static InvalidFileException refused(Path file, String problem, String advice) {
        return new InvalidFileException(file, 0, null, problem, advice);
    }
}
