package wattle.cli;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import wattle.grid.RawIntensity;
import wattle.grid.Signal;
import wattle.grid.csv.UncheckedSeries;
import wattle.grid.fault.Change;
import wattle.grid.fault.FaultCheck;
import wattle.grid.fault.Finding;
import wattle.grid.fault.Repair;
import wattle.grid.fault.Severity;
import wattle.grid.fault.ZoneNames;

/// `wattle grid check`: the faults of intensity series, and a repaired copy where one is asked for.
final class GridCheckCommand implements Callable<Integer> {

    private final Console console;

    private final PositionalParamSpec files =
            Opt.words(
                    "FILE", "1..*", "CSV: timestamp_utc and g_per_kwh. Each is judged by itself.");

    private final Opt<Boolean> together =
            Opt.flag("--together", "Judge the files as one series, such as one of monthly files.");

    private final Opt<String> signal =
            Opt.text(
                    "--signal",
                    "SIGNAL",
                    "average, marginal or long-run-marginal, where no regions.csv says it. A zero may"
                            + " be a fault in an average only.");

    private final Opt<String> against =
            Opt.text(
                    "--against",
                    "FILE",
                    "Another series of the same zone, to find times that are off.");

    private final Opt<String> timeZone =
            Opt.text(
                    "--zone-time-zone",
                    "ZONE",
                    "Whose clock changes to look for, such as Australia/Sydney (default: Europe and"
                            + " North America).");

    private final Opt<String> repair =
            Opt.text(
                    "--repair",
                    "FILE",
                    "Write a repaired copy. Faulty values become gaps; none is made up.");

    private final Opt<String> log =
            Opt.text(
                    "--log",
                    "FILE",
                    "Where to note every change of --repair (default: its file's name and .log.csv).");

    private final Opt<Boolean> hourEnding =
            Opt.flag(
                    "--hour-ending",
                    "With --repair: the times are the ends of the intervals; write their starts.");

    private final Opt<Boolean> force =
            Opt.flag("--force", "Let --repair and --log replace a file.");

    private final Opt<Boolean> json = Opt.flag("--json", "Print wattle.faults/1.");

    private final Opt<Boolean> csv = Opt.flag("--csv", "Print a row for each finding.");

    GridCheckCommand(Console console) {
        this.console = console;
    }

    CommandSpec spec() {
        return Opt.add(
                        Opt.command(
                                this,
                                "check",
                                "Find faults in intensity series. Ends with 8 where there is an error, 0"
                                        + " where there are at most warnings; with --repair, by what"
                                        + " is left.",
                                "wattle grid check docs/examples/intensity.csv"),
                        together,
                        signal,
                        against,
                        timeZone,
                        repair,
                        log,
                        hourEnding,
                        force,
                        json,
                        csv)
                .addPositional(files);
    }

    @Override
    public Integer call() {
        List<String> names = Opt.all(files);
        refuseWhatCannotBe(names);
        List<FaultReport.Checked> checked = new ArrayList<>();
        RawIntensity other =
                against.given() ? read(Words.path("--against", against.get())).rows() : null;
        if (together.given()) {
            UncheckedSeries all = joined(names);
            checked.add(check(String.join(" + ", names), all, ZoneNames.NONE, other));
        } else {
            for (String name : names) {
                Path file = Words.path("FILE", name);
                UncheckedSeries series = read(file);
                checked.add(check(name, series, names(file, series), other));
            }
        }
        if (json.given()) {
            FaultReport.json(checked, console.out());
        } else if (csv.given()) {
            FaultReport.csv(checked, console.out());
        } else {
            FaultReport.text(checked, console.out());
        }
        refuseErrors(checked);
        return Exit.DONE.code();
    }

    /// The rows of a file with all their faults.
    private UncheckedSeries read(Path file) {
        Signal said =
                signal.given()
                        ? Words.choose("--signal", signal.get(), Signal.values(), Signal::label)
                        : null;
        return UncheckedSeries.read(file, said);
    }

