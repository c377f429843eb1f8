package wattle.meter.amd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which GPUs a process may use, by the variables that ROCm reads: `ROCR_VISIBLE_DEVICES` first
/// chooses and orders, then `HIP_VISIBLE_DEVICES` chooses among those by their new numbers; without
/// the latter HIP reads `CUDA_VISIBLE_DEVICES`. Each is a list of numbers or of `GPU-…` ids. As in
/// ROCm, an entry that is neither ends its list, and an empty variable hides all.
///
/// @param runtime entries of the first; null where it is not set
/// @param program entries of the second; null where it is not set
public record VisibleGpus(@Nullable List<String> runtime, @Nullable List<String> program) {

    /// All of them.
    public static final VisibleGpus ALL = new VisibleGpus(null, null);

    /// By a process's environment.
    public static VisibleGpus of(Map<String, String> environment) {
        String hip = environment.get("HIP_VISIBLE_DEVICES");
        return new VisibleGpus(
                entries(environment.get("ROCR_VISIBLE_DEVICES")),
                entries(hip == null ? environment.get("CUDA_VISIBLE_DEVICES") : hip));
    }

    /// @param index in ROCm's order, from 0
    /// @param uuid `GPU-` and hexadecimal digits; empty where the GPU has none
    public boolean test(int index, String uuid) {
        int seen = place(runtime, index, uuid);
        return seen >= 0 && place(program, seen, uuid) >= 0;
    }

    /// -1 where it is not listed.
    private static int place(@Nullable List<String> entries, int index, String uuid) {
        if (entries == null) {
            return index;
        }
        for (int i = 0; i < entries.size(); i++) {
            String entry = entries.get(i);
            if (entry.equals(Integer.toString(index))
                    || (!uuid.isEmpty() && entry.equalsIgnoreCase(uuid))) {
                return i;
            }
        }
        return -1;
    }

    private static @Nullable List<String> entries(@Nullable String variable) {
        if (variable == null) {
            return null;
        }
        var entries = new ArrayList<String>();
        for (String entry : variable.split(",", -1)) {
            String stripped = entry.strip();
            if (!isNumber(stripped) && !stripped.startsWith("GPU-")) {
                break;
            }
            entries.add(stripped);
        }
        return entries;
    }

    private static boolean isNumber(String entry) {
        return !entry.isEmpty() && entry.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
