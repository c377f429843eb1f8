package wattle.hub.page.submission;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.ledger.claim.Claim;
import wattle.ledger.json.ClaimJson;
import wattle.ledger.json.MalformedClaimException;

/// What somebody has said of a claim so far: the text of each [Field], as it stands in the form and
/// in the address. Becomes a claim by way of its JSON, so that nothing is accepted here that the
/// API would refuse. Immutable.
public final class Draft {

    /// As many citations and scores as the form has.
    static final int LISTED = 3;

    /// The field that only those who review claims may fill in.
    static final String DIGEST = "record_sha256";

    /// Why the claim is right although something about it is odd.
    static final String COMMENT = "comment";

    /// The id of the claim that is corrected.
    static final String REVISE = "revise";

    /// The revision of it that the form was filled in from.
    static final String REVISION = "revision";

    /// What a comment begins with in a claim's notes.
    private static final String COMMENTED = "Of the findings its sender says: ";

    /// Names of what an upload had and the claim has not.
    static final String REMOVED = "removed";

    private static final Pattern NUMBER =
            Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,2})?");

    private static final int MOST_REMOVED = 800;

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final Map<String, List<String>> values;

    private Draft(Map<String, List<String>> values) {
        this.values = values;
    }

    /// @param sent as it came, of any length; what is no field of ours is left alone
    static Draft of(Map<String, List<String>> sent) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Field each : Field.ALL) {
            List<String> all = sent.getOrDefault(each.name(), List.of());
            if (each.kind() == Field.Kind.SEVERAL) {
                put(values, each.name(), all.stream().filter(each.choices()::contains).toList());
            } else if (!all.isEmpty()) {
                // One more than is allowed: whether it was too long is said.
                put(values, each.name(), List.of(cut(tidy(each, all.getFirst()), each.longest())));
            }
        }
        for (String each : List.of(COMMENT, REMOVED)) {
            List<String> all = sent.getOrDefault(each, List.of());
            if (!all.isEmpty()) {
                int longest = each.equals(COMMENT) ? Field.LONGEST_NOTES : MOST_REMOVED;
                put(values, each, List.of(cut(all.getFirst().strip(), longest)));
            }
        }
        keep(values, sent, REVISE, "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
        keep(values, sent, REVISION, "[1-9][0-9]{0,8}");
        return new Draft(values);
    }

    private static void keep(
            Map<String, List<String>> values,
            Map<String, List<String>> sent,
            String name,
            String pattern) {
        String value = sent.getOrDefault(name, List.of("")).getFirst();
        if (value.matches(pattern)) {
            put(values, name, List.of(value));
        }
    }

    private static String tidy(Field field, String text) {
        String bare = text.strip().replace("\r\n", "\n");
        return switch (field.kind()) {
            case NUMBER, WHOLE, FIGURE -> bare.replace(',', '.');
            default -> field.name().equals("country_code") ? bare.toUpperCase(Locale.ROOT) : bare;
        };
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest + 1);
    }

    private static void put(Map<String, List<String>> values, String name, List<String> all) {
        List<String> filled = all.stream().filter(each -> !each.isEmpty()).distinct().toList();
        if (!filled.isEmpty()) {
            values.put(name, filled);
        }
    }

    /// The draft of a claim that is there. What the form has no field for is left out.
    static Draft of(Claim claim) {
        JsonNode json = MAPPER.readTree(ClaimJson.bytes(claim));
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Field each : Field.ALL) {
            JsonNode at = json.at(each.pointer());
            if (at.isArray()) {
                put(values, each.name(), at.valueStream().map(JsonNode::asString).toList());
            } else if (!at.isMissingNode() && !at.isNull()) {
                put(values, each.name(), List.of(at.asString()));
            }
        }
        return new Draft(values);
    }

    Draft with(String name, String value) {
        Map<String, List<String>> more = new LinkedHashMap<>(values);
        more.remove(name);
        put(more, name, List.of(value));
        return new Draft(more);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /// What stands in a field; empty for nothing.
    public String value(String name) {
        return values.getOrDefault(name, List.of("")).getFirst();
    }

    /// Whether a choice of several is taken.
    public boolean has(String name, String choice) {
        return values.getOrDefault(name, List.of()).contains(choice);
    }

    /// A name and a value of the form.
    public record Said(String name, String value) {}

    /// All that was said, for hidden fields of a form.
    public List<Said> said() {
        List<Said> said = new ArrayList<>();
        values.forEach((name, all) -> all.forEach(each -> said.add(new Said(name, each))));
        return said;
    }

    /// What was said in other steps, for hidden fields of this one's form.
    public List<Said> saidBeside(int step) {
        return said().stream()
                .filter(each ->
                        Field.ALL.stream()
                                .noneMatch(field ->
                                        field.step() == step && field.name().equals(each.name())))
                .toList();
    }

    /// The address of a step, with all that was said.
    public String address(int step) {
        var address = new StringBuilder("/submit?step=" + step);
        for (Said each : said()) {
            address.append('&')
                    .append(each.name())
                    .append('=')
                    .append(URLEncoder.encode(each.value(), StandardCharsets.UTF_8));
        }
        return address.toString();
    }

    /// Whether an address might become too long for some server or browser: then the form is
    /// posted.
    public boolean isLong() {
        return address(1).length() > 3000;
    }

    /// What is wrong, by the name of the field; empty where it is the whole.
    public Map<String, String> wrong() {
        Map<String, String> wrong = new LinkedHashMap<>();
        for (Field each : Field.ALL) {
            String value = value(each.name());
            if (!value.isEmpty()) {
                String why = wrong(each, value);
                if (!why.isEmpty()) {
                    wrong.put(each.name(), why);
                }
            }
        }
        if (value("model").isEmpty()) {
            wrong.put("model", "A claim is about a model: say its name.");
        }
        if (value("energy").isEmpty() && value("carbon").isEmpty()) {
            wrong.put("energy", "Say an energy or a carbon: there is nothing else to compare.");
        }
        if (value(COMMENT).length() > Field.LONGEST_NOTES) {
            wrong.put(COMMENT, "This may have " + Field.LONGEST_NOTES + " characters.");
        }
        if (wrong.isEmpty()) {
            try {
                claim();
            } catch (MalformedClaimException malformed) {
                Field field = Field.at(malformed.pointer());
                wrong.put(
                        field == null ? "" : field.name(), String.valueOf(malformed.getMessage()));
            } catch (IllegalArgumentException tooLarge) {
                wrong.put("", String.valueOf(tooLarge.getMessage()));
            }
        }
        return wrong;
    }

    private static String wrong(Field field, String value) {
        if (value.length() > field.longest()) {
            return "This may have " + field.longest() + " characters.";
        }
        return switch (field.kind()) {
            case NUMBER ->
                    NUMBER.matcher(value).matches()
                                    && (field.name().startsWith("score") || !value.startsWith("-"))
                            ? ""
                            : "This takes a number such as 1.5 or 2e9.";
            case FIGURE ->
                    NUMBER.matcher(value).matches() && !value.startsWith("-")
                            ? ""
                            : "This takes a number such as 24.70, with the digits it was printed with.";
            case WHOLE -> value.matches("[0-9]{4}") ? "" : "This takes a year such as 2026.";
            case CHOICE ->
                    field.choices().contains(value)
                            ? ""
                            : "This is one of " + String.join(", ", field.choices()) + ".";
            case TEXT, LONG, SEVERAL -> "";
        };
    }

    /// The step on which something is wrong; 0 for none, 5 where it is no step's.
    static int stepOf(Map<String, String> wrong) {
        int first = wrong.isEmpty() ? 0 : 5;
        for (Field each : Field.ALL) {
            if (wrong.containsKey(each.name())) {
                first = Math.min(first, each.step());
            }
        }
        return first;
    }

    /// The claim, exactly as it would be stored.
    ///
    /// @throws MalformedClaimException if it is none
    Claim claim() {
        return ClaimJson.read(MAPPER.writeValueAsBytes(json()));
    }

    private Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        for (Field each : Field.ALL) {
            List<String> all = values.getOrDefault(each.name(), List.of());
            boolean chosen = each.kind() == Field.Kind.CHOICE;
            if (!each.needs().isEmpty() && value(each.needs()).isEmpty()) {
                continue; // A unit of nothing says nothing.
            }
            String value = all.isEmpty() && chosen ? each.choices().getFirst() : value(each.name());
            if (each.kind() == Field.Kind.SEVERAL) {
                if (!all.isEmpty()) {
                    set(json, each.pointer(), all);
                }
            } else if (!value.isEmpty()) {
                set(json, each.pointer(), typed(each, value));
            }
        }
        String comment = value(COMMENT);
        if (!comment.isEmpty()) {
            String notes = value("notes");
            set(
                    json,
                    "/evidence/notes",
                    (notes.isEmpty() ? "" : notes + "\n") + COMMENTED + comment);
        }
        return compact(json);
    }

    private static Object typed(Field field, String value) {
        return switch (field.kind()) {
            case NUMBER -> number(value);
            case WHOLE -> value.matches("[0-9]{1,9}") ? (Object) Integer.valueOf(value) : value;
            default -> value;
        };
    }

    private static Object number(String value) {
        return NUMBER.matcher(value).matches() ? new BigDecimal(value) : value;
    }

    @SuppressWarnings("unchecked") // What is put into the tree is a map or a value.
    private static void set(Map<String, Object> json, String pointer, Object value) {
        String[] names = pointer.substring(1).split("/", -1);
        Map<String, Object> at = json;
        for (int i = 0; i < names.length - 1; i++) {
            at =
                    (Map<String, Object>)
                            at.computeIfAbsent(names[i], _ -> new TreeMap<String, Object>());
        }
        at.put(names[names.length - 1], value);
    }

    /// Objects whose names are numbers are lists.
    private static Map<String, Object> compact(Map<String, Object> json) {
        Map<String, Object> compact = new LinkedHashMap<>();
        json.forEach((name, value) -> compact.put(name, compacted(value)));
        return compact;
    }

    @SuppressWarnings("unchecked") // As in #set.
    private static Object compacted(Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<String, Object> object = (Map<String, Object>) map;
        return object.keySet().stream().allMatch(each -> each.matches("[0-9]"))
                ? object.values().stream().map(Draft::compacted).toList()
                : compact(object);
    }

    /// Whether it corrects a claim that is there.
    public boolean isRevision() {
        return values.containsKey(REVISE);
    }

    /// Whether what is odd about the claim is commented on, now or before it was corrected.
    public boolean isCommented() {
        return values.containsKey(COMMENT) || value("notes").contains(COMMENTED);
    }

    /// Without what only those who review claims may say.
    Draft withoutDigest() {
        return with(DIGEST, "");
    }

    /// What an upload had and the claim has not, by name.
    public List<String> removed() {
        String removed = value(REMOVED);
        return removed.isEmpty() ? List.of() : List.of(removed.split(",", -1));
    }

    /// A part of the record in words.
    public record Line(String label, String value) {}

    /// The record field by field, as it would be stored.
    static List<Line> lines(Claim claim) {
        Draft draft = of(claim);
        List<Line> lines = new ArrayList<>();
        for (Field each : Field.ALL) {
            List<String> all = draft.values.getOrDefault(each.name(), List.of());
            if (!all.isEmpty() && !each.name().endsWith("_unit")) {
                String unit = draft.value(each.name() + "_unit");
                lines.add(
                        new Line(
                                each.label(),
                                String.join(", ", all) + (unit.isEmpty() ? "" : " " + unit)));
            }
        }
        return lines;
    }

    /// Whether the claim says more than the form has fields for.
    static @Nullable String beyond(Claim claim) {
        Draft draft = of(claim);
        if (Field.ALL.stream()
                .anyMatch(each -> draft.value(each.name()).length() > each.longest())) {
            return "texts that are longer than the form holds";
        }
        try {
            return draft.claim().equals(claim)
                    ? null
                    : "more sources or scores than the form holds, or an audit";
        } catch (IllegalArgumentException | MalformedClaimException refused) {
            return "texts that are longer than the form holds";
        }
    }
}
