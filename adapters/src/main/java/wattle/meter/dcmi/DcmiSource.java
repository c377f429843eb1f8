package wattle.meter.dcmi;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.meter.Found;
import wattle.meter.MeterException;
import wattle.meter.MeterProblem;
import wattle.meter.MeterSource;
import wattle.meter.program.SearchPath;

/// The controller's power reading, where the kernel has a device of IPMI and ipmitool is installed.
/// Finding it asks once, which may take seconds. Thread-safe.
public final class DcmiSource implements MeterSource {

    /// Those that ipmitool tries, below `/dev`.
    private static final List<String> DEVICES = List.of("ipmi0", "ipmi/0", "ipmidev/0");

    private final Path dev;
    private final @Nullable Path program;

    /// @param dev `/dev`, or a folder like it
    /// @param program ipmitool; null where there is none
    public DcmiSource(Path dev, @Nullable Path program) {
        this.dev = dev;
        this.program = program;
    }

    /// With the ipmitool of a search path, as the variable `PATH` holds one.
    public static DcmiSource of(Path dev, @Nullable String searchPath) {
        return new DcmiSource(dev, hasDevice(dev) ? SearchPath.find("ipmitool", searchPath) : null);
    }

    @Override
    public String name() {
        return "dcmi";
    }

    @Override
    public boolean likely() {
        return program != null && hasDevice(dev);
    }

    private static boolean hasDevice(Path dev) {
        return DEVICES.stream().anyMatch(device -> Files.exists(dev.resolve(device)));
    }

    @Override
    public Found find() {
        if (!hasDevice(dev)) {
            return Found.nothing(
                    new MeterProblem.NotPresent(
                            "a board controller at "
                                    + dev.resolve("ipmi0")
                                    + " (on a server, load the modules ipmi_si and ipmi_devintf)"));
        }
        if (program == null) {
            return Found.nothing(
                    new MeterProblem.NotPresent(
                            "ipmitool, which asks the board controller and has to be installed,"));
        }
        try {
            return new Found(List.of(new DcmiMeter(program)), List.of());
        } catch (MeterException e) {
            return Found.nothing(e.problem());
        }
    }
}
