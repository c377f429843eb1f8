package wattle.hub.web.codecarbon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.hub.web.Json;

/// The OpenAPI document says what the routes do, and no more.
class DescriptionTest {

    private static final Set<String> METHODS = Set.of("get", "post", "patch", "delete");

    @TempDir Path folder;

    private static JsonNode description() throws Exception {
        try (var in = CodeCarbonRoutes.DESCRIPTION.openApi()) {
            return JsonMapper.shared().readTree(in.readAllBytes());
        }
    }

    private static JsonNode schema(String name) throws Exception {
        JsonNode schema = description().path("components").path("schemas").path(name);
        assertThat(schema.isObject()).as(name).isTrue();
        return schema;
    }

    @Test
    void everyRouteIsDescribedAndNothingElse() throws Exception {
        Set<String> described = new TreeSet<>();
        for (var path : description().path("paths").properties()) {
            for (var method : path.getValue().properties()) {
                assertThat(METHODS).contains(method.getKey());
                described.add(
                        method.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
                Set<String> named = new TreeSet<>();
                method.getValue()
                        .path("parameters")
                        .forEach(each -> {
                            if (each.path("in").asString().equals("path")) {
                                named.add("{" + each.path("name").asString() + "}");
                            }
                        });
                for (String word : path.getKey().split("/", -1)) {
                    assertThat(word.startsWith("{")).isEqualTo(named.contains(word));
                }
            }
        }
        try (var server = new TrackerServer(folder.resolve("hub.db"))) {
            Set<String> routes = new TreeSet<>(server.routes());
            routes.removeIf(
                    each -> each.matches(".* /(emissions/[a-z].*|health.*|metrics|openapi.*)"));
            assertThat(described).isEqualTo(routes);
        }
    }

    @Test
    void bodiesHaveTheFieldsThatAreRead() throws Exception {
        Map<String, Shape> bodies = new LinkedHashMap<>();
        bodies.put("TrackedRunSent", Shape.RUN);
        bodies.put("TrackedEmissionSent", Shape.EMISSION);
        bodies.put("TrackedExperimentSent", Shape.EXPERIMENT);
        bodies.put("TrackedOrganizationSent", Shape.ORGANIZATION);
        bodies.put("TrackedOrganizationChange", Shape.ORGANIZATION_CHANGE);
        bodies.put("TrackedMember", Shape.MEMBER);
        bodies.put("TrackedProjectSent", Shape.PROJECT);
        bodies.put("TrackedProjectChange", Shape.PROJECT_CHANGE);
        bodies.put("TrackedTokenSent", Shape.TOKEN);
        for (var each : bodies.entrySet()) {
            JsonNode schema = schema(each.getKey());
            Set<String> fields = new TreeSet<>();
            each.getValue().fields().forEach(field -> fields.add(field.name()));
            assertThat(schema.path("properties").propertyNames())
                    .containsExactlyInAnyOrderElementsOf(fields);
            Set<String> required = new TreeSet<>();
            try {
                each.getValue().read(new Json.Fields(Map.of()));
            } catch (RefusedException refused) {
                JsonMapper.shared()
                        .readTree(refused.body())
                        .path("detail")
                        .forEach(wrong -> required.add(wrong.path("loc").path(1).asString()));
            }
            assertThat(schema.path("required").valueStream().map(JsonNode::asString))
                    .containsExactlyInAnyOrderElementsOf(required);
        }
    }
}
