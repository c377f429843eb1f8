package wattle.meter.jetson;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.meter.MeterException;
import wattle.meter.Part;
import wattle.meter.sysfs.NumberFile;
import wattle.meter.sysfs.Tree;

/// The files of one rail.
///
/// @param label as the board names it
/// @param current null where `power` holds milliwatts
record RailFiles(String label, Path voltageOrPower, @Nullable Path current) {

    private static final int CHANNELS = 3;
    private static final List<String> CHIPS = List.of("ina3221", "ina238", "ina226");

    static final String REMEDY =
            "as root, chmod a+r the files in_power*, in*_input and curr*_input of the INA chips";

    /// Every labelled rail below a `/sys`, known or not.
    static List<RailFiles> in(Path sys) {
        var files = new ArrayList<RailFiles>();
        for (Path chip : Tree.numbered(sys.resolve("class").resolve("hwmon"), "hwmon")) {
            if (CHIPS.contains(String.valueOf(Tree.text(chip.resolve("name"))))) {
                hwmon(chip, files);
            }
        }
        for (String driver : List.of("ina3221x", "ina3221")) {
            Path devices = sys.resolve("bus").resolve("i2c").resolve("drivers").resolve(driver);
            for (Path device : folders(devices)) {
                for (Path channel : Tree.numbered(device, "iio:device")) {
                    iio(channel, files);
                }
            }
        }
        return files;
    }

    /// JetPack 5 and later.
    private static void hwmon(Path chip, List<RailFiles> files) {
        for (int i = 1; i <= CHANNELS; i++) {
            String label = Tree.text(chip.resolve("in" + i + "_label"));
            if (label != null) {
                files.add(
                        new RailFiles(
                                label,
                                chip.resolve("in" + i + "_input"),
                                chip.resolve("curr" + i + "_input")));
            }
        }
    }

    /// JetPack 4 and earlier.
    private static void iio(Path channel, List<RailFiles> files) {
        for (int i = 0; i < CHANNELS; i++) {
            String label = Tree.text(channel.resolve("rail_name_" + i));
            if (label != null) {
                files.add(new RailFiles(label, channel.resolve("in_power" + i + "_input"), null));
            }
        }
    }

    private static List<Path> folders(Path devices) {
        String[] names = devices.toFile().list();
        if (names == null) {
            return List.of();
        }
        Arrays.sort(names);
        return Arrays.stream(names).map(devices::resolve).toList();
    }

    RailMeter open(Rail rail) throws MeterException {
        String what = "power of the rail " + label;
        var first = NumberFile.open(voltageOrPower, what, REMEDY);
        NumberFile second = null;
        try {
            second = current == null ? null : NumberFile.open(current, what, REMEDY);
            var meter = new RailMeter(part(rail), first, second);
            meter.readMicrowatts();
            return meter;
        } catch (MeterException e) {
            first.close();
            if (second != null) {
                second.close();
            }
            throw e;
        }
    }

    private Part part(Rail rail) {
        String source = "rail " + label + (rail.contents().isEmpty() ? "" : ": " + rail.contents());
        return Part.sensed(rail.name(), "jetson:" + label, rail.domain(), "", source);
    }
}
