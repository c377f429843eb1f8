package wattle.report.mlflow;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.report.RecordedRun;
import wattle.report.Versions;
import wattle.series.Interval;
import wattle.unit.http.Answer;
import wattle.unit.http.HttpProblemException;
import wattle.unit.http.JsonBody;
import wattle.unit.http.JsonClient;
import wattle.unit.http.JsonClient.Twice;

/// Hands a finished run on to an MLflow tracking server: to the run that `MLFLOW_RUN_ID` names,
/// whose state stays as it is, or else to a new one in the experiment, which is made where it is
/// missing and finished at the end. Nothing that goes wrong leaves this class as an exception.
///
/// For one thread at a time; to be closed.
public final class MlflowTracking implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /// The server's limits for one batch.
    private static final int BATCH_TAGS = 100;

    private static final int BATCH_METRICS = 900;

    /// The experiment that every server has.
    private static final String DEFAULT_EXPERIMENT = "0";

    private final MlflowServer server;
    private final JsonClient client;

    public MlflowTracking(MlflowServer server) {
        this(server, TIMEOUT, PAUSE);
    }

    MlflowTracking(MlflowServer server, Duration timeout, Duration pause) {
        this.server = server;
        this.client = new JsonClient(server.headers(), server.secrets(), timeout, pause);
    }

    /// A request that was refused, or answered by something that is not MLflow.
    private static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    /// Blocks until the server has answered.
    ///
    /// @return what went wrong, in a sentence without secrets; empty where all was taken
    public Optional<String> log(RecordedRun run, Versions versions) {
        try {
            if (server.runId().isEmpty()) {
                String made = create(run);
                batches(made, run, versions);
                finish(made, run);
            } else {
                batches(server.runId(), run, versions);
            }
            return Optional.empty();
        } catch (HttpProblemException | RefusedException problem) {
            return Optional.of("MLflow did not take the run: " + problem.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.of("MLflow did not take the run: " + interrupted.getMessage());
        } catch (RuntimeException fault) {
            return Optional.of("MLflow did not take the run: fault of ours: " + fault);
        }
    }

    private String create(RecordedRun run)
            throws HttpProblemException, RefusedException, InterruptedException {
        String experiment = experiment();
        JsonNode made =
                post(
                        "runs/create",
                        Twice.HARMFUL,
                        json -> {
                            json.writeStringProperty("experiment_id", experiment);
                            json.writeStringProperty("run_name", run.id());
                            json.writeNumberProperty("start_time", start(run).toEpochMilli());
                            json.writeArrayPropertyStart("tags");
                            tag(json, "mlflow.source.name", "wattle");
                            json.writeEndArray();
                        });
        return text(made.path("run").path("info"), "run_id", "runs/create");
    }

    private String experiment()
            throws HttpProblemException, RefusedException, InterruptedException {
        if (!server.experimentId().isEmpty()) {
            return server.experimentId();
        }
        String name = server.experimentName();
        if (name.isEmpty()) {
            return DEFAULT_EXPERIMENT;
        }
        Optional<String> known = experimentByName(name);
        if (known.isPresent()) {
            return known.get();
        }
        Answer made =
                client.post(
                        server.method("experiments/create"),
                        JsonBody.of(json -> {
                            json.writeStartObject();
                            json.writeStringProperty("name", name);
                            json.writeEndObject();
                        }),
                        Twice.HARMFUL);
        if (made.isGood()) {
            return text(json(made), "experiment_id", "experiments/create");
        }
        // Somebody else may have made it since.
        return experimentByName(name).orElseThrow(() -> new RefusedException(made.sentence()));
    }

    private Optional<String> experimentByName(String name)
            throws HttpProblemException, RefusedException, InterruptedException {
        Answer answer =
                client.get(
                        server.method(
                                "experiments/get-by-name?experiment_name="
                                        + URLEncoder.encode(name, StandardCharsets.UTF_8)));
        if (answer.status() == 404) {
            return Optional.empty();
        }
        if (!answer.isGood()) {
            throw new RefusedException(answer.sentence());
        }
        return Optional.of(
                text(json(answer).path("experiment"), "experiment_id", "experiments/get-by-name"));
    }

    /// Metrics and tags, in as many requests as the server's limits make them. Metrics of the same
    /// name, time, step and value are one, so a batch may be sent twice.
    private void batches(String runId, RecordedRun run, Versions versions)
            throws HttpProblemException, RefusedException, InterruptedException {
        List<Map.Entry<String, Double>> metrics =
                new ArrayList<>(MlflowValues.metrics(run).entrySet());
        List<Map.Entry<String, String>> tags =
                new ArrayList<>(MlflowValues.tags(run, versions).entrySet());
        long timestamp = end(run).toEpochMilli();
        while (!metrics.isEmpty() || !tags.isEmpty()) {
            var someMetrics = metrics.subList(0, Math.min(BATCH_METRICS, metrics.size()));
            var someTags = tags.subList(0, Math.min(BATCH_TAGS, tags.size()));
            post(
                    "runs/log-batch",
                    Twice.HARMLESS,
                    json -> {
                        json.writeStringProperty("run_id", runId);
                        json.writeArrayPropertyStart("metrics");
                        someMetrics.forEach(each -> metric(json, each, timestamp));
                        json.writeEndArray();
                        json.writeArrayPropertyStart("tags");
                        someTags.forEach(each -> tag(json, each.getKey(), each.getValue()));
                        json.writeEndArray();
                    });
            someMetrics.clear();
            someTags.clear();
        }
    }

    private void finish(String runId, RecordedRun run)
            throws HttpProblemException, RefusedException, InterruptedException {
        post(
                "runs/update",
                Twice.HARMLESS,
                json -> {
                    json.writeStringProperty("run_id", runId);
                    json.writeStringProperty("status", status(run));
                    json.writeNumberProperty("end_time", end(run).toEpochMilli());
                });
    }

    private static String status(RecordedRun run) {
        if (run.exitCode() == null) {
            return run.state() == RecordedRun.State.FINISHED ? "FINISHED" : "KILLED";
        }
        return run.exitCode() == 0 ? "FINISHED" : "FAILED";
    }

    private static Instant start(RecordedRun run) {
        return span(run).start();
    }

    private static Instant end(RecordedRun run) {
        return span(run).end();
    }

    private static Interval span(RecordedRun run) {
        return run.footprint().span() == null
                ? run.metered().getFirst().energy().timeline().span()
                : run.footprint().span();
    }

    private static void metric(
            JsonGenerator json, Map.Entry<String, Double> metric, long timestamp) {
        json.writeStartObject();
        json.writeStringProperty("key", metric.getKey());
        json.writeNumberProperty("value", metric.getValue());
        json.writeNumberProperty("timestamp", timestamp);
        json.writeNumberProperty("step", 0);
        json.writeEndObject();
    }

    private static void tag(JsonGenerator json, String key, String value) {
        json.writeStartObject();
        json.writeStringProperty("key", key);
        json.writeStringProperty("value", value);
        json.writeEndObject();
    }

    private JsonNode post(
            String method, Twice twice, java.util.function.Consumer<JsonGenerator> properties)
            throws HttpProblemException, RefusedException, InterruptedException {
        Answer answer =
                client.post(
                        server.method(method),
                        JsonBody.of(json -> {
                            json.writeStartObject();
                            properties.accept(json);
                            json.writeEndObject();
                        }),
                        twice);
        if (!answer.isGood()) {
            throw new RefusedException(answer.sentence());
        }
        return json(answer);
    }

    private static JsonNode json(Answer answer) throws RefusedException {
        try {
            return JsonMapper.shared().readTree(answer.body().isBlank() ? "{}" : answer.body());
        } catch (JacksonException notJson) {
            throw new RefusedException(
                    answer.request() + ": the answer is not JSON; is this an MLflow server?");
        }
    }

    private static String text(JsonNode json, String name, String method) throws RefusedException {
        String text = json.path(name).asString("");
        if (text.isEmpty()) {
            throw new RefusedException(
                    method + ": the answer has no " + name + "; is this an MLflow server?");
        }
        return text;
    }

    @Override
    public void close() {
        client.close();
    }
}
