package wattle.hub.threat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.hub.page.EveryPage;
import wattle.hub.page.Pages;
import wattle.hub.page.SignIn;
import wattle.hub.web.Echo;
import wattle.hub.web.TestServer;
import wattle.hub.web.TokenAccess;
import wattle.ledger.Scope;
import wattle.ledger.sql.Database;
import wattle.ledger.sql.Sessions;
import wattle.ledger.sql.Tokens;
import wattle.report.Versions;

/// A browser that is signed in: forms of other sites, sessions that were laid or outlived, ways out
/// of the site.
class SessionTest {

    private static final Pattern PROOF = Pattern.compile("name=\"proof\" value=\"([0-9a-f]{64})\"");

    @TempDir Path folder;

    private Database store;
    private TestServer server;
    private String token;

    @BeforeEach
    void started() throws Exception {
        store = Database.open(folder.resolve("hub.db").toString());
        var tokens = new Tokens(store, Clock.systemUTC());
        token = tokens.create("ada", Scope.SUBMIT, null).reveal();
        var pages =
                new Pages(
                        new SignIn(new Sessions(store, Clock.systemUTC())),
                        new Versions("1.2.3", "2026.01"));
        server =
                new TestServer(
                        TestServer.PLENTY,
                        new TokenAccess(tokens),
                        new EveryPage(pages),
                        new Echo());
    }

    @AfterEach
    void stopped() {
        server.close();
        store.close();
    }

    private HttpResponse<byte[]> post(String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                server.request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        return server.send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    /// The cookie as a browser sends it back.
    private String signedIn() throws Exception {
        HttpResponse<byte[]> answer = post("/sign-in", "token=" + token + "&next=/sign-in");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/sign-in");
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie)
                .contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200")
                .doesNotContain("Secure") // Plain HTTP: it would not come back.
                .doesNotContain(token);
        return cookie.substring(0, cookie.indexOf(';'));
    }

    @Test
    void aGoodTokenBeginsASessionThatPagesKnow() throws Exception {
        String cookie = signedIn();
        String page = TestServer.text(server.get("/sign-in", "Cookie", cookie));
        assertThat(page).contains("ada", "Sign out").doesNotContain(token);
        assertThat(TestServer.text(server.get("/sign-in"))).doesNotContain("Sign out");
    }

    @Test
    void theApiKnowsNoCookie() throws Exception {
        String cookie = signedIn();
        assertThat(server.get("/readers", "Cookie", cookie).statusCode()).isEqualTo(401);
    }

    @Test
    void behindAProxyWithTlsTheCookieIsForTlsAlone() throws Exception {
        HttpResponse<byte[]> answer =
                post("/sign-in", "token=" + token, "X-Forwarded-Proto", "https");
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure");
    }

    @Test
    void aTokenThatIsNoneIsSaidAtItsField() throws Exception {
        for (String each : List.of("", "wattle_x", "%22%3E%3Cscript%3E", "a".repeat(10_000))) {
            HttpResponse<byte[]> answer = post("/sign-in", "token=" + each);
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
            assertThat(TestServer.text(answer))
                    .contains("not known, has expired or was revoked", "aria-invalid=\"true\"");
        }
    }

    @Test
    void nobodyIsSentElsewhere() throws Exception {
        for (String each :
                List.of(
                        "https://evil.example/",
                        "//evil.example",
                        "/\\evil.example",
                        "javascript:x")) {
            HttpResponse<byte[]> answer =
                    post(
                            "/sign-in",
                            "token="
                                    + token
                                    + "&next="
                                    + java.net.URLEncoder.encode(
                                            each, java.nio.charset.StandardCharsets.UTF_8));
            assertThat(answer.headers().firstValue("Location")).hasValue("/");
        }
    }

    @Test
    void aFormOfAnotherSiteIsRefused() throws Exception {
        String cookie = signedIn();
        Matcher proof = PROOF.matcher(TestServer.text(server.get("/sign-in", "Cookie", cookie)));
        assertThat(proof.find()).isTrue();
        String body = "proof=" + proof.group(1);
        for (List<String> foreign :
                List.of(
                        List.of("Origin", "https://evil.example"),
                        List.of("Origin", "null"),
                        List.of("Sec-Fetch-Site", "cross-site"),
                        List.of("Sec-Fetch-Site", "same-site"))) {
            assertThat(
                            post(
                                            "/sign-out",
                                            body,
                                            "Cookie",
                                            cookie,
                                            foreign.get(0),
                                            foreign.get(1))
                                    .statusCode())
                    .isEqualTo(403);
        }
        // Nor one without the proof, with another's, or without a session.
        assertThat(post("/sign-out", "", "Cookie", cookie).statusCode()).isEqualTo(403);
        assertThat(post("/sign-out", "proof=" + "0".repeat(64), "Cookie", cookie).statusCode())
                .isEqualTo(403);
        assertThat(post("/sign-out", body).statusCode()).isEqualTo(403);
        assertThat(TestServer.text(server.get("/sign-in", "Cookie", cookie))).contains("Sign out");
        // Its own does.
        assertThat(
                        post("/sign-out", body, "Cookie", cookie, "Sec-Fetch-Site", "same-origin")
                                .statusCode())
                .isEqualTo(303);
        assertThat(TestServer.text(server.get("/sign-in", "Cookie", cookie)))
                .doesNotContain("Sign out");
    }

    @Test
    void everyPageHasThePolicyAndARefusalIsAPageForWhoWantsOne() throws Exception {
        HttpResponse<byte[]> page = server.get("/sign-in");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.headers().allValues("Content-Security-Policy")).hasSize(1);
        HttpResponse<byte[]> refused = server.get("/nowhere", "Accept", "text/html");
        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(TestServer.text(refused)).contains("<h1>Not Found</h1>");
        assertThat(server.get("/nowhere").headers().firstValue("Content-Type").orElseThrow())
                .isEqualTo("application/problem+json");
    }

    @Test
    void whatPagesLoadMayBeKeptForEver() throws Exception {
        Matcher css =
                Pattern.compile("href=\"(/assets/[0-9a-f]{16}/wattle.css)\"")
                        .matcher(TestServer.text(server.get("/sign-in")));
        assertThat(css.find()).isTrue();
        HttpResponse<byte[]> answer = server.get(css.group(1));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow())
                .contains("immutable");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/css");
        for (String each :
                List.of(
                        "/assets/0000000000000000/wattle.css",
                        "/assets/x/..%2f..",
                        "/assets/x/y")) {
            assertThat(server.get(each).statusCode()).as(each).isIn(400, 404);
        }
    }
}
