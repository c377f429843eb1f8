package wattle.hub.web.codecarbon;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.hub.web.Json;

/// An object on its way to a client, field by field. For one thread.
final class Fields {

    private final Map<String, Json> values = new LinkedHashMap<>();

    Fields put(String name, Json value) {
        values.put(name, value);
        return this;
    }

    /// All of another object's fields.
    Fields all(Map<String, Json> more) {
        values.putAll(more);
        return this;
    }

    /// Anything that is said by its text, such as an id or an instant; null is said to be nothing.
    Fields text(String name, @Nullable Object value) {
        return put(name, value == null ? new Json.Nothing() : new Json.Text(value.toString()));
    }

    Fields flag(String name, boolean value) {
        return put(name, new Json.Flag(value));
    }

    Fields number(String name, long value) {
        return put(name, new Json.Numeral(Long.toString(value)));
    }

    Json.Fields json() {
        return new Json.Fields(values);
    }
}
