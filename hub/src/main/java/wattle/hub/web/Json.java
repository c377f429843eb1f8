package wattle.hub.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/// A JSON value that somebody sent, read within bounds. A number stays the text that it was written
/// as, so that nothing is rounded on the way and nothing is expanded: `1e999999999` is refused
/// before anybody makes a number of it.
///
/// ```java
/// Json.parse("{\"hours\": 1.10}".getBytes(UTF_8))
/// ```
public sealed interface Json {

    record Text(String value) implements Json {}

    /// @param text as it was written
    record Numeral(String text) implements Json {}

    record Flag(boolean value) implements Json {}

    record Nothing() implements Json {}

    record Items(List<Json> values) implements Json {}

    record Fields(Map<String, Json> values) implements Json {}

    /// Deeper than any request of ours.
    int MOST_DEPTH = 16;

    /// Digits, sign, point and exponent: more than a double can tell apart.
    int MOST_DIGITS = 40;

    /// Beyond it a double is infinite or zero.
    int MOST_EXPONENT = 400;

    /// Values, names and brackets: a bound of the memory that a body takes.
    int MOST_TOKENS = 1_000_000;

    /// @param utf8 of bounded length
    /// @throws ProblemException with status 400 if it is no JSON, or goes beyond the bounds
    static Json parse(byte[] utf8) {
        try (JsonParser in = JsonReading.FACTORY.createParser(ObjectReadContext.empty(), utf8)) {
            JsonToken first = in.nextToken();
            if (first == null) {
                throw JsonReading.refused("the body is empty");
            }
            Json value = JsonReading.value(in, first);
            if (in.nextToken() != null) {
                throw JsonReading.refused("there is something after the end of the JSON value");
            }
            return value;
        } catch (StreamConstraintsException beyond) {
            throw JsonReading.refused(
                    "the JSON goes beyond "
                            + MOST_DEPTH
                            + " levels, "
                            + MOST_DIGITS
                            + " digits of a number, 200 characters of a name or "
                            + MOST_TOKENS
                            + " values");
        } catch (JacksonException malformed) {
            var at = malformed.getLocation();
            throw JsonReading.refused(
                    "the body is no JSON: line "
                            + (at == null ? 1 : at.getLineNr())
                            + ", column "
                            + (at == null ? 1 : at.getColumnNr()));
        }
    }

    /// What it is, for a refusal.
    default String kind() {
        return switch (this) {
            case Text _ -> "a string";
            case Numeral _ -> "a number";
            case Flag _ -> "true or false";
            case Nothing _ -> "null";
            case Items _ -> "an array";
            case Fields _ -> "an object";
        };
    }
}

/// How [Json] is read.
final class JsonReading {

    static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(Json.MOST_DEPTH)
                                    .maxNumberLength(Json.MOST_DIGITS)
                                    .maxNameLength(200)
                                    .maxTokenCount(Json.MOST_TOKENS)
                                    .build())
                    .build();

    private JsonReading() {}

    static Json value(JsonParser in, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> fields(in);
            case START_ARRAY -> items(in);
            case VALUE_STRING -> new Json.Text(in.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> numeral(in.getString());
            case VALUE_TRUE -> new Json.Flag(true);
            case VALUE_FALSE -> new Json.Flag(false);
            case VALUE_NULL -> new Json.Nothing();
            default -> throw refused("the body is no JSON");
        };
    }

    private static Json fields(JsonParser in) {
        Map<String, Json> fields = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            fields.put(name, value(in, in.nextToken()));
        }
        return new Json.Fields(fields);
    }

    private static Json items(JsonParser in) {
        List<Json> items = new ArrayList<>();
        for (JsonToken each = in.nextToken(); each != JsonToken.END_ARRAY; each = in.nextToken()) {
            items.add(value(in, each));
        }
        return new Json.Items(items);
    }

    private static Json numeral(String text) {
        int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
        if (exponent >= 0) {
            String digits = text.substring(exponent + 1);
            if (digits.length() > 5 || Math.abs(Integer.parseInt(digits)) > Json.MOST_EXPONENT) {
                throw refused("a number's exponent goes beyond " + Json.MOST_EXPONENT);
            }
        }
        return new Json.Numeral(text);
    }

    static ProblemException refused(String why) {
        return new ProblemException(
                Problem.of(400, why, Problem.Place.inBody("", "WATTLE-3370", why)));
    }
}
