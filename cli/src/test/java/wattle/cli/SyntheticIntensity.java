package wattle.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// An intensity file that begins with the present second, in short steps, so that plans are carried
/// out while a test waits.
final class SyntheticIntensity {

    private static final int HIGH = 500;
    private static final int LOW = 100;

    private SyntheticIntensity() {}

    /// When a file begins.
    static Instant start(Path file) {
        try {
            return Instant.parse(Files.readAllLines(file).get(1).split(",", -1)[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param pattern a character a step from now on: `-` is low, anything else high; high goes on
    ///   for an hour after it
    static Path file(Path file, Duration step, String pattern) {
        Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        long steps = Math.max(pattern.length(), Duration.ofHours(1).dividedBy(step));
        var text = new StringBuilder("timestamp_utc,g_per_kwh\n");
        for (long i = 0; i < steps; i++) {
            boolean low = i < pattern.length() && pattern.charAt((int) i) == '-';
            text.append(at.plus(step.multipliedBy(i)))
                    .append(',')
                    .append(low ? LOW : HIGH)
                    .append('\n');
        }
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
