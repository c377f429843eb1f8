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

    /// Steps before the pattern, in which what is launched gets ready, on a busy machine too.
    static final int LEAD = 5;

    private static final int HIGH = 500;
    private static final int LOW = 100;

    private SyntheticIntensity() {}

    /// When the pattern of a file begins.
    static Instant start(Path file, Duration step) {
        try {
            Instant first = Instant.parse(Files.readAllLines(file).get(1).split(",", -1)[0]);
            return first.plus(step.multipliedBy(LEAD));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param pattern a character a step after the lead: `-` is low, anything else high, as is all
    ///   before it and an hour after it
    static Path file(Path file, Duration step, String pattern) {
        Instant first = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        long steps = Math.max(LEAD + pattern.length(), Duration.ofHours(1).dividedBy(step));
        var text = new StringBuilder("timestamp_utc,g_per_kwh\n");
        for (long i = 0; i < steps; i++) {
            int at = Math.toIntExact(i) - LEAD;
            boolean low = at >= 0 && at < pattern.length() && pattern.charAt(at) == '-';
            text.append(first.plus(step.multipliedBy(i)))
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
