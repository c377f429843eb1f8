package wattle.hub.page.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.hub.page.EveryPage;
import wattle.hub.page.Pages;
import wattle.hub.page.SignIn;
import wattle.hub.web.Access;
import wattle.hub.web.Described;
import wattle.hub.web.Server;
import wattle.hub.web.TestServer;
import wattle.hub.web.claims.AnalysisRoutes;
import wattle.hub.web.claims.ClaimRoutes;
import wattle.hub.web.codecarbon.CodeCarbonRoutes;
import wattle.hub.web.runs.RunRoutes;
import wattle.report.Versions;

class ApiPageTest {

    private static final Versions VERSIONS = new Versions("1.2.3", "2026.01");

    private static final String HOSTILE =
            """
            {"info": {"title": "</title><script>alert(1)</script>", "description": "<script>alert(2)</script>"},
             "tags": [{"name": "\\"><script>alert(3)</script>"}],
             "paths": {"/x/{<script>}": {"post": {"tags": ["\\"><script>alert(3)</script>"],
               "operationId": "\\"><script>", "summary": "<script>alert(4)</script>",
               "requestBody": {"content": {"<script>": {"schema": {"$ref": "#/components/schemas/\\"><script>"},
                 "example": "it's'; rm -rf / #<script>"}}},
               "responses": {"<script>": {"description": "<script>"}}}}},
             "components": {"schemas": {"\\"><script>": {"description": "<script>", "type": "<script>"}}}}
            """;

    private final String openApi =
            Server.openApi(
                    List.<Described>of(
                            ClaimRoutes.DESCRIPTION,
                            AnalysisRoutes.DESCRIPTION,
                            RunRoutes.DESCRIPTION,
                            CodeCarbonRoutes.DESCRIPTION),
                    VERSIONS);

    private TestServer server;

    @BeforeEach
    void started() {
        server = served(openApi);
    }

    @AfterEach
    void stopped() {
        server.close();
    }

    private static TestServer served(String openApi) {
        var pages = new Pages(new SignIn(null), VERSIONS);
        return new TestServer(
                TestServer.PLENTY,
                Access.NOBODY,
                new EveryPage(pages),
                new ApiPage(pages, () -> openApi));
    }

    @Test
    void everyOperationParameterAnswerAndSchemaIsThere() throws Exception {
        String page = pages(server);
        JsonNode document = JsonMapper.shared().readTree(openApi);
        int operations = 0;
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> each : path.getValue().properties()) {
                if (!each.getValue().path("responses").isMissingNode()) {
                    operations++;
                    String id = each.getValue().path("operationId").asString("");
                    String shown = section(page, id);
                    assertThat(shown)
                            .contains(
                                    each.getKey().toUpperCase(java.util.Locale.ROOT)
                                            + " "
                                            + path.getKey());
                    each.getValue()
                            .path("responses")
                            .properties()
                            .forEach(answer ->
                                    assertThat(shown)
                                            .as(id)
                                            .contains(
                                                    "<th scope=\"row\">"
                                                            + answer.getKey()
                                                            + "</th>"));
                    each.getValue()
                            .path("parameters")
                            .forEach(parameter -> {
                                if (!parameter.path("name").isMissingNode()) {
                                    assertThat(shown)
                                            .as(id)
                                            .contains(
                                                    "<code>"
                                                            + parameter.path("name").asString("")
                                                            + "</code>");
                                }
                            });
                }
            }
        }
        assertThat(operations).isGreaterThan(40);
        document.at("/components/schemas")
                .properties()
                .forEach(each -> assertThat(page).contains("id=\"schema-" + each.getKey() + "\""));
    }

    /// All pages of groups, and that of the schemas.
    private String pages(TestServer server) throws Exception {
        var all = new StringBuilder();
        for (ApiDocument.Group each : ApiDocument.of(openApi).groups()) {
            all.append(TestServer.text(server.get(each.address())));
        }
        return all.append(TestServer.text(server.get("/api/schemas"))).toString();
    }

    private static String section(String page, String id) {
        int from = page.indexOf("<h2 id=\"" + id + "\">");
        assertThat(from).as("operation " + id).isPositive();
        return page.substring(from, page.indexOf("</section>", from));
    }

    @Test
    void everyLinkOfTheIndexAndToSchemasLeadsSomewhere() throws Exception {
        String all = TestServer.text(server.get("/api")) + pages(server);
        var links = java.util.regex.Pattern.compile("href=\"(/api[^\"#]*)#([^\"]+)\"").matcher(all);
        Map<String, String> texts = new java.util.HashMap<>();
        int found = 0;
        while (links.find()) {
            found++;
            String page = texts.get(links.group(1));
            if (page == null) {
                page = TestServer.text(server.get(links.group(1)));
                texts.put(links.group(1), page);
            }
            assertThat(page).contains("id=\"" + links.group(2) + "\"");
        }
        assertThat(found).isGreaterThan(100);
        assertThat(texts).hasSizeGreaterThan(5);
        assertThat(server.get("/api/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void anExampleIsTheDocumentsOwn() {
        ApiDocument.Operation add =
                ApiDocument.of(openApi).groups().stream()
                        .flatMap(each -> each.operations().stream())
                        .filter(each -> each.id().equals("addClaim"))
                        .findFirst()
                        .orElseThrow();
        assertThat(add.token()).isTrue();
        assertThat(ApiPage.curl("http://here", add))
                .startsWith("curl -X POST")
                .contains("Authorization: Bearer $TOKEN", "\"model\" : \"Tiny\"")
                .endsWith("http://here/v1/claims");
        assertThat(ApiPage.python("http://here", add)).contains("os.environ[\"TOKEN\"]");
        assertThat(Objects.requireNonNull(add.body()).type().schema()).isEqualTo("Claim");
    }

    @Test
    void whatADocumentSaysStaysText() throws Exception {
        try (TestServer hostile = served(HOSTILE)) {
            String page =
                    TestServer.text(hostile.get("/api"))
                            + TestServer.text(hostile.get("/api/schemas"))
                            + TestServer.text(hostile.get("/api/-script-alert-3-script-"));
            assertThat(page).doesNotContain("<script>").contains("rm -rf / #&lt;script");
        }
    }
}
