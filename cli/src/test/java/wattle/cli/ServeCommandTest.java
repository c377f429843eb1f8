package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServeCommandTest {

    private static final Pattern ADDRESS =
            Pattern.compile("wattle: serving on (http://127\\.0\\.0\\.1:[0-9]+)\n");

    @TempDir static Path sharedHome;

    private static ServedApi shared;

    @TempDir Path folder;

    @BeforeAll
    static void started() {
        shared = new ServedApi(sharedHome, Clock.systemUTC());
    }

    @AfterAll
    static void stopped() {
        shared.close();
    }

    @Test
    void servesUntilItIsToldToStop() throws Exception {
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "wattle.cli.Main",
                        "serve",
                        "--port",
                        "0");
        builder.environment().put("WATTLE_HOME", folder.resolve("canary-home").toString());
        try (Launched served = Launched.start(builder, folder.resolve("served"));
                HttpClient client = HttpClient.newHttpClient()) {
            served.says("serving on");
            Matcher address = ADDRESS.matcher(served.err());
            assertThat(address.find()).as(served.err()).isTrue();
            HttpResponse<String> ready =
                    client.send(
                            HttpRequest.newBuilder(URI.create(address.group(1) + "/health/ready"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(ready.body()).contains("ready");
            served.signal("TERM");
            served.ends(0);
            assertThat(served.out()).isEmpty();
            // Nothing but this: not a word of the libraries that it is built from.
            assertThat(served.err()).hasLineCount(1);
        }
    }

    @Test
    void whereItCannotListenIsSaid() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(
                            Called.wattle("serve", "--port=" + taken.getLocalPort())
                                    .refused(Exit.CONFLICT)
                                    .err())
                    .contains("WATTLE-7370", "--port 0");
        }
        Called.wattle("serve", "--port=65536").refused(Exit.USAGE);
        Called.wattle("serve", "--port=-1").refused(Exit.USAGE);
        Called.wattle("serve", "--requests-per-minute=0").refused(Exit.USAGE);
    }

    /// Planted where the machine's own names could leak from: none comes out.
    @Test
    void noAnswerSaysAnythingOfTheMachine() throws Exception {
        Path home = folder.resolve("canary-home");
        Files.createDirectories(home.resolve("cache").resolve("grid").resolve("canary-source"));
        Files.writeString(
                home.resolve("cache").resolve("grid").resolve("canary-source").resolve("x.json"),
                "not what belongs here");
        List<String> canaries =
                List.of(
                        "canary",
                        System.getProperty("user.home") + "/",
                        System.getProperty("user.dir"),
                        "/tmp/",
                        InetAddress.getLocalHost().getHostName() + ".",
                        "java.",
                        "\tat ");
        try (var api = new ServedApi(home, Clock.systemUTC())) {
            for (String path :
                    List.of(
                            "/v1/grid/show?place=pom.xml",
                            "/v1/grid/show?place=%24%7Bsys:user.dir%7D",
                            "/v1/grid/show?place=DE",
                            "/v1/grid/show?place=canary-source:x",
                            "/v1/grid/zones?text=%24%7Benv:HOME%7D",
                            "/v1/grid/find?place=--debug",
                            "/v1/grid/find?place=/proc/self/environ",
                            "/emissions/bylocation?location=DE",
                            "/emissions/bylocation?location=/etc/passwd",
                            "/health/ready",
                            "/metrics",
                            "/openapi.json",
                            "/nowhere")) {
                assertSilent(api.get(path), canaries, path);
            }
            for (String body :
                    List.of(
                            "{\"energy\":{\"csv\":\"\"},\"zone\":\"DE\"}",
                            "{\"energy\":{\"csv\":\"a,b\\n1,2\\n\"},\"zone\":\"DE\"}",
                            "{\"energy\":{\"csv\":\"interval_start_utc,energy_joules\\nx,1\\n\"}}",
                            "{\"energy\":{\"csv\":\"\\u001f\\u008b\"},\"intensity\":{\"csv\":\"x\"}}",
                            "{\"energy\":{\"csv\":\"interval_start_utc,energy_joules\\n"
                                    + "2026-03-01T00:00:00Z,1\\n2026-03-01T01:00:00Z,1\\n\"},"
                                    + "\"intensity\":{\"csv\":\"timestamp_utc,g_per_kwh\\n2026-04-01T00:00:00Z,1\\n2026-04-01T01:00:00Z,1\\n\"}}")) {
                assertSilent(api.post("/v1/account", body), canaries, body);
                assertSilent(
                        api.post("/v1/plan", body.replace("\"zone\":\"DE\"", "\"step\":\"1h\"")),
                        canaries,
                        body);
            }
            assertThat(api.log()).isEmpty();
        }
    }

    private static void assertSilent(
            HttpResponse<String> answer, List<String> canaries, String request) {
        assertThat(answer.statusCode()).as(request + answer.body()).isLessThan(500);
        String all = answer.headers().map() + answer.body();
        for (String each : canaries) {
            boolean asked = request.contains(each) || request.contains("canary");
            if (!asked) {
                assertThat(all).as(request).doesNotContain(each);
            }
        }
    }

    /// More than one request may have is refused at once and not computed.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/plan {\"zone\":\"DE\",\"duration\":\"1000000d\",\"power_watts\":1}",
                "/v1/plan {\"zone\":\"DE\",\"duration\":\"999999999999999d\",\"power_watts\":1}",
                "/v1/plan {\"zone\":\"DE\",\"duration\":\"6h\",\"slack\":\"20000d\",\"power_watts\":1}",
                "/v1/plan {\"zone\":\"DE\",\"duration\":\"6h\",\"step\":\"0.001s\",\"power_watts\":1}",
                "/v1/plan {\"zone\":\"DE\",\"duration\":\"6h\",\"step\":\"PT0.000000001S\",\"power_watts\":1}",
                "/v1/plan {\"zone\":\"DE\",\"duration\":\"6h\",\"at\":\"+999999999-01-01T00:00:00Z\",\"power_watts\":1}",
                "/v1/evaluate {\"jobs\":[{\"job\":\"a\",\"intervals\":1000000,\"interval_seconds\":0.001,\"power_watts\":1}],\"intensity\":SERIES}",
                "/v1/evaluate {\"jobs\":[{\"job\":\"a\",\"intervals\":1,\"interval_seconds\":1,\"power_watts\":1}],\"starts\":\"all\",\"slack\":\"300d\",\"intensity\":SERIES}",
                "/v1/grid/forecast {\"horizon\":\"365d\",\"intensity\":FINE}",
                "/v1/account {\"zone\":\"DE\",\"energy\":{\"csv\":\"interval_start_utc,energy_joules\\n1900-01-01T00:00:00Z,1\\n1900-01-01T01:00:00Z,1\\n2100-01-01T00:00:00Z,1\\n\"}}",
                "/v1/estimate {\"accelerator\":\"A100:8\",\"hours\":1e300}"
            })
    void whatWouldTakeTooMuchIsRefused(String request) throws Exception {
        int space = request.indexOf(' ');
        String year =
                "{\"csv\":\"timestamp_utc,g_per_kwh\\n2026-01-01T00:00:00Z,1\\n"
                        + "2026-01-01T01:00:00Z,1\\n2026-12-01T00:00:00Z,1\\n\"}";
        String fine =
                "{\"csv\":\"timestamp_utc,g_per_kwh\\n2026-01-01T00:00:00Z,1\\n"
                        + "2026-01-01T00:00:01Z,1\\n2026-01-01T00:00:02Z,1\\n\"}";
        HttpResponse<String> answer =
                shared.post(
                        request.substring(0, space),
                        request.substring(space + 1).replace("SERIES", year).replace("FINE", fine));
        assertThat(answer.statusCode()).as(answer.body() + shared.log()).isIn(409, 422);
    }
}
