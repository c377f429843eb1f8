package wattle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import wattle.meter.Allocation;
import wattle.unit.Share;

/// What a batch system or a container gave this process of its machine: processors by the JVM,
/// which knows affinity and cgroups, memory by Slurm's word or the cgroup's limit. Accelerators are
/// those that the meters of a job find, so none are left out here.
final class Allocated {

    private static final long MEGABYTE = 1 << 20;

    private Allocated() {}

    static Allocation of(Map<String, String> environment, Map<String, String> machine) {
        double cpus =
                Runtime.getRuntime().availableProcessors() / (double) Machine.threads(machine);
        double total = Machine.memoryBytes(machine);
        double memory = total > 0 ? memory(environment, total) / total : 1;
        return new Allocation(
                new Share(Math.clamp(cpus, 0, 1)), new Share(Math.clamp(memory, 0, 1)), null);
    }

    private static double memory(Map<String, String> environment, double total) {
        String slurm = environment.getOrDefault("SLURM_MEM_PER_NODE", ""); // In megabytes.
        try {
            if (!slurm.isEmpty() && Long.parseLong(slurm) > 0) {
                return (double) Long.parseLong(slurm) * MEGABYTE;
            }
            return Math.min(total, cgroup());
        } catch (NumberFormatException | IOException noLimit) {
            return total;
        }
    }

    /// The lowest limit on the way up from this process's cgroup (version 2).
    private static double cgroup() throws IOException {
        Path root = Path.of("/sys/fs/cgroup");
        double lowest = Double.POSITIVE_INFINITY;
        for (String line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
            if (line.startsWith("0::/")) {
                Path group = root.resolve(line.substring(4)).normalize();
                for (Path at = group; at != null && at.startsWith(root); at = at.getParent()) {
                    lowest = Math.min(lowest, limit(at.resolve("memory.max")));
                }
            }
        }
        return lowest;
    }

    private static double limit(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            return Double.POSITIVE_INFINITY;
        }
        String text = Files.readString(file).strip();
        return text.equals("max") ? Double.POSITIVE_INFINITY : Long.parseLong(text);
    }
}
