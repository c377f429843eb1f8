package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GridCheckCommandTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir Path folder;

    /// 48 hours: line 12 is a false low, line 22 is there twice, line 33 is empty, one hour is
    /// missing, and the last row stands first.
    private Path faulty() throws IOException {
        var text = new StringBuilder("timestamp_utc,g_per_kwh\n");
        text.append(START.plusSeconds(48 * 3600)).append(",310.5\n");
        for (int i = 0; i < 48; i++) {
            String time = START.plusSeconds(i * 3600L).toString();
            String value = i == 9 ? "70.0" : i == 30 ? "" : String.valueOf(300 + i % 7);
            if (i != 40) {
                text.append(time).append(',').append(value).append('\n');
            }
            if (i == 19) {
                text.append(time).append(',').append(value).append('\n');
            }
        }
        return Files.writeString(folder.resolve("faulty.csv"), text);
    }

    private Path clean(String name, int late) throws IOException {
        var text = new StringBuilder("timestamp_utc,g_per_kwh\n");
        for (int i = 0; i < 24 * 30; i++) {
            double value = 300 + 90 * Math.sin(i / 24.0 * 2 * Math.PI) + (i * 7919L % 23);
            text.append(START.plusSeconds((i + late) * 3600L))
                    .append(',')
                    .append(value)
                    .append('\n');
        }
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void faultsEndWithEightAndAreNamedWithTheirRemedy() throws IOException {
        Called called = Called.wattle("grid", "check", faulty().toString());
        assertThat(called.exit()).isEqualTo(8);
        assertThat(called.out())
                .contains("error    order            1")
                .contains("error    duplicate-equal  1")
                .contains("error    empty-cell       1")
                .contains("error    false-low        1")
                .contains("warning  gap              2")
                .contains("at 2026-03-01T09:00:00Z")
                .contains("line 12: 70.0 g/kWh between 301.0 g/kWh and 303.0 g/kWh")
                .contains("--repair");
        assertThat(called.err()).startsWith("error WATTLE-8020: 4 faults must be put right");
    }

    @Test
    void aCleanSeriesEndsWithZero() throws IOException {
        Called called = Called.wattle("grid", "check", clean("clean.csv", 0).toString());
        assertThat(called.exit()).isZero();
        assertThat(called.out()).contains("720 rows, signal unstated, no fault found");
        assertThat(called.err()).isEmpty();
    }

    @Test
    void warningsAloneEndWithZero() throws IOException {
        Path file = clean("gap.csv", 0);
        String text = Files.readString(file).replace("2026-03-09T05:00:00Z", "#");
        Files.writeString(file, text.replaceAll("#.*\n", ""));
        Called called = Called.wattle("grid", "check", file.toString());
        assertThat(called.exit()).isZero();
        assertThat(called.out()).contains("warning  gap  1");
    }

    @Test
    void theJsonHasRulesInstantsAndLines() throws IOException {
        Called called = Called.wattle("grid", "check", "--json", faulty().toString());
        assertThat(called.exit()).isEqualTo(8);
        var json = tools.jackson.databind.json.JsonMapper.shared().readTree(called.out());
        assertThat(json.path("schema").asString()).isEqualTo("wattle.faults/1");
        assertThat(json.path("versions").path("wattle").asString()).isNotBlank();
        var findings = json.path("series").get(0).path("findings");
        assertThat(findings.findValuesAsString("rule"))
                .containsExactly(
                        "order", "duplicate-equal", "gap", "gap", "empty-cell", "false-low");
        var low = findings.get(5);
        assertThat(low.path("severity").asString()).isEqualTo("error");
        assertThat(low.path("start").asString()).isEqualTo("2026-03-01T09:00:00Z");
        assertThat(low.path("end").asString()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(low.path("lines").toString()).isEqualTo("[12]");
        assertThat(low.path("remedy").asString()).isNotBlank();
    }

    @Test
    void theCsvHasARowForEachFinding() throws IOException {
        Called called = Called.wattle("grid", "check", "--csv", faulty().toString());
        assertThat(called.out().lines()).hasSize(7);
        assertThat(called.out())
                .startsWith("file,rule,severity,start,end,first_line,rows,evidence,remedy\n")
                .contains(",false-low,error,2026-03-01T09:00:00Z,2026-03-01T10:00:00Z,12,1,");
    }

    @Test
    void aRepairWritesACopyThatEveryCommandReadsAndALogOfEveryChange() throws IOException {
        Path file = faulty();
        String before = Files.readString(file);
        Path out = folder.resolve("repaired.csv");
        Called called = Called.wattle("grid", "check", "--repair", out.toString(), file.toString());
        assertThat(called.exit()).as(called.err()).isZero();
        assertThat(called.err()).contains("has 46 of 49 rows; 4 changes").contains(".log.csv");
        assertThat(Files.readString(file)).isEqualTo(before);
        assertThat(Files.readString(folder.resolve("repaired.csv.log.csv")))
                .isEqualTo(
                        """
                        line,rule,action,timestamp_utc,g_per_kwh,new_timestamp_utc
                        23,duplicate-equal,removed,2026-03-01T19:00:00Z,305.0,
                        34,empty-cell,removed,2026-03-02T06:00:00Z,,
                        12,false-low,removed,2026-03-01T09:00:00Z,70.0,
                        2,order,moved,2026-03-03T00:00:00Z,310.5,2026-03-03T00:00:00Z
                        """);
        assertThat(Called.wattle("grid", "check", out.toString()).exit()).isZero();
        Path energy =
                Files.writeString(
                        folder.resolve("energy.csv"),
                        """
                        interval_start_utc,energy_joules
                        2026-03-01T12:00:00Z,3600000
                        2026-03-01T13:00:00Z,3600000
                        """);
        assertThat(
                        Called.wattle(
                                        "account",
                                        "--energy",
                                        energy.toString(),
                                        "--intensity-file",
                                        out.toString(),
                                        "--json")
                                .json()
                                .path("operational_g")
                                .asDouble())
                .isEqualTo(305 + 306);
        Called.wattle("grid", "check", "--repair", out.toString(), file.toString())
                .refused(Exit.CONFLICT);
    }

    @Test
    void labelsAtTheEndOfTheHourAreFoundAndMoved() throws IOException {
        Path truth = clean("truth.csv", 0);
        Path late = clean("late.csv", 1);
        Called found =
                Called.wattle("grid", "check", "--against", truth.toString(), late.toString());
        assertThat(found.exit()).isZero();
        assertThat(found.out()).contains("warning  hour-ending").contains("--hour-ending");
        Path out = folder.resolve("moved.csv");
        Called moved =
                Called.wattle(
                        "grid",
                        "check",
                        "--hour-ending",
                        "--repair",
                        out.toString(),
                        late.toString());
        assertThat(moved.exit()).isZero();
        assertThat(Files.readString(out)).isEqualTo(Files.readString(truth));
    }

    @Test
    void filesOfOneSeriesAreJudgedTogether() throws IOException {
        Path one = clean("one.csv", 0);
        assertThat(Called.wattle("grid", "check", one.toString(), one.toString()).exit()).isZero();
        Called together =
                Called.wattle("grid", "check", "--together", one.toString(), one.toString());
        assertThat(together.exit()).isEqualTo(8);
        assertThat(together.out()).contains("duplicate-equal").contains("720 rows repeat another");
    }

    @Test
    void aTimeZoneCanBeGiven() throws IOException {
        Path file = clean("spring.csv", 0);
        String text = Files.readString(file).replace("2026-03-29T02:00:00Z", "#");
        Files.writeString(file, text.replaceAll("#.*\n", ""));
        String name = file.toString();
        assertThat(Called.wattle("grid", "check", name).out()).contains("clock-change-hole");
        assertThat(Called.wattle("grid", "check", "--zone-time-zone", "Asia/Tokyo", name).out())
                .doesNotContain("clock-change-hole")
                .contains("gap");
        Called.wattle("grid", "check", "--zone-time-zone", "Mars", name).refused(Exit.USAGE);
    }

    @Test
    void whatCannotBeReadOrMeantIsRefused() throws IOException {
        String clean = clean("clean.csv", 0).toString();
        Called.wattle("grid", "check", folder.resolve("none.csv").toString())
                .refused(Exit.INVALID_INPUT);
        Called.wattle("grid", "check").refused(Exit.USAGE);
        Called.wattle("grid", "check", "--json", "--csv", clean).refused(Exit.USAGE);
        Called.wattle("grid", "check", "--hour-ending", clean).refused(Exit.USAGE);
        Called.wattle("grid", "check", "--signal", "best", clean).refused(Exit.USAGE);
        String out = folder.resolve("out.csv").toString();
        Called.wattle("grid", "check", "--repair", out, clean, clean).refused(Exit.USAGE);
    }
}
