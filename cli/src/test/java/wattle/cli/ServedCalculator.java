package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import wattle.hub.page.EveryPage;
import wattle.hub.page.Pages;
import wattle.hub.page.SignIn;
import wattle.hub.page.calculator.CalculatorPage;
import wattle.hub.web.calculation.Calculator;

/// A server with the calculator's page alone.
final class ServedCalculator implements AutoCloseable {

    private final ServedApi site;

    ServedCalculator(Path home) {
        Clock clock = Clock.systemUTC();
        var pages = new Pages(new SignIn(null), Versions.current());
        var calculator =
                new Calculator(new CommandCalculations(new Home(home), clock), ServedApi.limits());
        site =
                new ServedApi(
                        List.of(
                                new EveryPage(pages),
                                new CalculatorPage(pages, calculator, Versions.current(), clock)));
    }

    HttpResponse<String> page(String query) throws Exception {
        return site.get("/?" + query);
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
        site.close();
    }
}
