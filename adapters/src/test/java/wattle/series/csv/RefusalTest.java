package wattle.series.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each fault is refused with file, line, column and advice; the messages stand here as a user
/// reads them.
class RefusalTest {

    private static final String TWO_ROWS = "2026-03-01T00:00:00Z,400\n2026-03-01T00:05:00Z,410.5\n";

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "NaN",
        "Infinity",
        "-Infinity",
        "1e999",
        "abc",
        "0x1p3",
        "1d",
        "12 g",
        "1_000",
        "None",
        "null"
    })
    void aValueThatIsNotAFiniteNumber(String cell) {
        refused(TestFiles.HEADER + TWO_ROWS + "2026-03-01T00:10:00Z," + cell + "\n")
                .is(
                        4,
                        "g_per_kwh",
                        "x.csv line 4, column g_per_kwh: \""
                                + cell
                                + "\" is not a finite number. Write a number such as 412.5 or"
                                + " 4.125e2; where there is none, delete the row: an interval"
                                + " without a row is a gap.");
    }

    @Test
    void anEmptyCell() {
        refused(TestFiles.HEADER + TWO_ROWS + "2026-03-01T00:10:00Z,\n")
                .is(
                        4,
                        "g_per_kwh",
                        "x.csv line 4, column g_per_kwh: the value is missing. Delete the row: an"
                                + " interval without a row is a gap.");
    }

    @Test
    void aNegativeValue() {
        refused(TestFiles.HEADER + TWO_ROWS + "2026-03-01T00:10:00Z,-0.5\n")
                .is(
                        4,
                        "g_per_kwh",
                        "x.csv line 4, column g_per_kwh: -0.5 is negative. Correct the value.");
    }

    @Test
    void aTimeWithoutAZone() {
        refused(TestFiles.HEADER + "2020-10-30 12:30:00,220.1\n")
                .is(
                        2,
                        "timestamp_utc",
                        "x.csv line 2, column timestamp_utc: \"2020-10-30 12:30:00\" is a time"
                                + " without a zone. If it is UTC, write 2020-10-30T12:30Z; if not,"
                                + " add its offset, such as +02:00.");
    }

    @Test
    void somethingThatIsNotATime() {
        refused(TestFiles.HEADER + "1659492000,676\n")
                .is(
                        2,
                        "timestamp_utc",
                        "x.csv line 2, column timestamp_utc: \"1659492000\" is not an ISO 8601 time"
                                + " with a zone. Write it in UTC, such as 2026-03-01T04:05:00Z.");
    }

    @Test
    void rowsOutOfOrder() {
        refused(TestFiles.HEADER + TWO_ROWS + "2026-02-28T00:10:00Z,1\n")
                .is(
                        4,
                        "timestamp_utc",
                        "x.csv line 4, column timestamp_utc: 2026-02-28T00:10:00Z comes after"
                                + " 2026-03-01T00:05:00Z, out of order. Sort the rows by time, or"
                                + " pass --repair to have them sorted.");
    }

    @Test
    void aRowThatRepeatsAnother() {
        refused(TestFiles.HEADER + TWO_ROWS + "2026-03-01T01:05:00+01:00,4.105e2\n")
                .is(
                        4,
                        "timestamp_utc",
                        "x.csv line 4, column timestamp_utc: 2026-03-01T00:05:00Z is there twice"
                                + " with the same value, first in line 3. Delete one of the rows,"
                                + " or pass --repair to have it dropped.");
    }

    @Test
    void aRowThatContradictsAnother() {
        refused(TestFiles.HEADER + TWO_ROWS + "2026-03-01T00:05:00Z,411\n")
                .is(
                        4,
                        "g_per_kwh",
                        "x.csv line 4, column g_per_kwh: 2026-03-01T00:05:00Z has the value 411.0"
                                + " here and 410.5 in line 3. Find out which is right and delete"
                                + " the other row.");
    }

    @Test
    void anIntervalThatOverlapsTheNext() {
        refused(
                        TestFiles.HEADER
                                + TWO_ROWS
                                + "2026-03-01T00:10:00Z,1\n2026-03-01T00:12:00Z,1\n"
                                + "2026-03-01T00:15:00Z,1\n2026-03-01T00:20:00Z,1\n")
                .is(
                        5,
                        "timestamp_utc",
                        "x.csv line 5, column timestamp_utc: 2026-03-01T00:12:00Z lies within the"
                                + " interval before it, which starts at 2026-03-01T00:10:00Z and"
                                + " lasts 5m. Correct the times, or pass --repair to end an"
                                + " interval where the next begins.");
    }

    @Test
    void aStepOfOneRow() {
        refused(TestFiles.HEADER + "2026-03-01T00:05:00Z,411\n")
                .is(
                        2,
                        "timestamp_utc",
                        "x.csv line 2, column timestamp_utc: one row does not show how long its"
                                + " interval lasts. Pass --step with its length, such as --step"
                                + " 5m.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    timestamp_utc,g/kWh          | column g/kWh is not known here; expected g_per_kwh. Name the column so.
                    Time,Carbon Intensity        | column Time is not known here; expected timestamp_utc or interval_start_utc. The times must be the starts of the intervals, in UTC.
                    g_per_kwh                    | a column is missing: expected timestamp_utc or interval_start_utc. The times must be the starts of the intervals, in UTC.
                    timestamp_utc;g_per_kwh      | column timestamp_utc;g_per_kwh is not known here; expected timestamp_utc or interval_start_utc. Separate the cells by commas.
                    timestamp_utc,energy_joules  | a column is missing: expected g_per_kwh. Name the column so.
                    """)
    void aKnownColumnThatIsMissing(String header, String why) {
        refused(header + "\n").is(1, null, "x.csv line 1: " + why);
    }

    @Test
    void aColumnThatIsThereTwice() {
        refused("timestamp_utc,g_per_kwh,g_per_kwh\n")
                .is(
                        1,
                        "g_per_kwh",
                        "x.csv line 1, column g_per_kwh: the column is there twice. Rename or"
                                + " delete one of them.");
    }

    @Test
    void tooFewCells() {
        refused(TestFiles.HEADER + TWO_ROWS + "2026-03-01T00:10:00Z\n")
                .is(
                        4,
                        null,
                        "x.csv line 4: the row has 1 cell, the header has 2. Complete the row or"
                                + " delete it; check that the file was copied whole.");
    }

    @Test
    void tooManyCells() {
        refused(TestFiles.HEADER + TWO_ROWS + "2026-03-01T00:10:00Z,412,5\n")
                .is(
                        4,
                        null,
                        "x.csv line 4: the row has more cells than the header, which has 2. Check"
                                + " the commas; a cell with a comma needs quotation marks.");
    }

    @Test
    void quotationMarksThatDoNotClose() {
        refused(TestFiles.HEADER + TWO_ROWS + "\"2026-03-01T00:10:00Z,412\n")
                .is(
                        4,
                        null,
                        "x.csv line 4: a quotation mark is opened and never closed. Put quotation"
                                + " marks around a whole cell, and double those within.");
        refused(TestFiles.HEADER + TWO_ROWS + "\"2026-03-01\"T00:10:00Z,412\n")
                .is(
                        4,
                        null,
                        "x.csv line 4: there is text after a closing quotation mark. Put quotation"
                                + " marks around a whole cell, and double those within.");
    }

    @Test
    void nothingAndNothingButAHeader() {
        refused("").is(0, null, "x.csv is empty. The first line must name the columns.");
        refused("\uFEFF").is(0, null, "x.csv is empty. The first line must name the columns.");
        refused(TestFiles.HEADER)
                .is(0, null, "x.csv has a header and no rows. A series needs at least one row.");
    }

    @Test
    void gzipThatIsCutOffOrDamaged() {
        byte[] whole =
                TestFiles.gzip((TestFiles.HEADER + TWO_ROWS).getBytes(StandardCharsets.UTF_8));
        refused(Arrays.copyOf(whole, whole.length - 1))
                .is(
                        4,
                        null,
                        "x.csv line 4: the gzip data is cut off here. Copy or download it again.");
        whole[whole.length - 6] ^= 1;
        refused(whole)
                .is(
                        4,
                        null,
                        "x.csv line 4: the gzip data is damaged: its checksum does not fit. Copy or"
                                + " download it again.");
    }

    @Test
    void binary() {
        refused(TestFiles.HEADER + TWO_ROWS + "2026-03-01T00:10:00Z,4\0\0\n")
                .is(
                        4,
                        null,
                        "x.csv line 4: the file is binary, not text. Save it as CSV in UTF-8, plain"
                                + " or packed by gzip.");
        refused(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0})
                .is(
                        1,
                        null,
                        "x.csv line 1: the file is binary, not text. Save it as CSV in UTF-8, plain"
                                + " or packed by gzip.");
    }

    @Test
    void textThatIsNotUtf8() {
        refused(
                        (TestFiles.HEADER + TWO_ROWS + "2026-03-01T00:10:00Z,4\u00b5\n")
                                .getBytes(StandardCharsets.ISO_8859_1))
                .is(
                        4,
                        null,
                        "x.csv line 4: the text is not UTF-8. Save the file as CSV in UTF-8, plain"
                                + " or packed by gzip.");
        refused(TestFiles.HEADER.getBytes(StandardCharsets.UTF_16))
                .is(
                        1,
                        null,
                        "x.csv line 1: the text is not UTF-8. Save the file as CSV in UTF-8, plain"
                                + " or packed by gzip.");
    }

    @Test
    void aCellOrARowBeyondTheBounds() {
        refused(TestFiles.HEADER + TWO_ROWS + "9".repeat(Limits.CELL_CHARACTERS + 1) + ",1\n")
                .is(
                        4,
                        null,
                        "x.csv line 4: a cell is longer than 65536 characters. Check the quotation"
                                + " marks and line ends.");
        refused(TestFiles.HEADER + TWO_ROWS + "\"" + "9\n".repeat(1_000_000))
                .is(
                        4,
                        null,
                        "x.csv line 4: a cell is longer than 65536 characters. Check the quotation"
                                + " marks and line ends.");
        refused("timestamp_utc,g_per_kwh" + ",".repeat(Limits.COLUMNS))
                .is(
                        1,
                        null,
                        "x.csv line 1: there are more than 1024 columns. Check the line ends.");
    }

    @Test
    void whatIsNotAFile() throws Exception {
        assertThat(fault(folder.resolve("absent.csv")))
                .hasMessageEndingWith("absent.csv does not exist. Check the path.");
        assertThat(fault(folder)).hasMessage(folder + " is a directory. Name a file in it.");
        Path locked = TestFiles.write(folder, "locked.csv", TestFiles.HEADER + TWO_ROWS);
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        if (Files.isReadable(locked)) {
            System.err.println("This user may read every file: no refusal of a locked file.");
        } else {
            assertThat(fault(locked))
                    .hasMessageEndingWith(
                            "locked.csv may not be read by this user. Give the user permission to"
                                    + " read it.");
        }
    }

    private Refused refused(String content) {
        return refused(content.getBytes(StandardCharsets.UTF_8));
    }

    private Refused refused(byte[] content) {
        Path file = TestFiles.write(folder, "x.csv", content);
        return new Refused(fault(file), folder + "/");
    }

    private static InvalidFileException fault(Path file) {
        return catchThrowableOfType(
                InvalidFileException.class,
                () -> SeriesFile.read(file, List.of(TestFiles.GRAMS), Reading.STRICT));
    }

    private record Refused(InvalidFileException fault, String folder) {
        void is(long line, @Nullable String column, String message) {
            assertThat(String.valueOf(fault.getMessage()).replace(folder, "")).isEqualTo(message);
            assertThat(fault.line()).isEqualTo(line);
            assertThat(fault.column()).isEqualTo(column);
            assertThat(fault.file()).isEqualTo(folder + "x.csv");
        }
    }
}
