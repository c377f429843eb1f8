package wattle.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;

/// The name of a run: when it was started, by which process, and something that nobody else has.
final class RunId {

    private RunId() {}

    /// Such as `20261122-054008-3f9c21aa`, in UTC: names sort by time.
    static String next(Instant now) {
        var at = now.atOffset(ZoneOffset.UTC);
        long mixed =
                (System.nanoTime() ^ ProcessHandle.current().pid() << 20) * 0x9E3779B97F4A7C15L;
        return String.valueOf(at.getYear())
                + two(at.getMonthValue())
                + two(at.getDayOfMonth())
                + "-"
                + two(at.getHour())
                + two(at.getMinute())
                + two(at.getSecond())
                + "-"
                + HexFormat.of().toHexDigits(mixed >>> 32, 8);
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }
}
