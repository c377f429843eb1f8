package wattle.hub.web.codecarbon;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import wattle.hub.web.Json;

/// JSON as text. A number goes out as it came in.
final class JsonText {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    static String of(Json value) {
        var text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(value, out);
        }
        return text.toString();
    }

    static String of(List<? extends Json> values) {
        return of(new Json.Items(List.copyOf(values)));
    }

    private static void write(Json value, JsonGenerator out) {
        switch (value) {
            case Json.Text text -> out.writeString(text.value());
            case Json.Numeral number -> out.writeNumber(number.text());
            case Json.Flag flag -> out.writeBoolean(flag.value());
            case Json.Nothing nothing -> out.writeNull();
            case Json.Items items -> {
                out.writeStartArray();
                items.values().forEach(each -> write(each, out));
                out.writeEndArray();
            }
            case Json.Fields fields -> {
                out.writeStartObject();
                for (Map.Entry<String, Json> each : fields.values().entrySet()) {
                    out.writeName(each.getKey());
                    write(each.getValue(), out);
                }
                out.writeEndObject();
            }
        }
    }
}
