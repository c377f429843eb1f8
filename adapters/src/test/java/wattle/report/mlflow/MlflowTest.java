package wattle.report.mlflow;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.grid.GridZone;
import wattle.report.ExampleRuns;
import wattle.report.RecordedRun;

/// What is sent to an MLflow server and what its answers mean, as a contract.
class MlflowTest {

    private static final String API = "/api/2.0/mlflow/";
    private static final String BATCH = API + "runs/log-batch";

    @RegisterExtension
    static final WireMockExtension MLFLOW =
            WireMockExtension.newInstance()
                    .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
                    .build();

    private static Optional<String> log(RecordedRun run, String... environment) {
        Map<String, String> variables = new HashMap<>();
        variables.put("MLFLOW_TRACKING_URI", MLFLOW.baseUrl());
        for (int i = 0; i < environment.length; i += 2) {
            variables.put(environment[i], environment[i + 1]);
        }
        try (var tracking =
                new MlflowTracking(
                        MlflowServer.of(variables), Duration.ofSeconds(5), Duration.ofMillis(1))) {
            return tracking.log(run, ExampleRuns.VERSIONS);
        }
    }

    private static void takesBatches() {
        MLFLOW.stubFor(post(urlEqualTo(BATCH)).willReturn(okJson("{}")));
    }

    @Test
    void metricsAndTagsJoinTheJobsOwnRun() {
        takesBatches();
        assertThat(log(ExampleRuns.run(), "MLFLOW_RUN_ID", "abc", "MLFLOW_TRACKING_TOKEN", "t0k3n"))
                .isEmpty();
        MLFLOW.verify(
                1,
                postRequestedFor(urlEqualTo(BATCH))
                        .withHeader("Authorization", equalTo("Bearer t0k3n"))
                        .withHeader("Content-Type", equalTo("application/json")));
        // Nothing but the batch: the job finishes its own run.
        assertThat(MLFLOW.getAllServeEvents()).hasSize(1);
        JsonNode body =
                JsonMapper.shared()
                        .readTree(
                                MLFLOW.getAllServeEvents()
                                        .getFirst()
                                        .getRequest()
                                        .getBodyAsString());
        assertThat(body.propertyNames()).containsExactly("run_id", "metrics", "tags");
        assertThat(body.path("run_id").asString()).isEqualTo("abc");
        Map<String, Double> metrics = new HashMap<>();
        for (JsonNode each : body.path("metrics")) {
            assertThat(each.propertyNames()).containsExactly("key", "value", "timestamp", "step");
            assertThat(each.path("timestamp").asLong())
                    .isEqualTo(ExampleRuns.START.plusSeconds(3600).toEpochMilli());
            metrics.put(each.path("key").asString(), each.path("value").asDouble());
        }
        assertThat(metrics.get("wattle/energy_kwh")).isEqualTo(0.65 * 1.2);
        assertThat(metrics.get("wattle/it_energy_kwh")).isEqualTo(0.65);
        assertThat(metrics.get("wattle/operational_g")).isBetween(77.999999, 78.000001);
        assertThat(metrics.get("wattle/total_g")).isBetween(77.999999, 78.000001);
        assertThat(metrics.get("wattle/mean_power_watts")).isEqualTo(650);
        assertThat(metrics.get("wattle/components/gpu-0/it_energy_kwh")).isEqualTo(0.25);
        assertThat(metrics.get("wattle/components/gpu-0/mean_power_watts")).isEqualTo(250);
        assertThat(metrics).doesNotContainKey("wattle/embodied_g");
        Map<String, String> tags = new HashMap<>();
        for (JsonNode each : body.path("tags")) {
            tags.put(each.path("key").asString(), each.path("value").asString());
        }
        assertThat(tags)
                .containsEntry("wattle.zone", "country:FRA")
                .containsEntry("wattle.signal", "average")
                .containsEntry("wattle.factor", "lifecycle-co2e")
                .containsEntry("wattle.origin", "measured")
                .containsEntry("wattle.version", "1.2.3")
                .containsEntry("wattle.label.project", "demo")
                .containsEntry("wattle.pue", "1.2");
    }

