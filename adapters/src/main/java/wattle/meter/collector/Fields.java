package wattle.meter.collector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/// The fields of one JSON object of a line. Whole numbers are `Long`, others `Double`.
record Fields(Map<String, @Nullable Object> values) {

    /// @throws MalformedLineException if the line is not one JSON object
    static Fields of(byte[] line) throws MalformedLineException {
        try (JsonParser parser = Protocol.JSON.createParser(ObjectReadContext.empty(), line)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                Fields fields = object(parser);
                if (parser.nextToken() == null) {
                    return fields;
                }
            }
            throw new MalformedLineException("its line is not one JSON object");
        } catch (JacksonException notJson) {
            throw new MalformedLineException("its line is not JSON", notJson);
        }
    }

    private static Fields object(JsonParser parser) throws MalformedLineException {
        Map<String, @Nullable Object> values = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            values.put(name, value(parser));
        }
        return new Fields(values);
    }

    private static @Nullable Object value(JsonParser parser) throws MalformedLineException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield items;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new MalformedLineException("its line is not JSON");
        };
    }

    String text(String name) throws MalformedLineException {
        return of(name, String.class);
    }

    boolean flag(String name) throws MalformedLineException {
        return of(name, Boolean.class);
    }

    double number(String name) throws MalformedLineException {
        return of(name, Number.class).doubleValue();
    }

    long whole(String name) throws MalformedLineException {
        return of(name, Long.class);
    }

    boolean isNull(String name) {
        return values.get(name) == null;
    }

    Fields object(String name) throws MalformedLineException {
        return of(name, Fields.class);
    }

    List<?> list(String name) throws MalformedLineException {
        return of(name, List.class);
    }

    private <T> T of(String name, Class<T> type) throws MalformedLineException {
        Object value = values.get(name);
        if (!type.isInstance(value)) {
            throw new MalformedLineException("it gives no " + name);
        }
        return type.cast(value);
    }
}
