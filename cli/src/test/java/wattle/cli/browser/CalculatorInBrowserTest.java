package wattle.cli.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static wattle.cli.browser.Site.field;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
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
    void hoursAreConvertedWhileOneTypes() {
        Page page = site.open("/");
        field(page, "Accelerator").fill("A100");
        field(page, "How many").fill("8");
        field(page, "Hours by the clock").fill("12.5");
        Locator converted = page.locator("#converted");
        assertThat(converted).hasText("12.5 hours by the clock are 100 device-hours of 8 devices.");
        // The other unit takes the place of the first.
        field(page, "or device-hours").fill("800");
        assertThat(field(page, "Hours by the clock")).hasValue("");
        assertThat(converted).hasText("800 device-hours are 100 hours by the clock of 8 devices.");
        assertThat(page.locator("#result .big")).isVisible();
        page.getByText("Other accelerators beside them").click();
        field(page, "Another kind of accelerator").fill("V100");
        page.getByLabel("How many").nth(1).fill("2");
        assertThat(converted).hasText("800 device-hours are 80 hours by the clock of 10 devices.");
        page.reload();
        assertThat(field(page, "Another kind of accelerator")).hasValue("V100");
        assertThat(converted).containsText("80 hours");
        // A number stays with the device beside it, also where the one before has none.
        field(page, "How many").fill("");
        assertThat(converted).containsText("of 3 devices");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Calculate")).click();
        page.reload();
        assertThat(page.locator("#f-count-0")).hasValue("");
        assertThat(page.locator("#f-count-1")).hasValue("2");
    }

    @Test
    void daysAndTheShareOfTheMakingAreSaid() {
        Page page = site.open("/");
        fill(page);
        field(page, "Country, state or grid zone").fill("DE");
        field(page, "or from").fill("2026-01-05");
        field(page, "until").fill("2026-01-19");
        assertThat(page.locator("#result")).containsText("typical day");
        page.getByText("More: processors").click();
        field(page, "or years of use").fill("8");
        field(page, "Share of each device, 0 to 1").fill("0.5");
        assertThat(page)
                .hasURL(
                        Pattern.compile(
                                ".*from=2026-01-05.*to=2026-01-19.*lifespan_years=8.*resource_share=0\\.5.*"));
        Called called =
                Called.wattle(
                        "estimate",
                        "--accelerator=A100:8",
                        "--hours=100",
                        "--zone=DE",
                        "--from=2026-01-05",
                        "--to=2026-01-19",
                        "--lifespan-years=8",
                        "--resource-share=0.5",
                        "--format=json");
        assertThat(page.locator("#copy-json")).hasText(called.done().out());
        field(page, "until").fill("2026-01-07");
        assertThat(page.locator("#result")).containsText("one run takes longer");
        field(page, "until").fill("2026-01-19");
        field(page, "Year").fill("2024");
        assertThat(page.locator("#result")).containsText("exclude each other");
    }

    @Test
    void onPaperStandsTheResultWithItsReasonsAndNoControls() {
        Page page = site.sent(site.at("/?accelerator=A100:8&hours=100&zone=FR"));
        Locator reasons = page.locator("#result details pre").first();
        assertThat(reasons).not().isVisible();
        page.emulateMedia(
                new Page.EmulateMediaOptions()
                        .setMedia(Media.PRINT)
                        .setColorScheme(ColorScheme.DARK));
        assertThat(page.locator("#result .big")).hasText(TOTAL);
        assertThat(reasons).isVisible();
        assertThat(reasons).containsText("E_it = ");
        for (String control : List.of("nav", "#calculator", "footer", "#result .actions")) {
            assertThat(page.locator(control).first()).not().isVisible();
        }
        assertThat(page.locator("html")).hasCSS("background-color", "rgb(255, 255, 255)");
        assertThat(page.locator("html")).hasCSS("color", "rgb(26, 31, 28)");
        assertThat((Number) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .isEqualTo(0);
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
