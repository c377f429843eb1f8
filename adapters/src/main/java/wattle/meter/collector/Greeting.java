package wattle.meter.collector;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/// What a server says first: where it is and what it offers.
///
/// @param bootId of the kernel; empty where it does not say
record Greeting(String host, String bootId, List<Offer> offers) {

    Greeting {
        offers = List.copyOf(offers);
    }

    /// The line, with its line feed.
    byte[] line() {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json =
                Protocol.JSON.createGenerator(
                        ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringProperty("schema", Protocol.SCHEMA);
            json.writeStringProperty("host", host);
            json.writeStringProperty("boot_id", bootId);
            json.writeName("parts");
            json.writeStartArray();
            for (int i = 0; i < offers.size(); i++) {
                offers.get(i).write(i, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    /// @param line without its line feed
    static Greeting read(byte[] line) throws MalformedLineException {
        Fields fields = Fields.of(line);
        String schema = fields.text("schema");
        if (!schema.equals(Protocol.SCHEMA)) {
            throw new MalformedLineException(
                    "it speaks \"" + printable(schema) + "\", not " + Protocol.SCHEMA);
        }
        List<Offer> offers = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Object each : fields.list("parts")) {
            if (!(each instanceof Fields part) || part.whole("index") != offers.size()) {
                throw new MalformedLineException("its parts are not in order");
            }
            Offer offer = Offer.read(part);
            if (!ids.add(offer.part().id())) {
                throw new MalformedLineException("it gives two parts of one id");
            }
            offers.add(offer);
        }
        return new Greeting(fields.text("host"), fields.text("boot_id"), offers);
    }

    /// What a stranger sent, for a message.
    private static String printable(String text) {
        var shown = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), 40); i++) {
            char each = text.charAt(i);
            shown.append(each >= ' ' && each < 127 ? each : '?');
        }
        return shown.toString();
    }
}
