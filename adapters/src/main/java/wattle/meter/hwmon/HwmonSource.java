package wattle.meter.hwmon;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import wattle.meter.Domain;
import wattle.meter.Found;
import wattle.meter.MeterException;
import wattle.meter.MeterProblem;
import wattle.meter.MeterSource;
import wattle.meter.Part;
import wattle.meter.sysfs.FilePower;
import wattle.meter.sysfs.NumberFile;
import wattle.meter.sysfs.Tree;
import wattle.unit.Power;

/// The ACPI power meter: the chip that calls itself `power_meter`, its `power1_average` in
/// microwatts over `power1_average_interval` milliseconds, or else its `power1_input`.
///
/// Older kernels keep these files in the folder of the device rather than the chip's own; both are
/// looked at. One meter is used: where a machine has several, nobody says whether they see the same
/// or each a part, so that the first by number is taken and the others are said. Other chips (fans,
/// disks, processors' temperatures) are passed over. Thread-safe.
public final class HwmonSource implements MeterSource {

    private static final List<String> NAMES = List.of("power_meter", "acpi_power_meter");
    private static final List<String> SENSORS = List.of("power1_average", "power1_input");
    private static final double MILLISECONDS = 1000;

    /// The firmware asks the board's controller, which takes it a while, so not more often.
    private static final double LEAST_EVERY = 1;

    /// More than any one machine of today, a full accelerator server included.
    private static final Power LIMIT = new Power(30_000);

    private static final String REMEDY =
            "these files are readable by all by default; as root, chmod a+r them";

    private final Path chips;

    /// @param sys `/sys`, or a copy of it
    public HwmonSource(Path sys) {
        this.chips = sys.resolve("class").resolve("hwmon");
    }

    @Override
    public String name() {
        return "hwmon";
    }

    @Override
    public boolean likely() {
        return Files.exists(chips);
    }

    @Override
    public boolean quick() {
        return true;
    }

    @Override
    public Found find() {
        var meters = new ArrayList<FilePower>();
        var problems = new ArrayList<MeterProblem>();
        for (Path chip : Tree.numbered(chips, "hwmon")) {
            if (NAMES.contains(String.valueOf(Tree.text(chip.resolve("name"))))) {
                if (meters.isEmpty()) {
                    open(chip, meters, problems);
                } else {
                    problems.add(another(chip));
                }
            }
        }
        if (meters.isEmpty() && problems.isEmpty()) {
            problems.add(
                    new MeterProblem.NotPresent(
                            "a power meter of the machine in " + chips,
                            "few machines have one; the module is acpi_power_meter"));
        }
        return new Found(meters, problems);
    }

    private static MeterProblem another(Path chip) {
        return new MeterProblem.Unreadable(
                "a second power meter in " + chip,
                "nobody says whether it sees the same as the first, which alone is used");
    }

    private static void open(Path chip, List<FilePower> meters, List<MeterProblem> problems) {
        for (Path folder : List.of(chip, chip.resolve("device"))) {
            for (String sensor : SENSORS) {
                if (Files.exists(folder.resolve(sensor))) {
                    try {
                        meters.add(meter(folder, sensor));
                    } catch (MeterException e) {
                        problems.add(e.problem());
                    }
                    return;
                }
            }
        }
        problems.add(new MeterProblem.NotPresent("a file of power in " + chip));
    }

    private static FilePower meter(Path folder, String sensor) throws MeterException {
        OptionalLong interval = Tree.number(folder.resolve("power1_average_interval"));
        double window = sensor.equals("power1_average") ? interval.orElse(0) / MILLISECONDS : 0;
        var part = Part.sensed("node", "hwmon:node", Domain.NODE, "", "hwmon " + sensor);
        var file = NumberFile.open(folder.resolve(sensor), "the machine's power meter", REMEDY);
        var meter = new FilePower(part, window, Math.max(LEAST_EVERY, window), LIMIT, file);
        try {
            meter.readMicrowatts();
            return meter;
        } catch (MeterException e) {
            file.close();
            throw e;
        }
    }
}
