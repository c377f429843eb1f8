package wattle.hub.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import wattle.ledger.Scope;
import wattle.report.Versions;

class ServerTest {

    private static final Map<String, Access.Identity> TOKENS =
            Map.of(
                    "reads", new Access.Identity("t1", Scope.READ),
                    "submits", new Access.Identity("t2", Scope.SUBMIT));

    private static TestServer server = new TestServer(TestServer.PLENTY, TOKENS::get, new Echo());

    @BeforeAll
    static void started() {
        assertThat(server.server().port()).isPositive();
    }

    @AfterAll
    static void stopped() {
        server.close();
    }

    private static JsonNode problem(HttpResponse<byte[]> answer, int status) {
        assertThat(answer.statusCode()).as(TestServer.text(answer)).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(
                        type -> assertThat(type).startsWith("application/problem+json"));
        JsonNode problem = TestServer.json(answer);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.propertyNames())
                .containsExactlyInAnyOrder(
                        "type", "title", "status", "detail", "instance", "errors");
        assertThat(problem.path("instance").asString()).startsWith("urn:uuid:");
        return problem;
    }

    @Test
    void fixedNamesComeBeforeParameters() throws Exception {
        assertThat(TestServer.text(server.get("/things/best"))).contains("best");
        assertThat(TestServer.text(server.get("/things/x"))).contains("\"x\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/things/best", "/nowhere", "/fault", "/metrics", "/openapi.json"})
    void everyAnswerHasTheHeadersOfSafetyAndNoneThatTells(String path) throws Exception {
        var headers = server.get(path, "Origin", "https://example.org").headers();
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Content-Security-Policy"))
                .hasValue("default-src 'none'; frame-ancestors 'none'");
        assertThat(headers.firstValue("RateLimit-Limit")).hasValue("1000000");
        assertThat(headers.map().keySet())
                .noneMatch(name -> name.startsWith("access-control"))
                .doesNotContain("server", "x-powered-by", "set-cookie");
    }

    @Test
    void whatIsNotThereIsAProblem() throws Exception {
        problem(server.get("/nowhere"), 404);
        problem(server.get("/things"), 405);
        problem(
                server.send(
                        server.request("/things/best")
                                .method("DELETE", HttpRequest.BodyPublishers.noBody())
                                .build()),
                405);
        problem(server.get("/things/best", "Accept", "text/html"), 406);
        problem(server.get("/things/best", "Accept", "application/json;q=0, text/html"), 406);
        assertThat(server.get("/things/best", "Accept", "text/html, */*;q=0.1").statusCode())
                .isEqualTo(200);
    }

    @Test
    void bodiesAreBounded() throws Exception {
        assertThat(TestServer.text(server.post("/things", "{}"))).contains("an object");
        problem(server.post("/things", "[" + " ".repeat(2000) + "]"), 413);
        problem(server.post("/things", "{"), 400);
        problem(
                server.send(
                        server.request("/things")
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build()),
                415);
        problem(
                server.send(
                        server.request("/things")
                                .headers("Content-Type", "application/json")
                                .headers("Content-Encoding", "gzip")
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build()),
                415);
        // Of a length that nobody said before.
        problem(
                server.send(
                        server.request("/things")
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofInputStream(
                                                () -> new ByteArrayInputStream(new byte[5000])))
                                .build()),
                413);
    }

    @Test
    void whatTheClientHasIsNotSentAgain() throws Exception {
        HttpResponse<byte[]> first = server.get("/things/best");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> again = server.get("/things/best", "If-None-Match", "\"x\", " + tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).hasValue(tag);
        assertThat(server.get("/things/best", "If-None-Match", "\"x\"").statusCode())
                .isEqualTo(200);
        assertThat(server.get("/things/other").headers().firstValue("ETag").orElseThrow())
                .isNotEqualTo(tag);
    }

    @Test
    void longAnswersAreCompressedForThoseWhoTakeIt() throws Exception {
        HttpResponse<byte[]> plain = server.get("/long");
        HttpResponse<byte[]> zipped = server.get("/long", "Accept-Encoding", "gzip");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(zipped.headers().firstValue("Vary").orElseThrow()).contains("Accept-Encoding");
        assertThat(zipped.body().length).isLessThan(plain.body().length / 10);
        try (var in = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
            assertThat(in.readAllBytes()).isEqualTo(plain.body());
        }
        assertThat(zipped.headers().firstValue("ETag"))
                .isEqualTo(plain.headers().firstValue("ETag"));
    }

    @Test
    void aFaultOfOursSaysNothingOfTheInsideButGoesToTheLog() throws Exception {
        for (String path : List.of("/fault", "/error")) {
            HttpResponse<byte[]> answer = server.get(path);
            JsonNode problem = problem(answer, 500);
            assertThat(TestServer.text(answer))
                    .doesNotContain("secret")
                    .doesNotContain("/home")
                    .doesNotContain("Exception")
                    .doesNotContain("wattle.hub");
            assertThat(server.log()).contains(problem.path("instance").asString(), "a secret");
        }
    }

    @Test
    void tokensOpenWhatTheirScopesSay() throws Exception {
        problem(server.get("/readers"), 401);
        problem(server.get("/readers", "Authorization", "Bearer unknown"), 401);
        problem(server.get("/readers", "Authorization", "Basic cmVhZHM="), 401);
        problem(server.post("/submitters", "{}", "Authorization", "Bearer reads"), 403);
        assertThat(server.get("/readers", "Authorization", "Bearer reads").statusCode())
                .isEqualTo(200);
        assertThat(server.get("/readers", "x-api-token", "submits").statusCode()).isEqualTo(200);
        // A wrong token is refused where none is needed: whoever sends one believes it works.
        problem(server.get("/things/best", "Authorization", "Bearer unknown"), 401);
        assertThat(server.get("/readers").headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void whoAsksTooOftenWaits() throws Exception {
        Limits few = TestServer.PLENTY.withRequests(3, 5);
        try (var strict = new TestServer(few, TOKENS::get, new Echo())) {
            for (int left = 2; left >= 0; left--) {
                HttpResponse<byte[]> answer = strict.get("/things/best");
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("RateLimit-Remaining"))
                        .hasValue(Integer.toString(left));
            }
            HttpResponse<byte[]> refused = strict.get("/things/best");
            problem(refused, 429);
            assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(1, 20);
            // Guessing tokens counts against the address.
            problem(strict.get("/things/best", "Authorization", "Bearer guess"), 429);
            for (int i = 0; i < 5; i++) {
                assertThat(strict.get("/things/best", "x-api-token", "reads").statusCode())
                        .isEqualTo(200);
            }
            problem(strict.get("/things/best", "x-api-token", "reads"), 429);
            assertThat(strict.get("/things/best", "x-api-token", "submits").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void requestsThatWereBegunAreAnsweredBeforeTheServerStops() throws Exception {
        var echo = new Echo();
        var ending = new TestServer(TestServer.PLENTY, Access.NOBODY, echo);
        CompletableFuture<HttpResponse<byte[]>> slow =
                CompletableFuture.supplyAsync(() -> {
                    try {
                        return ending.get("/slow");
                    } catch (IOException | InterruptedException failed) {
                        throw new IllegalStateException(failed);
                    }
                });
        assertThat(echo.begun.await(60, TimeUnit.SECONDS)).isTrue();
        int port = ending.server().port();
        var closing = new Thread(() -> ending.server().close());
        closing.start();
        until(() -> !listens(port));
        assertThat(slow).isNotDone();
        echo.mayEnd.countDown();
        assertThat(TestServer.text(slow.get(60, TimeUnit.SECONDS))).contains("done");
        closing.join(60_000);
        assertThat(closing.isAlive()).isFalse();
        ending.close();
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void until(Condition condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(10);
        }
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /things/best HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET /things/best HTTP/1.1\r\n\r\n",
                "GET /%2e%2e/x HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /things/%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                "nonsense\r\n\r\n"
            })
    void malformedHeadsAreRefusedWithoutAWordOfTheServer(String head) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(head.getBytes(US_ASCII));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 4").doesNotContainIgnoringCase("jetty");
            assertThat(answer).doesNotContain("<html").doesNotContain("Server:");
        }
    }

    @Test
    void aHeadThatIsTooLongIsRefused() throws Exception {
        assertThat(server.get("/things/best", "X-Long", "x".repeat(20_000)).statusCode())
                .isEqualTo(431);
        assertThat(server.get("/things/" + "x".repeat(20_000)).statusCode()).isEqualTo(414);
    }

    @Test
    void aQueryThatIsNotEncodedIsRefused() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
            socket.setSoTimeout(60_000);
            String head = "GET /things/best?a=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .doesNotContain("HTTP/1.1 500");
        }
    }

    @Test
    void aPortThatIsTakenIsSaidSo() {
        assertThatThrownBy(() ->
                        Server.start(
                                new Server.Settings(
                                        "127.0.0.1",
                                        server.server().port(),
                                        TestServer.PLENTY,
                                        Access.NOBODY,
                                        List.of(),
                                        new Versions("1", "1"),
                                        new PrintWriter(Writer.nullWriter())),
                                List.of()))
                .isInstanceOf(CannotServeException.class)
                .hasMessageContaining("taken");
    }
}
