package wattle.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.footprint.Amortisation;
import wattle.footprint.DeviceLoad;
import wattle.footprint.Estimate;
import wattle.footprint.Footprint;
import wattle.footprint.Origin;
import wattle.hardware.DeviceKind;
import wattle.hardware.DeviceModel;
import wattle.hardware.EmbodiedCarbon;
import wattle.hardware.catalog.Accelerators;
import wattle.hardware.catalog.Cpus;
import wattle.hardware.catalog.Memory;
import wattle.series.Interval;
import wattle.series.NotCoveredException;
import wattle.unit.Energy;
import wattle.unit.Power;
import wattle.unit.Range;
import wattle.unit.Seconds;
import wattle.unit.Share;
import wattle.unit.Source;
import wattle.unit.catalog.UnknownNameException;

/// `wattle estimate`: a footprint without a meter.
final class EstimateCommand implements Callable<Integer> {

    private static final double SECONDS_PER_HOUR = 3600;

    /// More hours than all devices in the world will run: a mistyped number, refused before it
    /// overflows.
    private static final double MOST_HOURS = 1e12;

    /// Years of use within which a lifespan is no mistyped number.
    private static final double SHORTEST_LIFE = 0.1;

    private static final double LONGEST_LIFE = 50;

    private final Console console;
    private final Home home;

    private final Opt<String[]> accelerators =
            Opt.texts("--accelerator", "NAME[:COUNT]", "GPU or TPU, and how many.");

    private final Opt<String[]> cpus =
            Opt.texts("--cpu", "NAME[:COUNT]", "Processor, and how many sockets.");

    private final Opt<Double> memoryGigabytes =
            Opt.number("--memory-gb", "G", "Memory in GB, whole job.");

    private final Opt<Double> hours = Opt.number("--hours", "H", "Wall-clock hours of one run.");

    private final Opt<Double> deviceHours =
            Opt.number(
                    "--device-hours", "H", "Accelerator hours of one run, all devices together.");

    private final Opt<Double> utilisation =
            Opt.number(
                    "--utilization", "0..1", "Mean share of the power that is drawn (default: 1).");

    private final Opt<Double> watts =
            Opt.number(
                    "--power-watts",
                    "W",
                    "Mean power of each accelerator, instead of its rated power.");

    private final Opt<Double> energy =
            Opt.number("--energy-kwh", "E", "IT energy of one run, instead of devices and hours.");

    private final Opt<Boolean> noEmbodied =
            Opt.flag("--no-embodied", "Leave the devices' making out.");

    private final Opt<Double> lifespanYears =
            Opt.number(
                    "--lifespan-years",
                    "Y",
                    "For how long the devices are used, for their making (default: the catalog's).");

    private final Opt<Double> resourceShare =
            Opt.number(
                    "--resource-share",
                    "0..1",
                    "Share of each device that was reserved, for its making (default: 1).");

    private final Opt<Double> runs =
            Opt.number(
                    "--runs",
                    "N",
                    "Such runs in all, search and failed ones included (default: 1).");

    private final Opt<Double> offsetPercent =
            Opt.number(
                    "--offset-percent",
                    "P",
                    "Offset claimed for the operational carbon: shown, never subtracted.");

    private final WhenOptions when = new WhenOptions();
    private final PlaceOptions place = new PlaceOptions();
    private final UnitOptions unit = new UnitOptions();
    private final OutputOptions output = new OutputOptions();

    /// @param home where what was fetched of the grid is kept
    EstimateCommand(Console console, Home home) {
        this.console = console;
        this.home = home;
    }

    CommandSpec spec() {
        CommandSpec command =
                Opt.command(
                        this,
                        "estimate",
                        "Estimate a job's footprint from hardware, hours and place.",
                        "wattle estimate --accelerator A100:8 --hours 100 --provider gcp --region"
                                + " europe-west4");
        Opt.add(command, accelerators, cpus, memoryGigabytes, hours, deviceHours, utilisation);
        Opt.add(command, watts, energy, noEmbodied, lifespanYears, resourceShare);
        Opt.add(command, runs, offsetPercent);
        return output.addTo(unit.addTo(place.addTo(when.addTo(command))));
    }

