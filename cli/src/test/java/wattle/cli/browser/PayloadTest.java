package wattle.cli.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.grid.Signal;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.CarbonUnit;
import wattle.ledger.claim.Citation;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.EnergyBoundary;
import wattle.ledger.claim.EnergyUnit;
import wattle.ledger.claim.Evidence;
import wattle.ledger.claim.Inputs;
import wattle.ledger.claim.Metering;
import wattle.ledger.claim.Method;
import wattle.ledger.claim.Place;
import wattle.ledger.claim.PowerScope;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Reported;
import wattle.ledger.claim.Score;
import wattle.ledger.claim.Stage;
import wattle.ledger.claim.Subject;
import wattle.ledger.json.ClaimJson;
import wattle.testing.Payloads;
import wattle.unit.CarbonIntensity;
import wattle.unit.Power;
import wattle.unit.Pue;

/// What somebody sends to run a script in other people's browsers stays a text on each page that
/// shows it. [Site] asks that no dialog came and no policy was broken.
class PayloadTest {

    private static final List<String> PAYLOADS =
            Payloads.SCRIPTS.stream()
                    .map(each -> each.replace("alert(1)", "window.ran=1,alert(1)"))
                    .toList();

    /// A text as a page has it, in its text or in a field.
    private static final String SHOWN =
            """
            (text) => document.documentElement.textContent.includes(text)
              || [...document.querySelectorAll('input, textarea, option')].some((each) => each.value.includes(text))
            """;

    @RegisterExtension final Site site = new Site();

    private final List<String> sent = new ArrayList<>();

    /// With one of them in each field that is free text.
    private static Claim claim(String text) {
        return new Claim(
                new Subject(
                        text, text, 2021, Set.of(Stage.FINE_TUNING), text, text, text, 1e9, null),
                new Inputs(
                        text,
                        8.0,
                        null,
                        100.0,
                        null,
                        new Power(400),
                        PowerScope.DEVICE,
                        text,
                        new Pue(1.1),
                        new CarbonIntensity(100),
                        text,
                        Signal.AVERAGE,
                        new Place(text, "FR", text, text, text, null, text),
                        null),
                new Reported(
                        Printed.of("352", EnergyUnit.KILOWATT_HOUR),
                        EnergyBoundary.FACILITY,
                        Printed.of("90", CarbonUnit.KILOGRAM),
                        CarbonBasis.LOCATION,
                        null),
                List.of(new Score(text, 12.5)),
                new Evidence(
                        Method.ESTIMATED,
                        List.of(new Citation(text, text, text, text)),
                        new Metering(text, text, 1.0, 1.0, null),
                        null,
                        text));
    }

    private static String in(String query, String payload) {
        return query.replace("{}", URLEncoder.encode(payload, StandardCharsets.UTF_8));
    }

    private JsonNode api(String method, String path, String body, String... headers)
            throws Exception {
        HttpResponse<String> answer = site.served().send(method, path, body, headers);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isBetween(200, 201);
        return JsonMapper.shared().readTree(answer.body());
    }

    private String[] as(String name, String scope) {
        return new String[] {
            "Authorization",
            "Bearer " + site.served().token(name, scope),
            "Content-Type",
            "application/json"
        };
    }

    /// @return the ids of one claim for each payload
    private List<String> claims(String name, String scope) throws Exception {
        List<String> ids = new ArrayList<>();
        for (String each : PAYLOADS) {
            JsonNode said = api("POST", "/v1/claims", ClaimJson.text(claim(each)), as(name, scope));
            ids.add(said.path("claim").path("id").asString());
            sent.add(ids.getLast());
        }
        return ids;
    }

    private void takeBack() throws Exception {
        for (String each : sent) {
            JsonNode claim = api("GET", "/v1/claims/" + each, "", as("reviewer", "admin"));
            api(
                    "DELETE",
                    "/v1/claims/" + each + "?reason=tested",
                    "",
                    "Authorization",
                    "Bearer " + site.served().token("reviewer", "admin"),
                    "If-Match",
                    "\"r" + claim.path("claim").path("revision").asInt() + "\"");
        }
    }

