package wattle.meter.nvml;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;
import wattle.hardware.catalog.Accelerators;
import wattle.unit.Power;
import wattle.unit.catalog.UnknownNameException;

/// How much a GPU may draw.
///
/// @param enforced the limit that is in force now; null where the driver does not say
/// @param usual the limit that it comes with; null where the driver does not say
record Limits(@Nullable Power enforced, @Nullable Power usual) {

    /// More than any GPU that NVIDIA has sold by 2026 (1,400 W), for one of which nothing is known.
    private static final Power UNKNOWN = new Power(1_500);

    static Limits of(NvmlLibrary library, long handle) {
        return new Limits(
                asked(library.function("nvmlDeviceGetEnforcedPowerLimit"), handle),
                asked(library.function("nvmlDeviceGetPowerManagementDefaultLimit"), handle));
    }

    private static @Nullable Power asked(NvmlFunction function, long handle) {
        try (var arena = Arena.ofConfined()) {
            MemorySegment milliwatts = arena.allocate(8, 8);
            int code = function.call(handle, milliwatts.address(), 0, 0);
            long value = milliwatts.get(ValueLayout.JAVA_LONG, 0);
            return code == ReturnCode.OK && value > 0 ? new Power(value / 1e3) : null;
        }
    }

    /// The power that it is rated for: the limit in force, the limit that it comes with, or the
    /// maker's figure for the model; null where nobody says.
    @Nullable Power rated(String model) {
        return enforced != null ? enforced : usual != null ? usual : catalogued(model);
    }

    /// More than it can draw as a mean over any time that is metered. An administrator may raise
    /// the limit in force while a job runs, so the higher of both limits counts.
    Power most(String model) {
        Power rated = rated(model);
        if (rated == null) {
            return UNKNOWN;
        }
        return usual != null && usual.compareTo(rated) > 0 ? usual : rated;
    }

    private static @Nullable Power catalogued(String model) {
        try {
            return Accelerators.find(model).ratedPower();
        } catch (UnknownNameException notInTheCatalog) {
            return null;
        }
    }
}
