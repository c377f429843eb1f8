package wattle.hub.web;

import io.javalin.http.Context;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import wattle.report.PrometheusText;
import wattle.report.Versions;

/// For those who run the server: whether it lives and is ready, its metrics, and the description of
/// its routes.
final class Operations implements Routes {

    private final Metrics metrics;
    private final Versions versions;
    private final List<Readiness> parts;
    private final Supplier<String> openApi;

    /// @param openApi made at the first request: it takes a part of a start
    Operations(
            Metrics metrics, Versions versions, List<Readiness> parts, Supplier<String> openApi) {
        this.metrics = metrics;
        this.versions = versions;
        this.parts = List.copyOf(parts);
        this.openApi = openApi;
    }

    @Override
    public void addTo(Router router) {
        router.get("/health/live", context -> Answers.json(context, "{\"status\":\"live\"}\n"))
                .get("/health/ready", this::ready)
                .get("/metrics", this::metrics)
                .get("/openapi.json", context -> Answers.json(context, openApi.get()));
    }

    @Override
    public InputStream openApi() {
        return Objects.requireNonNull(getClass().getResourceAsStream("operations.json"));
    }

    private void metrics(Context context) {
        Requests.requireAccepts(context, "text/plain");
        context.contentType(PrometheusText.CONTENT_TYPE);
        context.result(metrics.text(versions).getBytes(StandardCharsets.UTF_8));
    }

    private void ready(Context context) {
        for (Readiness each : parts) {
            if (!each.ready()) {
                throw new ProblemException(
                        Problem.of(503, each.name() + " is not ready"),
                        java.util.Map.of("Retry-After", "5"));
            }
        }
        Answers.json(context, "{\"status\":\"ready\"}\n");
    }
}
