package wattle.report.otlp;

import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.report.Readout;
import wattle.unit.http.Answer;
import wattle.unit.http.HttpProblemException;
import wattle.unit.http.JsonClient;

/// Sends moments of a run to an OpenTelemetry collector. Nothing that goes wrong leaves this class
/// as an exception: measuring goes on, and the next moment carries the same totals.
///
/// For one thread at a time; to be closed.
public final class OtlpPush implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int GRPC_PORT = 4317;

    private final OtlpTarget target;
    private final OtlpResource resource;
    private final JsonClient client;

    public OtlpPush(OtlpTarget target, OtlpResource resource) {
        this(target, resource, PAUSE);
    }

    OtlpPush(OtlpTarget target, OtlpResource resource, Duration pause) {
        this.target = target;
        this.resource = resource;
        this.client = new JsonClient(target.headers(), target.secrets(), target.timeout(), pause);
    }

    /// Blocks until the collector has answered, at most twice the time limit and a pause.
    ///
    /// @return what went wrong, in a sentence without secrets; empty where all was taken
    public Optional<String> push(Readout readout) {
        try {
            Answer answer =
                    client.post(
                            target.endpoint(),
                            OtlpMetrics.json(readout, resource),
                            JsonClient.Twice.HARMLESS);
            return answer.isGood() ? rejected(answer) : problem(answer.sentence());
        } catch (HttpProblemException unanswered) {
            return problem(String.valueOf(unanswered.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return problem(String.valueOf(interrupted.getMessage()));
        } catch (RuntimeException fault) {
            return problem("fault of ours: " + fault);
        }
    }

    private Optional<String> problem(String why) {
        return Optional.of(
                "metrics were not taken by the OpenTelemetry collector: "
                        + why
                        + (target.endpoint().getPort() == GRPC_PORT
                                ? " (4317 is usually gRPC; Wattle sends JSON over HTTP, usually to"
                                        + " 4318)"
                                : ""));
    }

    /// A collector may take part of what it gets and still answer 200.
    private Optional<String> rejected(Answer answer) {
        if (!answer.body().contains("rejectedDataPoints")) {
            return Optional.empty();
        }
        try {
            JsonNode partial = JsonMapper.shared().readTree(answer.body()).path("partialSuccess");
            String rejected = partial.path("rejectedDataPoints").asString("0");
            return rejected.equals("0")
                    ? Optional.empty()
                    : problem(rejected + " points were rejected: " + answer.shown());
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
