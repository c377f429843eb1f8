package wattle.cli.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A run that is watched while it goes on: a real `wattle run --push`, whose meter is a file that
/// the command itself moves.
class LiveInBrowserTest {

    private static final double PATIENCE_MILLIS = 60_000;

    /// 100 W, until it is told to stop. The file is as long as before, so that no reading falls
    /// between two writes.
    private static final String BURN =
            """
            i=1000
            while [ ! -e stop ]; do
              i=$((i + 10))
              printf '%09d000000\\n' $i 1<> sys/class/powercap/intel-rapl:0/energy_uj
              sleep 0.1
            done
            """;

    @RegisterExtension final Site site = new Site();

    @TempDir Path folder;

    private Process run() throws IOException {
        Path zone = Files.createDirectories(folder.resolve("sys/class/powercap/intel-rapl:0"));
        Files.writeString(zone.resolve("name"), "package-0");
        Files.writeString(zone.resolve("max_energy_range_uj"), "262143328850");
        // Any advance is plausible.
        Files.writeString(zone.resolve("constraint_0_max_power_uw"), "2000000000");
        Files.writeString(zone.resolve("energy_uj"), "000001000000000\n");
        return Served.command(
                        Map.of(
                                "WATTLE_HOME", folder.resolve("home").toString(),
                                "WATTLE_SYS", folder.resolve("sys").toString(),
                                "WATTLE_NVML", folder.resolve("none.so").toString(),
                                "WATTLE_COLLECTOR", folder.resolve("none.sock").toString(),
                                "WATTLE_TOKEN", site.served().token("sender", "submit")),
                        "run",
                        "--zone=FR",
                        "--interval=0.1",
                        "--label=model=Tiny",
                        "--push=" + site.at(""),
                        "--",
                        "sh",
                        "-c",
                        BURN)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }

    /// The way to the page of the run, once it is in the list.
    private Locator listed(Page page) {
        Locator link =
                page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName(Pattern.compile("Tiny \\(.*")));
        long end = System.nanoTime() + (long) (PATIENCE_MILLIS * 1e6);
        do {
            page.navigate(site.at("/live"));
        } while (link.count() == 0 && System.nanoTime() < end);
        return link;
    }

    private static LocatorAssertions.HasTextOptions patiently() {
        return new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS);
    }

    @Test
    void itsNumbersComeByThemselvesUntilItEndsAndItIsComparedWithAnother() throws Exception {
        Process tiny = run();
        other();
        try {
            Page page = site.signedIn(site.tab(Chromium.visitor()), "sender", "submit");
            listed(page).click();
            Locator energy = page.locator("#live-energy");
            assertThat(page.locator("#live-state")).hasText("running");
            page.evaluate("window.stays = true");
            assertThat(energy).hasText(Pattern.compile("[1-9].* (J|Wh)"), patiently());
            String first = energy.innerText();
            assertThat(energy).not().hasText(first, patiently());
            assertThat(page.locator("#live-power")).hasText(Pattern.compile("[0-9.]+ W"));
            assertThat(page.locator("#live-emissions")).containsText("CO2eq");
            withoutScripts(page.url());
            Files.createFile(folder.resolve("stop"));
            assertThat(page.locator("#live-state")).hasText("finished", patiently());
            assertThat(page.locator("#live-heard")).hasCount(0);
            assertThat(page.evaluate("window.stays")).isEqualTo(true);
            assertThat(page.locator("#live-charts canvas").first()).isVisible();
            page.reload();
            assertThat(page.locator("#live-state")).hasText("finished");
            PageRules.hold(page);
            compared(page);
        } finally {
            Files.writeString(folder.resolve("stop"), "");
            assertThat(tiny.waitFor()).as(Files.readString(folder.resolve("out"))).isZero();
        }
    }

    /// Announced, and nothing came of it yet.
    private void other() throws Exception {
        var answer =
                site.served()
                        .send(
                                "POST",
                                "/v1/runs",
                                "{\"id\":\"other\",\"labels\":{\"model\":\"Other\"}}",
                                "Authorization",
                                "Bearer " + site.served().token("sender", "submit"),
                                "Content-Type",
                                "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    }

    /// The page says what there is when it is asked, and how to ask again.
    private void withoutScripts(String address) {
        Page page =
                site.signedIn(
                        site.tab(Chromium.visitor().setJavaScriptEnabled(false)),
                        "sender",
                        "submit");
        page.navigate(address);
        assertThat(page.locator("#live-state")).hasText("running");
        Locator energy = page.locator("#live-energy");
        String first = energy.innerText();
        assertThat(first).matches("[1-9].* (J|Wh)");
        long end = System.nanoTime() + (long) (PATIENCE_MILLIS * 1e6);
        do {
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Look again"))
                    .click();
        } while (energy.innerText().equals(first) && System.nanoTime() < end);
        assertThat(energy).not().hasText(first);
        page.locator("#live-chart-0 summary").click();
        assertThat(page.locator("#live-chart-0 tbody tr")).not().hasCount(0);
    }

    private void compared(Page page) {
        listed(page);
        PageRules.hold(page);
        for (String each : new String[] {"Tiny", "Other"}) {
            page.getByLabel(Pattern.compile("Compare " + each + " .*")).first().check();
        }
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Compare the chosen ones"))
                .click();
        Locator compared = page.locator("#compared");
        assertThat(compared.locator("thead th")).hasCount(3);
        assertThat(compared).containsText("finished");
        PageRules.hold(page);
    }
}