    private FaultReport.Checked check(
            String name, UncheckedSeries series, ZoneNames names, @Nullable RawIntensity other) {
        FaultCheck check = new FaultCheck(series.signal(), timeZones(), other, names);
        List<Finding> findings = check.findings(series.rows());
        if (!repair.given()) {
            return new FaultReport.Checked(name, series, findings, null, findings);
        }
        Repair repaired = Repair.of(series.rows(), check);
        List<Change> changes = new ArrayList<>(repaired.changes());
        RawIntensity rows = repaired.rows();
        if (hourEnding.given()) {
            Repair moved = Repair.hourEnding(rows, check);
            changes.addAll(moved.changes());
            rows = moved.rows();
        }
        Path to = Words.path("--repair", repair.get());
        Path logTo = Words.path("--log", log.or(repair.get() + ".log.csv"));
        // The log first: a repaired file without one would have lost rows silently.
        OutputOptions.write(logTo, FaultReport.log(changes), force.given());
        OutputOptions.write(to, FaultReport.series(rows), force.given());
        console.err()
                .println(
                        "wattle: "
                                + to
                                + " has "
                                + rows.size()
                                + " of "
                                + series.rows().size()
                                + " rows; "
                                + changes.size()
                                + " changes are in "
                                + logTo);
        return new FaultReport.Checked(name, series, findings, changes, check.findings(rows));
    }

    private UncheckedSeries joined(List<String> names) {
        RawIntensity.Builder rows = RawIntensity.builder();
        UncheckedSeries first = null;
        for (String name : names) {
            UncheckedSeries each = read(Words.path("FILE", name));
            if (first != null
                    && (first.signal() != each.signal()
                            || !Objects.equals(first.zone(), each.zone()))) {
                throw new Failure(
                        Exit.INVALID_INPUT,
                        101,
                        name + " is of another signal or zone than " + names.getFirst(),
                        "Judge them one by one: leave out --together.");
            }
            first = each;
            RawIntensity part = each.rows();
            for (int i = 0; i < part.size(); i++) {
                rows.add(part.nanos(i), part.value(i), part.quality(i), part.line(i));
            }
        }
        UncheckedSeries one = Objects.requireNonNull(first, "there is at least one file");
        return new UncheckedSeries(rows.build(), one.signal(), one.zone());
    }

    private List<ZoneId> timeZones() {
        if (!timeZone.given()) {
            return List.of();
        }
        try {
            return List.of(ZoneId.of(timeZone.get()));
        } catch (DateTimeException unknown) {
            throw new Failure(
                    Exit.USAGE,
                    101,
                    "--zone-time-zone \"" + timeZone.get() + "\" is no time zone",
                    "Write it as the IANA does, such as Europe/Berlin.",
                    unknown);
        }
    }

    private static ZoneNames names(Path file, UncheckedSeries series) {
        Path name = file.getFileName();
        Path folder = file.toAbsolutePath().getParent();
        Path folderName = folder == null ? null : folder.getFileName();
        return new ZoneNames(
                Set.of(),
                series.zone(),
                name == null ? null : name.toString(),
                folderName == null ? null : folderName.toString());
    }

    private void refuseWhatCannotBe(List<String> names) {
        if (json.given() && csv.given()) {
            throw new Failure(Exit.USAGE, 102, "--json and --csv exclude each other", "Give one.");
        }
        if (repair.given() && names.size() > 1 && !together.given()) {
            throw new Failure(
                    Exit.USAGE,
                    103,
                    "--repair writes one file, and " + names.size() + " were given",
                    "Repair them one by one, or as one series with --together.");
        }
        if (!repair.given() && (log.given() || hourEnding.given())) {
            throw new Failure(
                    Exit.USAGE,
                    104,
                    "--log and --hour-ending say how to repair, and --repair FILE is missing",
                    "Name the file to write.");
        }
    }

    private void refuseErrors(List<FaultReport.Checked> checked) {
        long errors =
                checked.stream()
                        .flatMap(each -> each.left().stream())
                        .filter(each -> each.severity() == Severity.ERROR)
                        .count();
        if (errors > 0) {
            throw new Failure(
                    Exit.VERIFICATION_FAILED,
                    20,
                    errors
                            + (errors == 1 ? " fault" : " faults")
                            + (repair.given()
                                    ? " cannot be repaired"
                                    : " must be put right before this is planned on"),
                    repair.given()
                            ? "Get the series from another source."
                            : "The findings say how; --repair FILE writes a copy without them.");
        }
    }
}
