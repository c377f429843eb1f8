package wattle.meter.sampler;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Tells a machine that slept from a clock that was set. The monotonic clock stands still while a
/// machine sleeps, the wall clock goes on, and so does the time since the machine's start
/// (`/proc/uptime`); a clock that is set moves alone.
final class WallClock {

    private static final long NOTICED_MILLIS = 1000;

    private final File procRoot;
    private long offsetMillis;
    private double bootOffset;

    /// @param wallMillis by the wall clock
    /// @param monotonicNanos at the same moment
    WallClock(File procRoot, long wallMillis, long monotonicNanos) {
        this.procRoot = procRoot;
        offsetMillis = wallMillis - monotonicNanos / 1_000_000;
        bootOffset = uptime() - monotonicNanos / 1e9;
    }

    /// What happened to the clocks since the last look.
    ///
    /// @param slept zero where the machine did not sleep
    /// @param set by how much the wall clock was set; zero where it was not
    record Jump(Duration slept, Duration set) {}

    /// Null where nothing happened, which costs nothing.
    @Nullable Jump look(long wallMillis, long monotonicNanos) {
        long offset = wallMillis - monotonicNanos / 1_000_000;
        long moved = offset - offsetMillis;
        if (Math.abs(moved) < NOTICED_MILLIS) {
            return null;
        }
        offsetMillis = offset;
        double boot = uptime() - monotonicNanos / 1e9;
        double slept = Double.isNaN(boot) || Double.isNaN(bootOffset) ? 0 : boot - bootOffset;
        bootOffset = boot;
        long sleptMillis = slept < 0.5 ? 0 : Math.round(slept * 1000);
        long setMillis = moved - sleptMillis;
        return new Jump(
                Duration.ofMillis(sleptMillis),
                Math.abs(setMillis) < NOTICED_MILLIS
                        ? Duration.ZERO
                        : Duration.ofMillis(setMillis));
    }

    /// Seconds since the machine's start, its sleep included; NaN where nobody says.
    private double uptime() {
        try (var in = new FileInputStream(new File(procRoot, "uptime"))) {
            String text = new String(in.readNBytes(64), StandardCharsets.US_ASCII);
            return Double.parseDouble(text.substring(0, text.indexOf(' ')));
        } catch (IOException | RuntimeException notKnown) {
            return Double.NaN;
        }
    }
}
