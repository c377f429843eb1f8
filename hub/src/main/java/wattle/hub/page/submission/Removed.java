package wattle.hub.page.submission;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.hub.submission.ClaimFile;
import wattle.ledger.claim.Claim;
import wattle.ledger.json.ClaimJson;
import wattle.series.csv.InvalidFileException;

/// What an uploaded file says that its claims do not: machines, users, paths, commands. It is shown
/// once, struck through, to the one who sent the file, and kept nowhere.
///
/// @param name as the file has it
/// @param value as the file has it, shortened
public record Removed(String name, String value) {

    private static final int MOST = 40;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(32)
                                                    .maxNumberLength(60)
                                                    .build())
                                    .build())
                    .build();

    /// What the claim of a row of CodeCarbon is made of.
    private static final Set<String> OF_CODE_CARBON =
            Set.of(
                    "timestamp",
                    "project_name",
                    "duration",
                    "emissions",
                    "emissions_rate",
                    "energy_consumed",
                    "cpu_energy",
                    "gpu_energy",
                    "ram_energy",
                    "country_iso_code",
                    "gpu_model",
                    "codecarbon_version",
                    "pue");

    /// What is in a claim under other words or in other units, by the last name of its place.
    private static final Set<String> CONVERTED =
            Set.of(
                    "crc",
                    "len",
                    "schema",
                    "started",
                    "interval_nanos",
                    "model",
                    "developer",
                    "task",
                    "dataset",
                    "stage",
                    "project",
                    "zone",
                    "region",
                    "provider",
                    "pue",
                    "taskStage",
                    "parametersNumber",
                    "componentType",
                    "nbComponent",
                    "measurementDuration",
                    "infraType",
                    "confidentialityLevel",
                    "quality");

    private static final Set<String> OF_CARD =
            Set.of("co2_eq_emissions", "model-index", "model_name");

    private static final Pattern KEY = Pattern.compile("(?m)^([A-Za-z_][A-Za-z0-9_-]*):(.*)$");

    /// @param bytes the file's, of bounded length
    /// @param claims that were made of it, at least one
    static List<Removed> of(ClaimFile kind, byte[] bytes, List<Claim> claims) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        List<Removed> all =
                switch (kind) {
                    case CODE_CARBON -> ofTable(text);
                    case MODEL_CARD -> ofCard(text);
                    case BOAMPS -> ofJson(text, claims);
                    case WATTLE_RECORD -> ofRecord(text, claims);
                    case SURVEY, TRAINING_RUNS -> List.of();
                };
        return all.size() <= MOST ? all : all.subList(0, MOST);
    }

    /// Its names, for those who see the claim before it is sent.
    static String names(List<Removed> removed) {
        return String.join(
                ",",
                removed.stream()
                        .map(each -> each.name().replaceAll("[,\\p{Cntrl}]", " "))
                        .limit(30)
                        .toList());
    }

    private static Removed of(String name, String value) {
        return new Removed(InvalidFileException.shown(name), InvalidFileException.shown(value));
    }

    private static List<Removed> ofTable(String text) {
        String[] lines = text.replaceFirst("\\A\uFEFF", "").split("\\R", 3);
        String[] names = lines[0].split(",", -1);
        String[] cells = lines.length < 2 ? new String[0] : lines[1].split(",", -1);
        List<Removed> removed = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            String name = names[i].replace("\"", "").strip();
            if (!name.isEmpty() && !OF_CODE_CARBON.contains(name)) {
                // A cell with a comma in it would move the others: then names alone are shown.
                removed.add(of(name, cells.length == names.length ? cells[i] : ""));
            }
        }
        return removed;
    }

    private static List<Removed> ofCard(String text) {
        int end = text.indexOf("\n---", 3);
        List<Removed> removed = new ArrayList<>();
        KEY.matcher(end < 0 ? text : text.substring(0, end))
                .results()
                .filter(each -> !OF_CARD.contains(each.group(1)))
                .forEach(each -> removed.add(of(each.group(1), each.group(2).strip())));
        if (end >= 0 && !text.substring(end + 4).isBlank()) {
            removed.add(
                    of("the card's text", text.substring(end + 4).strip().replaceAll("\\s+", " ")));
        }
        return removed;
    }

    private static List<Removed> ofRecord(String text, List<Claim> claims) {
        List<Removed> removed = new ArrayList<>();
        text.lines()
                .limit(20)
                .filter(each -> each.contains("\"run\":") || each.contains("\"machine\":"))
                .forEach(each -> removed.addAll(ofJson(each, claims)));
        return removed;
    }

    private static List<Removed> ofJson(String json, List<Claim> claims) {
        List<Removed> removed = new ArrayList<>();
        try {
            String kept = ClaimJson.text(claims.getFirst());
            leaves("", MAPPER.readTree(json), kept, removed);
        } catch (JacksonException unreadable) {
            return List.of(); // Who reads the claim has said so.
        }
        return removed;
    }

    private static void leaves(String name, JsonNode node, String kept, List<Removed> removed) {
        if (removed.size() > MOST) {
            return;
        }
        if (node.isObject()) {
            node.properties()
                    .forEach(each ->
                            leaves(
                                    name.isEmpty() ? each.getKey() : name + "." + each.getKey(),
                                    each.getValue(),
                                    kept,
                                    removed));
        } else if (node.isArray() && node.size() > 0 && node.get(0).isObject()) {
            node.forEach(each -> leaves(name, each, kept, removed));
        } else {
            String value = node.isArray() ? node.toString() : node.asString();
            String last = name.substring(name.lastIndexOf('.') + 1);
            if (!value.isEmpty()
                    && !CONVERTED.contains(last)
                    && !kept.contains(node.isString() ? node.toString() : ":" + value)
                    && !kept.contains("\"" + value + "\"")) {
                removed.add(of(name, value));
            }
        }
    }
}
