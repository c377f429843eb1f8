package wattle.grid.fault;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/// The changes between winter and summer time that fall within a series.
///
/// Times that are local but were taken for UTC lack the hour that local clocks skip in spring and
/// hold the one that they repeat in autumn twice. Sources that convert wrongly lose or double the
/// hour at the true instant of the change. Both readings are looked for.
final class ClockChanges {

    /// One zone for each clock of the European Union and Great Britain, which change at 01:00 UTC,
    /// and of the United States and Canada, which change at 02:00 local time.
    static final List<ZoneId> EUROPE_AND_NORTH_AMERICA =
            List.of(
                    ZoneId.of("Europe/London"),
                    ZoneId.of("Europe/Berlin"),
                    ZoneId.of("Europe/Helsinki"),
                    ZoneId.of("America/New_York"),
                    ZoneId.of("America/Chicago"),
                    ZoneId.of("America/Denver"),
                    ZoneId.of("America/Los_Angeles"));

    /// More changes than these are not looked at: a file that spans centuries holds an error.
    private static final int MOST_PER_ZONE = 400;

    private record Change(ZoneId zone, ZoneOffsetTransition at) {

        long instant() {
            return at.getInstant().getEpochSecond() * Times.SECOND;
        }

        /// The wall clock when it changes, taken for UTC.
        long wallBefore() {
            return at.getDateTimeBefore().toEpochSecond(ZoneOffset.UTC) * Times.SECOND;
        }

        long wallAfter() {
            return at.getDateTimeAfter().toEpochSecond(ZoneOffset.UTC) * Times.SECOND;
        }

        long length() {
            return Math.abs(wallAfter() - wallBefore());
        }
    }

    private final List<Change> changes = new ArrayList<>();

    /// @param zones empty for Europe and North America
    ClockChanges(List<ZoneId> zones, long fromNanos, long toNanos) {
        Instant from = Times.instant(fromNanos).minusSeconds(86_400);
        Instant to = Times.instant(toNanos).plusSeconds(86_400);
        for (ZoneId zone : zones.isEmpty() ? EUROPE_AND_NORTH_AMERICA : zones) {
            ZoneRules rules = zone.getRules();
            ZoneOffsetTransition next = rules.nextTransition(from);
            for (int i = 0;
                    i < MOST_PER_ZONE && next != null && next.getInstant().isBefore(to);
                    i++) {
                changes.add(new Change(zone, next));
                next = rules.nextTransition(next.getInstant());
            }
        }
    }

    /// Whether a hole is just the hour of a spring change, in words; empty where it is not.
    String skipped(long start, long end) {
        for (Change each : changes) {
            if (!each.at().isGap() || end - start != each.length()) {
                continue;
            }
            if (start == each.wallBefore()) {
                return " where clocks of "
                        + each.zone()
                        + " are put forward, if the times are local; the change was at "
                        + each.at().getInstant();
            }
            if (start == each.instant()) {
                return " from the instant at which clocks of " + each.zone() + " are put forward";
            }
        }
        return "";
    }

    /// Whether something begins as clocks are put forward, in words; empty where it does not.
    String beginsAt(long start) {
        for (Change each : changes) {
            if (each.at().isGap() && start == each.instant()) {
                return ", from the instant at which clocks of " + each.zone() + " are put forward";
            }
        }
        return "";
    }

    /// Whether the instants from `first` to `last` lie within an hour that an autumn change
    /// repeats, in words; empty where they do not.
    String repeated(long first, long last) {
        for (Change each : changes) {
            if (!each.at().isOverlap()) {
                continue;
            }
            if (first >= each.wallAfter() && last < each.wallBefore()) {
                return ", in the hour that clocks of "
                        + each.zone()
                        + " repeat, if the times are local";
            }
            long instant = each.instant();
            if (first >= instant - each.length() && last < instant + each.length()) {
                return ", within an hour of the instant at which clocks of "
                        + each.zone()
                        + " are put back, "
                        + each.at().getInstant();
            }
        }
        return "";
    }
}
