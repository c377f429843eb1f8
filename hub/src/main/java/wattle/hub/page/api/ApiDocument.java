package wattle.hub.page.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An OpenAPI 3.1 document as a page shows it. Immutable.
///
/// @param groups operations by their first tag, in the document's order
/// @param schemas what bodies and answers are made of
/// @param refusals what an answer may be instead, with the statuses it has
public record ApiDocument(
        String title,
        String version,
        String description,
        List<Group> groups,
        List<Schema> schemas,
        List<Refusal> refusals) {

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    /// Operations of one tag.
    public record Group(String name, String description, List<Operation> operations) {

        /// Of the page that shows it.
        public String address() {
            return "/api/" + slug();
        }

        String slug() {
            return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        }
    }

    /// @param id by which it is linked to
    /// @param token whether it needs one
    public record Operation(
            String id,
            String method,
            String path,
            String summary,
            String description,
            boolean token,
            List<Parameter> parameters,
            @Nullable Content body,
            List<Answer> answers) {

        /// The address of an example: what has to be given is a word in capitals.
        public String example() {
            var address = new StringBuilder(path);
            var query = new ArrayList<String>();
            for (Parameter each : parameters) {
                String value =
                        each.example().isEmpty()
                                ? each.name().toUpperCase(java.util.Locale.ROOT)
                                : each.example();
                String place = "{" + each.name() + "}";
                int at = address.indexOf(place);
                if (at >= 0) {
                    address.replace(at, at + place.length(), value);
                } else if (each.in().equals("query") && each.required()) {
                    query.add(each.name() + "=" + encoded(value));
                }
            }
            return address + (query.isEmpty() ? "" : "?" + String.join("&", query));
        }

        private static String encoded(String value) {
            return java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    /// @param in `path`, `query` or `header`
    public record Parameter(
            String name,
            String in,
            boolean required,
            Type type,
            String description,
            String example) {}

    /// @param example as JSON, or as it is; empty for none
    public record Content(String media, Type type, String example) {}

    public record Answer(String status, String description, @Nullable Content content) {}

    public record Schema(String name, String description, Type type, List<Property> properties) {}

    public record Property(String name, boolean required, Type type, String description) {}

    /// @param statuses such as `403`
    public record Refusal(String name, String description, String statuses) {}

    /// What a value is.
    ///
    /// @param words such as "array of Claim"
    /// @param schema the schema that it leads to; empty for none
    public record Type(String words, String schema) {}

    /// @param json of an OpenAPI document of ours
    static ApiDocument of(String json) {
        return new Reading(JsonMapper.shared().readTree(json)).document();
    }

    /// Reads one document.
    private record Reading(JsonNode all) {

        ApiDocument document() {
            Map<String, List<Operation>> byTag = new LinkedHashMap<>();
            all.path("tags")
                    .forEach(tag -> byTag.put(tag.path("name").asString(""), new ArrayList<>()));
            all.path("paths")
                    .properties()
                    .forEach(path -> {
                        for (String method : METHODS) {
                            JsonNode operation = path.getValue().path(method);
                            if (operation.isObject()) {
                                byTag.computeIfAbsent(
                                                operation.path("tags").path(0).asString("other"),
                                                _ -> new ArrayList<>())
                                        .add(
                                                operation(
                                                        path.getKey(),
                                                        method,
                                                        path.getValue(),
                                                        operation));
                            }
                        }
                    });
            List<Group> groups = new ArrayList<>();
            byTag.forEach((name, operations) ->
                    groups.add(new Group(name, describedTag(name), List.copyOf(operations))));
            List<Schema> schemas = new ArrayList<>();
            all.at("/components/schemas")
                    .properties()
                    .forEach(each -> schemas.add(schema(each.getKey(), each.getValue())));
            return new ApiDocument(
                    all.at("/info/title").asString(""),
                    all.at("/info/version").asString(""),
                    all.at("/info/description").asString(""),
                    groups.stream().filter(each -> !each.operations().isEmpty()).toList(),
                    schemas,
                    refusals());
        }

        private String describedTag(String name) {
            for (JsonNode tag : all.path("tags")) {
                if (tag.path("name").asString("").equals(name)) {
                    return tag.path("description").asString("");
                }
            }
            return "";
        }

        private Operation operation(
                String path, String method, JsonNode beside, JsonNode operation) {
            List<Parameter> parameters = new ArrayList<>();
            beside.path("parameters").forEach(each -> parameters.add(parameter(each)));
            operation.path("parameters").forEach(each -> parameters.add(parameter(each)));
            List<Answer> answers = new ArrayList<>();
            operation
                    .path("responses")
                    .properties()
                    .forEach(each -> answers.add(answer(each.getKey(), each.getValue())));
            return new Operation(
                    operation
                            .path("operationId")
                            .asString(method + path.replaceAll("[^A-Za-z0-9]+", "-")),
                    method.toUpperCase(java.util.Locale.ROOT),
                    path,
                    operation.path("summary").asString(""),
                    operation.path("description").asString(""),
                    needsToken(operation.path("security")),
                    parameters,
                    content(resolved(operation.path("requestBody")).path("content")),
                    answers);
        }

        /// An alternative without anything means that none is needed.
        private static boolean needsToken(JsonNode security) {
            return !security.isEmpty() && security.valueStream().noneMatch(each -> each.isEmpty());
        }

        private Parameter parameter(JsonNode given) {
            JsonNode parameter = resolved(given);
            JsonNode example = parameter.path("example");
            return new Parameter(
                    parameter.path("name").asString(""),
                    parameter.path("in").asString(""),
                    parameter.path("required").asBoolean(false),
                    type(parameter.path("schema")),
                    parameter.path("description").asString(""),
                    example.isMissingNode() ? "" : example.asString(""));
        }

        private Answer answer(String status, JsonNode given) {
            JsonNode answer = resolved(given);
            return new Answer(
                    status,
                    answer.path("description").asString(""),
                    content(answer.path("content")));
        }

        private @Nullable Content content(JsonNode content) {
            for (Map.Entry<String, JsonNode> each : content.properties()) {
                JsonNode media = each.getValue();
                JsonNode example = media.path("example");
                if (example.isMissingNode() && !media.path("examples").isEmpty()) {
                    example = media.path("examples").iterator().next().path("value");
                }
                return new Content(
                        each.getKey(),
                        type(media.path("schema")),
                        example.isMissingNode()
                                ? ""
                                : example.isString()
                                        ? example.asString()
                                        : example.toPrettyString());
            }
            return null;
        }

        private Schema schema(String name, JsonNode schema) {
            var required = new TreeSet<String>();
            schema.path("required").forEach(each -> required.add(each.asString()));
            List<Property> properties = new ArrayList<>();
            schema.path("properties")
                    .properties()
                    .forEach(each ->
                            properties.add(
                                    new Property(
                                            each.getKey(),
                                            required.contains(each.getKey()),
                                            type(each.getValue()),
                                            each.getValue().path("description").asString(""))));
            return new Schema(
                    name, schema.path("description").asString(""), type(schema), properties);
        }

        private List<Refusal> refusals() {
            List<Refusal> refusals = new ArrayList<>();
            all.at("/components/responses")
                    .properties()
                    .forEach(each -> {
                        var statuses = new TreeSet<String>();
                        String reference = "#/components/responses/" + each.getKey();
                        for (JsonNode path : all.path("paths")) {
                            for (JsonNode operation : path) {
                                operation
                                        .path("responses")
                                        .properties()
                                        .forEach(answer -> {
                                            if (answer.getValue()
                                                    .path("$ref")
                                                    .asString("")
                                                    .equals(reference)) {
                                                statuses.add(answer.getKey());
                                            }
                                        });
                            }
                        }
                        refusals.add(
                                new Refusal(
                                        each.getKey(),
                                        each.getValue().path("description").asString(""),
                                        String.join(", ", statuses)));
                    });
            return refusals;
        }

        private JsonNode resolved(JsonNode node) {
            String reference = node.path("$ref").asString("");
            return reference.startsWith("#/") ? all.at(reference.substring(1)) : node;
        }

        private static Type type(JsonNode schema) {
            String reference = schema.path("$ref").asString("");
            if (!reference.isEmpty()) {
                String name = reference.substring(reference.lastIndexOf('/') + 1);
                return new Type(name, name);
            }
            for (String several : List.of("oneOf", "anyOf", "allOf")) {
                if (!schema.path(several).isEmpty()) {
                    List<Type> types =
                            schema.path(several).valueStream().map(Reading::type).toList();
                    return new Type(
                            types.stream()
                                    .map(Type::words)
                                    .distinct()
                                    .collect(
                                            Collectors.joining(
                                                    several.equals("allOf") ? " and " : " or ")),
                            types.stream()
                                    .map(Type::schema)
                                    .filter(each -> !each.isEmpty())
                                    .findFirst()
                                    .orElse(""));
                }
            }
            if (!schema.path("enum").isEmpty()) {
                return new Type(
                        "one of "
                                + schema.path("enum")
                                        .valueStream()
                                        .map(each -> each.asString("null"))
                                        .collect(Collectors.joining(", ")),
                        "");
            }
            if (!schema.path("const").isMissingNode()) {
                return new Type("always " + schema.path("const").asString(""), "");
            }
            JsonNode kind = schema.path("type");
            String words =
                    kind.isArray()
                            ? kind.valueStream()
                                    .map(JsonNode::asString)
                                    .collect(Collectors.joining(" or "))
                            : kind.asString("any value");
            if (!schema.path("items").isMissingNode()) {
                Type items = type(schema.path("items"));
                return new Type(words + " of " + items.words(), items.schema());
            }
            String format = schema.path("format").asString("");
            return new Type(
                    words + (format.isEmpty() ? "" : " (" + format + ")") + bounds(schema), "");
        }

        private static String bounds(JsonNode schema) {
            String low = schema.path("minimum").asString("");
            String high = schema.path("maximum").asString("");
            return low.isEmpty() && high.isEmpty()
                    ? ""
                    : low.isEmpty()
                            ? ", at most " + high
                            : high.isEmpty() ? ", from " + low : ", " + low + " to " + high;
        }
    }
}
