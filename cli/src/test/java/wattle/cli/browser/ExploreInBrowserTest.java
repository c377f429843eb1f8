package wattle.cli.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The figures of many claims, and the way to one of them.
class ExploreInBrowserTest {

    @RegisterExtension final Site site = new Site();

    private static Locator count(Page page) {
        return page.locator("#result strong")
                .filter(new Locator.FilterOptions().setHasText("published claims"));
    }

    /// What each figure says in one sentence.
    private static List<String> sentences(Page page) {
        Locator all = page.locator("figure.chart figcaption p");
        assertThat(all).hasCount(4);
        return all.allInnerTexts();
    }

    @Test
    void oneFilterBarIsForAllFigures() {
        Page page = site.open("/explore");
        String all = count(page).innerText();
        assertThat(all).matches("(\\d+) of \\1 published claims");
        List<String> ofAll = sentences(page);
        page.selectOption("#f-task", "image_classification");
        assertThat(count(page)).containsText("5 of ");
        Site.fill(page, "From year", "2022");
        assertThat(count(page)).containsText("3 of ");
        assertThat(page).hasURL(Pattern.compile(".*task=image_classification&from_year=2022.*"));
        List<String> ofThree = sentences(page);
        for (int i = 0; i < 4; i++) {
            assertThat(ofThree.get(i)).isNotEqualTo(ofAll.get(i));
        }
        assertThat(page.locator("#countries svg, #countries canvas").first()).isVisible();
        Page other = site.sent(page.url());
        assertThat(count(other)).hasText(count(page).innerText());
        assertThat(sentences(other)).isEqualTo(ofThree);
        page.goBack();
        assertThat(count(page)).containsText("5 of ");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("All claims")).click();
        assertThat(count(page)).hasText(all);
        assertThat(sentences(page)).isEqualTo(ofAll);
        assertThat(page.locator("#f-task")).hasValue("");
    }

    @Test
    void yearsAreDraggedOver() {
        Page page = site.open("/explore");
        String all = count(page).innerText();
        Locator plot = page.locator("#by-year .plot");
        plot.scrollIntoViewIfNeeded();
        assertThat(plot.locator("canvas")).isVisible();
        List<String> years = texts(plot, "chart.getOption().xAxis[0].data");
        double from = across(plot, years.size() - 2);
        double to = across(plot, years.size() - 1);
        BoundingBox box = plot.boundingBox();
        double y = box.y + box.height / 2;
        page.mouse().move(box.x + from - 3, y);
        page.mouse().down();
        page.mouse().move(box.x + to + 3, y, new Mouse.MoveOptions().setSteps(8));
        page.mouse().up();
        String first = years.get(years.size() - 2);
        assertThat(page)
                .hasURL(
                        Pattern.compile(
                                ".*from_year=%s&to_year=%s.*".formatted(first, years.getLast())));
        assertThat(count(page)).not().hasText(all);
        assertThat(page.locator("#f-from_year")).hasValue(first);
        assertThat(texts(plot, "chart.getOption().xAxis[0].data"))
                .isEqualTo(List.of(first, years.getLast()));
        page.goBack();
        assertThat(count(page)).hasText(all);
    }

    @Test
    void onPaperChartsFitAndAreInkOnWhite() {
        Page page =
                site.opened(
                        Chromium.visitor()
                                .setColorScheme(ColorScheme.DARK)
                                .setViewportSize(1400, 900),
                        "/explore");
        Locator plot = page.locator("#by-year .plot");
        assertThat(plot.locator("canvas")).isVisible();
        List<String> ink = List.of("#eef2ef");
        assertThat(texts(plot, "[chart.getOption().xAxis[0].axisLabel.color]")).isEqualTo(ink);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        List<String> onPaper = List.of("#1a1f1c", "680");
        page.waitForCondition(() ->
                texts(plot, "[chart.getOption().xAxis[0].axisLabel.color, chart.getWidth()]")
                        .equals(onPaper));
        assertThat(page.locator("#by-year table")).isVisible();
        assertThat(page.locator("form").first()).not().isVisible();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        page.waitForCondition(
                () -> texts(plot, "[chart.getOption().xAxis[0].axisLabel.color]").equals(ink));
        assertThat(plot.boundingBox().width).isGreaterThan(680);
    }

    /// By the keyboard: from tile to tile, and into the one of a country.
    @Test
    void aCountryIsChosenOnTheWorldOfTiles() {
        Page page = site.open("/explore");
        String all = count(page).innerText();
        Locator tiles = page.locator("#world svg a");
        assertThat(tiles).not().hasCount(0);
        String words = String.valueOf(tiles.first().getAttribute("aria-label"));
        tiles.first().focus();
        page.keyboard().press("Tab");
        assertThat(tiles.nth(1)).isFocused();
        page.keyboard().press("Shift+Tab");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*country=[A-Z]{2}.*"));
        assertThat(count(page)).not().hasText(all);
        assertThat(page.locator("#active strong").first().innerText())
                .startsWith(words.substring(0, words.indexOf(':')));
        assertThat(page.locator("#world svg a")).hasCount(1);
        page.locator("#active a").first().click();
        assertThat(count(page)).hasText(all);
    }

    /// Where a category of the chart is, from the left of its plot.
    private static double across(Locator plot, int category) {
        return ((Number)
                        plot.evaluate(
                                "(plot, at) => echarts.getInstanceByDom(plot)"
                                        + ".convertToPixel({xAxisIndex: 0}, at)",
                                category))
                .doubleValue();
    }

    private static List<String> texts(Locator plot, String of) {
        Object all =
                plot.evaluate(
                        "plot => { const chart = echarts.getInstanceByDom(plot); return "
                                + of
                                + " }");
        return ((List<?>) all).stream().map(String::valueOf).toList();
    }

    @Test
    void itNeedsNoScripts() {
        Page page = site.plain("/explore");
        page.selectOption("#f-task", "machine_translation");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show").setExact(true))
                .click();
        assertThat(count(page)).containsText("2 of ");
        Locator figure = page.locator("figure.chart").nth(1);
        assertThat(figure.locator(".plot")).isHidden();
        figure.locator("summary").click();
        assertThat(figure.locator("tbody tr")).hasCount(2);
        assertThat(figure.locator("table")).isVisible();
    }

    @Test
    void aClaimOfTheFrontIsLookedAtClosely() {
        Page page = site.open("/explore?task=image_classification");
        page.locator("#front").getByRole(AriaRole.LINK).last().click();
        assertThat(page).hasURL(Pattern.compile(".*/models/[0-9a-f-]{36}"));
        assertThat(page.locator("h1")).hasText(Pattern.compile("vision-[a-e]"));
        assertThat(page.locator("#recomputed tbody tr")).not().hasCount(0);
        assertThat(page.locator("#findings")).not().isEmpty();
        page.getByText("Why: the equation with the published numbers").click();
        assertThat(page.locator("#why pre")).containsText("=");
        page.locator("#badge").scrollIntoViewIfNeeded();
        assertThat(
                        page.locator("#badge")
                                .evaluate("each => each.decode().then(() => each.naturalWidth)"))
                .isEqualTo(420);
        assertThat(page.locator("#badge")).hasAttribute("alt", Pattern.compile(".*CO2eq, .*"));
        page.locator("summary", new Page.LocatorOptions().setHasText("BibTeX")).click();
        page.locator("[data-copy=copy-bibtex]").click();
        assertThat(page.locator("[data-copy=copy-bibtex]")).hasText("Copied");
        assertThat(String.valueOf(page.evaluate("navigator.clipboard.readText()")))
                .contains(page.url());
    }
}
