package wattle.meter.amd;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.meter.Found;
import wattle.meter.Meter;
import wattle.meter.MeterException;
import wattle.meter.MeterProblem;
import wattle.meter.MeterSource;
import wattle.meter.sysfs.NumberFile;
import wattle.meter.sysfs.Tree;

/// AMD's GPUs, numbered as ROCm does: `gpu-0` and so on.
///
/// - An MI250 or MI250X is two GPUs in one package, and its sensor, of the whole package, is the
///   first one's; the driver shows zero for the second. The second has no meter, which is said;
///   where only the second is visible, the first is metered for it.
/// - A GPU within a processor has no meter here: its sensor shows the processor's power, which RAPL
///   counts already. An MI300A is such a package too, with no other sensor for its GPU; its domain
///   contains packages and memory, so that nothing is counted twice.
/// - A GPU that sleeps or resets refuses a reading for a while.
///
/// The window of `power1_average` is stated nowhere and given as 0. Thread-safe.
public final class AmdSource implements MeterSource {

    private final Path sys;
    private final VisibleGpus visible;

    /// @param sys `/sys`, or a copy of it
    /// @param visible which GPUs to meter
    public AmdSource(Path sys, VisibleGpus visible) {
        this.sys = sys;
        this.visible = visible;
    }

    @Override
    public String name() {
        return "amd";
    }

    @Override
    public boolean likely() {
        return Files.exists(sys.resolve("module").resolve("amdgpu"));
    }

    @Override
    public boolean quick() {
        return true;
    }

    @Override
    public Found find() {
        var problems = new ArrayList<MeterProblem>();
        List<Gpu> gpus = gpus();
        var meters = new ArrayList<Meter>();
        for (int i = 0; i < gpus.size(); i++) {
            Gpu gpu = gpus.get(i);
            int first = firstOfPair(gpus, i);
            if (gpu.integrated()) {
                problems.add(integrated(gpu, i));
            } else if (first >= 0) {
                problems.add(second(gpu, i, first));
            } else if (visible(gpus, i) || (isSecond(gpus, i + 1) && visible(gpus, i + 1))) {
                open(gpu, "gpu-" + i, meters, problems);
            }
        }
        if (meters.isEmpty() && problems.isEmpty()) {
            problems.add(
                    new MeterProblem.NotPresent(
                            gpus.isEmpty()
                                    ? "an AMD GPU in " + sys.resolve("class/drm")
                                    : "an AMD GPU among those that ROCR_VISIBLE_DEVICES and"
                                            + " HIP_VISIBLE_DEVICES leave visible"));
        }
        return new Found(meters, problems);
    }

    private List<Gpu> gpus() {
        var gpus = new ArrayList<Gpu>();
        for (Path card : Tree.numbered(sys.resolve("class").resolve("drm"), "card")) {
            Gpu gpu = Gpu.of(card);
            if (gpu != null) {
                gpus.add(gpu);
            }
        }
        return KfdOrder.of(sys, gpus);
    }

    private static MeterProblem integrated(Gpu gpu, int i) {
        return new MeterProblem.NotPresent(
                "a power sensor of its own for gpu-"
                        + i
                        + " ("
                        + gpu.card()
                        + "), which is part of a processor whose meter includes it,");
    }

    private boolean visible(List<Gpu> gpus, int i) {
        return visible.test(i, gpus.get(i).uuid());
    }

    private static boolean isSecond(List<Gpu> gpus, int i) {
        return i < gpus.size() && firstOfPair(gpus, i) >= 0;
    }

    /// The GPU that measures this one too, or -1: the one before it, of the same kind, where this
    /// one's power reads zero or not at all.
    private static int firstOfPair(List<Gpu> gpus, int i) {
        if (i == 0 || !gpus.get(i).paired() || !gpus.get(i - 1).paired()) {
            return -1;
        }
        return silent(gpus.get(i)) && !silent(gpus.get(i - 1)) ? i - 1 : -1;
    }

    private static boolean silent(Gpu gpu) {
        Path chip = gpu.chip();
        return Tree.number(chip.resolve("power1_average")).orElse(0) == 0
                && Tree.number(chip.resolve("power1_input")).orElse(0) == 0;
    }

    private static MeterProblem second(Gpu gpu, int i, int first) {
        return new MeterProblem.NotPresent(
                "a power sensor of its own for gpu-"
                        + i
                        + " ("
                        + gpu.address()
                        + "), whose package gpu-"
                        + first
                        + " measures as a whole,");
    }

    private static void open(
            Gpu gpu, String name, List<Meter> meters, List<MeterProblem> problems) {
        try {
            meters.add(Busy.with(Sensors.best(gpu, name), busyPercent(gpu)));
        } catch (MeterException e) {
            problems.add(e.problem());
        }
    }

    private static @Nullable NumberFile busyPercent(Gpu gpu) {
        try {
            return NumberFile.open(
                    gpu.folder().resolve("gpu_busy_percent"), "how busy it is", Sensors.REMEDY);
        } catch (MeterException absent) {
            return null;
        }
    }
}
