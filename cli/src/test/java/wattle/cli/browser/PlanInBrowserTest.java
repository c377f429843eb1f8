package wattle.cli.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static wattle.cli.browser.Site.field;
import static wattle.cli.browser.Site.fill;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// When and where a job runs, as a person finds it out.
class PlanInBrowserTest {

    private static final String JOB =
            "/plan?duration=6h&power_watts=2400&zone=DE&at=2026-03-02T08:00";

    @RegisterExtension final Site site = new Site();

    private static Locator lanes(Page page) {
        return page.locator("#lanes tbody tr");
    }

    /// Each of the three in words, such as "Best start DE … 6.27 kg CO2eq".
    private static List<String> said(Page page) {
        assertThat(lanes(page).last()).containsText("Pause and resume");
        return lanes(page).allInnerTexts();
    }

    @Test
    void threeWaysToRunAJobAreSideBySideAndTheAddressKeepsThem() {
        Page page = site.open("/plan");
        fill(page, "How long it works", "6h");
        fill(page, "Power, watts", "2400");
        fill(page, "Where it is now", "DE");
        fill(page, "or elsewhere", "NO");
        fill(page, "Earliest start, UTC", "2026-03-02T08:00");
        assertThat(page).hasURL(Pattern.compile(".*zone=DE&zone=NO.*at=2026-03-02T08.*"));
        assertThat(lanes(page).locator("th"))
                .hasText(new String[] {"Run now", "Run now", "Best start", "Pause and resume"});
        assertThat(page.locator("#plan-picture svg.timeline")).isVisible();
        assertThat(page.locator("#shares")).not().isEmpty();
        List<String> before = said(page);
        page.selectOption("#f-slack", "6h");
        assertThat(page).hasURL(Pattern.compile(".*slack=6h.*"));
        assertThat(lanes(page).last()).not().hasText(before.getLast());
        List<String> with6 = said(page);
        page.reload();
        assertThat(said(page)).isEqualTo(with6);
        page.goBack();
        assertThat(page.locator("#f-slack")).hasValue("24h");
        assertThat(said(page)).isEqualTo(before);
        page.goForward();
        assertThat(page.locator("#f-slack")).hasValue("6h");
        assertThat(said(site.sent(page.url()))).isEqualTo(with6);
    }

    /// Its cell of this place and hour is what running it now gives: both are by the typical day.
    @Test
    void theSameJobElsewhereAndAtOtherHoursIsAMapOfItsGrams() {
        Page page = site.open(JOB);
        String now = lanes(page).first().locator("td").nth(3).innerText();
        assertThat(now).matches("[0-9.]+ kg CO2eq");
        Locator map = page.locator("#heat-hours");
        assertThat(map.locator("figcaption h3")).containsText("March");
        assertThat(map.locator("canvas")).isVisible();
        map.locator("summary").click();
        Locator here =
                map.locator("tbody tr")
                        .filter(new Locator.FilterOptions().setHasText("Germany (DE)"));
        var cell = new BigDecimal(here.locator("td").nth(8).innerText());
        assertThat(new BigDecimal(now.replace(" kg CO2eq", "")))
                .isCloseTo(cell, within(BigDecimal.ONE.movePointLeft(cell.scale())));
        assertThat(page.locator("#to-regions").locator("xpath=..")).containsText("kg CO2eq");
        page.locator("#to-regions").click();
        assertThat(page.locator("#f-month")).hasValue("3");
        assertThat(page.locator("#f-duration")).hasValue("PT6H");
        assertThat(page.locator("#heat-hours figcaption h3")).containsText("March");
    }

