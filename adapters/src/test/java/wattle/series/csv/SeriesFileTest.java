package wattle.series.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.series.HeldSeries;
import wattle.series.Timeline;

class SeriesFileTest {

    private static final String FILE =
            """
            timestamp_utc,g_per_kwh
            2026-03-01T00:00:00Z,400
            2026-03-01T00:05:00Z,410.5
            2026-03-01T00:10:00Z,4.2e2
            """;

    private static final HeldSeries SERIES =
            new HeldSeries(
                    Timeline.regular(
                            Instant.parse("2026-03-01T00:00:00Z"), Duration.ofMinutes(5), 3),
                    new double[] {400, 410.5, 420});

    @TempDir Path folder;

    @Test
    void theLastRowHoldsForTheStep() {
        assertThat(read(FILE)).isEqualTo(SERIES);
    }

    @Test
    void theFormOfTheFileDoesNotMatter() {
        assertThat(read("\uFEFF" + FILE)).as("byte order mark").isEqualTo(SERIES);
        assertThat(read(FILE.replace("\n", "\r\n"))).as("CRLF").isEqualTo(SERIES);
        assertThat(read(FILE.strip())).as("no line end at the end").isEqualTo(SERIES);
        assertThat(read(FILE.replace("\n", "\n\n") + "\n")).as("blank lines").isEqualTo(SERIES);
        assertThat(read(FILE.replaceAll("([^,\n]+)", "\"$1\""))).as("quoted").isEqualTo(SERIES);
        assertThat(read(FILE.replace(",", " , "))).as("blanks").isEqualTo(SERIES);
        assertThat(read(FILE.replace("timestamp_utc", "interval_start_utc"))).isEqualTo(SERIES);
    }

    @Test
    void gzipIsToldByContentNotByName() {
        byte[] packed = TestFiles.gzip(FILE.getBytes(StandardCharsets.UTF_8));
        assertThat(TestFiles.read(TestFiles.write(folder, "a.csv", packed))).isEqualTo(SERIES);
        assertThat(TestFiles.read(TestFiles.write(folder, "a.csv.gz", FILE))).isEqualTo(SERIES);
    }

    @Test
    void columnsOfOthersAreFineInAnyOrder() {
        assertThat(
                        read(
                                """
                                note,g_per_kwh,,timestamp_utc,Émission
                                "a, ""b""\nc",400,,2026-03-01T00:00:00Z,µ
                                ,410.5,,2026-03-01T01:05:00+01:00,
                                NaN,420,,2026-02-28T19:10:00-0500,
                                """))
                .isEqualTo(SERIES);
    }

    @Test
    void aStepThatIsGivenIsTaken() {
        var fiveMinutes = new Reading(false, Duration.ofMinutes(5));
        Path one = TestFiles.write(folder, "x.csv", FILE.substring(0, FILE.indexOf("00:05") - 14));
        assertThat(TestFiles.read(one, fiveMinutes).held().timeline().interval(0).duration())
                .isEqualTo(Duration.ofMinutes(5));
        Path three = TestFiles.write(folder, "x.csv", FILE);
        Timeline minutes =
                TestFiles.read(three, new Reading(false, Duration.ofMinutes(1))).held().timeline();
        assertThat(minutes.gaps()).isEqualTo(2);
        assertThat(minutes.covered()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void repairSortsAndDropsAndSaysSo() {
        Path file =
                TestFiles.write(
                        folder,
                        "x.csv",
                        """
                        timestamp_utc,g_per_kwh
                        2026-03-01T00:05:00Z,410.5
                        2026-03-01T00:00:00Z,400
                        2026-03-01T00:10:00Z,420
                        2026-03-01T00:05:00Z,410.5
                        """);
        SeriesFile repaired = TestFiles.read(file, Reading.REPAIR);
        assertThat(repaired.held()).isEqualTo(SERIES);
        assertThat(repaired.remarks())
                .containsExactly(
                        file
                                + ": 2 rows that were earlier than one before them were sorted, the"
                                + " first in line 3",
                        file + ": 1 row that repeated another was dropped, the first in line 5");
    }

    @Test
    void repairEndsAnOverlappingIntervalWhereTheNextBegins() {
        Path file =
                TestFiles.write(
                        folder, "x.csv", FILE + "2026-03-01T00:12:00Z,1\n2026-03-01T00:15:00Z,2\n");
        SeriesFile repaired = TestFiles.read(file, Reading.REPAIR);
        assertThat(repaired.held().timeline().gaps()).isZero();
        assertThat(repaired.held().timeline().covered()).isEqualTo(Duration.ofMinutes(20));
        assertThat(repaired.remarks())
                .containsExactly(
                        file
                                + ": 2 intervals that overlapped the next were ended where the next"
                                + " begins, the first in line 4");
    }

    @Test
    void repairDoesNotChooseBetweenContradictions() {
        Path file = TestFiles.write(folder, "x.csv", FILE + "2026-03-01T00:05:00Z,411\n");
        assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(
                                () -> TestFiles.read(file, Reading.REPAIR)))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining(
                        "line 5, column g_per_kwh: 2026-03-01T00:05:00Z has the value 411.0 here"
                                + " and 410.5 in line 3");
    }

    @Test
    void repairLeavesAGoodFileAsItIs() {
        SeriesFile same = TestFiles.read(TestFiles.write(folder, "x.csv", FILE), Reading.REPAIR);
        assertThat(same.held()).isEqualTo(SERIES);
        assertThat(same.remarks()).isEmpty();
    }

    @Test
    void theSecondColumnIsLeftUnreadAndSaidSo() {
        var other = new ValueColumn("watts", null, "");
        Path file =
                TestFiles.write(
                        folder,
                        "x.csv",
                        """
                        timestamp_utc,watts,g_per_kwh
                        2026-03-01T00:00:00Z,nothing,1
                        2026-03-01T00:05:00Z,nothing,2
                        """);
        SeriesFile read = SeriesFile.read(file, List.of(TestFiles.GRAMS, other), Reading.STRICT);
        assertThat(read.remarks())
                .containsExactly(file + ": column watts was left unread, g_per_kwh read");
    }

    private HeldSeries read(String content) {
        return TestFiles.read(TestFiles.write(folder, "x.csv", content));
    }
}
