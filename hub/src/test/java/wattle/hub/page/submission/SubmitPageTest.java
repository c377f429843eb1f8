package wattle.hub.page.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.hub.web.TestServer;
import wattle.ledger.Entry;
import wattle.ledger.State;
import wattle.ledger.json.ClaimJson;

class SubmitPageTest {

    private static final String HOSTILE = "\"><script>alert(1)</script>";

    private static final String CARD =
            """
            ---
            license: mit
            secret_path: /home/ada
            model_name: Carded
            co2_eq_emissions:
              emissions: 1730
              hardware_used: A100
            ---
            # Carded
            """;

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

    private static String preview(Map<String, String> form) {
        return "/submit?step=5&" + Desk.query(form);
    }

    private Entry entry(String id) throws Exception {
        return desk.ledger().find(UUID.fromString(id)).orElseThrow();
    }

    @Test
    void whatWasSaidGoesAlongFromStepToStep() throws Exception {
        String two =
                TestServer.text(
                        desk.get(
                                "",
                                "/submit?step=2&from=1&model=Tiny&stage=search&stage=inference"));
        assertThat(two)
                .contains("<h2>2. How long on what</h2>")
                .contains("name=\"model\" value=\"Tiny\"")
                .contains("name=\"stage\" value=\"search\"", "name=\"stage\" value=\"inference\"")
                .contains(
                        "href=\"/submit?step=1&amp;model=Tiny&amp;stage=search&amp;stage=inference\"");
        String back = TestServer.text(desk.get("", "/submit?step=1&from=2&model=Tiny&devices=x"));
        assertThat(back).contains("id=\"f-model\" name=\"model\" value=\"Tiny\"");
    }

    @Test
    void aStepThatIsNotCompleteIsShownAgainWithWhatIsWrong() throws Exception {
        HttpResponse<byte[]> answer = desk.get("", "/submit?step=2&from=1&year=soon");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(TestServer.text(answer))
                .contains("<h2>1. What was run</h2>", "href=\"#f-model\"", "href=\"#f-year\"")
                .containsPattern("id=\"f-year\"[^>]* value=\"soon\"[^>]* aria-invalid=\"true\"");
        // Whoever goes to the preview by a link comes to the first step that is wrong.
        HttpResponse<byte[]> three = desk.get("", "/submit?step=5&model=M&pue=0.1&energy=1");
        assertThat(three.statusCode()).isEqualTo(422);
        assertThat(TestServer.text(three)).contains("<h2>3. Energy and where</h2>", "#f-pue");
    }

