package wattle.cli.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The documents, and the description of the API with its examples.
class DocumentsInBrowserTest {

    @RegisterExtension final Site site = new Site();

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    @Test
    void oneDocumentLeadsToAnother() {
        Page page = site.open("/docs");
        page.getByRole(AriaRole.LINK, named("Watch a run from elsewhere")).click();
        assertThat(page.locator("h1")).hasText("Watch a run from elsewhere");
        page.getByRole(AriaRole.LINK, named("what is kept")).click();
        assertThat(page).hasURL(Pattern.compile(".*/docs/serve-the-hub#what-is-kept.*"));
        assertThat(page.locator("h1")).hasText("Serve the hub");
        assertThat(page.locator(":target")).hasText("What is kept, and for how long");
        page.goBack();
        assertThat(page.locator("h1")).hasText("Watch a run from elsewhere");
    }

    @Test
    void anExampleIsAnswered() throws Exception {
        for (String each : List.of("GET /v1/claims", "GET /v1/analyses", "POST /v1/estimate")) {
            Page page = site.open("/api");
            page.getByRole(AriaRole.NAVIGATION, named("Operations"))
                    .getByRole(
                            AriaRole.LINK,
                            new Locator.GetByRoleOptions().setName(each).setExact(true))
                    .click();
            isAnswered(page, each);
        }
    }

    /// What the curl of the example asks for, asked of the same address.
    private void isAnswered(Page page, String operation) throws Exception {
        Locator section = page.locator("section.operation:has(:target)");
        assertThat(section.locator("h2")).hasText(operation);
        section.getByText("Example: curl").click();
        List<String> words = words(section.locator("pre").first().innerText());
        assertThat(words.getLast()).startsWith(site.at("/v1/"));
        HttpResponse<String> answer =
                site.served()
                        .send(
                                after(words, "-X", "GET"),
                                words.getLast(),
                                after(words, "--data", ""),
                                "Content-Type",
                                "application/json");
        assertThat(answer.statusCode()).as(words + ": " + answer.body()).isEqualTo(200);
    }

    private static String after(List<String> words, String option, String standard) {
        int at = words.indexOf(option);
        return at < 0 ? standard : words.get(at + 1);
    }

    /// What a shell hands to `curl`.
    private static List<String> words(String command) throws Exception {
        assertThat(command).startsWith("curl ");
        Process shell =
                new ProcessBuilder("sh", "-c", "curl() { printf '%s\\0' \"$@\"; }; " + command)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        return new ArrayList<>(List.of(out.split("\0")));
    }
}
