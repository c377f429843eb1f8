package wattle.cli.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static wattle.cli.browser.Site.field;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A claim from its first field to its tombstone.
class SubmissionInBrowserTest {

    private static final int MOST_TABS = 60;

    @RegisterExtension final Site site = new Site();

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, named(name));
    }

    /// To a control that lies after the one with the focus, by the keyboard alone.
    private static Locator tabTo(Page page, Locator control) {
        control.waitFor();
        for (int i = 0; i < MOST_TABS; i++) {
            page.keyboard().press("Tab");
            if (control.evaluate("each => each === document.activeElement").equals(true)) {
                return control;
            }
        }
        throw new AssertionError("not reached by Tab: " + control);
    }

    private static void type(Page page, String label, String text) {
        tabTo(page, field(page, label));
        page.keyboard().type(text);
    }

    private static void past(Page page, String heading) {
        assertThat(page.locator("h1, h2").getByText(heading).first()).isVisible();
        page.keyboard().press("Tab");
        assertThat(page.locator(":focus")).hasText("Skip to the content");
        page.keyboard().press("Enter");
    }

    private static void press(Page page, String button) {
        tabTo(page, button(page, button));
        page.keyboard().press("Enter");
    }

    /// 8 devices of 400 W for 100 hours, PUE 1.1 and 50 g/kWh: what it says adds up.
    private void fillByKeyboard(Page page, String model) {
        past(page, "1. What was run");
        type(page, "Model", model);
        type(page, "Year", "2024");
        type(page, "Task", "summarization");
        page.keyboard().press("Enter");
        past(page, "2. How long on what");
        type(page, "Accelerator", "NVIDIA A100");
        type(page, "How many", "8");
        type(page, "Hours by the clock", "100");
        type(page, "Mean power, W", "400");
        press(page, "Next: energy and where");
        past(page, "3. Energy and where");
        type(page, "Energy", "352");
        type(page, "Boundary of the energy", "facility");
        type(page, "Carbon", "17.6");
        type(page, "Basis of the carbon", "location");
        type(page, "PUE", "1.1");
        type(page, "Intensity, g CO2eq/kWh", "50");
        type(page, "Country code", "fr");
        press(page, "Next: evidence");
        past(page, "4. Evidence");
        type(page, "Method, by its publisher", "estimated");
        press(page, "Preview the record");
    }

    private static String id(Page receipt) {
        assertThat(receipt).hasURL(Pattern.compile(".*/submit/receipt/[0-9a-f-]{36}"));
        return receipt.url().substring(receipt.url().length() - 36);
    }

    private static void withdraw(Page receipt, String reason) {
        receipt.getByText("Withdraw it", new Page.GetByTextOptions().setExact(true)).click();
        field(receipt, "Reason").fill(reason);
        button(receipt, "Withdraw the claim").click();
        assertThat(receipt.locator(".lead")).containsText("The claim was withdrawn");
    }

    @Test
    void aClaimGoesFromItsFirstFieldByReviewToItsTombstone() {
        Page sender = site.tab(Chromium.visitor());
        sender.navigate(site.at("/sign-in?next=/submit"));
        past(sender, "Sign in");
        type(sender, "Token", site.served().token("sender", "submit"));
        sender.keyboard().press("Enter");
        fillByKeyboard(sender, "Keyboard-1");
        past(sender, "Preview");
        assertThat(sender.locator("main")).containsText("The plausibility rules find nothing odd");
        assertThat(sender.locator("td", new Page.LocatorOptions().setHasText("Keyboard-1")))
                .isVisible();
        press(sender, "Send the claim");
        String id = id(sender);
        assertThat(sender.locator("#receipt")).containsText("held, revision 1");
        assertThat(site.open("/models/" + id).locator("h1")).not().hasText("Keyboard-1");
        press(sender, "Sign out");
        assertThat(sender.getByRole(AriaRole.LINK, named("Sign in"))).isVisible();

        Page reviewer = site.signedIn(site.tab(Chromium.visitor()), "reviewer", "admin");
        reviewer.navigate(site.at("/"));
        reviewer.getByRole(AriaRole.LINK, named("Review")).click();
        Locator held = reviewer.locator("#c-" + id);
        assertThat(held).containsText("Keyboard-1");
        PageRules.hold(reviewer);
        held.getByLabel("Reason").fill("It adds up.");
        held.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Publish")).click();
        assertThat(held).hasCount(0);

        Page visitor = site.open("/models/" + id);
        assertThat(visitor.locator("h1")).hasText("Keyboard-1");
        assertThat(visitor.locator(".big")).containsText("17.6 kg CO2eq");
        assertThat(visitor.locator("#history")).containsText("It adds up.");

        site.signedIn(sender, "sender", "submit");
        sender.navigate(site.at("/submit/receipt/" + id));
        assertThat(sender.locator("#receipt")).containsText("published, revision 2");
        PageRules.hold(sender);
        correct(sender, id);
        assertThat(sender.locator("#receipt")).containsText("held, revision 3");
        // What nobody has reviewed is for its sender and reviewers alone.
        visitor.reload();
        assertThat(visitor.locator("body")).not().containsText("Keyboard-1");
        reviewer.navigate(site.at("/review?claim=" + id));
        Locator again = reviewer.locator("#c-" + id);
        assertThat(again).containsText("17.7 kg");
        again.getByLabel("Reason").fill("It still adds up.");
        again.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Publish")).click();
        visitor.reload();
        assertThat(visitor.locator(".big")).containsText("17.7 kg CO2eq");
        assertThat(visitor.locator("#history tbody tr")).hasCount(4);
        assertThat(visitor.locator("#history")).containsText("A digit was wrong.");

        sender.navigate(site.at("/submit/receipt/" + id));
        withdraw(sender, "It was a test.");
        visitor.reload();
        assertThat(visitor.locator("h1")).hasText("This claim was withdrawn");
        assertThat(visitor.locator("#withdrawn")).containsText("It was a test.");
        assertThat(visitor.locator("body")).not().containsText("Keyboard-1");
    }

    /// One digit, from the claim's page, with what is changed shown before it is sent.
    private void correct(Page sender, String id) {
        sender.navigate(site.at("/models/" + id));
        sender.locator("#correct").click();
        assertThat(sender.locator("h1")).hasText("Correct a claim");
        assertThat(field(sender, "Model")).hasValue("Keyboard-1");
        sender.getByRole(AriaRole.LINK, named("3. Energy and where")).click();
        field(sender, "Carbon").fill("17.7");
        button(sender, "Next: evidence").click();
        button(sender, "Preview the record").click();
        assertThat(sender.locator("#changes tbody tr")).hasCount(1);
        assertThat(sender.locator("#changes")).containsText("17.6");
        assertThat(sender.locator("#changes")).containsText("17.7");
        PageRules.hold(sender);
        field(sender, "Reason").fill("A digit was wrong.");
        button(sender, "Send the correction").click();
    }

    @Test
    void itNeedsNoScripts() {
        Page page =
                site.signedIn(
                        site.tab(Chromium.visitor().setJavaScriptEnabled(false)),
                        "sender",
                        "submit");
        page.navigate(site.at("/submit"));
        button(page, "Next: how long on what").click();
        assertThat(page.locator("#w-model")).containsText("say its name");
        Map<String, String> said =
                Map.of("Model", "Plain-1", "Accelerator", "NVIDIA A100", "Carbon", "17.6");
        for (String next :
                new String[] {
                    "Next: how long on what",
                    "Next: energy and where",
                    "Next: evidence",
                    "Preview the record"
                }) {
            said.forEach((label, text) -> {
                if (page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).count()
                        > 0) {
                    field(page, label).fill(text);
                }
            });
            button(page, next).click();
        }
        assertThat(page.locator("h1")).hasText("Preview");
        button(page, "Send the claim").click();
        assertThat(page.locator("#receipt")).containsText("Plain-1");
        withdraw(page, "It was a test.");
    }
}
