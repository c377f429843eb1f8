package wattle.hub.page.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.hub.web.TestServer;
import wattle.ledger.Entry;
import wattle.ledger.State;

class ReviewPageTest {

    @TempDir Path folder;

    private Desk desk;

    @BeforeEach
    void started() throws Exception {
        desk = new Desk(folder);
    }

    @AfterEach
    void stopped() throws Exception {
        desk.close();
    }

    private Entry entry(String id) throws Exception {
        return desk.ledger().find(UUID.fromString(id)).orElseThrow();
    }

    private Map<String, String> form(String who, String id, String what, String reason)
            throws Exception {
        String page = TestServer.text(desk.get(who, "/review"));
        return Desk.with(
                Desk.with(Desk.hidden(page, "id=\"c-" + id), "reason", reason), "do", what);
    }

    @Test
    void theQueueIsForThoseWhoReview() throws Exception {
        HttpResponse<byte[]> nobody = desk.get("", "/review");
        assertThat(nobody.statusCode()).isEqualTo(303);
        assertThat(nobody.headers().firstValue("Location")).hasValue("/sign-in?next=/review");
        assertThat(desk.get("submit", "/review").statusCode()).isEqualTo(403);
        assertThat(TestServer.text(desk.get("admin", "/review"))).contains("Nothing is held.");
        String id = desk.sent("submit", Desk.GOOD);
        Map<String, String> form = form("admin", id, "publish", "Seen.");
        String own =
                Desk.hidden(TestServer.text(desk.get("submit", "/submit")), "class=\"sign\"")
                        .getOrDefault("proof", "");
        assertThat(desk.post("submit", "/review", Desk.with(form, "proof", own)).statusCode())
                .isEqualTo(403);
        assertThat(desk.post("admin", "/review", form, "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        assertThat(entry(id).state()).isEqualTo(State.HELD);
    }

    @Test
    void whatIsHeldIsPublishedOrWithdrawnWithAReason() throws Exception {
        String first = desk.sent("submit", Desk.GOOD);
        String second =
                desk.sent(
                        "submit",
                        Desk.with(Desk.with(Desk.GOOD, "carbon", "9"), "comment", "Diesel."));
        assertThat(TestServer.text(desk.get("admin", "/review")))
                .contains("2 claims are held", first, second, "<strong>carbon</strong>");
        assertThat(
                        desk.post("admin", "/review", form("admin", first, "publish", "Seen."))
                                .statusCode())
                .isEqualTo(303);
        assertThat(entry(first).state()).isEqualTo(State.PUBLISHED);
        assertThat(entry(first).reason()).isEqualTo("Seen.");
        assertThat(
                        desk.post("admin", "/review", form("admin", second, "withdraw", "Spam."))
                                .statusCode())
                .isEqualTo(303);
        assertThat(entry(second).claim()).isNull();
        // What is published can be held again, by its own address.
        String page = TestServer.text(desk.get("admin", "/review?claim=" + first));
        Map<String, String> hold =
                Desk.with(
                        Desk.with(Desk.hidden(page, "id=\"c-" + first), "do", "hold"),
                        "reason",
                        "A doubt.");
        assertThat(desk.post("admin", "/review", hold).headers().firstValue("Location"))
                .hasValue("/review?claim=" + first);
        assertThat(entry(first).state()).isEqualTo(State.HELD);
    }

    @Test
    void whoeverIsLateIsToldWhoChangedIt() throws Exception {
        String id = desk.sent("submit", Desk.GOOD);
        Map<String, String> late = form("other", id, "withdraw", "Too late.");
        desk.post("admin", "/review", form("admin", id, "publish", "<b>Seen</b>."));
        HttpResponse<byte[]> answer = desk.post("other", "/review", late);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(TestServer.text(answer))
                .contains("since admin changed this claim meanwhile: it is published, revision 2")
                .contains("&lt;b&gt;Seen&lt;/b&gt;.")
                .contains("value=\"Too late.\"", "name=\"revision\" value=\"2\"");
        assertThat(entry(id).state()).isEqualTo(State.PUBLISHED);
    }

    @Test
    void whoeverIsLateForAClaimThatWasWithdrawnIsToldByWhom() throws Exception {
        String id = desk.sent("submit", Desk.GOOD);
        Map<String, String> late = form("other", id, "publish", "Too late.");
        desk.post("admin", "/review", form("admin", id, "withdraw", "Spam."));
        HttpResponse<byte[]> answer = desk.post("other", "/review", late);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(TestServer.text(answer))
                .contains("since admin changed this claim meanwhile: it is withdrawn")
                .contains("reason: Spam.");
        assertThat(entry(id).state()).isEqualTo(State.WITHDRAWN);
    }

    @Test
    void withoutAReasonNothingIsChanged() throws Exception {
        String id = desk.sent("submit", Desk.GOOD);
        HttpResponse<byte[]> answer =
                desk.post("admin", "/review", form("admin", id, "publish", ""));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(TestServer.text(answer))
                .contains("Nothing was changed: a change needs a reason");
        assertThat(desk.post("admin", "/review", form("admin", id, "burn", "x")).statusCode())
                .isEqualTo(422);
        assertThat(entry(id).state()).isEqualTo(State.HELD);
    }
}
