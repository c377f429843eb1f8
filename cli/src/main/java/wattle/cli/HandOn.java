package wattle.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.report.PrometheusText;
import wattle.report.Readout;
import wattle.report.RecordedRun;
import wattle.report.codecarbon.EmissionsFile;
import wattle.report.mlflow.MlflowServer;
import wattle.report.mlflow.MlflowTracking;
import wattle.report.otlp.OtlpResource;
import wattle.report.otlp.OtlpTarget;
import wattle.report.prometheus.MetricsEndpoint;
import wattle.report.prometheus.MetricsFile;
import wattle.series.csv.InvalidFileException;

/// Where else a run's numbers go: options of `run`, and what they do while it goes on and when it
/// has ended. What fails here is said and changes nothing else.
final class HandOn implements AutoCloseable {

    private static final int HIGHEST_PORT = 65_535;

    private static final int MOST_PROBLEMS = 20;

    /// At the run's end, for how long all receivers together are waited for.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

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

    private final List<String> problems = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Object keeping = new Object();
    private boolean kept;
    private @Nullable OtlpStream stream;
    private boolean closed;

    CommandSpec addTo(CommandSpec command) {
        return Opt.add(command, prometheus, port, otlp, mlflow, codecarbon);
    }

    /// Refuses what is wrong before anything starts.
    void check() {
        if (port.given()) {
            Words.within("--metrics-port", port.get(), 0, HIGHEST_PORT, "");
        }
        if (prometheus.given() && !metricsFile().toString().endsWith(MetricsFile.SUFFIX)) {
            throw new Failure(
                    Exit.USAGE,
                    84,
                    "--prometheus needs a name that ends in .prom",
                    "node_exporter passes over every other file in its folder.");
        }
        if (codecarbon.given()) {
            emissionsFile();
        }
        if (otlp.given()) {
            target();
        }
        if (mlflow.given()) {
            server();
        }
    }

    /// Once the command runs: from here on each readout is handed on. What takes a while is opened
    /// on a thread of its own.
    ///
    /// @param say what the user is to know, before the network is used
    void begin(Watch watch, String runId, String host, Consumer<String> say) {
        if (prometheus.given()) {
            watch.add("prometheus", readout -> keep(readout, false));
        }
        if (port.given()) {
            Thread.ofPlatform().daemon().name("hand-on").start(() -> serve(watch, say));
        }
        if (otlp.given()) {
            OtlpTarget target = target();
            say.accept("sends metrics to " + target);
            OtlpStream begun =
                    new OtlpStream(
                            target,
                            new OtlpResource(host, runId, Instant.now(), Versions.current()),
                            this::problem);
            stream = begun;
            toClose(begun);
            watch.add("otlp", begun::offer);
        }
    }

    private void serve(Watch watch, Consumer<String> say) {
        try {
            MetricsEndpoint endpoint = MetricsEndpoint.open(port.get(), watch, Versions.current());
            toClose(endpoint);
            say.accept(
                    "serves metrics at http://127.0.0.1:"
                            + endpoint.address().getPort()
                            + "/metrics while the command runs");
        } catch (IOException taken) {
            problem("--metrics-port " + port.get() + ": " + taken.getMessage());
        }
    }

    /// A command may end before what it is handed on through is open.
    private void toClose(AutoCloseable opened) {
        synchronized (open) {
            if (!closed) {
                open.add(opened);
                return;
            }
        }
        close(opened);
    }

    boolean watches() {
        return prometheus.given() || port.given() || otlp.given();
    }

    boolean wantsResult() {
        return watches() || mlflow.given() || codecarbon.given();
    }

    /// Hands on the whole run, all at once and for at most [#PATIENCE]: what hangs is left behind.
    ///
    /// @param last the run's last readout; null where nobody watched
    /// @param say what the user is to know, before the network is used
    void ended(RecordedRun run, @Nullable Readout last, Consumer<String> say)
            throws InterruptedException {
        List<Receiver> receivers = new ArrayList<>();
        if (prometheus.given() && last != null) {
            receivers.add(new Receiver("--prometheus", () -> keep(last, true)));
        }
        OtlpStream streaming = stream;
        if (streaming != null && last != null) {
            receivers.add(new Receiver("--otlp", () -> streaming.send(last)));
        }
        if (codecarbon.given()) {
            receivers.add(new Receiver("--codecarbon", () -> append(run)));
        }
        if (mlflow.given()) {
            MlflowServer server = server();
            say.accept("logs the run to MLflow at " + server);
            receivers.add(new Receiver("--mlflow", () -> log(run, server)));
        }
        InTime.answers(
                        receivers,
                        receiver -> {
                            receiver.hand().run();
                            return "";
                        },
                        PATIENCE,
                        (receiver, why) -> receiver.option() + ": " + why)
                .forEach(this::problem);
    }

    /// Somebody who is handed the whole run.
    private record Receiver(String option, Runnable hand) {}

    private void append(RecordedRun run) {
        try {
            EmissionsFile.append(emissionsFile(), run, Versions.current(), ZoneId.systemDefault());
        } catch (IOException failed) {
            problem("--codecarbon: " + Problems.of(failed));
        } catch (InvalidFileException other) {
            problem("--codecarbon: " + other.getMessage());
        }
    }

    private void log(RecordedRun run, MlflowServer server) {
        try (var tracking = new MlflowTracking(server)) {
            tracking.log(run, Versions.current()).ifPresent(this::problem);
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
        List<AutoCloseable> all;
        synchronized (open) {
            closed = true;
            all = List.copyOf(open);
        }
        all.forEach(this::close);
    }

    private void close(AutoCloseable opened) {
        try {
            opened.close();
        } catch (Exception failed) {
            problem(String.valueOf(failed.getMessage()));
        }
    }

    /// @param last of the run: a readout that comes after it is an earlier one
    private void keep(Readout readout, boolean last) {
        synchronized (keeping) {
            if (kept && !last) {
                return;
            }
            kept |= last;
            try {
                MetricsFile.write(metricsFile(), PrometheusText.of(readout, Versions.current()));
            } catch (IOException failed) {
                problem("--prometheus: " + Problems.of(failed));
            }
        }
    }

    private Path metricsFile() {
        return Words.path("--prometheus", prometheus.get());
    }

    private Path emissionsFile() {
        return Words.path("--codecarbon", codecarbon.get());
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
            if (!sentence.isEmpty()
                    && problems.size() < MOST_PROBLEMS
                    && !problems.contains(sentence)) {
                problems.add(sentence);
            }
        }
    }
}
