package wattle.hub.page.submission;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.hub.page.model.HubPages;
import wattle.hub.web.TestServer;
import wattle.ledger.Entry;
import wattle.ledger.State;
import wattle.ledger.Submission;
import wattle.ledger.claim.Claim;
import wattle.ledger.json.ClaimJson;

class RevisePageTest {

    private static final String HOSTILE = "\"><script>alert(1)</script>";

    @TempDir static Path folder;

    private static Desk desk;

    @BeforeAll
    static void started() throws Exception {
        desk = new Desk(folder);
    }

    @AfterAll
    static void stopped() throws Exception {
        desk.close();
    }

    private static Entry entry(String id) throws Exception {
        return desk.ledger().find(UUID.fromString(id)).orElseThrow();
    }

    private static Claim claim(String id) throws Exception {
        return requireNonNull(entry(id).claim());
    }

    /// A claim of `submit` that was reviewed and published.
    private static String published() throws Exception {
        String id = desk.sent("submit", Desk.GOOD);
        desk.ledger().show(UUID.fromString(id), 1, State.PUBLISHED, "admin", "Seen.");
        return id;
    }

    /// What the form of a claim is filled in with, as its second step would send it on.
    private static Map<String, String> begun(String who, String id) throws Exception {
        HttpResponse<byte[]> answer = desk.get(who, "/submit?revise=" + id);
        assertThat(answer.statusCode()).isEqualTo(200);
        Map<String, String> said = new LinkedHashMap<>();
        String page = TestServer.text(answer);
        var link =
                java.util.regex.Pattern.compile("href=\"/submit\\?step=5&amp;([^\"]*)\"")
                        .matcher(page);
        assertThat(link.find()).as(page).isTrue();
        for (String each : link.group(1).replace("&amp;", "&").split("&", -1)) {
            String[] pair = each.split("=", 2);
            said.put(
                    pair[0],
                    java.net.URLDecoder.decode(pair[1], java.nio.charset.StandardCharsets.UTF_8));
        }
        return said;
    }

    private static String preview(String who, Map<String, String> said) throws Exception {
        return TestServer.text(desk.get(who, "/submit?step=5&" + Desk.query(said)));
    }

    private static HttpResponse<byte[]> sent(String who, String preview, String reason)
            throws Exception {
        Map<String, String> form = new LinkedHashMap<>();
        Desk.hidden(preview, "id=\"send\"")
                .forEach((name, value) -> form.put(name, HubPages.unescaped(value)));
        return desk.post(who, "/submit/revise", Desk.with(form, "reason", reason));
    }

    @Test
    void theFormIsFilledInWithTheClaimAsItStands() throws Exception {
        String id = published();
        String page = TestServer.text(desk.get("submit", "/submit?revise=" + id));
        assertThat(page)
                .contains("<h1>Correct a claim</h1>", "value=\"Tiny\"")
                .contains("held until somebody has reviewed it, although the claim is published")
                .contains("name=\"revise\" value=\"" + id + "\"", "name=\"revision\" value=\"2\"")
                .doesNotContain("id=\"from-file\"");
        assertThat(TestServer.text(desk.get("admin", "/submit?revise=" + id)))
                .contains("You review claims: it stays published.");
        // Each step keeps what is corrected.
        Map<String, String> said = begun("submit", id);
        assertThat(TestServer.text(desk.get("submit", "/submit?step=3&from=2&" + Desk.query(said))))
                .contains("name=\"revise\" value=\"" + id + "\"", "value=\"28.80\"");
        assertThat(preview("submit", said))
                .contains("Nothing: the claim says all this already.")
                .doesNotContain("id=\"send\"");
    }

