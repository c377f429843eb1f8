package wattle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What this process has taken so far, from `/proc/self`.
final class OwnCost {

    private static final long TICK_MILLIS = 10;

    private OwnCost() {}

    /// All threads, in user and kernel mode; null where the kernel does not say.
    static @Nullable Duration cpuTime() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Duration.ofMillis(
                    TICK_MILLIS * (Long.parseLong(fields[11]) + Long.parseLong(fields[12])));
        } catch (IOException | RuntimeException notSaid) {
            return null;
        }
    }

    /// The most memory that was resident at once; 0 where the kernel does not say.
    static long peakBytes() {
        try (var lines = Files.newBufferedReader(Path.of("/proc/self/status"))) {
            String line = lines.readLine();
            while (line != null && !line.startsWith("VmHWM:")) {
                line = lines.readLine();
            }
            return line == null
                    ? 0
                    : 1024 * Long.parseLong(line.substring(6).replace("kB", "").strip());
        } catch (IOException | RuntimeException notSaid) {
            return 0;
        }
    }
}