    @Test
    void theSlackIsDragged() {
        Page page = site.open(JOB);
        List<String> before = said(page);
        Locator slider = page.locator("#f-slack-slide");
        assertThat(slider).hasValue("24");
        slider.scrollIntoViewIfNeeded();
        BoundingBox box = slider.boundingBox();
        double y = box.y + box.height / 2;
        page.mouse().move(box.x + box.width * 24 / 72, y);
        page.mouse().down();
        page.mouse().move(box.x + box.width / 2, y, new Mouse.MoveOptions().setSteps(5));
        page.mouse().move(box.x + 2, y, new Mouse.MoveOptions().setSteps(5));
        assertThat(page.locator("output[for=f-slack-slide]")).hasText("0 h");
        page.mouse().up();
        assertThat(page).hasURL(Pattern.compile(".*slack_other=0h.*"));
        assertThat(page.locator("#f-slack")).hasValue("0h");
        // Without slack, nothing is better than now.
        assertThat(page.locator("#headline")).containsText("if it runs now");
        // By keys, one hour each; the slider keeps the focus when the answer comes.
        assertThat(slider).isFocused();
        for (int i = 1; i <= 6; i++) {
            page.keyboard().press("ArrowRight");
            assertThat(page).hasURL(Pattern.compile(".*slack_other=" + i + "h.*"));
            assertThat(slider).isFocused();
        }
        assertThat(lanes(page).last()).not().hasText(before.getLast());
        assertThat(said(page)).isEqualTo(said(site.sent(site.at(JOB + "&slack=6h"))));
        page.goBack();
        assertThat(slider).hasValue("5");
        page.reload();
        assertThat(slider).hasValue("5");
    }

    /// Without scripts and with them, as a file and as text.
    @Test
    void whatItDrewOnceIsReadFromAFile() {
        String csv =
                """
                interval_start_utc,power_watts
                2026-01-01T00:00:00Z,100
                2026-01-01T01:00:00Z,900
                """;
        for (Page page : List.of(site.open(JOB), site.plain(JOB))) {
            page.getByText("Read its power from a file").last().click();
            page.setInputFiles(
                    "#f-file",
                    new FilePayload("drawn.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
            page.getByRole(AriaRole.BUTTON, named("Read it")).click();
            assertThat(page).hasURL(Pattern.compile(".*profile=60m_100_900.*"));
            assertThat(page.locator("dl.facts").first())
                    .containsText("1.00 kWh: 500 W on the mean for 2.00 hours, in 2 slots");
            assertThat(lanes(page)).hasCount(3);
            page.getByText("Read its power from a file").last().click();
            page.locator("#f-text").fill(csv.replace("900", "much"));
            page.getByRole(AriaRole.BUTTON, named("Read it")).click();
            assertThat(page.locator("#w-file")).containsText("line 3");
            page.locator("#f-text").fill(csv.replace("900", "300"));
            page.getByRole(AriaRole.BUTTON, named("Read it")).click();
            assertThat(page).hasURL(Pattern.compile(".*zone=DE.*profile=60m_100_300.*"));
        }
    }

    @Test
    void itIsTakenAlong() throws Exception {
        Page page = site.open(JOB);
        page.getByText("Command line", new Page.GetByTextOptions().setExact(true)).click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Copy the command"))
                .click();
        assertThat(page.locator("[data-copy=copy-command]")).hasText("Copied");
        assertThat(String.valueOf(page.evaluate("navigator.clipboard.readText()")))
                .isEqualTo(page.locator("#copy-command").textContent())
                .startsWith("wattle plan ");
        Download slurm =
                page.waitForDownload(() ->
                        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Slurm"))
                                .click());
        assertThat(Files.readString(slurm.path())).contains("--begin");
        List<String> lanes = said(page);
        page.locator("#permalink").click();
        assertThat(page).hasURL(Pattern.compile(".*at=2026-03-02T08.*slack=.*"));
        assertThat(said(page)).isEqualTo(lanes);
    }

    @Test
    void itNeedsNoScripts() {
        Page page = site.plain("/plan");
        field(page, "How long it works").fill("soon");
        field(page, "Power, watts").fill("2400");
        field(page, "Where it is now").fill("DE");
        field(page, "Earliest start, UTC").fill("2026-03-02T08:00");
        Locator plan = page.getByRole(AriaRole.BUTTON, named("Plan"));
        plan.click();
        assertThat(page.locator("#w-duration")).not().isEmpty();
        assertThat(field(page, "Power, watts")).hasValue("2400");
        field(page, "How long it works").fill("6h");
        plan.click();
        assertThat(lanes(page)).hasCount(3);
        assertThat(said(page)).isEqualTo(said(site.open(JOB + "&slack=24h")));
        Locator numbers = page.getByText("Table: intensity and when the job works");
        numbers.click();
        assertThat(page.locator("#plan-picture table")).isVisible();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
