package wattle.hub.page.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import wattle.ledger.claim.Citation;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.Printed;

/// The record as a `Dataset` of schema.org: its figures as they were printed, in units by the codes
/// of UN/CEFACT.
final class JsonLd {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonLd() {}

    static String of(Exported exported) {
        Claim claim = exported.claim();
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("@context", "https://schema.org");
        out.put("@type", "Dataset");
        out.put("name", exported.title());
        out.put("description", exported.summary());
        out.put("identifier", exported.entry().id().toString());
        out.put("url", exported.address());
        out.put("version", String.valueOf(exported.entry().revision()));
        out.put("dateModified", exported.entry().recordedAt().toString());
        out.put("about", about(claim));
        put(out, "citation", citations(claim));
        put(out, "temporalCoverage", claim.inputs().start());
        String place = ClaimWords.place(claim.inputs().place());
        if (!place.equals(ClaimWords.UNKNOWN)) {
            out.put("spatialCoverage", typed("Place", place));
        }
        out.put("variableMeasured", variables(claim));
        return MAPPER.writeValueAsString(out) + "\n";
    }

    private static Map<String, Object> about(Claim claim) {
        Map<String, Object> about = typed("CreativeWork", claim.subject().model());
        if (claim.subject().developer() != null) {
            about.put("creator", typed("Organization", claim.subject().developer()));
        }
        Integer year = claim.subject().year();
        put(about, "datePublished", year == null ? null : year.toString());
        return about;
    }

    private static @Nullable List<Object> citations(Claim claim) {
        List<Object> all = new ArrayList<>();
        for (Citation each : claim.evidence().citations()) {
            Map<String, Object> one = typed("CreativeWork", Exported.source(each));
            put(one, "usageInfo", each.licence());
            all.add(one);
        }
        return all.isEmpty() ? null : all;
    }

    private static List<Object> variables(Claim claim) {
        List<Object> all = new ArrayList<>();
        String method = claim.evidence().method().label();
        add(
                all,
                "energy",
                claim.reported().energy(),
                ClaimWords.boundary(claim.reported().boundary()),
                method);
        add(
                all,
                "carbon dioxide equivalent",
                claim.reported().carbon(),
                ClaimWords.basis(claim.reported().basis()),
                method);
        add(
                all,
                "carbon dioxide equivalent",
                claim.reported().marketBased(),
                "market-based",
                method);
        return all;
    }

    private static void add(
            List<Object> all,
            String name,
            @Nullable Printed<?> printed,
            String counts,
            String method) {
        if (printed == null) {
            return;
        }
        Map<String, Object> one = typed("PropertyValue", name);
        one.put("value", printed.number());
        one.put("unitCode", code(printed.unit().symbol()));
        one.put("unitText", printed.unit().symbol());
        one.put("description", counts);
        if (!method.equals("unstated")) {
            one.put("measurementTechnique", method);
        }
        all.add(one);
    }

    /// Of UN/CEFACT's Recommendation 20.
    private static String code(String symbol) {
        return switch (symbol) {
            case "J" -> "JOU";
            case "Wh" -> "WHR";
            case "kWh" -> "KWH";
            case "MWh" -> "MWH";
            case "GWh" -> "GWH";
            case "g" -> "GRM";
            case "kg" -> "KGM";
            case "t" -> "TNE";
            case "lb" -> "LBR";
            default -> throw new IllegalStateException("a unit without a code: " + symbol);
        };
    }

    private static Map<String, Object> typed(String type, String name) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("@type", type);
        out.put("name", name);
        return out;
    }

    private static void put(Map<String, Object> out, String name, @Nullable Object value) {
        if (value != null) {
            out.put(name, value instanceof java.time.Instant ? value.toString() : value);
        }
    }
}
