package wattle.series.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {

    private static final int TIMES = 200_000;

    @Test
    void aTimeIsTheInstantThatTheJdkGivesIt() {
        long seed = 20260302;
        var random = new Random(seed);
        for (int i = 0; i < TIMES; i++) {
            long second = random.nextLong(-9_200_000_000L, 9_200_000_000L);
            int nano = random.nextBoolean() ? 0 : random.nextInt(1_000_000_000);
            var offset = ZoneOffset.ofTotalSeconds(60 * random.nextInt(-18 * 60, 18 * 60 + 1));
            String text =
                    OffsetDateTime.ofInstant(Instant.ofEpochSecond(second, nano), offset)
                            .toString();
            long expected = second * 1_000_000_000L + nano;
            if (parse(text) != expected || parse(text.replace('T', ' ')) != expected) {
                throw new AssertionError(text + " is read as " + parse(text) + "; seed " + seed);
            }
        }
    }

    @Test
    void everyDayOfTheCalendarIsRead() {
        for (int year : new int[] {1700, 1900, 1999, 2000, 2023, 2024, 2100, 2261}) {
            for (int month = 0; month <= 13; month++) {
                for (int day = 0; day <= 32; day++) {
                    String text = String.format("%04d-%02d-%02dT00:00:00Z", year, month, day);
                    assertThat(parse(text)).as(text).isEqualTo(byTheJdk(text));
                }
            }
        }
    }

    private static long byTheJdk(String text) {
        try {
            return Instant.parse(text).getEpochSecond() * 1_000_000_000L;
        } catch (java.time.DateTimeException notATime) {
            return Instants.NONE;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01T04:05:00Z",
                "2026-03-01T04:05Z",
                "2026-03-01 04:05:00Z",
                "2026-03-01T04:05:00.000Z",
                "2026-03-01T05:05:00+01:00",
                "2026-03-01 05:05:00+0100",
                "2026-03-01T05:05+01",
                "2026-02-28T20:35:00-07:30",
                "2026-03-01t04:05:00z",
                " 2026-03-01T04:05:00Z ",
                "2026-03-01T04:05:00-00:00"
            })
    void zoneAndFractionMayBeWrittenInSeveralWays(String text) {
        assertThat(SeriesRows.instant(parse(text)))
                .isEqualTo(Instant.parse("2026-03-01T04:05:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2020-10-30 12:30:00       | "2020-10-30 12:30:00" is a time without a zone
                    2020-10-30T12:30          | "2020-10-30T12:30" is a time without a zone
                    2020-10-30                | "2020-10-30" is a date without a time and a zone
                    ''                        | the time is missing
                    1659492000                | "1659492000" is not an ISO 8601 time with a zone
                    2020-02-30T00:00:00Z      | "2020-02-30T00:00:00Z" is not an ISO 8601 time with a zone
                    2020-01-01T24:30:00Z      | "2020-01-01T24:30:00Z" is not an ISO 8601 time with a zone
                    2020-01-01T23:59:60Z      | "2020-01-01T23:59:60Z" is not an ISO 8601 time with a zone
                    2020-01-01T00:00:00+19:00 | "2020-01-01T00:00:00+19:00" is not an ISO 8601 time with a zone
                    2020-01-01 00:00:00 UTC   | "2020-01-01 00:00:00 UTC" is not an ISO 8601 time with a zone
                    30.10.2020 12:30          | "30.10.2020 12:30" is not an ISO 8601 time with a zone
                    2020-1-1T00:00:00Z        | "2020-1-1T00:00:00Z" is not an ISO 8601 time with a zone
                    1500-01-01T00:00:00Z      | "1500-01-01T00:00:00Z" lies outside the years 1678 to 2261
                    9999-01-01T00:00:00Z      | "9999-01-01T00:00:00Z" lies outside the years 1678 to 2261
                    """)
    void whatIsNotAnInstantSaysWhy(String text, String why) {
        assertThat(parse(text)).isEqualTo(Instants.NONE);
        assertThat(Instants.problem(text).what()).isEqualTo(why);
        assertThat(Instants.problem(text).advice()).endsWith(".");
    }

    private static long parse(String text) {
        String padded = "2" + text + "9";
        return Instants.parse(padded.toCharArray(), 1, text.length());
    }
}