    @Override
    public Integer call() {
        Estimate estimate = energy.given() ? ofEnergy() : ofDevices();
        output.print(Reports.of(footprint(estimate)), console);
        return Exit.DONE.code();
    }

    private static Footprint footprint(Estimate estimate) {
        try {
            return Reports.within(estimate::footprint);
        } catch (NotCoveredException gap) {
            throw new Failure(
                    Exit.DATA_MISSING,
                    7,
                    "what was fetched does not cover " + gap.firstGap(),
                    "Fetch it: wattle grid fetch --help",
                    gap);
        }
    }

    private Estimate ofEnergy() {
        if (accelerators.given()
                || cpus.given()
                || memoryGigabytes.given()
                || deviceHours.given()
                || watts.given()
                || lifespanYears.given()
                || resourceShare.given()) {
            throw new Failure(
                    Exit.USAGE,
                    61,
                    "--energy-kwh stands instead of devices, their making, their hours and power",
                    "Give the energy or the devices.");
        }
        Duration time = hours.given() ? time() : null;
        Interval during = when.during(time);
        List<String> remarks = new ArrayList<>();
        return new Estimate(
                List.of(),
                PlaceOptions.checked("--energy-kwh", energy.get(), Energy::ofKilowattHours),
                time,
                runs(),
                when.intensity(place, during, home, remarks::add),
                during,
                place.overheadOfMeters(when.year(during)),
                null,
                offsetPercent(),
                unit.unit("training run"),
                unit.count(),
                remarks);
    }

    private Estimate ofDevices() {
        List<Counted> wantedAccelerators =
                Opt.all(accelerators).stream().map(Counted::parse).toList();
        List<Counted> wantedCpus = Opt.all(cpus).stream().map(Counted::parse).toList();
        if (wantedAccelerators.isEmpty() && wantedCpus.isEmpty() && !memoryGigabytes.given()) {
            throw new Failure(
                    Exit.USAGE,
                    62,
                    "nothing to estimate: no --accelerator, --cpu, --memory-gb or --energy-kwh",
                    "For example: wattle estimate --accelerator A100:8 --hours 100 --zone FR");
        }
        Duration time = time();
        var share = new Share(Words.within("--utilization", utilisation.or(1.0), 0, 1, ""));
        List<DeviceLoad> loads = new ArrayList<>();
        for (int i = 0; i < wantedAccelerators.size(); i++) {
            loads.add(
                    device(
                            "accelerator-" + i,
                            DeviceKind.ACCELERATOR,
                            wantedAccelerators.get(i),
                            watts.value(),
                            share));
        }
        Double cpuWatts = wantedAccelerators.isEmpty() ? watts.value() : null;
        for (int i = 0; i < wantedCpus.size(); i++) {
            loads.add(device("cpu-" + i, DeviceKind.CPU, wantedCpus.get(i), cpuWatts, share));
        }
        if (memoryGigabytes.given()) {
            loads.add(memory(Words.positive("--memory-gb", memoryGigabytes.get())));
        }
        Interval during = when.during(time);
        List<String> remarks = new ArrayList<>();
        return new Estimate(
                loads,
                null,
                time,
                runs(),
                when.intensity(place, during, home, remarks::add),
                during,
                place.overheadOfDevices(when.year(during)),
                amortisation(),
                offsetPercent(),
                unit.unit("training run"),
                unit.count(),
                remarks);
    }

    /// How much of the devices' making counts; null for none of it.
    private @Nullable Amortisation amortisation() {
        if (noEmbodied.given()) {
            if (lifespanYears.given() || resourceShare.given()) {
                throw new Failure(
                        Exit.USAGE,
                        69,
                        "--no-embodied leaves no use for "
                                + (lifespanYears.given() ? "--lifespan-years" : "--resource-share"),
                        "Leave one of them out.");
            }
            return null;
        }
        var share = new Share(Words.within("--resource-share", resourceShare.or(1.0), 0, 1, ""));
        return new Amortisation(
                share,
                lifespanYears.given()
                        ? Seconds.duration(
                                Words.within(
                                                "--lifespan-years",
                                                lifespanYears.get(),
                                                SHORTEST_LIFE,
                                                LONGEST_LIFE,
                                                " years")
                                        * EmbodiedCarbon.HOURS_PER_YEAR
                                        * SECONDS_PER_HOUR)
                        : null);
    }

