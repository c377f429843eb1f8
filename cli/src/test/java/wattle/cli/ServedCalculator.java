package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import wattle.hub.page.EveryPage;
import wattle.hub.page.Pages;
import wattle.hub.page.SignIn;
import wattle.hub.page.calculator.CalculatorPage;
import wattle.hub.web.Access;
import wattle.hub.web.Limits;
import wattle.hub.web.Server;
import wattle.hub.web.calculation.Calculator;

/// A server with the calculator's page alone.
final class ServedCalculator implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final Server server;

    ServedCalculator(Path home) {
        Limits limits = Limits.standard().withRequests(1_000_000, 1_000_000);
        Clock clock = Clock.systemUTC();
        var pages = new Pages(new SignIn(null), Versions.current());
        var calculator = new Calculator(new CommandCalculations(new Home(home), clock), limits);
        server =
                Server.start(
                        new Server.Settings(
                                "127.0.0.1",
                                0,
                                limits,
                                Access.NOBODY,
                                List.of(),
                                Versions.current(),
                                new PrintWriter(new StringWriter())),
                        List.of(
                                new EveryPage(pages),
                                new CalculatorPage(pages, calculator, Versions.current(), clock)));
    }

    HttpResponse<String> page(String query) throws Exception {
        return client.send(
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + server.port() + "/?" + query))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /// What stands in the page's field for JSON.
    static String json(String html) {
        String start = "<pre id=\"copy-json\">";
        int from = html.indexOf(start);
        assertThat(from).isNotNegative();
        return html.substring(from + start.length(), html.indexOf("</pre>", from))
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
