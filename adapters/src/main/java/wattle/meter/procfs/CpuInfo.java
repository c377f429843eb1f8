package wattle.meter.procfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// What `/proc/cpuinfo` says of the first processor; the others are taken to be like it.
///
/// A virtual machine may hide the model ("AMD EPYC", "Intel(R) Xeon(R) Processor @ 2.50GHz") and
/// show sockets and threads that are not the hardware's. On Arm most of the file is absent.
///
/// @param name the model name; empty where none is given
/// @param vendor such as `GenuineIntel`; empty where none is given
/// @param family of x86's CPUID; -1 where none is given
/// @param model of x86's CPUID; -1 where none is given
/// @param stepping of x86's CPUID; -1 where none is given
/// @param threads hardware threads of one socket; 0 where that is not given
/// @param virtual whether this is a virtual machine's
public record CpuInfo(
        String name,
        String vendor,
        int family,
        int model,
        int stepping,
        int threads,
        boolean virtual) {

    /// @param procRoot `/proc`, or a copy of it
    /// @return what is known; nothing where the file cannot be read
    public static CpuInfo read(Path procRoot) {
        Map<String, String> first = new HashMap<>();
        try (var lines = Files.lines(procRoot.resolve("cpuinfo"))) {
            lines.takeWhile(line -> !line.isBlank()).forEach(line -> put(first, line));
        } catch (IOException | java.io.UncheckedIOException notReadable) {
            return new CpuInfo("", "", -1, -1, -1, 0, false);
        }
        return new CpuInfo(
                first.getOrDefault("model name", ""),
                first.getOrDefault("vendor_id", ""),
                number(first, "cpu family", -1),
                number(first, "model", -1),
                number(first, "stepping", -1),
                number(first, "siblings", 0),
                (" " + first.getOrDefault("flags", "") + " ").contains(" hypervisor "));
    }

    private static void put(Map<String, String> keys, String line) {
        int colon = line.indexOf(':');
        if (colon > 0) {
            keys.putIfAbsent(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
    }

    private static int number(Map<String, String> keys, String key, int unknown) {
        try {
            return Integer.parseInt(keys.getOrDefault(key, ""));
        } catch (NumberFormatException notANumber) {
            return unknown;
        }
    }
}
