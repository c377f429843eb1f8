package wattle.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.footprint.Account;
import wattle.footprint.Metered;
import wattle.footprint.Origin;
import wattle.grid.GridZone;
import wattle.grid.Intensity;
import wattle.grid.IntensityFactor;
import wattle.meter.csv.EnergyFile;
import wattle.series.EnergySeries;
import wattle.series.GapPolicy;
import wattle.series.Interval;
import wattle.series.NotCoveredException;
import wattle.series.csv.Reading;

/// `wattle account`: a measured energy series joined with an intensity.
final class AccountCommand implements Callable<Integer> {

    private final Console console;
    private final Home home;

    private final Opt<String> energyFile =
            Opt.text(
                    "--energy",
                    "FILE",
                    "CSV: interval_start_utc and energy_joules or power_watts.");

    private final Opt<String[]> intensityFiles =
            Opt.texts(
                    "--intensity-file",
                    "FILE",
                    "CSV: timestamp_utc and g_per_kwh. In order of time.");

    private final Opt<String> from = Opt.text("--from", "T", "Leave out energy before this time.");

    private final Opt<String> to = Opt.text("--to", "T", "Leave out energy from this time on.");

    private final Opt<Integer> year =
            Opt.whole("--year", "Y", "Year of a yearly intensity (default: that of the energy).");

    private final Opt<String> gaps =
            Opt.text(
                    "--gaps",
                    "POLICY",
                    "Energy without intensity: fail, leave-out or hold:DURATION (default: fail).");

    private final Opt<Boolean> repair =
            Opt.flag("--repair", "Sort rows and drop equal duplicates, and say what was changed.");

    private final Opt<String> step =
            Opt.text(
                    "--step",
                    "DURATION",
                    "Length of every interval of the energy, where the file does not show it.");

    private final PlaceOptions place = new PlaceOptions();
    private final UnitOptions unit = new UnitOptions();
    private final OutputOptions output = new OutputOptions();

    /// @param home where what was fetched of the grid is kept
    AccountCommand(Console console, Home home) {
        this.console = console;
        this.home = home;
    }

    CommandSpec spec() {
        CommandSpec command =
                Opt.command(
                        this,
                        "account",
                        "Join a measured energy series with carbon intensity, interval by interval.",
                        "wattle account --energy docs/examples/energy.csv --intensity-file"
                                + " docs/examples/intensity.csv");
        Opt.add(command, energyFile, intensityFiles, from, to, year, gaps, repair, step);
        return output.addTo(unit.addTo(place.addTo(command)));
    }

    @Override
    public Integer call() {
        if (!energyFile.given()) {
            throw new Failure(
                    Exit.USAGE,
                    74,
                    "no energy was given",
                    "Name a file with --energy FILE. See: wattle account --help");
        }
        Path path = Words.path("--energy", energyFile.get());
        Reading reading = repair.given() ? Reading.REPAIR : Reading.STRICT;
        EnergyFile file =
                EnergyFile.read(
                        path,
                        new Reading(
                                repair.given(),
                                step.given() ? Words.duration("--step", step.get()) : null));
        List<String> problems = new ArrayList<>(file.remarks());
        EnergySeries energy = windowed(file.energy());
        Integer energyYear = year.or(yearOf(energy));
        Intensity intensity = intensity(energyYear, energy.timeline().span(), reading, problems);
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
                                        "file " + path.getFileName())),
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
            output.print(Reports.of(Reports.within(account::footprint)), console);
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
        if (!from.given() && !to.given()) {
            return energy;
        }
        Interval span = energy.timeline().span();
        Instant start = from.given() ? Words.instant("--from", from.get()) : span.start();
        Instant end = to.given() ? Words.instant("--to", to.get()) : span.end();
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

    private Intensity intensity(
            Integer energyYear, Interval span, Reading reading, List<String> problems) {
        if (!intensityFiles.given()) {
            String zone = place.zone();
            GridZone fetched =
                    zone == null || year.given()
                            ? null
                            : PlaceIntensity.fetchedOnly(zone, home, problems::add);
            if (fetched != null) {
                return PlaceIntensity.ofFetched(
                        fetched, place.signal(), place.factor(), span, home, problems::add);
            }
            IntensityFactor named = place.named(energyYear);
            if (named == null) {
                throw new Failure(
                        Exit.USAGE,
                        71,
                        "no carbon intensity was given",
                        "Give --intensity-file FILE, --zone Z, --provider P --region R or --intensity G.");
            }
            return year.given() ? named : PlaceIntensity.over(named, span, home, problems::add);
        }
        if (place.isNamed()) {
            throw new Failure(
                    Exit.USAGE,
                    72,
                    "--intensity-file stands instead of --zone, --provider and --intensity",
                    "Give one of them.");
        }
        return IntensityFiles.read(
                Opt.all(intensityFiles), place.signal(), place.factor(), reading, problems);
    }

    private GapPolicy policy() {
        String word = gaps.or("fail");
        if (word.startsWith("hold:")) {
            return new GapPolicy.Hold(
                    Words.duration("--gaps hold", word.substring("hold:".length())));
        }
        return switch (word) {
            case "fail" -> new GapPolicy.Fail();
            case "leave-out" -> new GapPolicy.LeaveOut();
            default ->
                    throw new Failure(
                            Exit.USAGE,
                            73,
                            "--gaps cannot be \"" + word + "\"",
                            "Use fail, leave-out or hold:DURATION, such as hold:1h.");
        };
    }

    private static int yearOf(EnergySeries energy) {
        return energy.timeline().span().start().atOffset(ZoneOffset.UTC).getYear();
    }
}
