package wattle.hub.page.api;

import io.javalin.http.Context;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import wattle.hub.page.EveryPage;
import wattle.hub.page.Pages;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.hub.web.Router;
import wattle.hub.web.Routes;

/// `/api`: what this server answers; a page lists all operations, each group of them has one with
/// its examples, and the schemas have one. Threads share it.
public final class ApiPage implements Routes {

    private static final String SECTION = "/api";

    private final Pages pages;
    private final Supplier<String> openApi;
    private volatile @Nullable ApiDocument read;

    /// @param openApi the document that the server serves; asked when the page is first shown
    public ApiPage(Pages pages, Supplier<String> openApi) {
        this.pages = pages;
        this.openApi = openApi;
    }

    @Override
    public InputStream openApi() {
        return EveryPage.undescribed();
    }

    @Override
    public void addTo(Router router) {
        router.get(SECTION, context -> show(context, "API", "api.jte"))
                .get("/api/schemas", context -> show(context, "API: schemas", "api-schemas.jte"))
                .get("/api/{group}", this::group);
    }

    private void show(Context context, String title, String template) {
        pages.send(
                context, pages.frame(context, title, SECTION), template, Map.of("api", document()));
    }

    private void group(Context context) {
        String slug = context.pathParam("group");
        ApiDocument.Group group =
                document().groups().stream()
                        .filter(each -> each.slug().equals(slug))
                        .findFirst()
                        .orElseThrow(() ->
                                new ProblemException(
                                        Problem.of(
                                                404, "the API has no such group; /api lists all")));
        pages.send(
                context,
                pages.frame(context, "API: " + group.name(), SECTION),
                "api-group.jte",
                Map.of("group", group, "site", context.scheme() + "://" + context.host()));
    }

    private ApiDocument document() {
        ApiDocument document = read;
        if (document == null) {
            document = ApiDocument.of(openApi.get());
            read = document;
        }
        return document;
    }

    /// The request by curl, for a POSIX shell.
    ///
    /// @param site scheme and host
    public static String curl(String site, ApiDocument.Operation operation) {
        var command = new StringBuilder("curl");
        if (!operation.method().equals("GET")) {
            command.append(" -X ").append(operation.method());
        }
        if (operation.token()) {
            command.append(" \\\n  -H \"Authorization: Bearer $TOKEN\"");
        }
        for (ApiDocument.Parameter each : operation.parameters()) {
            if (each.in().equals("header") && each.required()) {
                command.append(" \\\n  -H ").append(shell(each.name() + ": " + header(each)));
            }
        }
        if (operation.body() != null) {
            command.append(" \\\n  -H ").append(shell("Content-Type: " + operation.body().media()));
            command.append(" \\\n  --data ").append(shell(body(operation)));
        }
        return command.append(" \\\n  ").append(shell(site + operation.example())).toString();
    }

    /// The same by Python's standard library.
    ///
    /// @param site scheme and host
    public static String python(String site, ApiDocument.Operation operation) {
        var code = new StringBuilder("import json, os, urllib.request\n\n");
        code.append("request = urllib.request.Request(\n    ")
                .append(quoted(site + operation.example()))
                .append(",\n    method=\"")
                .append(operation.method())
                .append("\",\n");
        if (operation.body() != null) {
            code.append("    data=").append(quoted(body(operation))).append(".encode(),\n");
        }
        code.append("    headers={");
        if (operation.token()) {
            code.append("\"Authorization\": \"Bearer \" + os.environ[\"TOKEN\"], ");
        }
        for (ApiDocument.Parameter each : operation.parameters()) {
            if (each.in().equals("header") && each.required()) {
                code.append(quoted(each.name()))
                        .append(": ")
                        .append(quoted(header(each)))
                        .append(", ");
            }
        }
        if (operation.body() != null) {
            code.append("\"Content-Type\": ").append(quoted(operation.body().media()));
        }
        return code.append("})\nwith urllib.request.urlopen(request) as answer:\n")
                .append("    print(answer.status, answer.read().decode())\n")
                .toString();
    }

    private static String header(ApiDocument.Parameter parameter) {
        return parameter.example().isEmpty()
                ? parameter.name().toUpperCase(java.util.Locale.ROOT)
                : parameter.example();
    }

    private static String body(ApiDocument.Operation operation) {
        return operation.body() == null || operation.body().example().isEmpty()
                ? "{}"
                : operation.body().example();
    }

    /// As one word of a POSIX shell.
    private static String shell(String word) {
        return word.matches("[A-Za-z0-9_./:=+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /// As a literal of Python, which a string of JSON is.
    private static String quoted(String text) {
        return '"'
                + new String(
                        tools.jackson.core.io.JsonStringEncoder.getInstance()
                                .quoteAsCharArray(text))
                + '"';
    }
}
