package wattle.unit.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import wattle.testing.Property;
import wattle.unit.http.HttpProblemException.Kind;
import wattle.unit.http.JsonClient.Twice;

class JsonClientTest {

    @RegisterExtension
    static final WireMockExtension SERVER =
            WireMockExtension.newInstance()
                    .options(
                            wireMockConfig()
                                    .dynamicPort()
                                    .bindAddress("127.0.0.1")
                                    .gzipDisabled(true))
                    .build();

    private static final Instant NOW = Instant.parse("2026-03-20T10:00:00.800Z");
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Patience QUICK =
            Patience.DATA.withPauses(MILLISECOND, Duration.ofMillis(4));
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    /// Writes down what it is told.
    private static final class Told implements HttpListener {

        final List<Integer> attempts = new ArrayList<>();
        final List<Duration> pauses = new ArrayList<>();
        final List<String> reasons = new ArrayList<>();

        @Override
        public void asking(String request, int attempt) {
            attempts.add(attempt);
        }

        @Override
        public void waiting(String request, String why, Duration pause) {
            pauses.add(pause);
            reasons.add(why);
        }
    }

    private final Told told = new Told();

    private JsonClient client(HttpLimits limits, Patience patience) {
        return new JsonClient(Map.of("X-Key", "header-secret"), limits, patience, told, () -> NOW);
    }

    private JsonClient client() {
        return client(HttpLimits.DATA, QUICK);
    }

    private static URI uri() {
        return URI.create(SERVER.baseUrl() + "/data?zone=FR");
    }

    private static void answers(ResponseDefinitionBuilder... inOrder) {
        SERVER.resetAll();
        for (int i = 0; i < inOrder.length; i++) {
            SERVER.stubFor(
                    any(anyUrl())
                            .inScenario("order")
                            .whenScenarioStateIs(state(i))
                            .willReturn(inOrder[i])
                            .willSetStateTo(state(Math.min(i + 1, inOrder.length - 1))));
        }
    }

    private static String state(int answer) {
        return answer == 0 ? Scenario.STARTED : "answer " + answer;
    }

    private static ResponseDefinitionBuilder status(int status) {
        return aResponse().withStatus(status);
    }

