package wattle.ledger.json;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The fields of a JSON document, one after the other. A field that is `null` is passed over: it
/// says as much as one that is left out.
///
/// Whatever throws while a field is read is about that field: [#pointer] names it.
final class Fields {

    private final JsonParser json;

    Fields(JsonParser json) {
        this.json = json;
    }

    /// Where the parser stands.
    String pointer() {
        return json.streamReadContext().pathAsPointer().toString();
    }

    /// Goes into an object, whose first token may have been read.
    void begin() {
        JsonToken token = json.currentToken();
        if (token == null || token == JsonToken.PROPERTY_NAME) {
            token = json.nextToken();
        }
        if (token != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("it must be an object");
        }
    }

    /// The next field's name, with the parser at its value; null at the end of the object.
    @Nullable String next() {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            if (json.nextToken() != JsonToken.VALUE_NULL) {
                return name;
            }
        }
        if (json.currentToken() != JsonToken.END_OBJECT) {
            throw new IllegalArgumentException("it is cut off");
        }
        return null;
    }

    IllegalArgumentException unknown() {
        return new IllegalArgumentException("there is no such field in a claim");
    }

    String text() {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new IllegalArgumentException("it must be a text");
        }
        return Texts.keepable(json.getString());
    }

    double real() {
        return Numbers.real(digits());
    }

    int whole() {
        String digits = digits();
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || digits.length() > 9) {
            throw new IllegalArgumentException("it must be a whole number: " + digits);
        }
        return Integer.parseInt(digits);
    }

    /// A number as it was written; a text of digits, since JSON libraries drop zeros of numbers.
    String figure() {
        return json.currentToken() == JsonToken.VALUE_STRING ? json.getString() : digits();
    }

    private String digits() {
        JsonToken token = json.currentToken();
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            throw new IllegalArgumentException("it must be a number");
        }
        return json.getString();
    }

    <T> T labelled(T[] values, Function<T, String> label) {
        String text = text();
        for (T each : values) {
            if (label.apply(each).equals(text)) {
                return each;
            }
        }
        throw new IllegalArgumentException(
                "it must be one of " + List.of(values).stream().map(label).toList());
    }

    <T> List<T> list(Supplier<T> element) {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new IllegalArgumentException("it must be a list");
        }
        List<T> values = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == null) {
                throw new IllegalArgumentException("it is cut off");
            }
            values.add(element.get());
        }
        return values;
    }

    static <T> T needed(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException("\"" + name + "\" is missing");
        }
        return value;
    }
}
