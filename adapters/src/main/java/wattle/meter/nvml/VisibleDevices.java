package wattle.meter.nvml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.meter.MeterProblem;

/// Which GPUs a process can use by its environment, as CUDA reads it: `CUDA_VISIBLE_DEVICES`, and
/// `CUDA_DEVICE_ORDER` for what an index means.
///
/// The variable lists indices (`0,2`), UUIDs or their beginnings (`GPU-8932f937`), or slices
/// (`MIG-…` by UUID, or `MIG-GPU-…/1/0` by GPU, GPU instance and compute instance). The first entry
/// that names nothing, or another kind of thing than the first entry, ends the list; an entry that
/// names what an earlier one named makes it empty. Not set means every GPU; set and empty, none.
///
/// What a container may see at all (`NVIDIA_VISIBLE_DEVICES`) was settled when it was started: NVML
/// shows nothing else there. Immutable.
public final class VisibleDevices {

    private static final String VARIABLE = "CUDA_VISIBLE_DEVICES";

    private final @Nullable String list;
    private final boolean byBus;

    private VisibleDevices(@Nullable String list, boolean byBus) {
        this.list = list;
        this.byBus = byBus;
    }

    /// @param index by NVML, which counts in the order of the bus
    /// @param uuid such as `GPU-8932f937-d72c-4106-c12f-20bd9faed9f6`
    /// @param model the driver's name of it
    /// @param slices empty where it is not cut
    public record Gpu(int index, String uuid, String model, List<Slice> slices) {
        public Gpu {
            slices = List.copyOf(slices);
        }
    }

    /// A slice of a GPU, a MIG device.
    ///
    /// @param uuid starts with `MIG-`; drivers before 470 make it of the other three
    public record Slice(String uuid, int gpuInstance, int computeInstance) {}

    /// @param uuids of GPUs and slices, in the job's order
    /// @param problems what the caller should know of how sure this is
    public record Visible(Set<String> uuids, List<MeterProblem> problems) {
        public boolean includes(String uuid) {
            return uuids.contains(uuid);
        }
    }

    public static VisibleDevices of(Map<String, String> environment) {
        return new VisibleDevices(
                environment.get(VARIABLE),
                "PCI_BUS_ID".equals(environment.get("CUDA_DEVICE_ORDER")));
    }

    /// Whether the list names slices, so that they have to be looked for.
    boolean namesSlices() {
        return list != null && list.strip().startsWith("MIG-");
    }

    /// Those of a machine's GPUs, all of them given in NVML's order, that the job can use.
    public Visible among(List<Gpu> gpus) {
        if (list == null) {
            Set<String> all = new LinkedHashSet<>();
            for (Gpu each : gpus) {
                all.add(each.uuid());
            }
            return new Visible(all, List.of());
        }
        Set<String> visible = new LinkedHashSet<>();
        String kind = kind(list.strip());
        for (String entry : list.split(",", -1)) {
            String name = entry.strip();
            String uuid = kind(name).equals(kind) ? named(name, gpus) : null;
            if (uuid == null) {
                break;
            }
            if (!visible.add(uuid)) {
                visible.clear();
                break;
            }
        }
        return new Visible(visible, problems(kind.isEmpty() && !visible.isEmpty(), gpus));
    }

    private static String kind(String entry) {
        return entry.startsWith("MIG-") ? "MIG-" : entry.startsWith("GPU-") ? "GPU-" : "";
    }

    private static @Nullable String named(String name, List<Gpu> gpus) {
        String only = null;
        for (Gpu gpu : gpus) {
            for (String each : meant(name, gpu)) {
                if (only != null) {
                    return null; // The beginning was too short to mean one.
                }
                only = each;
            }
        }
        return only;
    }

    private static List<String> meant(String name, Gpu gpu) {
        List<String> meant = new ArrayList<>();
        switch (kind(name)) {
            case "GPU-" -> {
                if (gpu.uuid().startsWith(name)) {
                    meant.add(gpu.uuid());
                }
            }
            case "MIG-" -> {
                for (Slice slice : gpu.slices()) {
                    if (means(name, gpu, slice)) {
                        meant.add(slice.uuid());
                    }
                }
            }
            default -> {
                if (gpu.index() == leadingNumber(name)) {
                    meant.add(gpu.uuid());
                }
            }
        }
        return meant;
    }

    private static boolean means(String name, Gpu gpu, Slice slice) {
        return slice.uuid().startsWith(name)
                || name.equals(
                        "MIG-"
                                + gpu.uuid()
                                + "/"
                                + slice.gpuInstance()
                                + "/"
                                + slice.computeInstance());
    }

    /// CUDA reads an index as C does and ignores what follows the digits; -1 where there are none.
    private static int leadingNumber(String text) {
        int at = text.startsWith("+") ? 1 : 0;
        int number = -1;
        while (at < text.length() && number < 100_000) {
            int digit = text.charAt(at++) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number = Math.max(number, 0) * 10 + digit;
        }
        return number;
    }

    private List<MeterProblem> problems(boolean byIndex, List<Gpu> gpus) {
        Set<String> models = new HashSet<>();
        for (Gpu each : gpus) {
            models.add(each.model());
        }
        return byIndex && !byBus && models.size() > 1
                ? List.of(
                        new MeterProblem.Unreadable(
                                "which GPUs " + VARIABLE + "=" + list + " means",
                                "CUDA counts the fastest first and NVML by the bus, and the models"
                                        + " here differ; set CUDA_DEVICE_ORDER=PCI_BUS_ID or name"
                                        + " GPUs by UUID"))
                : List.of();
    }

    @Override
    public String toString() {
        return list == null ? "every GPU" : VARIABLE + "=" + list;
    }
}