    @Test
    void thePreviewIsTheRecordAsItWillBeStored() throws Exception {
        String page = TestServer.text(desk.get("submit", preview(Desk.GOOD)));
        assertThat(page)
                .contains("<span class=\"badge\">estimated</span>")
                .contains("Energy: 28.80 kWh as printed, 28.8 kWh from its inputs (0.0 %): closes.")
                .contains("The plausibility rules find nothing odd.");
        String id = desk.sent("submit", Desk.GOOD);
        String stored = ClaimJson.text(java.util.Objects.requireNonNull(entry(id).claim()));
        assertThat(page).contains("<pre>" + escaped(stored) + "</pre>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Test
    void whoMayOnlySubmitIsHeldAndWhoReviewsIsPublished() throws Exception {
        String held = desk.sent("submit", Desk.GOOD);
        assertThat(entry(held).state()).isEqualTo(State.HELD);
        assertThat(entry(held).submitter()).isEqualTo("submit");
        String receipt = TestServer.text(desk.get("submit", "/submit/receipt/" + held));
        assertThat(receipt)
                .contains(held, "Log index", "Content hash", "href=\"/models/" + held + "\"")
                .contains("held until somebody has reviewed it");
        assertThat(desk.get("", "/submit/receipt/" + held).statusCode()).isEqualTo(404);
        String published = desk.sent("admin", Desk.GOOD);
        assertThat(entry(published).state()).isEqualTo(State.PUBLISHED);
        assertThat(desk.get("", "/submit/receipt/" + published).statusCode()).isEqualTo(200);
    }

    @Test
    void sendingTwiceIsOneClaim() throws Exception {
        long before = desk.ledger().head().size();
        String page = TestServer.text(desk.get("submit", preview(Desk.GOOD)));
        Map<String, String> form = Desk.hidden(page, "id=\"send\"");
        String first =
                desk.post("submit", "/submit/send", form)
                        .headers()
                        .firstValue("Location")
                        .orElseThrow();
        assertThat(desk.post("submit", "/submit/send", form).headers().firstValue("Location"))
                .hasValue(first);
        assertThat(desk.ledger().head().size()).isEqualTo(before + 1);
    }

    @Test
    void nobodySendsWithoutSigningInAndNothingIsLost() throws Exception {
        long before = desk.ledger().head().size();
        String page = TestServer.text(desk.get("", preview(Desk.GOOD)));
        assertThat(page)
                .doesNotContain("id=\"send\"")
                .contains("href=\"/sign-in?next=%2Fsubmit%3F");
        assertThat(TestServer.text(desk.get("read", preview(Desk.GOOD))))
                .doesNotContain("id=\"send\"")
                .contains("whose token may only read");
        Map<String, String> form =
                Desk.hidden(TestServer.text(desk.get("submit", preview(Desk.GOOD))), "id=\"send\"");
        // Without a session, with the proof of another, from another site, by one who may only
        // read.
        assertThat(desk.post("", "/submit/send", form).statusCode()).isEqualTo(403);
        assertThat(desk.post("admin", "/submit/send", form).statusCode()).isEqualTo(403);
        assertThat(
                        desk.post("submit", "/submit/send", form, "Sec-Fetch-Site", "cross-site")
                                .statusCode())
                .isEqualTo(403);
        String proof =
                Desk.hidden(TestServer.text(desk.get("read", "/submit")), "class=\"sign\"")
                        .getOrDefault("proof", "");
        assertThat(desk.post("read", "/submit/send", Desk.with(form, "proof", proof)).statusCode())
                .isEqualTo(403);
        assertThat(desk.ledger().head().size()).isEqualTo(before);
    }

    @Test
    void whatIsOddNeedsACommentThatIsKept() throws Exception {
        long before = desk.ledger().head().size();
        Map<String, String> odd = Desk.with(Desk.GOOD, "carbon", "9.99");
        String page = TestServer.text(desk.get("submit", preview(odd)));
        assertThat(page)
                .contains("What is odd about it", "<strong>carbon</strong>", "id=\"f-comment\"")
                .doesNotContain("id=\"send\"");
        Map<String, String> form = new LinkedHashMap<>(odd);
        form.put("proof", Desk.hidden(page, "class=\"sign\"").getOrDefault("proof", ""));
        HttpResponse<byte[]> refused = desk.post("submit", "/submit/send", form);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(TestServer.text(refused)).contains("say why it is right nonetheless");
        assertThat(desk.ledger().head().size()).isEqualTo(before);
        String id = desk.sent("submit", Desk.with(odd, "comment", "Diesel was burnt."));
        assertThat(ClaimJson.text(java.util.Objects.requireNonNull(entry(id).claim())))
                .contains("Of the findings its sender says: Diesel was burnt.");
    }

    @Test
    void theDigestOfARecordIsTakenFromThoseWhoReview() throws Exception {
        Map<String, String> form =
                Desk.with(Desk.with(Desk.GOOD, "tool", "Wattle"), "record_sha256", "ab".repeat(32));
        String page = TestServer.text(desk.get("submit", preview(form)));
        assertThat(page).contains("<del>SHA-256 of the record: " + "ab".repeat(32) + "</del>");
        assertThat(
                        ClaimJson.text(
                                java.util.Objects.requireNonNull(
                                        entry(desk.sent("submit", form)).claim())))
                .doesNotContain("record_sha256");
        assertThat(
                        ClaimJson.text(
                                java.util.Objects.requireNonNull(
                                        entry(desk.sent("admin", form)).claim())))
                .contains("\"record_sha256\":\"" + "ab".repeat(32));
    }

    @Test
    void hostileTextIsTextInEveryField() throws Exception {
        Map<String, String> form = new LinkedHashMap<>(Desk.GOOD);
        for (Field each : Field.ALL) {
            if (each.kind() == Field.Kind.TEXT || each.kind() == Field.Kind.LONG) {
                form.put(each.name(), HOSTILE + each.name());
            }
        }
        form.put("removed", HOSTILE);
        form.put("comment", HOSTILE);
        for (int step = 1; step <= 4; step++) {
            String page =
                    TestServer.text(desk.get("", "/submit?step=" + step + "&" + Desk.query(form)));
            assertThat(page).doesNotContain("<script>alert");
            assertThat(page.replace("&gt;", ">"))
                    .as("step " + step)
                    .contains("&lt;script>alert(1)&lt;/script>");
        }
        for (String each : List.of("score", "score_2", "score_3")) {
            form.put(each, "1");
        }
        for (String each : List.of("country_code", "start", "record_sha256")) {
            form.remove(each);
        }
        String page = TestServer.text(desk.get("submit", preview(form)));
        assertThat(page).doesNotContain("<script>alert").contains("id=\"send\"");
        for (Field each : Field.ALL) {
            if (form.getOrDefault(each.name(), "").startsWith(HOSTILE)) {
                assertThat(page.replace("&gt;", ">"))
                        .as(each.name())
                        .contains("&lt;/script>" + each.name());
            }
        }
    }

    @Test
    void aLongDraftIsPostedAndNotLost() throws Exception {
        Map<String, String> form = Desk.with(Desk.GOOD, "notes", "長".repeat(600));
        String page = TestServer.text(desk.post("", "/submit", Desk.with(form, "step", "3")));
        assertThat(page)
                .contains("<form id=\"submission\" method=\"post\" action=\"/submit\">")
                .contains("name=\"notes\" value=\"" + "長".repeat(600) + "\"");
    }

    @Test
    void anUploadShowsItsClaimAndWhatIsLeftOut() throws Exception {
        HttpResponse<byte[]> answer = desk.post("", "/submit/read", Map.of("text", CARD));
        assertThat(answer.statusCode()).isEqualTo(200);
        String page = TestServer.text(answer);
        assertThat(page)
                .contains("It is a model card with 1 claim")
                .contains("<del>secret_path: /home/ada</del>", "<del>license: mit</del>");
        Map<String, String> form = Desk.hidden(page, "id=\"claims\"");
        assertThat(form)
                .containsEntry("model", "Carded")
                .containsEntry("carbon", "1730")
                .containsEntry("removed", "license,secret_path,the card&#39;s text")
                .doesNotContainValue("/home/ada");
        assertThat(TestServer.text(desk.get("", preview(form))))
                .contains("<del>secret_path</del>", "1730 g")
                .doesNotContain("/home/ada");
    }

    @Test
    void anUploadedFileIsReadAsAPastedOne() throws Exception {
        assertThat(TestServer.text(multipart(CARD, "")))
                .contains("It is a model card with 1 claim");
        assertThat(TestServer.text(multipart("", CARD)))
                .contains("It is a model card with 1 claim");
        HttpResponse<byte[]> nothing = multipart("", "");
        assertThat(nothing.statusCode()).isEqualTo(422);
        assertThat(TestServer.text(nothing)).contains("Choose a file, or paste what is in it.");
        HttpResponse<byte[]> unknown = multipart("<script>alert(1)</script>,b\n1,2\n", "");
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(TestServer.text(unknown))
                .contains("The file line 1", "the columns are none that claims are read from")
                .doesNotContain("/tmp", "<script>alert");
    }

    @Test
    void anUploadThatIsTooLongIsRefusedBeforeItIsRead() throws Exception {
        var tooLong = HttpRequest.BodyPublishers.ofByteArray(new byte[Upload.MOST_BYTES + 100_000]);
        assertThat(asked("/submit/read", tooLong)).isEqualTo(413);
        assertThat(
                        asked(
                                "/submit",
                                HttpRequest.BodyPublishers.ofByteArray(
                                        new byte[Forms.MOST_BYTES + 1])))
                .isEqualTo(413);
        // One that does not say how long it is.
        byte[] text = "text=x".getBytes(StandardCharsets.UTF_8);
        assertThat(
                        asked(
                                "/submit/read",
                                HttpRequest.BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(text))))
                .isEqualTo(411);
    }

    /// The status of a form whose sender waits for leave to send it: whoever is refused while still
    /// sending may see no more than a closed connection.
    private static int asked(String path, HttpRequest.BodyPublisher form) throws Exception {
        return desk.server()
                .send(
                        desk.server()
                                .request(path)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .expectContinue(true)
                                .POST(form)
                                .build())
                .statusCode();
    }

    @Test
    void anUploadOfAnotherSiteIsRefused() throws Exception {
        HttpResponse<byte[]> answer =
                desk.post(
                        "", "/submit/read", Map.of("text", CARD), "Origin", "https://evil.example");
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    private HttpResponse<byte[]> multipart(String file, String text) throws Exception {
        String body =
                Map.of("file\"; filename=\"" + HOSTILE.replace("\"", "'"), file, "text", text)
                        .entrySet()
                        .stream()
                        .map(each ->
                                "--between\r\nContent-Disposition: form-data; name=\""
                                        + each.getKey()
                                        + "\"\r\n\r\n"
                                        + each.getValue()
                                        + "\r\n")
                        .collect(Collectors.joining("", "", "--between--\r\n"));
        return desk.server()
                .send(
                        desk.server()
                                .request("/submit/read")
                                .header("Content-Type", "multipart/form-data; boundary=between")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build());
    }

    @Test
    void itsSenderMayTakeAClaimBack() throws Exception {
        String id = desk.sent("submit", Desk.GOOD);
        String receipt = TestServer.text(desk.get("submit", "/submit/receipt/" + id));
        Map<String, String> form =
                Desk.with(Desk.hidden(receipt, "action=\"/submit/withdraw\""), "reason", "A slip.");
        assertThat(desk.post("submit", "/submit/withdraw", form).statusCode()).isEqualTo(303);
        assertThat(entry(id).state()).isEqualTo(State.WITHDRAWN);
        assertThat(TestServer.text(desk.get("", "/submit/receipt/" + id)))
                .contains("A slip.")
                .doesNotContain("Tiny");
        assertThat(desk.post("submit", "/submit/withdraw", form).statusCode()).isEqualTo(409);
    }

    @Test
    void theCalculatorsAddressBeginsADraft() throws Exception {
        HttpResponse<byte[]> answer =
                desk.get("", "/submit?accelerator=A100:8&hours=100&zone=FR&pue=1.1");
        assertThat(answer.statusCode()).isEqualTo(303);
        // The calculator refuses here: what was said is taken over.
        assertThat(answer.headers().firstValue("Location").orElseThrow())
                .isEqualTo(
                        "/submit?step=1&accelerator=A100&devices=8&wall_hours=100&pue=1.1&country_code=FR");
    }
}
