package wattle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import wattle.meter.procfs.CpuInfo;

/// This machine, as far as it tells, as the texts that a record keeps of it.
final class Machine {

    private Machine() {}

    /// @param proc `/proc`
    static Map<String, String> facts(Path proc) {
        CpuInfo cpu = CpuInfo.read(proc);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("cpu_name", cpu.name());
        facts.put("cpu_vendor", cpu.vendor());
        facts.put("cpu_family", String.valueOf(cpu.family()));
        facts.put("cpu_model", String.valueOf(cpu.model()));
        facts.put("cpu_stepping", String.valueOf(cpu.stepping()));
        facts.put("cpu_threads_per_socket", String.valueOf(cpu.threads()));
        facts.put("cpu_virtual", String.valueOf(cpu.virtual()));
        facts.put("cpu_threads", String.valueOf(threads()));
        facts.put("memory_bytes", String.valueOf(memoryBytes(proc)));
        return facts;
    }

    static CpuInfo cpu(Map<String, String> facts) {
        return new CpuInfo(
                facts.getOrDefault("cpu_name", ""),
                facts.getOrDefault("cpu_vendor", ""),
                whole(facts, "cpu_family", -1),
                whole(facts, "cpu_model", -1),
                whole(facts, "cpu_stepping", -1),
                whole(facts, "cpu_threads_per_socket", 0),
                Boolean.parseBoolean(facts.getOrDefault("cpu_virtual", "false")));
    }

    static int threads(Map<String, String> facts) {
        return Math.max(1, whole(facts, "cpu_threads", 1));
    }

    /// Zero where it is not known.
    static long memoryBytes(Map<String, String> facts) {
        try {
            return Long.parseLong(facts.getOrDefault("memory_bytes", "0"));
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    static String host(Path proc) {
        return line(proc.resolve("sys/kernel/hostname"), "");
    }

    static String bootId(Path proc) {
        return line(proc.resolve("sys/kernel/random/boot_id"), "");
    }

    /// Hardware threads of the whole machine, whatever part of it this process may use.
    private static int threads() {
        int threads = 0;
        String online = line(Path.of("/sys/devices/system/cpu/online"), ""); // 0-15,32-47
        try {
            for (String range : online.split(",", -1)) {
                int dash = range.indexOf('-');
                threads +=
                        dash < 0
                                ? Integer.parseInt(range) >= 0 ? 1 : 0
                                : Integer.parseInt(range.substring(dash + 1))
                                        - Integer.parseInt(range.substring(0, dash))
                                        + 1;
            }
        } catch (NumberFormatException notSaid) {
            return Runtime.getRuntime().availableProcessors();
        }
        return threads;
    }

    private static long memoryBytes(Path proc) {
        String total = line(proc.resolve("meminfo"), ""); // MemTotal:       24689764 kB
        try {
            return 1024
                    * Long.parseLong(
                            total.substring(total.indexOf(':') + 1).replace("kB", "").strip());
        } catch (NumberFormatException notSaid) {
            return 0;
        }
    }

    private static String line(Path file, String otherwise) {
        try (var lines = Files.newBufferedReader(file)) {
            String line = lines.readLine();
            return line == null ? otherwise : line.strip();
        } catch (IOException notThere) {
            return otherwise;
        }
    }

    private static int whole(Map<String, String> facts, String name, int otherwise) {
        try {
            return Integer.parseInt(facts.getOrDefault(name, ""));
        } catch (NumberFormatException notANumber) {
            return otherwise;
        }
    }
}
