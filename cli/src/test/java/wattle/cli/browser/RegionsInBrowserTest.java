package wattle.cli.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static wattle.cli.browser.Site.field;
import static wattle.cli.browser.Site.fill;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A job by region and hour, as a person looks for the best.
class RegionsInBrowserTest {

    @RegisterExtension final Site site = new Site();

    private static Locator regions(Page page) {
        return page.locator("#regions tbody tr");
    }

    @Test
    void whatIsChosenIsShownAndACellLeadsToItsPlan() {
        Page page = site.open("/regions");
        fill(page, "How long it works", "6h");
        fill(page, "Power, watts", "2400");
        Locator summary = page.locator("#summary");
        assertThat(summary).containsText("on average over");
        String year = summary.innerText();
        String best = regions(page).first().innerText();
        page.selectOption("#f-month", "7");
        assertThat(page).hasURL(Pattern.compile(".*month=7.*"));
        assertThat(summary).not().hasText(year);
        assertThat(page.locator("#regions caption")).containsText("July");
        assertThat(regions(page).first()).not().hasText(best);
        String average = summary.innerText();
        page.selectOption("#f-kind", "marginal direct-co2");
        assertThat(summary).not().hasText(average);
        String marginal = summary.innerText();
        page.goBack();
        assertThat(summary).hasText(average);
        page.goForward();
        assertThat(summary).hasText(marginal);
        assertThat(site.sent(page.url()).locator("#summary")).hasText(marginal);
        // The cells without a mouse: the second, which is that of 01:00.
        page.locator("#heat-hours canvas").waitFor();
        page.locator("#heat-hours .plot").focus();
        page.keyboard().press("ArrowRight");
        page.keyboard().press("ArrowRight");
        page.keyboard().press("Enter");
        assertThat(page)
                .hasURL(
                        Pattern.compile(
                                ".*/plan\\?duration=PT6H&power_watts=2400&zone=.*T01:00Z.*"));
        assertThat(page.locator("#lanes tbody tr")).hasCount(3);
    }

    @Test
    void itNeedsNoScripts() {
        Page page = site.plain("/regions");
        field(page, "How long it works").fill("6h");
        field(page, "Power, watts").fill("2400");
        page.selectOption("#f-sort", "name");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show").setExact(true))
                .click();
        List<String> names = regions(page).locator("th").allInnerTexts();
        assertThat(names).hasSizeGreaterThan(3).isSortedAccordingTo(String::compareToIgnoreCase);
        assertThat(page.locator("#heat-hours .plot")).isHidden();
        page.locator("#heat-hours summary").click();
        assertThat(page.locator("#heat-hours tbody tr")).hasCount(names.size());
        assertThat(page.locator("#heat-hours tbody tr").first().locator("td")).hasCount(24);
    }
}
