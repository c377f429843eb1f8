package wattle.meter.nvml;

import org.jspecify.annotations.Nullable;

/// A slice of a GPU, a MIG device, as a search found it.
///
/// @param index NVML's, within its GPU
/// @param model the driver's name, such as `NVIDIA A100-SXM4-40GB MIG 3g.20gb`
/// @param parts how many of the GPU's parts compute for it; 0 where neither the driver nor the name
///   says
record Slice(
        int index, String uuid, int gpuInstance, int computeInstance, String model, int parts) {

    /// In `nvmlDeviceAttributes_t`: after the multiprocessors, five shared engines and the parts of
    /// the GPU instance.
    private static final int COMPUTE_PARTS = 28;

    /// Null where it does not say which it is.
    static @Nullable Slice of(Ask ask, int index, long handle) {
        if (ask.text("nvmlDeviceGetUUID", handle) != ReturnCode.OK) {
            return null;
        }
        String uuid = ask.text();
        int gpuInstance = id(ask, "nvmlDeviceGetGpuInstanceId", handle);
        int computeInstance = id(ask, "nvmlDeviceGetComputeInstanceId", handle);
        String model = ask.text("nvmlDeviceGetName", handle) == ReturnCode.OK ? ask.text() : "";
        int parts =
                ask.number("nvmlDeviceGetAttributes_v2", handle) == ReturnCode.OK
                        ? ask.at(COMPUTE_PARTS)
                        : 0;
        return new Slice(
                index,
                uuid,
                gpuInstance,
                computeInstance,
                model,
                parts > 0 ? parts : partsOf(model));
    }

    private static int id(Ask ask, String function, long handle) {
        return ask.number(function, handle) == ReturnCode.OK ? (int) ask.value() : -1;
    }

    /// From `… MIG 3g.20gb` the 3, and from `… MIG 1c.3g.20gb` the 1.
    static int partsOf(String model) {
        int at = model.indexOf("MIG ");
        int number = 0;
        for (int i = at + 4; at >= 0 && i < model.length() && number < 100; i++) {
            char c = model.charAt(i);
            if (c < '0' || c > '9') {
                return c == 'g' || c == 'c' ? number : 0;
            }
            number = number * 10 + c - '0';
        }
        return 0;
    }
}
