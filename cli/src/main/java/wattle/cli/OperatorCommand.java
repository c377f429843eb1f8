package wattle.cli;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.run.RunnerException;
import wattle.run.kubernetes.Operator;
import wattle.run.kubernetes.OperatorService;
import wattle.run.kubernetes.Preview;
import wattle.run.local.StopSignal;
import wattle.series.csv.Reading;
import wattle.unit.Power;

/// `wattle operator`: starts and pauses the Jobs of a Kubernetes cluster that ask for it.
final class OperatorCommand implements Callable<Integer> {

    private final Console console;
    private final Home home;
    private final Clock clock;
    private final Map<String, String> environment;

    private final Opt<String> namespace =
            Opt.text("--namespace", "NAME", "Whose Jobs are driven (default: all).");

    private final Opt<String> leaseNamespace =
            Opt.text(
                    "--lease-namespace",
                    "NAME",
                    "Where the lease is that only one operator holds (default: the operator's own"
                            + " namespace).");

    private final Opt<String> zone =
            Opt.text("--zone", "Z", "Zone of Jobs that name none in wattle.dev/zone.");

    private final Opt<String[]> files =
            Opt.texts(
                    "--intensity-file",
                    "FILE",
                    "CSV: timestamp_utc and g_per_kwh, read anew for each plan, for all Jobs instead"
                            + " of what is known of their zones. Several are one series in order of"
                            + " time.");

    private final Opt<Double> power =
            Opt.number(
                    "--power-watts",
                    "W",
                    "Power of Jobs that do not say it in wattle.dev/power-watts (default: not known:"
                            + " savings are shares, not grams).");

    private final Opt<String> step =
            Opt.text("--step", "D", "Length of a slot of the plans (default: 15m).");

    private final Opt<String> margin =
            Opt.text(
                    "--margin",
                    "D",
                    "How long before its deadline a Job is to be done, for the time that pods take to"
                            + " come up (default: 5m).");

    private final Opt<String> replan =
            Opt.text("--replan", "D", "Plan anew so often (default: 1h).");

    private final Opt<String> check =
            Opt.text(
                    "--check",
                    "FILE",
                    "Say what would be done with the Job or CronJob of a manifest, and end. Needs no"
                            + " cluster.");

    OperatorCommand(Console console, Home home, Clock clock, Map<String, String> environment) {
        this.console = console;
        this.home = home;
        this.clock = clock;
        this.environment = environment;
    }

    CommandSpec spec() {
        return Opt.add(
                Opt.command(
                        this,
                        "operator",
                        "Start and pause the Jobs of a Kubernetes cluster when the grid is clean.",
                        "wattle operator --check deploy/kubernetes/example-job.yaml"),
                namespace,
                leaseNamespace,
                zone,
                files,
                power,
                step,
                margin,
                replan,
                check);
    }

    @Override
    public Integer call() throws InterruptedException {
        List<String> series = Opt.all(files);
        var settings =
                new Operator.Settings(
                        zone.given() ? zone.get() : series.isEmpty() ? null : series.getFirst(),
                        watts(),
                        bounded("--step", step.or("15m"), Duration.ofMinutes(1)),
                        margin.or("5m").equals("0")
                                ? Duration.ZERO
                                : Words.duration("--margin", margin.or("5m")),
                        Words.duration("--replan", replan.or("1h")));
        var intensity = new OperatorIntensity(console, home, clock, series);
        if (!series.isEmpty()) {
            // What cannot be read is said now, and not with the first Job.
            IntensityFiles.read(series, null, null, Reading.STRICT, new ArrayList<>());
        }
        try {
            if (check.given()) {
                print(
                        Preview.of(
                                Words.path("--check", check.get()),
                                intensity,
                                settings,
                                clock.instant(),
                                line -> {}));
                return Exit.DONE.code();
            }
            return operate(intensity, settings);
        } catch (RunnerException failed) {
            throw failure(failed);
        }
    }

    private @Nullable Power watts() {
        return power.given()
                ? PlaceOptions.checked("--power-watts", power.get(), Power::new)
                : null;
    }

    private static Duration bounded(String option, String word, Duration least) {
        Duration given = Words.duration(option, word);
        if (given.compareTo(least) < 0 || given.compareTo(Duration.ofDays(1)) > 0) {
            throw new Failure(
                    Exit.USAGE,
                    330,
                    option + " lies between a minute and a day, not " + word,
                    "Leave it out for 15m.");
        }
        return given;
    }

    private int operate(OperatorIntensity intensity, Operator.Settings settings)
            throws RunnerException, InterruptedException {
        var place =
                new OperatorService.Place(namespace.value(), leaseNamespace.value(), identity());
        tell("asks the API server of the Kubernetes configuration");
        try (StopSignal stop = StopSignal.catchAll();
                OperatorService service =
                        OperatorService.connect(place, intensity, settings, clock, this::tell)) {
            var exit = new int[1];
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            exit[0] =
                                    switch (stop.await()) {
                                        case MANAGER -> Exit.DONE.code();
                                        case PERSON -> Exit.INTERRUPTED.code();
                                    };
                        } catch (InterruptedException ended) {
                            Thread.currentThread().interrupt();
                        }
                        service.stop();
                    });
            service.run();
            return exit[0];
        }
    }

    /// Within a cluster the pod's name.
    private String identity() {
        String host = environment.getOrDefault("HOSTNAME", "");
        return (host.isEmpty() ? "wattle" : host) + "-" + ProcessHandle.current().pid();
    }

    private void print(Preview preview) {
        var table = new Columns();
        table.add("Job", preview.name());
        table.add("suspended", preview.suspend() ? "yes" : "no");
        preview.notes().forEach((key, value) -> table.add(key, value));
        table.print("", console.out());
    }

    private static Failure failure(RunnerException failed) {
        String problem = String.valueOf(failed.getMessage());
        return switch (failed.reason()) {
            case UNREACHABLE ->
                    new Failure(
                            Exit.UPSTREAM,
                            330,
                            problem,
                            "Check KUBECONFIG with: kubectl get jobs",
                            failed);
            case REFUSED ->
                    OperatorService.isNotAllowed(failed)
                            ? new Failure(
                                    Exit.NOT_AUTHORISED,
                                    330,
                                    problem,
                                    "The rights it needs are in deploy/kubernetes/operator.yaml.",
                                    failed)
                            : new Failure(
                                    Exit.INVALID_INPUT,
                                    330,
                                    problem,
                                    "See docs/how-to/shift-jobs-on-kubernetes.md.",
                                    failed);
        };
    }

    private void tell(String words) {
        synchronized (console) {
            console.err().println("wattle: " + words);
            console.err().flush();
        }
    }
}
