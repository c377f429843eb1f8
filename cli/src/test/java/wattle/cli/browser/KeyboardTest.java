package wattle.cli.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every control is reached by Tab, in the order in which it is seen, and seen to have the focus.
class KeyboardTest {

    /// Numbers what can have the focus, and notes what has it, once each; a field of a date has
    /// several parts. What is closed or not shown is left out.
    private static final String WATCH =
            """
            () => {
              const all = [...document.querySelectorAll(
                  'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
                .filter((each) => !each.disabled && each.checkVisibility());
              window.controls = all.length;
              window.reached = [];
              document.addEventListener('focusin', (event) => {
                const at = all.indexOf(event.target);
                if (reached.length && reached.at(-1).at === at) return;
                const { outlineStyle, outlineWidth } = getComputedStyle(event.target);
                const { left, top, bottom } = event.target.getBoundingClientRect();
                reached.push({ at, what: event.target.outerHTML.slice(0, 120), form: event.target.form?.id ?? '',
                  seen: outlineStyle !== 'none' && parseFloat(outlineWidth) > 0,
                  left, top: top + scrollY, bottom: bottom + scrollY });
              });
            }
            """;

    /// What is wrong with the way it went: an order that is not the document's, or that goes up or
    /// to the left within a form, and a focus that is not seen.
    private static final String WRONG =
            """
            () => reached.flatMap((each, i) => {
              const wrong = [];
              const before = reached[i - 1];
              if (each.at !== i) wrong.push('after ' + before?.what + ': ' + each.what);
              if (!each.seen) wrong.push('no outline: ' + each.what);
              if (before && before.form && before.form === each.form
                  && (each.bottom <= before.top || (each.top < before.bottom && before.top < each.bottom
                    && each.left < before.left))) {
                wrong.push('seen before ' + before.what + ': ' + each.what);
              }
              return wrong;
            })
            """;

    @RegisterExtension final Site site = new Site();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/?accelerator=A100:8&hours=100&zone=FR",
                "/plan?duration=6h&power_watts=2400&zone=DE&at=2026-03-02T08:00",
                "/submit?step=3&model=a"
            })
    void everyControlIsReachedByTab(String path) {
        Page page = site.open(path);
        page.evaluate(WATCH);
        int controls = ((Number) page.evaluate("controls")).intValue();
        assertThat(controls).isGreaterThan(20);
        // A field of a date and time takes up to seven.
        for (int i = 0; i < controls + 10; i++) {
            page.keyboard().press("Tab");
            if (i >= controls - 1 && page.evaluate("reached.length >= controls").equals(true)) {
                break;
            }
        }
        assertThat((List<?>) page.evaluate(WRONG)).isEmpty();
        assertThat(((Number) page.evaluate("reached.length")).intValue()).isEqualTo(controls);
    }
}
