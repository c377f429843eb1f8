package wattle.hub.web.runs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.hub.web.Json;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.ledger.sql.LiveRuns;
import wattle.meter.journal.Excerpt;

/// What a run says of itself when it begins: its id, and if it likes who may see it, its place, and
/// what it does. Anything else is refused rather than dropped, so that nobody believes it was kept.
final class StartBody {

    private static final Set<String> FIELDS = Set.of("id", "public", "zone", "pue", "labels");
    private static final int LONGEST = 200;

    private StartBody() {}

    static boolean isId(String id) {
        return id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    }

    /// @param owner the name of the token it came with
    /// @throws ProblemException 422 if something of it is wrong
    static LiveRuns.Start read(Json body, String owner) {
        if (!(body instanceof Json.Fields fields)) {
            throw refused("", "it has to be an object");
        }
        for (String each : fields.values().keySet()) {
            if (!FIELDS.contains(each)) {
                throw refused("/" + each, "no such field is kept of a run");
            }
        }
        String id = text(fields, "id");
        if (id == null || !isId(id)) {
            throw refused("/id", "it has to be 1 to 100 letters, digits, dots and dashes");
        }
        boolean isPublic =
                switch (fields.values().get("public")) {
                    case null -> false;
                    case Json.Flag flag -> flag.value();
                    default -> throw refused("/public", "it has to be true or false");
                };
        return new LiveRuns.Start(
                id, owner, isPublic, text(fields, "zone"), pue(fields), labels(fields));
    }

    private static @Nullable Double pue(Json.Fields fields) {
        return switch (fields.values().get("pue")) {
            case null -> null;
            case Json.Nothing nothing -> null;
            case Json.Numeral number -> {
                double value = Double.parseDouble(number.text());
                if (!(value >= 1 && value <= 100)) {
                    throw refused("/pue", "it has to be 1 to 100");
                }
                yield value;
            }
            default -> throw refused("/pue", "it has to be a number");
        };
    }

    private static Map<String, String> labels(Json.Fields fields) {
        Json given = fields.values().get("labels");
        if (given == null) {
            return Map.of();
        }
        if (!(given instanceof Json.Fields labels)) {
            throw refused("/labels", "it has to be an object");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (String each : labels.values().keySet()) {
            if (!Excerpt.LABELS.contains(each)) {
                throw refused("/labels/" + each, "labels are " + String.join(", ", Excerpt.LABELS));
            }
            String value = text(labels, each);
            if (value != null) {
                texts.put(each, value);
            }
        }
        return Excerpt.labels(texts);
    }

    private static @Nullable String text(Json.Fields fields, String name) {
        return switch (fields.values().get(name)) {
            case null -> null;
            case Json.Nothing nothing -> null;
            case Json.Text text -> {
                boolean printable = text.value().chars().noneMatch(Character::isISOControl);
                if (text.value().isBlank() || text.value().length() > LONGEST || !printable) {
                    throw refused(
                            "/" + name, "it has to be 1 to " + LONGEST + " printable characters");
                }
                yield text.value();
            }
            default -> throw refused("/" + name, "it has to be a string");
        };
    }

    private static ProblemException refused(String pointer, String why) {
        return new ProblemException(
                Problem.of(
                        422,
                        (pointer.isEmpty() ? "the body" : pointer) + ": " + why,
                        Problem.Place.inBody(pointer, "WATTLE-3395", why)));
    }
}
