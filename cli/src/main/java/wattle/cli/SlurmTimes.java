package wattle.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/// Instants as Slurm's programs take them. They read local times of the machine they run on,
/// without a zone: one night a year an hour comes twice, and in another it does not come.
final class SlurmTimes {

    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private SlurmTimes() {}

    /// For a person who gives it to sbatch later: the local time, or `now+SECONDS` where that would
    /// be two instants.
    static String later(Instant at, Instant now, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(at.truncatedTo(ChronoUnit.SECONDS), zone);
        return zone.getRules().getValidOffsets(local).size() == 1
                ? LOCAL.format(local)
                : atOnce(at, now);
    }

    /// For an sbatch that is called at once: whatever the zone is.
    static String atOnce(Instant at, Instant now) {
        long seconds = Duration.between(now, at).plusMillis(999).toSeconds();
        return seconds <= 0 ? "now" : "now+" + seconds;
    }
}
