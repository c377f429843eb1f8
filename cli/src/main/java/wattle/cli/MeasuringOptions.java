package wattle.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import wattle.meter.MeterSource;
import wattle.meter.Scope;
import wattle.meter.journal.Orphans;

/// By what a run is measured, what of it is charged, and where that is recorded: options of `run`.
final class MeasuringOptions {

    private static final double DEFAULT_INTERVAL_SECONDS = 1;
    private static final double SHORTEST_INTERVAL_SECONDS = 0.02;
    private static final double LONGEST_INTERVAL_SECONDS = 300;

    private final Opt<Double> interval =
            Opt.number("--interval", "SECONDS", "Time between samples, 0.02 to 300 (default: 1).");

    private final Opt<String> record =
            Opt.text(
                    "--record",
                    "FILE",
                    "Write the record there, or into a folder, whose name ends with / where it is to"
                            + " be made (default: below WATTLE_HOME).");

    private final Opt<String> scope =
            Opt.text(
                    "--scope",
                    "SCOPE",
                    "What is charged: machine, devices or process (default: process).");

    private final Opt<String> meters =
            Opt.text(
                    "--meters",
                    "LIST",
                    "Use these meters alone, such as nvml,rapl; model for none, replay:FILE for those of"
                            + " a record (default: all that wattle doctor finds).");

    private final Opt<Boolean> strict =
            Opt.flag(
                    "--strict",
                    "Refuse to start, and stop the command with exit code 4, where something cannot"
                            + " be measured or recorded.");

    private final Opt<String[]> labels = Opt.texts("--label", "KEY=VALUE", "Noted with the run.");

    CommandSpec addTo(CommandSpec command) {
        return Opt.add(command, interval, scope, meters, strict, labels, record);
    }

    /// Those that mean nothing where the command runs elsewhere.
    List<Opt<?>> ofThisMachine() {
        return List.of(record, meters, strict);
    }

    void checkInterval() {
        Words.within(
                "--interval",
                interval.or(DEFAULT_INTERVAL_SECONDS),
                SHORTEST_INTERVAL_SECONDS,
                LONGEST_INTERVAL_SECONDS,
                " seconds");
    }

    /// Refuses words that are wrong before anything starts.
    void check() {
        scope();
        labels();
    }

    Duration interval() {
        return Duration.ofNanos(Math.round(interval.or(DEFAULT_INTERVAL_SECONDS) * 1e9));
    }

    boolean strict() {
        return strict.given();
    }

    boolean recordGiven() {
        return record.given();
    }

    /// @throws Failure if there is one already
    Path recordFile(Home home, String id) {
        if (!record.given()) {
            return home.running().resolve(id + Orphans.SUFFIX);
        }
        Path given = Words.path("--record", record.get()).toAbsolutePath();
        if (Files.isDirectory(given) || record.get().endsWith("/")) {
            return given.resolve(id + Orphans.SUFFIX);
        }
        if (Files.exists(given)) {
            throw new Failure(
                    Exit.CONFLICT,
                    2,
                    record.get() + " exists already, and a record is never replaced",
                    "Name another file, or a folder in which each run gets a file of its own.");
        }
        return given;
    }

    Scope scope() {
        return scope.given()
                ? Words.choose("--scope", scope.get(), Scope.values(), Scope::label)
                : Scope.PROCESS;
    }

    /// What is likely to be there, or what was named.
    ///
    /// @param file of the record
    /// @throws Failure where nothing may be missed and something is
    List<MeterSource> sources(Path file) {
        Map<String, String> environment =
                scope() == Scope.MACHINE
                        ? MeterSources.ofWholeMachine(System.getenv())
                        : System.getenv();
        List<MeterSource> sources = new ArrayList<>();
        for (MeterSource each :
                meters.given()
                        ? MeterSources.named(meters.get(), environment)
                        : MeterSources.all(environment)) {
            if (meters.given()) {
                sources.add(strict.given() ? each : new WantedSource(each));
            } else if (each.likely()) {
                sources.add(each);
            }
        }
        if (strict.given()) {
            Strict.require(sources, meters.given());
            Strict.requireWritable(file);
        }
        return sources;
    }

    Map<String, String> labels() {
        Map<String, String> all = new LinkedHashMap<>();
        for (String each : Opt.all(labels)) {
            int equals = each.indexOf('=');
            if (equals < 1) {
                throw new Failure(
                        Exit.USAGE,
                        74,
                        "--label needs a name and a value, not \"" + each + "\"",
                        "For example: --label project=translation");
            }
            all.put(each.substring(0, equals), each.substring(equals + 1));
        }
        return all;
    }
}
