package wattle.cli.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static wattle.cli.browser.Site.field;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import wattle.cli.Called;

/// The calculator's task, as a person does it.
class CalculatorInBrowserTest {

    @RegisterExtension final Site site = new Site();

    private static void fill(Page page) {
        field(page, "Accelerator").fill("A100");
        field(page, "How many").fill("8");
        field(page, "Hours by the clock").fill("100");
        field(page, "Country, state or grid zone").fill("FR");
    }

    private static final Pattern TOTAL = Pattern.compile("24\\.1 kg CO2eq");

    @Test
    void theResultComesWhileOneTypesAndTheAddressKeepsIt() {
        Page page = site.open("/");
        fill(page);
        assertThat(page.locator("#result .big")).hasText(TOTAL);
        assertThat(page).hasURL(Pattern.compile(".*accelerator=A100.*hours=100.*zone=FR.*"));
        page.reload();
        assertThat(page.locator("#result .big")).hasText(TOTAL);
        assertThat(field(page, "Hours by the clock")).hasValue("100");
        // Another value, and back to the one before.
        field(page, "Hours by the clock").fill("200");
        assertThat(page.locator("#result .big")).hasText(Pattern.compile("48\\.2 kg CO2eq"));
        page.goBack();
        assertThat(page.locator("#result .big")).hasText(TOTAL);
        // What somebody else gets who is sent the address.
        Page other = site.sent(page.url());
        assertThat(other.locator("#result .big")).hasText(TOTAL);
    }

    @Test
    void itNeedsNoScripts() {
        Page page = site.plain("/");
        fill(page);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Calculate")).click();
        assertThat(page.locator("#result .big")).hasText(TOTAL);
        field(page, "PUE").fill("0.5");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Calculate")).click();
        assertThat(page.locator("#w-pue")).containsText("PUE");
        assertThat(field(page, "PUE")).hasAttribute("aria-invalid", "true");
        assertThat(field(page, "Hours by the clock")).hasValue("100");
    }

    @Test
    void aKeyboardIsEnough() {
        Page page = site.open("/");
        page.keyboard().press("Tab");
        assertThat(page.locator(":focus")).hasText("Skip to the content");
        page.keyboard().press("Enter");
        for (String each : List.of("A100", "8")) {
            page.keyboard().press("Tab");
            page.keyboard().type(each);
        }
        field(page, "Hours by the clock").focus();
        page.keyboard().type("100");
        field(page, "Country, state or grid zone").focus();
        page.keyboard().type("FR");
        page.keyboard().press("Enter");
        assertThat(page.locator("#result .big")).hasText(TOTAL);
    }

    @Test
    void whatIsCopiedIsWhatTheCommandLinePrints() {
        Page page = site.open("/?accelerator=A100:8&hours=100&zone=FR");
        for (String format : List.of("Markdown", "LaTeX", "JSON")) {
            page.getByText(format, new Page.GetByTextOptions().setExact(true)).first().click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Copy " + format))
                    .click();
            assertThat(
                            page.locator(
                                    "[data-copy=copy-"
                                            + format.toLowerCase(java.util.Locale.ROOT)
                                            + "]"))
                    .hasText("Copied");
            String copied = String.valueOf(page.evaluate("navigator.clipboard.readText()"));
            assertThat(copied)
                    .isEqualTo(
                            Called.wattle(
                                            "estimate",
                                            "--accelerator=A100:8",
                                            "--hours=100",
                                            "--zone=FR",
                                            "--format=" + format.toLowerCase(java.util.Locale.ROOT))
                                    .done()
                                    .out());
        }
    }

    @Test
    void jobsAreComparedAndTakenOutAgain() {
        Page page = site.open("/?accelerator=A100:8&hours=100&zone=FR");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Keep it to compare"))
                .click();
        field(page, "Country, state or grid zone").fill("PL");
        Locator compared =
                page.getByRole(
                        AriaRole.REGION,
                        new Page.GetByRoleOptions().setName("Table: compared jobs"));
        assertThat(compared).containsText("Poland");
        assertThat(compared).containsText("France");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Remove")).click();
        assertThat(compared).hasCount(0);
    }
}
