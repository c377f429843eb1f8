package wattle.meter.nvml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.meter.MeterProblem;
import wattle.meter.nvml.VisibleDevices.Gpu;

/// A GPU as a search found it.
///
/// @param index NVML's, in the order of the bus
/// @param model the driver's name; empty where it gives none
/// @param sliced whether it is in MIG mode
/// @param slices empty where nobody asked for them
/// @param parts into how many slices it can be cut
/// @param handle good until the library is started again
record Board(
        int index,
        String uuid,
        String model,
        boolean sliced,
        List<Slice> slices,
        int parts,
        long handle) {

    /// NVIDIA cuts a GPU into at most seven.
    private static final int MOST_SLICES = 64;

    String name() {
        return "gpu-" + index;
    }

    Gpu gpu() {
        List<VisibleDevices.Slice> known = new ArrayList<>();
        for (Slice each : slices) {
            known.add(
                    new VisibleDevices.Slice(
                            each.uuid(), each.gpuInstance(), each.computeInstance()));
        }
        return new Gpu(index, uuid, model, known);
    }

    /// Null, with a problem, for a GPU that does not say which it is.
    static @Nullable Board of(
            Ask ask, int index, long handle, boolean withSlices, List<MeterProblem> problems) {
        int code = ask.text("nvmlDeviceGetUUID", handle);
        String uuid = ask.text();
        if (code != ReturnCode.OK || uuid.isEmpty()) {
            problems.add(
                    code == ReturnCode.OK
                            ? new MeterProblem.Unreadable("gpu-" + index, "it has no UUID")
                            : ReturnCode.problem("the UUID of gpu-" + index, code));
            return null;
        }
        String model = ask.text("nvmlDeviceGetName", handle) == ReturnCode.OK ? ask.text() : "";
        boolean sliced =
                ask.numbers("nvmlDeviceGetMigMode", handle) == ReturnCode.OK && ask.value() == 1;
        int parts =
                sliced && ask.number("nvmlDeviceGetMaxMigDeviceCount", handle) == ReturnCode.OK
                        ? Math.clamp(ask.value(), 0, MOST_SLICES)
                        : 0;
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; withSlices && i < parts; i++) {
            if (ask.handle("nvmlDeviceGetMigDeviceHandleByIndex", handle, i) == ReturnCode.OK) {
                Slice slice = Slice.of(ask, i, ask.value());
                if (slice != null) {
                    slices.add(slice);
                }
            }
        }
        return new Board(index, uuid, model, sliced, List.copyOf(slices), parts, handle);
    }
}
