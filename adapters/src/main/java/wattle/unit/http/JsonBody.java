package wattle.unit.http;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A JSON document as bytes, without blanks, written by a streaming generator.
public final class JsonBody {

    private JsonBody() {}

    public static byte[] of(Consumer<JsonGenerator> written) {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json =
                JsonFactory.builder().build().createGenerator(ObjectWriteContext.empty(), bytes)) {
            written.accept(json);
        }
        return bytes.toByteArray();
    }
}
