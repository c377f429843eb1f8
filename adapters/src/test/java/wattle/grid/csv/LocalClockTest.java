package wattle.grid.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The JDK's own arithmetic is the oracle: each instant, written as the place's clock shows it, is
/// read back.
class LocalClockTest {

    private static final long NANOS = 1_000_000_000L;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Europe/Berlin",
                "America/Los_Angeles",
                "Australia/Lord_Howe",
                "Asia/Kolkata",
                "+05:30",
                "Africa/Casablanca"
            })
    void everyQuarterOfTwoYearsIsReadBack(String place) {
        ZoneId zone = ZoneId.of(place);
        var clock = new LocalClock(zone);
        Instant end = Instant.parse("2026-01-01T00:00:00Z");
        for (Instant at = Instant.parse("2024-01-01T00:00:00Z");
                at.isBefore(end);
                at = at.plusSeconds(900)) {
            LocalDateTime shown = LocalDateTime.ofInstant(at, zone);
            long local = NANOS * shown.toEpochSecond(ZoneOffset.UTC);
            assertThat(clock.instant(local))
                    .as(at::toString)
                    .isEqualTo(NANOS * at.getEpochSecond());
        }
    }
}