    @Test
    void whatItsSenderCorrectsIsHeldWithItsReason() throws Exception {
        String id = published();
        Map<String, String> said = Desk.with(begun("submit", id), "developer", "Lab " + HOSTILE);
        String preview = preview("submit", said);
        assertThat(preview)
                .contains("<table id=\"changes\">", "<td>not stated</td>")
                .contains("<td>Lab \"&gt;&lt;script&gt;", "held until somebody has reviewed it")
                .doesNotContain("\"><script>alert");
        HttpResponse<byte[]> unsaid = sent("submit", preview, "");
        assertThat(unsaid.statusCode()).isEqualTo(422);
        assertThat(TestServer.text(unsaid))
                .contains(
                        "Nothing was changed: a change needs a reason",
                        "<td>Lab \"&gt;&lt;script&gt;");
        assertThat(entry(id).revision()).isEqualTo(2);
        HttpResponse<byte[]> answer = sent("submit", preview, "A name " + HOSTILE);
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/submit/receipt/" + id);
        assertThat(entry(id).state()).isEqualTo(State.HELD);
        assertThat(entry(id).revision()).isEqualTo(3);
        assertThat(entry(id).reason()).isEqualTo("A name " + HOSTILE);
        assertThat(claim(id).subject().developer()).isEqualTo("Lab " + HOSTILE);
        // Pressed twice is once.
        assertThat(sent("submit", preview, "A name " + HOSTILE).statusCode()).isEqualTo(303);
        assertThat(entry(id).revision()).isEqualTo(3);
        String receipt = TestServer.text(desk.get("submit", "/submit/receipt/" + id));
        assertThat(receipt).contains("/submit?revise=" + id).doesNotContain("\"><script>alert");
    }

    @Test
    void whoReviewsCorrectsWithoutHoldingIt() throws Exception {
        String id = published();
        Map<String, String> said = Desk.with(begun("admin", id), "carbon", "1.72");
        assertThat(sent("admin", preview("admin", said), "A digit.").statusCode()).isEqualTo(303);
        assertThat(entry(id).state()).isEqualTo(State.PUBLISHED);
        assertThat(claim(id).reported().carbon()).hasToString("1.72 kg");
        // It stays its sender's.
        assertThat(desk.get("submit", "/submit?revise=" + id).statusCode()).isEqualTo(200);
    }

