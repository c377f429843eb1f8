package wattle.meter.amd;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import wattle.meter.CounterMeter;
import wattle.meter.CounterScale;
import wattle.meter.Meter;
import wattle.meter.MeterException;
import wattle.meter.PowerMeter;
import wattle.meter.sysfs.FileCounter;
import wattle.meter.sysfs.FilePower;
import wattle.meter.sysfs.KernelFile;
import wattle.meter.sysfs.NumberFile;
import wattle.meter.sysfs.Tree;
import wattle.unit.Energy;
import wattle.unit.Power;

/// The best sensor of a GPU, the first of these that works: `energy1_input`, the accumulator in
/// `gpu_metrics` where it can be relied on, `power1_average`, `power1_input`.
///
/// The accumulator is relied on from format 1.4 (MI300 on), whose header states its unit, and on
/// MI200. Not on MI100, whose accumulator is known to stand still under load (ROCm/amdsmi issues 22
/// and 38), nor on Radeon, for which AMD states no unit. There power is read.
final class Sensors {

    static final String REMEDY =
            "as root, chmod a+r its files below /sys/class/drm; they are readable by all by default";

    private static final int TRUSTED_SINCE = 4;
    private static final Energy MICROJOULE = new Energy(1e-6);

    /// The driver's cap may be exceeded for moments.
    private static final double TIMES_CAP = 2;

    /// Above any board of today.
    private static final Power LIMIT = new Power(3_000);

    private Sensors() {}

    /// A meter that gave a reading.
    ///
    /// @throws MeterException with why the best sensor that is there gave none
    static Meter best(Gpu gpu, String name) throws MeterException {
        Path chip = gpu.chip();
        String what = "power of " + name;
        if (gpu.has("energy1_input")) {
            var file = NumberFile.open(chip.resolve("energy1_input"), what, REMEDY);
            return tried(
                    new FileCounter(
                            gpu.part(name, "amdgpu energy1_input"),
                            new CounterScale(MICROJOULE, OptionalLong.empty(), limit(chip)),
                            file));
        }
        KernelFile metrics = trusted(gpu);
        if (metrics != null) {
            return new MetricsCounter(
                    gpu.part(name, "amdgpu gpu_metrics counter"),
                    new CounterScale(MetricsCounter.TICK, OptionalLong.empty(), limit(chip)),
                    metrics);
        }
        String sensor = gpu.has("power1_average") ? "power1_average" : "power1_input";
        return tried(
                new FilePower(
                        gpu.part(name, "amdgpu " + sensor),
                        0,
                        0,
                        limit(chip),
                        NumberFile.open(chip.resolve(sensor), what, REMEDY)));
    }

    /// Null where it is not there, not readable, or not to be relied on.
    private static @Nullable KernelFile trusted(Gpu gpu) {
        KernelFile file;
        try {
            file =
                    KernelFile.open(
                            gpu.folder().resolve("gpu_metrics"),
                            "gpu_metrics",
                            REMEDY,
                            GpuMetrics.SIZE);
        } catch (MeterException absent) {
            return null;
        }
        try {
            int length = file.refresh();
            boolean counts = GpuMetrics.energyTicks(file.bytes(), length) > 0;
            if (counts && (gpu.mi200() || GpuMetrics.content(file.bytes()) >= TRUSTED_SINCE)) {
                return file;
            }
        } catch (MeterException notNow) {
            // Then its power is tried, which says what is wrong.
        }
        file.close();
        return null;
    }

    private static Meter tried(Meter meter) throws MeterException {
        try {
            var _ =
                    switch (meter) {
                        case CounterMeter counter -> counter.read();
                        case PowerMeter power -> power.readMicrowatts();
                    };
            return meter;
        } catch (MeterException e) {
            meter.close();
            throw e;
        }
    }

    private static Power limit(Path chip) {
        OptionalLong cap = Tree.number(chip.resolve("power1_cap_max"));
        return cap.isPresent() && cap.getAsLong() > 0
                ? new Power(TIMES_CAP * cap.getAsLong() / 1e6)
                : LIMIT;
    }
}