    private static void shows(Page page, List<String> payloads) {
        for (String each : payloads) {
            assertThat(page.evaluate(SHOWN, each.strip())) // As fields have it.
                    .as(page.url() + " shows " + each)
                    .isEqualTo(true);
        }
        assertThat(
                        page.evaluate(
                                "window.ran === undefined && !document.querySelector('[onerror], [onload]')"))
                .as(page.url())
                .isEqualTo(true);
    }

    @Test
    void whatAClaimSaysIsText() throws Exception {
        try {
            List<String> published = claims("reviewer", "admin");
            claims("sender", "submit");
            shows(site.open("/explore"), PAYLOADS);
            shows(site.open("/explore/claims?from_year=2021&to_year=2021"), PAYLOADS);
            for (int i = 0; i < PAYLOADS.size(); i++) {
                List<String> one = PAYLOADS.subList(i, i + 1);
                shows(site.open("/models/" + published.get(i)), one);
                shows(site.open(in("/explore/claims?task={}", one.getFirst())), one);
            }
            Page reviewer = site.signedIn(site.tab(Chromium.visitor()), "reviewer", "admin");
            reviewer.navigate(site.at("/review"));
            shows(reviewer, PAYLOADS);
            // A hand on the charts: what a point says of its claim is shown, too.
            Page page = site.open("/explore");
            for (String each : List.of("countries", "energy-against-emissions", "by-year")) {
                page.locator("#" + each + " canvas").waitFor();
                page.locator("#" + each + " .plot").focus();
                page.keyboard().press("ArrowRight");
            }
            shows(page, PAYLOADS);
        } finally {
            takeBack();
        }
    }

    @Test
    void whatARunSaysIsText() throws Exception {
        List<String> ids = new ArrayList<>();
        List<String> printable =
                PAYLOADS.stream().filter(each -> !each.contains("\u2028")).toList();
        for (int i = 0; i < printable.size(); i++) {
            ids.add("payload-" + i);
            String text = JsonMapper.shared().writeValueAsString(printable.get(i));
            api(
                    "POST",
                    "/v1/runs",
                    "{\"id\":\"payload-%d\",\"zone\":%s,\"labels\":{\"model\":%s,\"task\":%s,\"dataset\":%s,\"stage\":%s,\"project\":%s}}"
                            .formatted(i, text, text, text, text, text, text),
                    as("sender", "submit"));
        }
        Page page = site.signedIn(site.tab(Chromium.visitor()), "sender", "submit");
        page.navigate(site.at("/live"));
        shows(page, printable);
        for (int i = 0; i < printable.size(); i++) {
            page.navigate(site.at("/live/" + ids.get(i)));
            shows(page, printable.subList(i, i + 1));
        }
        page.navigate(site.at("/live/compare?run=" + String.join("&run=", ids.subList(0, 4))));
        shows(page, printable.subList(0, 4));
        page.navigate(site.at("/live/compare?run=" + String.join("&run=", ids.subList(4, 7))));
        shows(page, printable.subList(4, 7));
    }

    /// What came with an address, as a link may hold it that somebody else made.
    @Test
    void whatAnAddressSaysIsText() {
        for (String each : PAYLOADS) {
            List<String> one = List.of(each);
            shows(site.open(in("/?accelerator={}&zone={}&per={}&cpu={}&region={}", each)), one);
            shows(
                    site.open(
                            in(
                                    "/plan?duration={}&power_watts=1&zone={}&command={}&time_zone={}",
                                    each)),
                    one);
            shows(
                    site.open(
                            in(
                                    "/submit?step=5&model={}&task={}&source={}&developer={}&carbon=1&removed={}",
                                    each)),
                    one);
            shows(site.open(in("/live/compare?run={}", each)), one);
            shows(site.open(in("/sign-in?next={}", each)), List.of()); // It leads nowhere else.
        }
    }
}
