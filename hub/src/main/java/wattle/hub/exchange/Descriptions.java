package wattle.hub.exchange;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;
import wattle.report.Versions;
import wattle.report.json.FootprintWriter;

/// What is in a bundle, for programs: as a Frictionless data package (version 1) and as Croissant
/// (1.0, MLCommons).
///
/// @param files by name
/// @param made when
/// @param versions of the program and its data
record Descriptions(Map<String, byte[]> files, Instant made, Versions versions) {

    private static final String NAME = "wattle-claims";
    private static final String TITLE = "Claims about the carbon of machine-learning models";

    private static final String ABOUT =
            "What was published of the energy and carbon of machine-learning models, with inputs, a"
                    + " recomputation from them, provenance by rule and plausibility findings. Terms differ by"
                    + " row: see the column licence.";

    private static final String TERMS = "by row: see the column licence";

    byte[] dataPackage() {
        var text = new StringWriter();
        try (JsonGenerator json = FootprintWriter.generator(text)) {
            json.writeStartObject();
            json.writeStringProperty("profile", "tabular-data-package");
            json.writeStringProperty("name", NAME);
            json.writeStringProperty("title", TITLE);
            json.writeStringProperty("description", ABOUT);
            json.writeStringProperty("created", made.toString());
            json.writeStringProperty("version", versions.wattle() + "+data." + versions.data());
            json.writeArrayPropertyStart("resources");
            resource("claims.csv", json);
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void resource(String file, JsonGenerator json) {
        byte[] bytes = file(file);
        json.writeStartObject();
        json.writeStringProperty("profile", "tabular-data-resource");
        json.writeStringProperty("name", "claims");
        json.writeStringProperty("path", file);
        json.writeStringProperty("format", "csv");
        json.writeStringProperty("mediatype", "text/csv");
        json.writeStringProperty("encoding", "utf-8");
        json.writeNumberProperty("bytes", bytes.length);
        json.writeStringProperty("hash", "sha256:" + Bundle.sha256(bytes));
        json.writeObjectPropertyStart("schema");
        json.writeArrayPropertyStart("fields");
        for (Column each : Column.ALL) {
            json.writeStartObject();
            json.writeStringProperty("name", each.name());
            json.writeStringProperty(
                    "type",
                    switch (each.type()) {
                        case STRING -> "string";
                        case INTEGER -> "integer";
                        case NUMBER -> "number";
                        case DATETIME -> "datetime";
                    });
            String about = about(each);
            if (!about.isEmpty()) {
                json.writeStringProperty("description", about);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringProperty("primaryKey", "id");
        json.writeArrayPropertyStart("missingValues");
        json.writeString("");
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    byte[] croissant() {
        var text = new StringWriter();
        try (JsonGenerator json = FootprintWriter.generator(text)) {
            json.writeStartObject();
            context(json);
            json.writeStringProperty("@type", "sc:Dataset");
            json.writeStringProperty("conformsTo", "http://mlcommons.org/croissant/1.0");
            json.writeStringProperty("name", NAME);
            json.writeStringProperty("description", ABOUT);
            json.writeStringProperty("license", TERMS);
            json.writeStringProperty("version", "1.0.0");
            json.writeStringProperty("datePublished", made.toString());
            json.writeStringProperty(
                    "citeAs",
                    TITLE
                            + ", Wattle "
                            + versions.wattle()
                            + ", data "
                            + versions.data()
                            + ", "
                            + made);
            json.writeArrayPropertyStart("distribution");
            json.writeStartObject();
            json.writeStringProperty("@type", "cr:FileObject");
            json.writeStringProperty("@id", "claims.csv");
            json.writeStringProperty("name", "claims.csv");
            json.writeStringProperty("contentUrl", "claims.csv");
            json.writeStringProperty("encodingFormat", "text/csv");
            json.writeStringProperty("sha256", Bundle.sha256(file("claims.csv")));
            json.writeEndObject();
            json.writeEndArray();
            json.writeArrayPropertyStart("recordSet");
            json.writeStartObject();
            json.writeStringProperty("@type", "cr:RecordSet");
            json.writeStringProperty("@id", "claims");
            json.writeStringProperty("name", "claims");
            json.writeObjectPropertyStart("key");
            json.writeStringProperty("@id", "claims/id");
            json.writeEndObject();
            json.writeArrayPropertyStart("field");
            Column.ALL.forEach(each -> field(each, json));
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void context(JsonGenerator json) {
        json.writeObjectPropertyStart("@context");
        json.writeStringProperty("@language", "en");
        json.writeStringProperty("@vocab", "https://schema.org/");
        json.writeStringProperty("cr", "http://mlcommons.org/croissant/");
        json.writeStringProperty("dct", "http://purl.org/dc/terms/");
        json.writeStringProperty("sc", "https://schema.org/");
        json.writeStringProperty("citeAs", "cr:citeAs");
        json.writeStringProperty("column", "cr:column");
        json.writeStringProperty("conformsTo", "dct:conformsTo");
        json.writeObjectPropertyStart("dataType");
        json.writeStringProperty("@id", "cr:dataType");
        json.writeStringProperty("@type", "@vocab");
        json.writeEndObject();
        json.writeStringProperty("extract", "cr:extract");
        json.writeStringProperty("field", "cr:field");
        json.writeStringProperty("fileObject", "cr:fileObject");
        json.writeStringProperty("key", "cr:key");
        json.writeStringProperty("recordSet", "cr:recordSet");
        json.writeStringProperty("source", "cr:source");
        json.writeEndObject();
    }

    private static void field(Column column, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("@type", "cr:Field");
        json.writeStringProperty("@id", "claims/" + column.name());
        json.writeStringProperty("name", column.name());
        String about = about(column);
        if (!about.isEmpty()) {
            json.writeStringProperty("description", about);
        }
        json.writeStringProperty(
                "dataType",
                switch (column.type()) {
                    case STRING -> "sc:Text";
                    case INTEGER -> "sc:Integer";
                    case NUMBER -> "sc:Float";
                    case DATETIME -> "sc:DateTime";
                });
        json.writeObjectPropertyStart("source");
        json.writeObjectPropertyStart("fileObject");
        json.writeStringProperty("@id", "claims.csv");
        json.writeEndObject();
        json.writeObjectPropertyStart("extract");
        json.writeStringProperty("column", column.name());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static String about(Column column) {
        String unit = column.unit().isEmpty() ? "" : "in " + column.unit();
        return column.description().isEmpty() || unit.isEmpty()
                ? column.description() + unit
                : column.description() + ", " + unit;
    }

    private byte[] file(String name) {
        return Objects.requireNonNull(files.get(name), name);
    }
}
