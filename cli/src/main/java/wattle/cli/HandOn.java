package wattle.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.report.PrometheusText;
import wattle.report.Readout;
import wattle.report.RecordedRun;
import wattle.report.codecarbon.EmissionsFile;
import wattle.report.mlflow.MlflowServer;
import wattle.report.mlflow.MlflowTracking;
import wattle.report.otlp.OtlpPush;
import wattle.report.otlp.OtlpResource;
import wattle.report.otlp.OtlpTarget;
import wattle.report.prometheus.MetricsEndpoint;
import wattle.report.prometheus.MetricsFile;
import wattle.series.csv.InvalidFileException;

/// Where else a run's numbers go: options of `run`, and what they do while it goes on and when it
/// has ended. What fails here is said and changes nothing else.
final class HandOn implements AutoCloseable {

    private static final int HIGHEST_PORT = 65_535;

    /// Pushes are made no more often than this.
    private static final long PUSH_EVERY_NANOS = 10_000_000_000L;

    private final Opt<String> prometheus =
            Opt.text(
                    "--prometheus",
                    "FILE",
                    "Keep a .prom file for node_exporter's textfile collector.");

    private final Opt<Integer> port =
            Opt.whole("--metrics-port", "N", "Serve Prometheus metrics at 127.0.0.1:N/metrics.");

    private final Opt<String> otlp =
            Opt.text(
                    "--otlp",
                    "URL",
                    "Send metrics to an OpenTelemetry collector; env for OTEL_EXPORTER_OTLP_….");

    private final Opt<Boolean> mlflow =
            Opt.flag("--mlflow", "Log the result to the MLflow run that MLFLOW_… name.");

    private final Opt<String> codecarbon =
            Opt.text("--codecarbon", "FILE", "Add a row to a CodeCarbon emissions.csv.");

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private @Nullable OtlpPush push;

    CommandSpec addTo(CommandSpec command) {
        return Opt.add(command, prometheus, port, otlp, mlflow, codecarbon);
    }

    /// Refuses what is wrong before anything starts.
    void check() {
        if (port.given()) {
            Words.within("--metrics-port", port.get(), 0, HIGHEST_PORT, "");
        }
        if (otlp.given()) {
            target();
        }
        if (mlflow.given()) {
            server();
        }
    }

    /// What to do with each readout while the run goes on.
    ///
    /// @param readouts the latest, for those who ask themselves
    List<Consumer<Readout>> whileRunning(Supplier<Readout> readouts, String runId, String host) {
        List<Consumer<Readout>> consumers = new ArrayList<>();
        if (prometheus.given()) {
            consumers.add(this::keep);
        }
        if (port.given()) {
            try {
                MetricsEndpoint endpoint =
                        MetricsEndpoint.open(port.get(), readouts, Versions.current());
                open.add(endpoint);
            } catch (IOException taken) {
                problem("--metrics-port: " + taken.getMessage());
            }
        }
        if (otlp.given()) {
            var pushing =
                    new OtlpPush(
                            target(),
                            new OtlpResource(
                                    host, runId, java.time.Instant.now(), Versions.current()));
            push = pushing;
            open.add(pushing);
            long[] last = {System.nanoTime() - PUSH_EVERY_NANOS};
            consumers.add(readout -> {
                long now = System.nanoTime();
                if (now - last[0] >= PUSH_EVERY_NANOS) {
                    last[0] = now;
                    pushing.push(readout).ifPresent(this::problem);
                }
            });
        }
        return consumers;
    }

    boolean watches() {
        return prometheus.given() || port.given() || otlp.given();
    }

    boolean wantsResult() {
        return watches() || mlflow.given() || codecarbon.given();
    }

    /// Hands on the whole run.
    ///
    /// @param last the run's last readout; null where nobody watched
    void ended(RecordedRun run, @Nullable Readout last, Map<String, String> environment) {
        if (prometheus.given() && last != null) {
            keep(last);
        }
        if (push != null && last != null) {
            push.push(last).ifPresent(this::problem);
        }
        if (codecarbon.given()) {
            try {
                EmissionsFile.append(
                        Words.path("--codecarbon", codecarbon.get()),
                        run,
                        Versions.current(),
                        ZoneId.systemDefault());
            } catch (IOException failed) {
                problem("--codecarbon: " + Problems.of(failed));
            } catch (InvalidFileException other) {
                problem("--codecarbon: " + other.getMessage());
            }
        }
        if (mlflow.given()) {
            try (var tracking = new MlflowTracking(MlflowServer.of(environment))) {
                tracking.log(run, Versions.current()).ifPresent(this::problem);
            }
        }
    }

    /// What went wrong, in sentences.
    List<String> problems() {
        synchronized (problems) {
            return List.copyOf(problems);
        }
    }

    @Override
    public void close() {
        for (AutoCloseable each : open) {
            try {
                each.close();
            } catch (Exception failed) {
                problem(String.valueOf(failed.getMessage()));
            }
        }
    }

    private void keep(Readout readout) {
        Path file = Words.path("--prometheus", prometheus.get());
        try {
            MetricsFile.write(file, PrometheusText.of(readout, Versions.current()));
        } catch (IOException failed) {
            problem("--prometheus: " + Problems.of(failed));
        }
    }

    private OtlpTarget target() {
        String given = otlp.get();
        try {
            return OtlpTarget.of(given.equals("env") ? null : given, System.getenv());
        } catch (IllegalArgumentException wrong) {
            throw new Failure(
                    Exit.USAGE,
                    75,
                    "--otlp: " + wrong.getMessage(),
                    "For example: --otlp http://localhost:4318",
                    wrong);
        }
    }

    private static MlflowServer server() {
        try {
            return MlflowServer.of(System.getenv());
        } catch (IllegalArgumentException wrong) {
            throw new Failure(
                    Exit.USAGE,
                    76,
                    "--mlflow: " + wrong.getMessage(),
                    "Set MLFLOW_TRACKING_URI, and MLFLOW_RUN_ID to attach to a run.",
                    wrong);
        }
    }

    private void problem(String sentence) {
        synchronized (problems) {
            if (problems.size() < 20 && !problems.contains(sentence)) {
                problems.add(sentence);
            }
        }
    }
}
