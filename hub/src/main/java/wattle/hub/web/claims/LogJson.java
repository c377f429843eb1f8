package wattle.hub.web.claims;

import java.io.StringWriter;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.core.JsonGenerator;
import wattle.ledger.LogHead;
import wattle.ledger.LoggedLine;
import wattle.report.json.FootprintWriter;

/// The log and its proofs as JSON. A hash is of 64 hexadecimal digits; a line is a text whose UTF-8
/// is what was hashed, or null where it is not for whoever asks.
final class LogJson {

    private LogJson() {}

    private interface Content {
        void to(JsonGenerator json);
    }

    private static String document(String schema, Content content) {
        var text = new StringWriter();
        try (JsonGenerator json = FootprintWriter.generator(text)) {
            json.writeStartObject();
            json.writeStringProperty("schema", schema);
            content.to(json);
            json.writeEndObject();
            json.writeRaw('\n');
        }
        return text.toString();
    }

    /// `wattle.log/1`
    static String head(LogHead head) {
        return document(
                "wattle.log/1",
                json -> {
                    json.writeNumberProperty("size", head.size());
                    json.writeStringProperty("root_sha256", head.rootHash());
                });
    }

    /// `wattle.log-entries/1`
    ///
    /// @param size of the log by now
    /// @param isShown whether the text of a line is for whoever asks
    static String entries(
            long from, long to, long size, List<LoggedLine> lines, Predicate<LoggedLine> isShown) {
        return document(
                "wattle.log-entries/1",
                json -> {
                    json.writeNumberProperty("from", from);
                    json.writeNumberProperty("to", to);
                    json.writeNumberProperty("size", size);
                    json.writeArrayPropertyStart("entries");
                    for (LoggedLine each : lines) {
                        json.writeStartObject();
                        line(json, each, isShown.test(each));
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }

    /// `wattle.log-inclusion/1`
    static String inclusion(LoggedLine line, boolean isShown, LogHead head, List<String> path) {
        return document(
                "wattle.log-inclusion/1",
                json -> {
                    line(json, line, isShown);
                    json.writeNumberProperty("size", head.size());
                    json.writeStringProperty("root_sha256", head.rootHash());
                    hashes(json, "path_sha256", path);
                });
    }

    /// `wattle.log-consistency/1`
    static String consistency(LogHead first, LogHead second, List<String> proof) {
        return document(
                "wattle.log-consistency/1",
                json -> {
                    json.writeNumberProperty("first", first.size());
                    json.writeStringProperty("first_root_sha256", first.rootHash());
                    json.writeNumberProperty("second", second.size());
                    json.writeStringProperty("second_root_sha256", second.rootHash());
                    hashes(json, "proof_sha256", proof);
                });
    }

    private static void line(JsonGenerator json, LoggedLine line, boolean isShown) {
        json.writeNumberProperty("index", line.index());
        json.writeStringProperty("leaf_sha256", line.leafHash());
        if (isShown) {
            json.writeStringProperty("line", line.text());
        } else {
            json.writeNullProperty("line");
        }
    }

    private static void hashes(JsonGenerator json, String name, List<String> hashes) {
        json.writeArrayPropertyStart(name);
        hashes.forEach(json::writeString);
        json.writeEndArray();
    }
}