    /// The wall time of one run: as given, or device hours over the number of devices.
    private Duration time() {
        if (hours.given() == deviceHours.given()) {
            throw new Failure(
                    Exit.USAGE,
                    63,
                    hours.given()
                            ? "--hours and --device-hours exclude each other"
                            : "how long did it run? --hours or --device-hours is missing",
                    "--hours are of the wall clock, --device-hours of all devices together.");
        }
        if (hours.given()) {
            return Seconds.duration(checkedHours("--hours", hours.get()) * SECONDS_PER_HOUR);
        }
        double all = checkedHours("--device-hours", deviceHours.get());
        List<String> devices = Opt.all(accelerators.given() ? accelerators : cpus);
        int count = devices.stream().map(Counted::parse).mapToInt(Counted::count).sum();
        return Seconds.duration(all / Math.max(1, count) * SECONDS_PER_HOUR);
    }

    private double runs() {
        return Words.positive("--runs", runs.or(1.0));
    }

    private double offsetPercent() {
        return Words.within("--offset-percent", offsetPercent.or(0.0), 0, 100, "");
    }

    private static double checkedHours(String option, double hours) {
        return Words.within(option, Words.positive(option, hours), 0, MOST_HOURS, " hours");
    }

    private static DeviceLoad device(
            String name, DeviceKind kind, Counted wanted, @Nullable Double watts, Share share) {
        DeviceModel model = model(kind, wanted.name(), watts != null);
        if (watts != null) {
            Power power =
                    PlaceOptions.checked(
                            "--power-watts", Words.positive("--power-watts", watts), Power::new);
            return DeviceLoad.atGivenPower(name, model, wanted.count(), power, share);
        }
        Power rated = model.ratedPower();
        if (rated == null) {
            throw new Failure(
                    Exit.INVALID_INPUT,
                    13,
                    "no rated power is published for " + model.name(),
                    "Give the mean power of each device with --power-watts.");
        }
        return DeviceLoad.atRatedPower(name, model, wanted.count(), rated, share);
    }

    /// A device that no catalog knows is accepted when its power is given.
    private static DeviceModel model(DeviceKind kind, String name, boolean powerGiven) {
        try {
            return kind == DeviceKind.CPU ? Cpus.find(name) : Accelerators.find(name);
        } catch (UnknownNameException unknown) {
            if (!powerGiven) {
                throw unknown;
            }
            return new DeviceModel(
                    kind,
                    name,
                    null,
                    null,
                    new Source("given by the user", null),
                    List.of(
                            name
                                    + " is not in the catalog; its power is the one given, and its"
                                    + " embodied carbon is not known"));
        }
    }

    private static DeviceLoad memory(double gigabytes) {
        Memory memory = Memory.ofServers();
        Range<Power> each = memory.perGigabyte();
        return new DeviceLoad(
                "memory-0",
                new DeviceModel(
                        DeviceKind.MEMORY,
                        java.math.BigDecimal.valueOf(gigabytes).stripTrailingZeros().toPlainString()
                                + " GB of memory",
                        null,
                        null,
                        memory.source(),
                        List.of()),
                1,
                new Range<>(
                        each.low().times(gigabytes),
                        each.value().times(gigabytes),
                        each.high().times(gigabytes)),
                Origin.ESTIMATED,
                memory.source(),
                "mean power by capacity, whether used or not",
                Share.ALL);
    }

    /// `NAME[:COUNT]`.
    private record Counted(String name, int count) {

        static Counted parse(String text) {
            int colon = text.lastIndexOf(':');
            String digits = text.substring(colon + 1);
            if (colon < 0 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return new Counted(text, 1);
            }
            try {
                int count = Integer.parseInt(digits);
                if (count > 0) {
                    return new Counted(text.substring(0, colon), count);
                }
            } catch (NumberFormatException tooLargeOrEmpty) {
                throw wrong(text, tooLargeOrEmpty);
            }
            throw wrong(text, null);
        }

        private static Failure wrong(String text, @Nullable Exception cause) {
            var failure =
                    new Failure(
                            Exit.USAGE,
                            64,
                            "\"" + text + "\" needs a count from 1 behind its colon",
                            "For example: A100:8");
            if (cause != null) {
                failure.initCause(cause);
            }
            return failure;
        }
    }
}
