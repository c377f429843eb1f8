package wattle.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import wattle.footprint.DeviceLoad;
import wattle.footprint.Estimate;
import wattle.footprint.Origin;
import wattle.grid.IntensityFactor;
import wattle.hardware.DeviceKind;
import wattle.hardware.DeviceModel;
import wattle.hardware.catalog.Accelerators;
import wattle.hardware.catalog.Cpus;
import wattle.hardware.catalog.Memory;
import wattle.unit.Energy;
import wattle.unit.Power;
import wattle.unit.Range;
import wattle.unit.Seconds;
import wattle.unit.Share;
import wattle.unit.Source;
import wattle.unit.catalog.UnknownNameException;

/// `wattle estimate`: a footprint without a meter.
@Command(
        name = "estimate",
        description = "Estimate a job's footprint from hardware, hours and place.",
        footer = {
            "",
            "Example:",
            "  wattle estimate --accelerator A100:8 --hours 100 --provider gcp --region europe-west4"
        })
final class EstimateCommand implements Callable<Integer> {

    private static final double SECONDS_PER_HOUR = 3600;

    /// More hours than all devices in the world will run: a mistyped number, refused before it
    /// overflows.
    private static final double MOST_HOURS = 1e12;

    private final Console console;

    @Option(
            names = "--accelerator",
            paramLabel = "NAME[:COUNT]",
            description = "GPU or TPU, and how many. Repeatable.")
    private List<String> accelerators = new ArrayList<>();

    @Option(
            names = "--cpu",
            paramLabel = "NAME[:COUNT]",
            description = "Processor, and how many sockets. Repeatable.")
    private List<String> cpus = new ArrayList<>();

    @Option(names = "--memory-gb", paramLabel = "G", description = "Memory in GB, whole job.")
    private @Nullable Double memoryGigabytes;

    @Option(names = "--hours", paramLabel = "H", description = "Wall-clock hours of one run.")
    private @Nullable Double hours;

    @Option(
            names = "--device-hours",
            paramLabel = "H",
            description = "Accelerator hours of one run, all devices together.")
    private @Nullable Double deviceHours;

    @Option(
            names = "--utilization",
            paramLabel = "0..1",
            defaultValue = "1",
            description = "Mean share of the power that is drawn (default: ${DEFAULT-VALUE}).")
    private double utilisation = 1;

    @Option(
            names = "--power-watts",
            paramLabel = "W",
            description = "Mean power of each accelerator, instead of its rated power.")
    private @Nullable Double watts;

    @Option(
            names = "--energy-kwh",
            paramLabel = "E",
            description = "IT energy of one run, instead of devices and hours.")
    private @Nullable Double energy;

    @Option(names = "--year", paramLabel = "Y", description = "Year of the job (default: latest).")
    private @Nullable Integer year;

    @Option(names = "--no-embodied", description = "Leave the devices' making out.")
    private boolean noEmbodied;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Such runs in all, search and failed ones included (default: ${DEFAULT-VALUE}).")
    private double runs = 1;

    @Option(
            names = "--offset-percent",
            paramLabel = "P",
            defaultValue = "0",
            description = "Offset claimed for the operational carbon: shown, never subtracted.")
    private double offsetPercent;

    @Mixin private final PlaceOptions place = new PlaceOptions();
    @Mixin private final UnitOptions unit = new UnitOptions();
    @Mixin private final OutputOptions output = new OutputOptions();

    EstimateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Words.within("--offset-percent", offsetPercent, 0, 100, "");
        Words.positive("--runs", runs);
        if (year != null) {
            Words.within("--year", year, 1990, 2100, "");
        }
        IntensityFactor intensity = place.orWorld(year);
        Estimate estimate = energy == null ? ofDevices(intensity) : ofEnergy(intensity, energy);
        output.print(Reports.of(estimate.footprint()), console);
        return Exit.DONE.code();
    }

    private Estimate ofEnergy(IntensityFactor intensity, double kilowattHours) {
        if (!accelerators.isEmpty()
                || !cpus.isEmpty()
                || memoryGigabytes != null
                || deviceHours != null
                || watts != null) {
            throw new Failure(
                    Exit.USAGE,
                    61,
                    "--energy-kwh stands instead of devices, hours and power",
                    "Give the energy or the devices.");
        }
        return new Estimate(
                List.of(),
                PlaceOptions.checked("--energy-kwh", kilowattHours, Energy::ofKilowattHours),
                hours == null ? null : time(),
                runs,
                intensity,
                place.overheadOfMeters(year),
                false,
                offsetPercent,
                unit.unit("training run"),
                unit.count(),
                List.of());
    }

    private Estimate ofDevices(IntensityFactor intensity) {
        List<Counted> wantedAccelerators = accelerators.stream().map(Counted::parse).toList();
        List<Counted> wantedCpus = cpus.stream().map(Counted::parse).toList();
        if (wantedAccelerators.isEmpty() && wantedCpus.isEmpty() && memoryGigabytes == null) {
            throw new Failure(
                    Exit.USAGE,
                    62,
                    "nothing to estimate: no --accelerator, --cpu, --memory-gb or --energy-kwh",
                    "For example: wattle estimate --accelerator A100:8 --hours 100 --zone FR");
        }
        Duration time = time();
        var share = new Share(Words.within("--utilization", utilisation, 0, 1, ""));
        List<DeviceLoad> loads = new ArrayList<>();
        for (int i = 0; i < wantedAccelerators.size(); i++) {
            loads.add(
                    device(
                            "accelerator-" + i,
                            DeviceKind.ACCELERATOR,
                            wantedAccelerators.get(i),
                            watts,
                            share));
        }
        Double cpuWatts = wantedAccelerators.isEmpty() ? watts : null;
        for (int i = 0; i < wantedCpus.size(); i++) {
            loads.add(device("cpu-" + i, DeviceKind.CPU, wantedCpus.get(i), cpuWatts, share));
        }
        if (memoryGigabytes != null) {
            loads.add(memory(Words.positive("--memory-gb", memoryGigabytes)));
        }
        return new Estimate(
                loads,
                null,
                time,
                runs,
                intensity,
                place.overheadOfDevices(year),
                !noEmbodied,
                offsetPercent,
                unit.unit("training run"),
                unit.count(),
                List.of());
    }

    /// The wall time of one run: as given, or device hours over the number of devices.
    private Duration time() {
        if ((hours == null) == (deviceHours == null)) {
            throw new Failure(
                    Exit.USAGE,
                    63,
                    hours == null
                            ? "how long did it run? --hours or --device-hours is missing"
                            : "--hours and --device-hours exclude each other",
                    "--hours are of the wall clock, --device-hours of all devices together.");
        }
        if (hours != null) {
            return Seconds.duration(checkedHours("--hours", hours) * SECONDS_PER_HOUR);
        }
        double all = checkedHours("--device-hours", java.util.Objects.requireNonNull(deviceHours));
        List<String> devices = accelerators.isEmpty() ? cpus : accelerators;
        int count = devices.stream().map(Counted::parse).mapToInt(Counted::count).sum();
        return Seconds.duration(all / Math.max(1, count) * SECONDS_PER_HOUR);
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