    @Test
    void withoutARunOfTheJobOneIsMadeInTheExperimentAndFinished() {
        takesBatches();
        MLFLOW.stubFor(
                get(urlPathEqualTo(API + "experiments/get-by-name"))
                        .willReturn(
                                aResponse()
                                        .withStatus(404)
                                        .withBody("{\"error_code\":\"RESOURCE_DOES_NOT_EXIST\"}")));
        MLFLOW.stubFor(
                post(urlEqualTo(API + "experiments/create"))
                        .willReturn(okJson("{\"experiment_id\":\"7\"}")));
        MLFLOW.stubFor(
                post(urlEqualTo(API + "runs/create"))
                        .willReturn(okJson("{\"run\":{\"info\":{\"run_id\":\"new\"}}}")));
        MLFLOW.stubFor(post(urlEqualTo(API + "runs/update")).willReturn(okJson("{}")));
        assertThat(
                        log(
                                ExampleRuns.run(new GridZone("country", "FRA"), 3),
                                "MLFLOW_EXPERIMENT_NAME",
                                "vision & more",
                                "MLFLOW_TRACKING_USERNAME",
                                "user",
                                "MLFLOW_TRACKING_PASSWORD",
                                "pass"))
                .isEmpty();
        MLFLOW.verify(
                getRequestedFor(
                                urlEqualTo(
                                        API
                                                + "experiments/get-by-name?experiment_name=vision+%26+more"))
                        .withHeader("Authorization", equalTo("Basic dXNlcjpwYXNz")));
        MLFLOW.verify(
                postRequestedFor(urlEqualTo(API + "experiments/create"))
                        .withRequestBody(equalToJson("{\"name\":\"vision & more\"}")));
        MLFLOW.verify(
                postRequestedFor(urlEqualTo(API + "runs/create"))
                        .withRequestBody(
                                equalToJson(
                                        """
                                        {"experiment_id":"7","run_name":"20260301T100000Z-a1b2",
                                         "start_time":1772359200000,
                                         "tags":[{"key":"mlflow.source.name","value":"wattle"}]}
                                        """)));
        MLFLOW.verify(
                postRequestedFor(urlEqualTo(API + "runs/update"))
                        .withRequestBody(
                                equalToJson(
                                        """
                                        {"run_id":"new","status":"FAILED","end_time":1772362800000}
                                        """)));
    }

    @Test
    void anExperimentThatIsThereOrNamedByItsNumberIsTaken() {
        takesBatches();
        MLFLOW.stubFor(
                get(urlPathEqualTo(API + "experiments/get-by-name"))
                        .willReturn(okJson("{\"experiment\":{\"experiment_id\":\"4\"}}")));
        MLFLOW.stubFor(
                post(urlEqualTo(API + "runs/create"))
                        .willReturn(okJson("{\"run\":{\"info\":{\"run_id\":\"new\"}}}")));
        MLFLOW.stubFor(post(urlEqualTo(API + "runs/update")).willReturn(okJson("{}")));
        assertThat(log(ExampleRuns.run(), "MLFLOW_EXPERIMENT_NAME", "there")).isEmpty();
        assertThat(log(ExampleRuns.run(), "MLFLOW_EXPERIMENT_ID", "5")).isEmpty();
        assertThat(log(ExampleRuns.run())).isEmpty();
        for (String id : new String[] {"4", "5", "0"}) {
            MLFLOW.verify(
                    1,
                    postRequestedFor(urlEqualTo(API + "runs/create"))
                            .withRequestBody(
                                    equalToJson("{\"experiment_id\":\"" + id + "\"}", true, true)));
        }
        MLFLOW.verify(0, postRequestedFor(urlEqualTo(API + "experiments/create")));
    }

    @Test
    void aRefusalThatPassesIsTriedOnceMoreAndAnotherIsAProblem() {
        MLFLOW.stubFor(
                post(urlEqualTo(BATCH))
                        .inScenario("busy")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willReturn(aResponse().withStatus(500))
                        .willSetStateTo("free"));
        MLFLOW.stubFor(
                post(urlEqualTo(BATCH))
                        .inScenario("busy")
                        .whenScenarioStateIs("free")
                        .willReturn(okJson("{}")));
        assertThat(log(ExampleRuns.run(), "MLFLOW_RUN_ID", "abc")).isEmpty();
        MLFLOW.verify(2, postRequestedFor(urlEqualTo(BATCH)));

        MLFLOW.resetAll();
        MLFLOW.stubFor(post(urlEqualTo(BATCH)).willReturn(aResponse().withStatus(429)));
        assertThat(log(ExampleRuns.run(), "MLFLOW_RUN_ID", "abc"))
                .hasValueSatisfying(said -> assertThat(said).contains("runs/log-batch: 429"));
        MLFLOW.verify(2, postRequestedFor(urlEqualTo(BATCH)));
    }

