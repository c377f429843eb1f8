package wattle.hub.page.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import wattle.hub.submission.ModelCardFile;
import wattle.hub.submission.PublishedRuns;
import wattle.hub.web.TestServer;
import wattle.ledger.Entry;
import wattle.ledger.Scope;
import wattle.ledger.State;
import wattle.ledger.Submission;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.CarbonUnit;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.EnergyBoundary;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Reported;
import wattle.ledger.claim.Subject;

class ModelPageTest {

    private static final String GPT3 = "published/patterson-gpt3-175b";
    private static final Claim CLAIM = requireNonNull(PublishedRuns.shipped().get(GPT3));
    private static final Claim OTHER = requireNonNull(PublishedRuns.shipped().get("published/sam"));

    @TempDir private static Path folder;

    private static HubPages hub;

    @BeforeAll
    static void start() throws Exception {
        hub = new HubPages(folder);
        hub.addShipped();
    }

    @AfterAll
    static void stop() throws Exception {
        hub.close();
    }

    private static String id(String key) throws Exception {
        return hub.ledger().find(key).orElseThrow().id().toString();
    }

    @Test
    void theirFiguresStandBesideOurs() throws Exception {
        String html = hub.text("/models/" + id(GPT3), 200);
        List<List<String>> lines = HubPages.rows(html, "recomputed");
        assertThat(lines).hasSize(3);
        assertThat(lines.get(2).get(0)).contains("market-based");
        assertThat(lines.get(0).subList(1, 4)).containsExactly("1287 MWh", "1,289 MWh", "+0.2 %");
        assertThat(lines.get(1).subList(1, 4))
                .containsExactly("552.1 t CO2eq", "553 t CO2eq", "+0.2 %");
        assertThat(lines.get(1).get(4)).startsWith("closes");
        assertThat(html)
                .contains(
                        "552 t CO2eq",
                        "estimated",
                        "location-based",
                        "429 g/kWh",
                        "href=\"/v1/claims/" + id(GPT3) + "\"");
    }

    @Test
    void whatIsOddSaysItsRule() throws Exception {
        String html = hub.text("/models/" + id("published/llama33-70b"), 200);
        assertThat(HubPages.unescaped(html))
                .contains(
                        "<strong>family</strong>",
                        "Carbon per kWh is within a factor of 3 of the family's median.");
    }

    @Test
    void aKeyLeadsToItsClaim() throws Exception {
        for (String path : List.of("/models/" + GPT3, "/models?key=" + GPT3)) {
            HttpResponse<byte[]> answer = hub.get(path);
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location").orElseThrow())
                    .endsWith("/models/" + id(GPT3));
        }
        assertThat(hub.get("/models/published/none").statusCode()).isEqualTo(404);
        assertThat(hub.get("/models/none").statusCode()).isEqualTo(404);
        assertThat(hub.get("/models/00000000-0000-7000-8000-000000000000").statusCode())
                .isEqualTo(404);
    }

    @Test
    void allClaimsOfTheModelStandTogetherTheStrongestFirst() throws Exception {
        Entry first = hub.add("same/one", State.PUBLISHED, same("The Same"));
        Entry second = hub.add("same/two", State.PUBLISHED, same("the same"));
        hub.add("same/three", State.HELD, same("The Same"));
        hub.add("same/four", State.PUBLISHED, same("The Same 2"));
        String html = hub.text("/models/" + first.id(), 200);
        assertThat(html).contains("/models/" + second.id(), "(this one)");
        String same = html.substring(html.indexOf("All claims of this model"));
        same = same.substring(0, same.indexOf("</table>"));
        assertThat(same.split("<tr><th scope=\"row\">", -1)).hasSize(1 + 2);
    }

    private static Claim same(String model) {
        Subject of = CLAIM.subject();
        return new Claim(
                new Subject(
                        model,
                        of.developer(),
                        of.year(),
                        of.stages(),
                        null,
                        null,
                        null,
                        null,
                        null),
                CLAIM.inputs(),
                CLAIM.reported(),
                CLAIM.scores(),
                CLAIM.evidence());
    }

