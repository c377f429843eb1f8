package wattle.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import wattle.footprint.Account;
import wattle.footprint.Metered;
import wattle.footprint.Origin;
import wattle.grid.Intensity;
import wattle.grid.IntensityFactor;
import wattle.meter.csv.EnergyFile;
import wattle.series.EnergySeries;
import wattle.series.GapPolicy;
import wattle.series.Interval;
import wattle.series.NotCoveredException;
import wattle.series.csv.Reading;

/// `wattle account`: a measured energy series joined with an intensity.
@Command(
        name = "account",
        description = "Join a measured energy series with carbon intensity, interval by interval.",
        footer = {
            "",
            "Example, from Wattle's own folder:",
            "  wattle account --energy docs/examples/energy.csv"
                    + " --intensity-file docs/examples/intensity.csv"
        })
final class AccountCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--energy",
            paramLabel = "FILE",
            required = true,
            description = "CSV: interval_start_utc and energy_joules or power_watts.")
    private Path energyFile = Path.of("");

    @Option(
            names = "--intensity-file",
            paramLabel = "FILE",
            description = "CSV: timestamp_utc and g_per_kwh. Repeatable, in order of time.")
    private List<Path> intensityFiles = new ArrayList<>();

    @Option(names = "--from", paramLabel = "T", description = "Leave out energy before this time.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "T", description = "Leave out energy from this time on.")
    private @Nullable String to;

    @Option(
            names = "--year",
            paramLabel = "Y",
            description = "Year of a yearly intensity (default: that of the energy).")
    private @Nullable Integer year;

    @Option(
            names = "--gaps",
            paramLabel = "POLICY",
            defaultValue = "fail",
            description =
                    "Energy without intensity: fail, leave-out or hold:DURATION (default: ${DEFAULT-VALUE}).")
    private String gaps = "fail";

    @Option(
            names = "--repair",
            description = "Sort rows and drop equal duplicates, and say what was changed.")
    private boolean repair;

    @Option(
            names = "--step",
            paramLabel = "DURATION",
            description =
                    "Length of every interval of the energy, where the file does not show it.")
    private @Nullable String step;

    @Mixin private final PlaceOptions place = new PlaceOptions();
    @Mixin private final UnitOptions unit = new UnitOptions();
    @Mixin private final OutputOptions output = new OutputOptions();

    AccountCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Reading reading = repair ? Reading.REPAIR : Reading.STRICT;
        EnergyFile file =
                EnergyFile.read(
                        energyFile,
                        new Reading(repair, step == null ? null : Words.duration("--step", step)));
        List<String> problems = new ArrayList<>(file.remarks());
        EnergySeries energy = windowed(file.energy());
        Integer energyYear = year != null ? year : yearOf(energy);
        Intensity intensity = intensity(energyYear, reading, problems);
        problems.forEach(each -> console.err().println("wattle: " + each));
        Account account =
                new Account(
                        List.of(
                                Metered.exactly(
                                        "energy",
                                        "metered energy",
                                        "not stated",
                                        energy,
                                        Origin.SUPPLIED,
                                        "file " + energyFile.getFileName())),
                        intensity,
                        policy(),
                        place.overheadOfMeters(energyYear),
                        unit.unit("training run"),
                        unit.count(),
                        List.of(
                                "the boundary is that of the meter behind the file",
                                "not counted: embodied carbon"),
                        problems);
        try {
            output.print(Reports.of(account.footprint()), console);
        } catch (NotCoveredException gap) {
            throw new Failure(
                    Exit.DATA_MISSING,
                    1,
                    "the intensity does not cover "
                            + gap.firstGap()
                            + ", and less than "
                            + Math.ceil(gap.coverage().share().fraction() * 1000) / 10
                            + " % of the energy",
                    "Give a series that covers it, or say what to do with gaps: --gaps leave-out or"
                            + " --gaps hold:1h",
                    gap);
        }
        return Exit.DONE.code();
    }

    private EnergySeries windowed(EnergySeries energy) {
        if (from == null && to == null) {
            return energy;
        }
        Interval span = energy.timeline().span();
        Instant start = from == null ? span.start() : Words.instant("--from", from);
        Instant end = to == null ? span.end() : Words.instant("--to", to);
        if (!start.isBefore(end)) {
            throw new Failure(Exit.USAGE, 70, "--from " + start + " is not before --to " + end, "");
        }
        try {
            return energy.within(new Interval(start, end));
        } catch (IllegalArgumentException empty) {
            throw new Failure(
                    Exit.DATA_MISSING,
                    2,
                    String.valueOf(empty.getMessage()),
                    "Choose --from and --to within it.",
                    empty);
        }
    }

    private Intensity intensity(Integer energyYear, Reading reading, List<String> problems) {
        if (intensityFiles.isEmpty()) {
            IntensityFactor named = place.named(energyYear);
            if (named == null) {
                throw new Failure(
                        Exit.USAGE,
                        71,
                        "no carbon intensity was given",
                        "Give --intensity-file FILE, --zone Z, --provider P --region R or --intensity G.");
            }
            return named;
        }
        if (place.isNamed()) {
            throw new Failure(
                    Exit.USAGE,
                    72,
                    "--intensity-file stands instead of --zone, --provider and --intensity",
                    "Give one of them.");
        }
        return IntensityFiles.read(
                intensityFiles, place.signal(), place.factor(), reading, problems);
    }

    private GapPolicy policy() {
        if (gaps.startsWith("hold:")) {
            return new GapPolicy.Hold(
                    Words.duration("--gaps hold", gaps.substring("hold:".length())));
        }
        return switch (gaps) {
            case "fail" -> new GapPolicy.Fail();
            case "leave-out" -> new GapPolicy.LeaveOut();
            default ->
                    throw new Failure(
                            Exit.USAGE,
                            73,
                            "--gaps cannot be \"" + gaps + "\"",
                            "Use fail, leave-out or hold:DURATION, such as hold:1h.");
        };
    }

    private static int yearOf(EnergySeries energy) {
        return energy.timeline().span().start().atOffset(ZoneOffset.UTC).getYear();
    }
}
