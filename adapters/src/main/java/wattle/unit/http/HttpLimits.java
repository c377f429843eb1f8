package wattle.unit.http;

import java.time.Duration;

/// What one attempt may take.
///
/// @param connect until there is a connection
/// @param whole from connecting to the answer's end
/// @param bytes of the answer, as it was sent and as it is unpacked
public record HttpLimits(Duration connect, Duration whole, int bytes) {

    private static final int MEBIBYTE = 1 << 20;

    /// For series of data: 10 s, 60 s, 32 MiB. A month of five-minute values is less than 1 MiB.
    public static final HttpLimits DATA =
            new HttpLimits(Duration.ofSeconds(10), Duration.ofSeconds(60), 32 * MEBIBYTE);

    /// For short answers: at most 1 MiB within the time.
    public static HttpLimits brief(Duration timeout) {
        return new HttpLimits(timeout, timeout, MEBIBYTE);
    }
}