    @Test
    void noTextRunsAScript() throws Exception {
        Entry entry = hub.add("hostile/" + Hostile.SCRIPT, State.PUBLISHED, Hostile.claim());
        hub.ledger()
                .revise(
                        entry.id(),
                        1,
                        State.PUBLISHED,
                        Hostile.claim(),
                        "who" + Hostile.SCRIPT,
                        "why" + Hostile.SCRIPT);
        String html = hub.text("/models/" + entry.id(), 200);
        assertThat(html).doesNotContain("<script>alert").doesNotContain("\"'>");
        String text = HubPages.unescaped(html);
        for (String each :
                List.of(
                        "=model",
                        "developer",
                        "task",
                        "dataset",
                        "accelerator",
                        "basis",
                        "average",
                        "country",
                        "city",
                        "provider",
                        "region",
                        "source",
                        "document",
                        "table",
                        "seen",
                        "licence",
                        "notes",
                        "metric",
                        "who",
                        "why",
                        "hostile/")) {
            assertThat(text).as(each).contains(each + Hostile.SCRIPT);
        }
        String badge = TestServer.text(hub.get("/models/" + entry.id() + "/badge.svg"));
        assertThat(svg(badge).getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo(
                        "=model" + Hostile.SCRIPT + ": 90 kg CO2eq, claimed, 2021, location-based");
        assertThat(badge).doesNotContain("<script");
        String csv = TestServer.text(hub.get("/models/" + entry.id() + "/claim.csv"));
        assertThat(csv).contains("\"'=model");
    }

    private static Element svg(String text) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    @Test
    void aBadgeSaysWhenItIsOutdated() throws Exception {
        Entry entry = hub.add("badge/one", State.PUBLISHED, CLAIM);
        hub.ledger()
                .revise(
                        entry.id(),
                        1,
                        State.PUBLISHED,
                        OTHER,
                        "somebody",
                        "another model altogether");
        String path = "/models/" + entry.id() + "/badge.svg";
        HttpResponse<byte[]> old = hub.get(path + "?revision=1");
        assertThat(old.headers().firstValue("Cache-Control")).contains("public, max-age=86400");
        assertThat(old.headers().firstValue("Content-Type")).contains("image/svg+xml");
        assertThat(old.headers().firstValue("Content-Security-Policy"))
                .contains("default-src 'none'; sandbox");
        assertThat(old.headers().firstValue("Cross-Origin-Resource-Policy"))
                .contains("cross-origin");
        Element svg = svg(TestServer.text(old));
        assertThat(svg.getAttribute("width")).isEqualTo("420");
        assertThat(svg.getElementsByTagName("text").item(0).getTextContent())
                .isEqualTo("outdated: 552 t CO2eq, estimated, 2020, location-based");
        assertThat(TestServer.text(hub.get(path + "?revision=2"))).doesNotContain("outdated");
        assertThat(TestServer.text(hub.get(path))).doesNotContain("outdated");
        assertThat(hub.get(path).headers().firstValue("Cache-Control"))
                .contains("public, max-age=300");
        assertThat(hub.get(path + "?revision=3").statusCode()).isEqualTo(404);
        assertThat(hub.get(path + "?revision=x").statusCode()).isEqualTo(422);
        String page = hub.text("/models/" + entry.id() + "?revision=1", 200);
        assertThat(page).contains("The link that led here names revision 1", path + "?revision=2");
        assertThat(HubPages.rows(page, "history"))
                .extracting(row -> row.get(4))
                .containsExactly("another model altogether", "first said");
    }

    @Test
    void whatIsHeldIsForThoseWhoReviewIt() throws Exception {
        Entry entry = hub.add("held/one", State.HELD, CLAIM);
        String path = "/models/" + entry.id();
        for (String each : List.of(path, path + "/badge.svg", path + "/claim.csv")) {
            assertThat(hub.get(each).statusCode()).as(each).isEqualTo(404);
        }
        assertThat(hub.get("/models/held/one").statusCode()).isEqualTo(404);
        String admin = hub.signedIn(Scope.ADMIN);
        HttpResponse<byte[]> page = hub.get(path, "Cookie", admin);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(TestServer.text(page))
                .contains("held for review")
                .doesNotContain("Badge in Markdown");
        HttpResponse<byte[]> badge = hub.get(path + "/badge.svg", "Cookie", admin);
        assertThat(badge.headers().firstValue("Cache-Control")).contains("private, no-store");
        String submitter = hub.signedIn(Scope.SUBMIT);
        assertThat(hub.get(path, "Cookie", submitter).statusCode()).isEqualTo(404);
        // What a revision said while it was held is not said when a later one is published.
        hub.ledger().revise(entry.id(), 1, State.HELD, OTHER, "somebody", "corrected");
        hub.ledger().show(entry.id(), 2, State.PUBLISHED, "reviewer", "looks right");
        assertThat(hub.get(path + "/badge.svg?revision=1").statusCode()).isEqualTo(404);
        assertThat(hub.get(path + "/badge.svg?revision=3").statusCode()).isEqualTo(200);
        assertThat(HubPages.rows(hub.text(path, 200), "history"))
                .extracting(row -> row.get(5))
                .containsExactly(ClaimWords.carbon(OTHER), "held then", "held then");
    }

    @Test
    void whatWasWithdrawnIsATombstone() throws Exception {
        Entry entry = hub.add("gone/one", State.PUBLISHED, Hostile.claim());
        hub.ledger().withdraw(entry.id(), 1, "somebody", "measured wrongly");
        String path = "/models/" + entry.id();
        String html = hub.text(path, 200);
        assertThat(html).contains("This claim was withdrawn", "measured wrongly");
        assertThat(html).doesNotContain("=model").doesNotContain("90 kg");
        assertThat(hub.get(path + "/claim.csv").statusCode()).isEqualTo(404);
        String badge = TestServer.text(hub.get(path + "/badge.svg?revision=1"));
        assertThat(badge).contains("claim withdrawn").doesNotContain("90 kg");
    }

    @Test
    void theModelCardIsReadBack() throws Exception {
        String html = hub.text("/models/" + id(GPT3), 200);
        String yaml = html.substring(html.indexOf("<pre id=\"copy-card\">") + 20);
        yaml = HubPages.unescaped(yaml.substring(0, yaml.indexOf("</pre>")));
        Path card = folder.resolve("card.md");
        Files.writeString(card, "---\n" + yaml + "model-index:\n  - name: GPT-3\n---\n# GPT-3\n");
        Claim read = requireNonNull(ModelCardFile.read(card).values().iterator().next());
        assertThat(requireNonNull(read.reported().carbon()).value().grams())
                .isEqualTo(requireNonNull(CLAIM.reported().carbon()).value().grams());
        assertThat(read.subject().stages()).isEqualTo(CLAIM.subject().stages());
    }

    @Test
    void everyFormatIsADownload() throws Exception {
        String path = "/models/" + id(GPT3);
        String html = hub.text(path, 200);
        for (Format each : Format.values()) {
            String address = path + "/" + each.file();
            assertThat(html).contains("<a href=\"" + address + "\" download>");
            HttpResponse<byte[]> file = hub.get(address);
            assertThat(file.statusCode()).as(address).isEqualTo(200);
            assertThat(file.headers().firstValue("Content-Type").orElseThrow())
                    .isEqualToIgnoringWhitespace(each.type());
            assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                    .startsWith("attachment; filename=\"")
                    .endsWith(each.file() + "\"");
        }
        assertThat(hub.get(path + "/none.txt").statusCode()).isEqualTo(404);
        assertThat(hub.get("/models/x/CITATION.cff").statusCode()).isEqualTo(404);
        // A claim without an energy is no report of BoAmps, and one by contracts no model card.
        Reported contracts =
                new Reported(
                        null,
                        EnergyBoundary.UNSTATED,
                        Printed.of("1", CarbonUnit.TONNE),
                        CarbonBasis.MARKET,
                        null);
        Claim claim =
                new Claim(
                        CLAIM.subject(),
                        CLAIM.inputs(),
                        contracts,
                        CLAIM.scores(),
                        CLAIM.evidence());
        String bare = "/models/" + hub.add("bare/one", State.PUBLISHED, claim).id();
        assertThat(hub.text(bare, 200)).doesNotContain("boamps.json", "model-card.yaml");
        assertThat(hub.get(bare + "/boamps.json").statusCode()).isEqualTo(404);
        assertThat(hub.get(bare + "/model-card.yaml").statusCode()).isEqualTo(404);
    }

    @Test
    void noFormatHasWhatIsHeldOrWithdrawn() throws Exception {
        String held = "/models/" + hub.add("held/two", State.HELD, CLAIM).id();
        Entry gone = hub.add("gone/two", State.PUBLISHED, CLAIM);
        hub.ledger().withdraw(gone.id(), 1, "somebody", "wrong");
        String admin = hub.signedIn(Scope.ADMIN);
        for (Format each : Format.values()) {
            assertThat(hub.get(held + "/" + each.file()).statusCode()).isEqualTo(404);
            assertThat(hub.get(held + "/" + each.file(), "Cookie", admin).statusCode())
                    .isEqualTo(200);
            assertThat(hub.get("/models/" + gone.id() + "/" + each.file()).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void whoSentAClaimIsLedToChangeIt() throws Exception {
        String sender = hub.signedIn(Scope.SUBMIT);
        Entry own =
                hub.ledger()
                        .put(
                                List.of(
                                        new Submission(
                                                "own/one",
                                                "reviewer submit",
                                                State.PUBLISHED,
                                                CLAIM)))
                        .getFirst()
                        .entry();
        String path = "/models/" + own.id();
        String html = TestServer.text(hub.get(path, "Cookie", sender));
        assertThat(html)
                .contains(
                        "href=\"/submit?revise=" + own.id() + "\"",
                        "action=\"/submit/withdraw\"",
                        "held until it is reviewed")
                .doesNotContain("/review?claim=");
        assertThat(TestServer.text(hub.get("/models/" + id(GPT3), "Cookie", sender)))
                .doesNotContain("/submit?revise=", "/submit/withdraw");
        assertThat(hub.text(path, 200)).doesNotContain("/submit?revise=", "/submit/withdraw");
        assertThat(TestServer.text(hub.get(path, "Cookie", hub.signedIn(Scope.ADMIN))))
                .contains("/submit?revise=" + own.id(), "/review?claim=" + own.id());
    }

    @Test
    void noMoreDigitsThanWerePrinted() throws Exception {
        assertThat(ClaimWords.carbon(Hostile.claim())).isEqualTo("90 kg CO2eq");
        assertThat(ClaimWords.carbon(CLAIM)).isEqualTo("552 t CO2eq");
        assertThat(ClaimWords.error(null)).isEqualTo("–");
        assertThat(ClaimWords.error(-0.107)).isEqualTo("−10.7 %");
        assertThat(ClaimWords.error(0.0001)).isEqualTo("0.0 %");
    }
}
