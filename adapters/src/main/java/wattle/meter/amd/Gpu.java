package wattle.meter.amd;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wattle.meter.Domain;
import wattle.meter.Part;
import wattle.meter.sysfs.Tree;

/// One GPU as its folder describes it.
///
/// @param card such as `/sys/class/drm/card1`
/// @param address on the PCI bus, `0000:c1:00.0`; empty where it is not said
/// @param device its PCI device id in lower-case hexadecimal, `740c`; empty where it is not said
/// @param uuid `GPU-` and the 16 hexadecimal digits of `unique_id`, as ROCm writes it; empty where
///   it has none
record Gpu(Path card, String address, String device, String uuid) {

    private static final String VENDOR = "0x1002";

    /// MI210, MI250 and MI250X ("Aldebaran").
    private static final List<String> MI200 = List.of("7408", "740c", "740f", "7410");

    /// MI250X and MI250.
    private static final List<String> PAIRED = List.of("7408", "740c");

    /// A processor with graphics and memory in one package, for servers.
    private static final String MI300A = "74a0";

    /// Null where a card is not AMD's.
    static @Nullable Gpu of(Path card) {
        Path folder = card.resolve("device");
        if (!VENDOR.equals(Tree.text(folder.resolve("vendor")))) {
            return null;
        }
        String event = Tree.text(folder.resolve("uevent"));
        String id = event == null ? "" : value(event, "PCI_ID=");
        String unique = Tree.text(folder.resolve("unique_id"));
        return new Gpu(
                card,
                event == null ? "" : value(event, "PCI_SLOT_NAME="),
                id.substring(id.indexOf(':') + 1).toLowerCase(Locale.ROOT),
                unique == null || unique.isEmpty() || unique.matches("0*") ? "" : "GPU-" + unique);
    }

    private static String value(String event, String key) {
        for (String line : event.split("\n", -1)) {
            if (line.startsWith(key)) {
                return line.substring(key.length()).strip();
            }
        }
        return "";
    }

    Path folder() {
        return card.resolve("device");
    }

    boolean mi200() {
        return MI200.contains(device);
    }

    /// Whether two of its kind share a package.
    boolean paired() {
        return PAIRED.contains(device);
    }

    /// Whether it is part of a processor. Then its sensor is the processor's, which RAPL counts.
    boolean integrated() {
        return "vddnb".equals(Tree.text(chip().resolve("in1_label")));
    }

    /// The folder of its sensors; that of the device where it has none.
    Path chip() {
        List<Path> chips = Tree.numbered(folder().resolve("hwmon"), "hwmon");
        return chips.isEmpty() ? folder() : chips.getFirst();
    }

    /// Its sensor covers a whole package of processor, GPU and memory in an MI300A.
    private Domain domain() {
        return device.equals(MI300A) ? Domain.PLATFORM : Domain.GPU_BOARD;
    }

    Part part(String name, String source) {
        return Part.sensed(name, id(), domain(), model(), source);
    }

    private String id() {
        if (!uuid.isEmpty()) {
            return uuid;
        }
        return "amd:" + (address.isEmpty() ? card.getFileName() : address);
    }

    private String model() {
        String name = Tree.text(folder().resolve("product_name"));
        if (name != null && !name.isEmpty()) {
            return name;
        }
        return device.isEmpty() ? "" : "AMD GPU 1002:" + device;
    }

    boolean has(String file) {
        return Files.exists(chip().resolve(file));
    }
}
