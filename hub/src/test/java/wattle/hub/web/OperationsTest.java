package wattle.hub.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import wattle.report.Versions;

class OperationsTest {

    @Test
    void aServerIsReadyWhenAllItsPartsAre() throws Exception {
        var ready = new AtomicBoolean();
        var database =
                new Readiness() {
                    @Override
                    public String name() {
                        return "database";
                    }

                    @Override
                    public boolean ready() {
                        return ready.get();
                    }
                };
        try (var server = new TestServer(TestServer.PLENTY, Access.NOBODY, List.of(database))) {
            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
            var refused = server.get("/health/ready");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(TestServer.json(refused).path("detail").asString()).contains("database");
            ready.set(true);
            assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void requestsAreCountedByRouteAndNotByWhatWasSent() throws Exception {
        try (var server = new TestServer(TestServer.PLENTY, Access.NOBODY, new Echo())) {
            server.get("/things/one");
            server.get("/things/two");
            server.get("/nowhere/three");
            server.post("/things", "{");
            String metrics = "";
            // A request is counted when its answer has been sent.
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!(metrics.contains("/things\",status=\"400\"} 1\n")
                            && metrics.contains("in_flight 1\n"))
                    && System.nanoTime() < deadline) {
                metrics = TestServer.text(server.get("/metrics"));
            }
            assertThat(metrics)
                    .contains(
                            "wattle_http_requests_total{method=\"GET\",route=\"/things/{thing}\",status=\"200\"}"
                                    + " 2\n",
                            "wattle_http_requests_total{method=\"POST\",route=\"/things\",status=\"400\"}"
                                    + " 1\n",
                            "{method=\"GET\",route=\"none\",status=\"404\"} 1\n",
                            "wattle_http_request_seconds_count{route=\"/things/{thing}\"} 2\n",
                            "wattle_http_requests_in_flight 1\n",
                            "wattle_build_info{data=\"2026.01\",version=\"1.2.3\"} 1\n")
                    .doesNotContain("three")
                    .doesNotContain("/one");
        }
    }

    @Test
    void theDescriptionIsPutTogetherFromAllGroups() throws Exception {
        try (var server = new TestServer(TestServer.PLENTY, Access.NOBODY, new Echo())) {
            var document = TestServer.json(server.get("/openapi.json"));
            assertThat(document.path("openapi").asString()).isEqualTo("3.1.0");
            assertThat(document.path("info").path("version").asString()).isEqualTo("1.2.3");
            assertThat(document.path("paths").propertyNames()).contains("/things", "/metrics");
        }
        assertThatThrownBy(() ->
                        Server.openApi(List.of(new Echo(), new Echo()), new Versions("1", "2")))
                .hasMessageContaining("post");
    }
}