    private static void fails(ThrowingCallable call, Kind kind) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        HttpProblemException.class,
                        problem -> {
                            assertThat(problem.kind()).isEqualTo(kind);
                            assertThat(problem).hasNoCause();
                            assertThat(problem.getMessage())
                                    .contains(SERVER.baseUrl() + "/data")
                                    .doesNotContain("zone=FR", "header-secret");
                        });
    }

    @Test
    void whatMayPassIsAskedAgainUntilItIsGood() throws Exception {
        for (int passing : new int[] {429, 500, 502, 503, 504}) {
            answers(status(passing), status(passing), okJson("{\"a\":1}"));
            try (var client = client()) {
                Answer answer = client.get(uri());
                assertThat(answer.isGood()).isTrue();
                assertThat(answer.json().path("a").asInt()).isOne();
            }
            SERVER.verify(3, anyRequestedFor(anyUrl()));
            assertThat(told.reasons).containsOnly(Integer.toString(passing));
            told.reasons.clear();
        }
    }

    @Test
    void whatDoesNotPassIsAnAnswerAfterFiveAttempts() throws Exception {
        answers(status(503));
        try (var client = client()) {
            assertThat(client.get(uri()).status()).isEqualTo(503);
        }
        assertThat(told.attempts).containsExactly(1, 2, 3, 4, 5);
        SERVER.verify(5, anyRequestedFor(anyUrl()));
    }

    @Test
    void whatWillNotPassIsAskedOnce() throws Exception {
        for (int lasting : new int[] {301, 400, 401, 403, 404, 422, 501}) {
            answers(status(lasting), okJson("{}"));
            try (var client = client()) {
                assertThat(client.get(uri()).status()).isEqualTo(lasting);
            }
            SERVER.verify(1, anyRequestedFor(anyUrl()));
        }
    }

    /// Each pause is twice the one before, a fifth more or less, and never longer than the longest.
    @Test
    void pausesDoubleWithAFifthByChance() throws Exception {
        answers(status(500));
        Patience patience = Patience.DATA.withPauses(Duration.ofMillis(10), Duration.ofMillis(40));
        List<Double> shares = new ArrayList<>();
        try (var client = client(HttpLimits.DATA, patience)) {
            for (int run = 0; run < 5; run++) {
                told.pauses.clear();
                client.get(uri());
                long[] usual = {10, 20, 40, 40};
                assertThat(told.pauses).hasSize(usual.length);
                for (int i = 0; i < usual.length; i++) {
                    double share = told.pauses.get(i).toNanos() / 1e6 / usual[i];
                    assertThat(share).isBetween(0.8, 1.2);
                    shares.add(share);
                }
            }
        }
        // By chance: they are not all the same.
        assertThat(shares.stream().distinct().count()).isGreaterThan(5);
    }

    @Test
    void aPauseThatIsAskedForInSecondsIsNeverCutShort() throws Exception {
        answers(status(429).withHeader("Retry-After", "1"), okJson("{}"));
        long before = System.nanoTime();
        try (var client = client()) {
            assertThat(client.get(uri()).isGood()).isTrue();
        }
        assertThat(told.pauses.getFirst())
                .isBetween(Duration.ofSeconds(1), Duration.ofMillis(1501));
        assertThat(System.nanoTime() - before).isGreaterThan(1_000_000_000L);
    }

    @Test
    void aPauseThatIsAskedForAsADateIsNeverCutShort() throws Exception {
        // 200 ms from now.
        answers(
                status(503).withHeader("Retry-After", "Fri, 20 Mar 2026 10:00:01 GMT"),
                okJson("{}"));
        try (var client = client()) {
            assertThat(client.get(uri()).isGood()).isTrue();
        }
        assertThat(told.pauses.getFirst())
                .isBetween(Duration.ofMillis(200), Duration.ofMillis(301));
    }

    @Test
    void whereALongPauseIsAskedForTheCallerIsToldWhenAtOnce() throws Exception {
        answers(status(429).withHeader("Retry-After", "61"), okJson("{}"));
        try (var client = client()) {
            Answer answer = client.get(uri());
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.retryAt()).isEqualTo(NOW.plusSeconds(61));
        }
        SERVER.verify(1, anyRequestedFor(anyUrl()));
        assertThat(told.pauses).isEmpty();
    }

    @Test
    void theInsistentCutALongPauseShort() throws Exception {
        answers(status(429).withHeader("Retry-After", "900"), okJson("{}"));
        var insistent =
                new Patience(2, MILLISECOND, MILLISECOND, Duration.ofMillis(20), true, false);
        try (var client = client(HttpLimits.DATA, insistent)) {
            assertThat(client.get(uri()).isGood()).isTrue();
        }
    }

    @Test
    void retryAfterIsSecondsOrADateOrNothing() {
        assertThat(RetryAfter.parse("0", NOW)).isEqualTo(NOW);
        assertThat(RetryAfter.parse(" 120 ", NOW)).isEqualTo(NOW.plusSeconds(120));
        assertThat(RetryAfter.parse("Wed, 21 Oct 2015 07:28:00 GMT", NOW))
                .isEqualTo("2015-10-21T07:28:00Z");
        for (String none : List.of("", "-1", "1.5", "soon", "99999999999", "2026-03-20")) {
            assertThat(RetryAfter.parse(none, NOW)).as(none).isNull();
        }
    }

    @Test
    void whatWouldHappenTwiceIsRepeatedOnlyWhereNothingHappened() throws Exception {
        for (int status : new int[] {500, 502, 504}) {
            answers(status(status), okJson("{}"));
            try (var client = client()) {
                assertThat(client.post(uri(), BODY, Twice.HARMFUL).status()).isEqualTo(status);
            }
        }
        for (int status : new int[] {429, 503}) {
            answers(status(status), okJson("{}"));
            try (var client = client()) {
                assertThat(client.post(uri(), BODY, Twice.HARMFUL).isGood()).isTrue();
            }
        }
        answers(aResponse().withFault(Fault.EMPTY_RESPONSE), okJson("{}"));
        try (var client = client()) {
            fails(() -> client.post(uri(), BODY, Twice.HARMFUL), Kind.UNANSWERED);
        }
        SERVER.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void aConnectionThatBreaksIsTriedAgain() throws Exception {
        for (Fault fault : List.of(Fault.CONNECTION_RESET_BY_PEER, Fault.RANDOM_DATA_THEN_CLOSE)) {
            answers(aResponse().withFault(fault), okJson("{}"));
            try (var client = client()) {
                assertThat(client.get(uri()).isGood()).as(fault.name()).isTrue();
            }
        }
    }

    @Test
    void nobodyThereIsTriedAgainAndThenAProblem() {
        URI nobody = URI.create("http://127.0.0.1:1/data?zone=FR");
        try (var client = client()) {
            assertThatThrownBy(() -> client.get(nobody))
                    .isInstanceOfSatisfying(
                            HttpProblemException.class,
                            problem -> assertThat(problem.kind()).isEqualTo(Kind.UNANSWERED))
                    .hasMessage("GET http://127.0.0.1:1/data: no connection");
        }
        assertThat(told.attempts).hasSize(5);
    }

    @Test
    void aSlowAnswerEndsWithinItsTimeHoweverItDripsIn() {
        answers(okJson("{\"a\":\"" + "x".repeat(1000) + "\"}").withChunkedDribbleDelay(50, 10_000));
        var limits = new HttpLimits(Duration.ofSeconds(5), Duration.ofMillis(200), 1 << 20);
        long before = System.nanoTime();
        try (var client = client(limits, Patience.onceMore(MILLISECOND))) {
            fails(() -> client.get(uri()), Kind.UNANSWERED);
        }
        assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
        assertThat(told.attempts).as("the hurried do not ask twice").hasSize(1);
    }

    @Test
    void packedAnswersAreUnpacked() throws Exception {
        answers(packed("{\"a\":[1,2,3]}"));
        try (var client = client()) {
            assertThat(client.get(uri()).json().path("a")).hasSize(3);
        }
        SERVER.verify(anyRequestedFor(anyUrl()).withHeader("Accept-Encoding", equalTo("gzip")));
    }

    @Test
    void moreThanTheLimitIsAProblemPackedOrNot() throws Exception {
        String large = "[" + "1,".repeat(60_000) + "1]";
        var limits = new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), 100_000);
        for (ResponseDefinitionBuilder each : List.of(packed(large), okJson(large))) {
            answers(each);
            try (var client = client(limits, QUICK)) {
                fails(() -> client.get(uri()), Kind.TOO_LARGE);
            }
            SERVER.verify(1, anyRequestedFor(anyUrl()));
        }
    }

    @Test
    void brokenPackingIsMalformed() throws Exception {
        byte[] whole = gzip("{\"a\":\"" + "x".repeat(500) + "\"}");
        for (byte[] body :
                List.of(
                        Arrays.copyOf(whole, whole.length / 2),
                        "no gzip".getBytes(StandardCharsets.UTF_8))) {
            answers(aResponse().withBody(body).withHeader("Content-Encoding", "gzip"));
            try (var client = client()) {
                fails(() -> client.get(uri()), Kind.MALFORMED);
            }
        }
        answers(aResponse().withBody("x").withHeader("Content-Encoding", "br"));
        try (var client = client()) {
            fails(() -> client.get(uri()), Kind.MALFORMED);
        }
    }

    private static ResponseDefinitionBuilder packed(String text) throws IOException {
        return aResponse().withBody(gzip(text)).withHeader("Content-Encoding", "gzip");
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var packed = new GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void whatIsNotJsonIsShownWithoutSecrets() throws Exception {
        for (String body :
                List.of(
                        "<html>header-secret bearer-secret told-secret</html>",
                        "{\"key\":\"header-secret\",\"bearer-secret\":\"told-secret",
                        "{\"a\":1} {\"a\":2}",
                        "{\"a\":1,\"a\":2}",
                        "")) {
            answers(okJson(body));
            try (var client = client()) {
                client.keepSecret("told-secret");
                Answer answer = client.get(uri(), Map.of("Authorization", "Bearer bearer-secret"));
                fails(answer::json, Kind.MALFORMED);
                String all = catchThrowable(answer::json) + " " + answer;
                assertThat(all).doesNotContain("header-secret", "bearer-secret", "told-secret");
                if (body.contains("secret")) {
                    assertThat(all).contains("***");
                }
            }
        }
    }

    /// Whatever the JSON, cutting it anywhere is told and never read as something shorter.
    @Test
    void jsonThatIsCutAnywhereIsMalformed() throws Exception {
        String whole = "{\"data\":[{\"value\":12.5,\"at\":\"2026-03-20T10:00Z\"},null,true]}";
        Property.forAll(
                100,
                random -> {
                    String cut = whole.substring(0, random.nextInt(whole.length()));
                    var answer = new Answer("GET x", 200, cut, cut, null);
                    assertThatThrownBy(answer::json).isInstanceOf(HttpProblemException.class);
                });
        assertThat(new Answer("GET x", 200, whole, "", null).json().path("data")).hasSize(3);
    }

    @Test
    void secretsAreTakenOutWhole() {
        try (var client = client()) {
            for (String secret : List.of("abcd", "abcd-efgh", "pa\"ss\\word", "a b/c d")) {
                client.keepSecret(secret);
            }
            assertThat(client.fitToPrint("abcd-efgh abcd")).isEqualTo("*** ***");
            assertThat(client.fitToPrint("{\"p\":\"pa\\\"ss\\\\word\"}"))
                    .isEqualTo("{\"p\":\"***\"}");
            assertThat(client.fitToPrint("?p=a%20b%2Fc%20d")).isEqualTo("?p=***");
        }
    }

    @Test
    void ofASecretAnswerNothingIsShown() throws Exception {
        answers(okJson("{\"token\":\"fresh-secret"));
        try (var client = client()) {
            Answer answer = client.getSecret(uri(), Map.of());
            assertThat(answer.toString() + catchThrowable(answer::json))
                    .doesNotContain("fresh-secret");
        }
    }

    @Test
    void redirectionsAreNotFollowedSoSecretsStay() throws Exception {
        answers(status(302).withHeader("Location", SERVER.baseUrl() + "/elsewhere"));
        try (var client = client()) {
            assertThat(client.get(uri()).status()).isEqualTo(302);
        }
        SERVER.verify(0, anyRequestedFor(urlPathEqualTo("/elsewhere")));
    }

    @Test
    void whatHttpDoesNotAllowIsNotSentAndNotQuoted() {
        try (var client = client()) {
            fails(
                    () -> client.get(uri(), Map.of("Authorization", "header-secret\nX: y")),
                    Kind.NOT_SENT);
        }
    }

    @Test
    void anInterruptedThreadLeavesAtOnceWhetherItAsksOrWaits() throws Exception {
        Patience long_ = Patience.DATA.withPauses(Duration.ofSeconds(20), Duration.ofSeconds(30));
        for (ResponseDefinitionBuilder each :
                List.of(okJson("{}").withFixedDelay(10_000), status(500))) {
            answers(each);
            try (var client = client(HttpLimits.DATA, long_)) {
                var asked =
                        new FutureTask<>(() -> {
                            Throwable thrown = catchThrowable(() -> client.get(uri()));
                            assertThat(Thread.currentThread().isInterrupted()).isFalse();
                            return thrown;
                        });
                Thread thread = Thread.ofPlatform().start(asked);
                thread.join(500);
                thread.interrupt();
                assertThat(asked.get(8, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
            }
        }
    }

    @Test
    void addressesEncodeWhatTheyAreGiven() {
        assertThat(
                        Addresses.of(
                                URI.create("https://host/base/"),
                                "v3/data",
                                Map.of("zone", "a b&c+d")))
                .hasToString("https://host/base/v3/data?zone=a%20b%26c%2Bd");
        assertThat(Addresses.of(URI.create("https://host"), "x", Map.of()))
                .hasToString("https://host/x");
        assertThatThrownBy(() -> Addresses.base("WATTLE_UK_URL", "ftp://me:pass-word@host"))
                .hasMessageContaining("WATTLE_UK_URL must be")
                .hasMessageNotContaining("pass-word");
        assertThatThrownBy(() -> Addresses.base("WATTLE_UK_URL", "https://me:pass word@host"))
                .hasMessageNotContaining("pass word")
                .hasNoCause();
    }
}