    @Test
    void makingARunIsNeverTriedTwiceWhereTheFirstMayHaveWorked() {
        MLFLOW.stubFor(
                post(urlEqualTo(API + "runs/create")).willReturn(aResponse().withStatus(500)));
        assertThat(log(ExampleRuns.run())).isPresent();
        MLFLOW.verify(1, postRequestedFor(urlEqualTo(API + "runs/create")));
    }

    @Test
    void aRunThatIsNotThereIsAProblemWithTheServersWordsAndWithoutSecrets() {
        MLFLOW.stubFor(
                post(urlEqualTo(BATCH))
                        .willReturn(
                                aResponse()
                                        .withStatus(404)
                                        .withBody(
                                                "{\"message\":\"Run 'abc' not found\\n for"
                                                        + " hunter22 dXNlcjpodW50ZXIyMg==\"}")));
        assertThat(
                        log(
                                ExampleRuns.run(),
                                "MLFLOW_RUN_ID",
                                "abc",
                                "MLFLOW_TRACKING_USERNAME",
                                "user",
                                "MLFLOW_TRACKING_PASSWORD",
                                "hunter22"))
                .hasValueSatisfying(said ->
                        assertThat(said)
                                .contains("404", "Run 'abc' not found")
                                .doesNotContain("hunter22")
                                .doesNotContain("dXNlcjpodW50ZXIyMg"));
        MLFLOW.verify(1, postRequestedFor(urlEqualTo(BATCH)));
    }

    @Test
    void anythingElseThanMlflowIsAProblem() {
        MLFLOW.stubFor(
                post(urlEqualTo(API + "runs/create"))
                        .willReturn(aResponse().withBody("<html>login</html>")));
        assertThat(log(ExampleRuns.run()))
                .hasValueSatisfying(said -> assertThat(said).contains("is this an MLflow server?"));
        MLFLOW.stubFor(post(urlEqualTo(API + "runs/create")).willReturn(okJson("[]")));
        assertThat(log(ExampleRuns.run()))
                .hasValueSatisfying(said -> assertThat(said).contains("no run_id"));
        assertThat(log(ExampleRuns.run(), "MLFLOW_TRACKING_URI", "http://127.0.0.1:1"))
                .hasValueSatisfying(said -> assertThat(said).contains("no connection"));
    }

    @Test
    void aSlowServerEndsTheWait() {
        MLFLOW.stubFor(post(urlEqualTo(BATCH)).willReturn(okJson("{}").withFixedDelay(10_000)));
        var server =
                MlflowServer.of(
                        Map.of("MLFLOW_TRACKING_URI", MLFLOW.baseUrl(), "MLFLOW_RUN_ID", "abc"));
        try (var tracking =
                new MlflowTracking(server, Duration.ofMillis(200), Duration.ofMillis(1))) {
            assertThat(tracking.log(ExampleRuns.run(), ExampleRuns.VERSIONS))
                    .hasValueSatisfying(said ->
                            assertThat(said).containsAnyOf("no answer within", "timed out"));
        }
    }

    @Test
    void storesThatAreNoServersAreRefusedWithASentence() {
        for (String store : new String[] {"file:///tmp/mlruns", "./mlruns", "sqlite:///x.db"}) {
            assertThatThrownBy(() -> MlflowServer.of(Map.of("MLFLOW_TRACKING_URI", store)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("http:// or https://")
                    .hasMessageContaining("mlflow server");
        }
        assertThatThrownBy(() -> MlflowServer.of(Map.of()))
                .hasMessageContaining("MLFLOW_TRACKING_URI is not set");
        assertThat(MlflowServer.of(Map.of("MLFLOW_TRACKING_URI", "https://me:pw@host/base/")))
                .hasToString("https://host/base");
        assertThat(
                        MlflowServer.of(Map.of("MLFLOW_TRACKING_URI", "https://me:pw@host/base/"))
                                .method("runs/create"))
                .hasToString("https://host/base/api/2.0/mlflow/runs/create");
    }
}
