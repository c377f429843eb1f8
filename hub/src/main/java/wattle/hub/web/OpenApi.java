package wattle.hub.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The OpenAPI 3.1 document of a server: that of each group of routes, put together.
public final class OpenApi {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private OpenApi() {}

    /// @param version of Wattle
    /// @throws IllegalArgumentException if two groups have a path, schema or other part of one name
    public static String of(List<? extends Described> groups, String version) {
        ObjectNode all = read(OpenApi.class.getResourceAsStream("openapi.json"));
        ((ObjectNode) all.path("info")).put("version", version);
        for (Described each : groups) {
            merge(all, read(each.openApi()));
        }
        return MAPPER.writeValueAsString(all) + "\n";
    }

    private static ObjectNode read(@org.jspecify.annotations.Nullable InputStream resource) {
        if (resource == null) {
            throw new IllegalArgumentException("a group of routes has no OpenAPI document");
        }
        try (resource) {
            return (ObjectNode) MAPPER.readTree(resource.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void merge(ObjectNode all, ObjectNode group) {
        all.withArray("tags").addAll(group.withArray("tags"));
        put(all.withObject("paths"), group.withObject("paths"));
        for (Map.Entry<String, JsonNode> kind : group.withObject("components").properties()) {
            put(
                    all.withObject("components").withObject(kind.getKey()),
                    (ObjectNode) kind.getValue());
        }
    }

    /// A path that two groups answer, each with methods of its own, is put together.
    private static void put(ObjectNode into, ObjectNode more) {
        for (Map.Entry<String, JsonNode> each : more.properties()) {
            JsonNode there = into.get(each.getKey());
            if (there instanceof ObjectNode path && each.getKey().startsWith("/")) {
                put(path, (ObjectNode) each.getValue());
            } else if (there != null) {
                throw new IllegalArgumentException("described twice: " + each.getKey());
            } else {
                into.set(each.getKey(), each.getValue());
            }
        }
    }
}