    @Test
    void nobodyElseMay() throws Exception {
        String id = published();
        HttpResponse<byte[]> nobody = desk.get("", "/submit?revise=" + id);
        assertThat(nobody.statusCode()).isEqualTo(303);
        assertThat(nobody.headers().firstValue("Location").orElseThrow())
                .startsWith("/sign-in?next=%2Fsubmit%3Fstep%3D1%26revise%3D" + id);
        assertThat(desk.get("read", "/submit?revise=" + id).statusCode()).isEqualTo(403);
        String own = desk.sent("admin", Desk.GOOD);
        assertThat(desk.get("submit", "/submit?revise=" + own).statusCode()).isEqualTo(403);
        desk.ledger().show(UUID.fromString(own), 1, State.HELD, "admin", "A doubt.");
        assertThat(desk.get("submit", "/submit?revise=" + own).statusCode()).isEqualTo(404);
        assertThat(desk.get("submit", "/submit?revise=" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);

        Map<String, String> said = Desk.with(begun("submit", id), "year", "2026");
        String preview = preview("submit", said);
        Map<String, String> form =
                Desk.with(Desk.hidden(preview, "id=\"send\""), "reason", "Because.");
        // Without a session, by another's, from another site, without a proof, without a revision.
        assertThat(desk.post("", "/submit/revise", form).statusCode()).isEqualTo(403);
        assertThat(desk.post("admin", "/submit/revise", form).statusCode()).isEqualTo(403);
        assertThat(
                        desk.post("submit", "/submit/revise", form, "Sec-Fetch-Site", "cross-site")
                                .statusCode())
                .isEqualTo(403);
        assertThat(
                        desk.post("submit", "/submit/revise", Desk.with(form, "proof", "x"))
                                .statusCode())
                .isEqualTo(403);
        assertThat(
                        desk.post("submit", "/submit/revise", Desk.with(form, "revision", ""))
                                .statusCode())
                .isEqualTo(422);
        String read =
                Desk.hidden(TestServer.text(desk.get("read", "/submit")), "class=\"sign\"")
                        .getOrDefault("proof", "");
        assertThat(desk.post("read", "/submit/revise", Desk.with(form, "proof", read)).statusCode())
                .isEqualTo(403);
        assertThat(entry(id).revision()).isEqualTo(2);
        // Whoever is signed out meanwhile keeps what was typed.
        assertThat(preview("", said)).contains("Sign in and come back here", "2026");
    }

    @Test
    void whoIsLateLosesNothingAndSeesWhatWasChanged() throws Exception {
        String id = published();
        Map<String, String> late = Desk.with(begun("submit", id), "developer", "My Lab");
        String preview = preview("submit", late);
        Map<String, String> first = Desk.with(begun("admin", id), "country", "France");
        sent("admin", preview("admin", first), "Where <b>it</b> was.");
        HttpResponse<byte[]> answer = sent("submit", preview, "Who it was.");
        assertThat(answer.statusCode()).isEqualTo(409);
        String page = TestServer.text(answer);
        assertThat(page)
                .contains("since admin changed this claim meanwhile: it is published, revision 3")
                .contains("id=\"meanwhile\"", "Where &lt;b&gt;it&lt;/b&gt; was.")
                .contains("<table id=\"changed-meanwhile\">", "value=\"Who it was.\"")
                .contains("name=\"developer\" value=\"My Lab\"")
                .contains("name=\"revision\" value=\"3\"");
        assertThat(entry(id).revision()).isEqualTo(3);
        // Once it was seen, it may be sent over what was changed.
        assertThat(sent("submit", page, "Who it was.").statusCode()).isEqualTo(303);
        assertThat(claim(id).subject().developer()).isEqualTo("My Lab");
        // A preview that is opened late says so at once.
        assertThat(preview("admin", first))
                .contains("id=\"meanwhile\"", "You began with revision 2");
    }

    @Test
    void ofAClaimThatWasWithdrawnMeanwhileANewOneCanBeMade() throws Exception {
        String id = published();
        Map<String, String> said = Desk.with(begun("submit", id), "developer", "My Lab");
        String preview = preview("submit", said);
        desk.ledger().withdraw(UUID.fromString(id), 2, "admin", "Spam.");
        HttpResponse<byte[]> answer = sent("submit", preview, "Who it was.");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(TestServer.text(answer))
                .contains("id=\"as-new\"", "value=\"My Lab\"", "reason: Spam.")
                .doesNotContain("id=\"send\"");
        Map<String, String> anew = Desk.hidden(TestServer.text(answer), "id=\"as-new\"");
        assertThat(anew).doesNotContainKeys("revise", "revision");
        assertThat(preview("submit", anew)).contains("<h1>Preview</h1>", "id=\"send\"");
        assertThat(desk.get("submit", "/submit?revise=" + id).statusCode()).isEqualTo(409);
    }

    @Test
    void whatTheFormCannotHoldIsCorrectedByTheApi() throws Exception {
        String json = ClaimJson.text(claim(published())).replaceFirst("\"notes\":\"[^\"]*\"", "");
        Claim wide =
                ClaimJson.read(
                        json.replaceFirst(
                                        "\"evidence\":\\{",
                                        "\"evidence\":{\"notes\":\"" + "x".repeat(700) + "\",")
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Entry long700 =
                desk.ledger()
                        .put(List.of(new Submission("api/submit/wide", "submit", State.HELD, wide)))
                        .getFirst()
                        .entry();
        HttpResponse<byte[]> answer =
                desk.server()
                        .get(
                                "/submit?revise=" + long700.id(),
                                "Cookie",
                                desk.cookie("submit"),
                                "Accept",
                                "text/html");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(TestServer.text(answer)).contains("PUT /v1/claims/" + long700.id());
    }

    @Test
    void itsSenderTakesItBack() throws Exception {
        String id = published();
        String receipt = TestServer.text(desk.get("submit", "/submit/receipt/" + id));
        Map<String, String> form =
                Desk.with(Desk.hidden(receipt, "action=\"/submit/withdraw\""), "reason", "Wrong.");
        assertThat(desk.post("", "/submit/withdraw", form).statusCode()).isEqualTo(403);
        assertThat(desk.post("submit", "/submit/withdraw", form).statusCode()).isEqualTo(303);
        assertThat(entry(id).state()).isEqualTo(State.WITHDRAWN);
    }
}
