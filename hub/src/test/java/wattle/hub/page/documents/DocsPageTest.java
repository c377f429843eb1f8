package wattle.hub.page.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wattle.hub.page.EveryPage;
import wattle.hub.page.Pages;
import wattle.hub.page.SignIn;
import wattle.hub.web.Access;
import wattle.hub.web.TestServer;
import wattle.report.Versions;

class DocsPageTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern LINK = Pattern.compile("href=\"(/docs/[^\"#]*)?(?:#([^\"]*))?\"");

    private TestServer server;

    @BeforeEach
    void started() {
        var pages = new Pages(new SignIn(null), new Versions("1.2.3", "2026.01"));
        server =
                new TestServer(
                        TestServer.PLENTY,
                        Access.NOBODY,
                        new EveryPage(pages),
                        new DocsPage(pages));
    }

    @AfterEach
    void stopped() {
        server.close();
    }

    private String page(String path) throws Exception {
        var answer = server.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        String html = TestServer.text(answer);
        return html.substring(html.indexOf("<main"), html.indexOf("</main>"));
    }

    @Test
    void everyDocumentOfTheFoldersIsListedAndNoNameIsTakenTwice() throws Exception {
        Set<String> names = new HashSet<>();
        for (Documents.Shelf each : Documents.SHELVES) {
            List<String> files = new ArrayList<>();
            try (var folder = Files.list(DOCS.resolve(each.folder()))) {
                folder.map(file -> String.valueOf(file.getFileName()))
                        .filter(name -> name.endsWith(".md"))
                        .sorted()
                        .forEach(name -> files.add(name.substring(0, name.length() - 3)));
            }
            assertThat(each.names()).isEqualTo(files);
            each.names().forEach(name -> assertThat(names.add(name)).as(name).isTrue());
        }
        String all = page("/docs");
        names.forEach(name -> assertThat(all).contains("href=\"/docs/" + name + "\""));
    }

    @Test
    void everyLinkBetweenDocumentsLeadsToAPlaceThatIsThere() throws Exception {
        int followed = 0;
        for (Documents.Shelf shelf : Documents.SHELVES) {
            for (String name : shelf.names()) {
                String page = page("/docs/" + name);
                assertThat(page).as(name).contains("<h1 id=").doesNotContain(".md\"");
                Matcher links = LINK.matcher(page);
                while (links.find()) {
                    String to = links.group(1) == null ? "/docs/" + name : links.group(1);
                    String target = page(to);
                    if (links.group(2) != null) {
                        assertThat(target)
                                .as(name + " links")
                                .contains("id=\"" + links.group(2) + "\"");
                    }
                    followed++;
                }
            }
        }
        assertThat(followed).isGreaterThan(30);
    }

    @Test
    void aDocumentThatIsNotThereIsRefused() throws Exception {
        for (String each :
                List.of("nothing", "README", "0020-javalin", "..%2f..%2fpom", "claims.md")) {
            assertThat(server.get("/docs/" + each).statusCode()).as(each).isIn(400, 404);
        }
    }

    @Test
    void markdownBecomesNothingThatABrowserRuns() {
        String html =
                Markdown.render(
                                """
                                # A `b` & c
                                # A b & c
                                <script>alert(1)</script> <img src=x onerror=alert(1)>
                                [a](javascript:alert(1)) [b](data:text/html,x) ![c](javascript:alert(1))
                                [d](../reference/claims.md#fields) [e](../decisions/0020-javalin.md) [f](https://a.example/)

                                <div onclick="alert(1)">x</div>

                                | a | b |
                                | --- | ---: |
                                | <b>1</b> | 2 |
                                """)
                        .html();
        assertThat(html)
                .doesNotContain(
                        "<script", "<img src=x", "<div onclick", "javascript:", "data:text", "<b>")
                .doesNotContain("style=")
                .contains("<h1 id=\"a-b--c\">", "<h1 id=\"a-b--c-1\">")
                .contains("href=\"/docs/claims#fields\">d</a>", " e ", "https://a.example/")
                .contains("<div class=\"scroll\" tabindex=\"0\" role=\"region\"", "&lt;b&gt;1");
    }
}
