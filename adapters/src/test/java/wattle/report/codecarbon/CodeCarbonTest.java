package wattle.report.codecarbon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.footprint.Origin;
import wattle.grid.GridZone;
import wattle.report.ExampleRuns;
import wattle.report.RecordedRun;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.TableFile;

class CodeCarbonTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    /// As version 2.4 lays a file out; France, a laptop.
    private static final String OLD =
            """
            timestamp,project_name,run_id,duration,emissions,emissions_rate,cpu_power,gpu_power,ram_power,cpu_energy,gpu_energy,ram_energy,energy_consumed,country_name,country_iso_code,region,cloud_provider,cloud_region,os,python_version,codecarbon_version,cpu_count,cpu_model,gpu_count,gpu_model,longitude,latitude,ram_total_size,tracking_mode,on_cloud,pue
            2024-05-31T10:00:00,codecarbon,run-1,360.0,0.00002,5.5e-08,4.0,0.0,3.0,0.0001,0.0,0.0003,0.0004,France,FRA,,,,Linux,3.9,2.4.3,8,Example 8,,,2.0,48.0,8.0,machine,N,1.0
            2024-05-31T11:00:00,codecarbon,None,90.5,0.00001,1.1e-07,4.0,,3.0,0.0001,,0.0001,0.0002,France,FRA,,,,Linux,3.9,2.4.3,8,Example 8,,,2.0,48.0,8.0,machine,N,1.0
            """;

    @TempDir Path folder;

    private static TableFile.Row only(Path file) {
        assertThat(TableFile.read(file).rows()).hasSize(1);
        return TableFile.read(file).rows().getFirst();
    }

    private Path appended(RecordedRun run) throws IOException {
        Path file = folder.resolve("emissions.csv");
        EmissionsFile.append(file, run, ExampleRuns.VERSIONS, PARIS);
        return file;
    }

    @Test
    void aRowHasCodeCarbonsColumnsAndUnits() throws IOException {
        TableFile.Row row = only(appended(ExampleRuns.run()));
        assertThat(row.text("timestamp")).isEqualTo("2026-03-01T12:00:00");
        assertThat(row.text("project_name")).isEqualTo("demo");
        assertThat(row.text("run_id")).isEqualTo("20260301T100000Z-a1b2");
        assertThat(row.number("duration")).hasValue(3600);
        assertThat(row.number("emissions").getAsDouble()).isCloseTo(0.078, within(1e-15));
        assertThat(row.number("emissions_rate").getAsDouble())
                .isCloseTo(0.078 / 3600, within(1e-18));
        assertThat(row.number("gpu_power").getAsDouble()).isCloseTo(500, within(1e-9));
        assertThat(row.number("cpu_power").getAsDouble()).isCloseTo(100, within(1e-9));
        assertThat(row.text("ram_power")).isEmpty();
        assertThat(row.number("gpu_energy").getAsDouble()).isCloseTo(0.6, within(1e-12));
        assertThat(row.number("cpu_energy").getAsDouble()).isCloseTo(0.12, within(1e-12));
        assertThat(row.text("ram_energy")).isEmpty();
        assertThat(row.number("energy_consumed").getAsDouble()).isCloseTo(0.78, within(1e-12));
        assertThat(row.text("country_name")).isEmpty();
        assertThat(row.text("country_iso_code")).isEqualTo("FRA");
        assertThat(row.text("os")).isEqualTo("Linux 6.1.0");
        assertThat(row.text("codecarbon_version")).isEqualTo("wattle 1.2.3");
        assertThat(row.text("cpu_count")).isEqualTo("64");
        assertThat(row.text("cpu_model")).isEqualTo("Example, \"9000\"");
        assertThat(row.text("gpu_count")).isEqualTo("2");
        assertThat(row.text("gpu_model")).isEqualTo("2 x Example X100");
        assertThat(row.number("ram_total_size")).hasValue(64);
        assertThat(row.text("tracking_mode")).isEqualTo("machine");
        assertThat(row.text("on_cloud")).isEqualTo("N");
        assertThat(row.number("pue")).hasValue(1.2);
        for (String unknown : List.of("water_consumed", "wue", "longitude", "ram_used_gb")) {
            assertThat(row.text(unknown)).as(unknown).isEmpty();
        }
    }

    @Test
    void aZoneOfACloudIsNoCountry() throws IOException {
        TableFile.Row row =
                only(appended(ExampleRuns.run(new GridZone("google-cloud", "europe-west9"), 0)));
        assertThat(row.text("country_iso_code")).isEmpty();
        assertThat(row.text("on_cloud")).isEqualTo("Y");
        assertThat(row.text("cloud_provider")).isEqualTo("gcp");
        assertThat(row.text("cloud_region")).isEqualTo("europe-west9");
    }

    @Test
    void everyRowHas38CellsAndAppendingKeepsWhatIsThere() throws IOException {
        Path file = appended(ExampleRuns.run());
        String first = Files.readString(file);
        appended(ExampleRuns.run(new GridZone("file", "XX"), 1));
        assertThat(Files.readString(file)).startsWith(first);
        assertThat(TableFile.read(file).rows()).hasSize(2);
        assertThat(EmissionsCsv.COLUMNS).hasSize(38);
        assertThat(Files.readAllLines(file).getFirst())
                .isEqualTo(String.join(",", EmissionsCsv.COLUMNS));
        assertThat(Files.readString(file))
                .isEqualTo(
                        EmissionsCsv.of(
                                List.of(
                                        ExampleRuns.run(),
                                        ExampleRuns.run(new GridZone("file", "XX"), 1)),
                                ExampleRuns.VERSIONS,
                                PARIS));
    }

    @Test
    void aFileInAnotherOrderIsAppendedToInThatOrder() throws IOException {
        List<String> turned = new ArrayList<>(EmissionsCsv.COLUMNS);
        Collections.reverse(turned);
        Path file = folder.resolve("emissions.csv");
        // Without a line break at its end, as an editor may leave it.
        Files.writeString(file, String.join(",", turned));
        TableFile.Row row = only(appended(ExampleRuns.run()));
        assertThat(row.text("run_id")).isEqualTo("20260301T100000Z-a1b2");
        assertThat(row.number("pue")).hasValue(1.2);
    }

    @Test
    void aFileWithOtherColumnsIsRefusedAndLeftAsItIs() throws IOException {
        Path file = folder.resolve("emissions.csv");
        Files.writeString(file, OLD);
        assertThatThrownBy(() -> appended(ExampleRuns.run()))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("line 1")
                .hasMessageContaining("missing: experiment_id, water_consumed")
                .hasMessageContaining("left as it was");
        assertThat(Files.readString(file)).isEqualTo(OLD);
    }

    @Test
    void severalProcessesMayAppendAtOnce() throws Exception {
        Path file = folder.resolve("emissions.csv");
        List<Process> appending = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            appending.add(
                    new ProcessBuilder(
                                    ProcessHandle.current().info().command().orElseThrow(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Appending.class.getName(),
                                    file.toString())
                            .inheritIO()
                            .start());
        }
        for (Process each : appending) {
            assertThat(each.waitFor()).isZero();
        }
        assertThat(TableFile.read(file).rows()).hasSize(4 * Appending.ROWS);
    }

    @Test
    void filesOfOtherVersionsAreReadByTheNamesOfTheirColumns() throws IOException {
        Path file = Files.writeString(folder.resolve("old.csv"), OLD);
        List<CodeCarbonRow> rows = CodeCarbonRow.read(file);
        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst().emissionsKilograms()).isEqualTo(0.00002);
        assertThat(rows.getFirst().gpuKilowattHours()).isZero();
        assertThat(rows.getLast().gpuKilowattHours()).isNull();
        assertThat(rows.getLast().runId()).isEmpty();
        CodeCarbonRuns read = CodeCarbonRuns.of(rows, PARIS);
        assertThat(read.leftOut()).isEmpty();
        RecordedRun run = read.runs().getFirst();
        assertThat(run.id()).isEqualTo("run-1");
        assertThat(run.footprint().operational().carbon().grams()).isCloseTo(0.02, within(1e-12));
        assertThat(run.footprint().operational().facilityEnergy().kilowattHours())
                .isCloseTo(0.0004, within(1e-15));
        assertThat(run.footprint().origin()).isEqualTo(Origin.SUPPLIED);
        // 10:00 in Paris in summer, six minutes before.
        assertThat(run.footprint().span()).hasToString("2024-05-31T07:54:00Z/2024-05-31T08:00:00Z");
        assertThat(run.samples()).isEqualTo(RecordedRun.UNKNOWN);
    }

    @Test
    void whatWasWrittenIsReadBack() throws IOException {
        RecordedRun written = ExampleRuns.run();
        List<RecordedRun> read =
                CodeCarbonRuns.of(CodeCarbonRow.read(appended(written)), PARIS).runs();
        assertThat(read)
                .singleElement()
                .satisfies(run -> {
                    assertThat(run.id()).isEqualTo(written.id());
                    assertThat(run.footprint().span()).isEqualTo(written.footprint().span());
                    assertThat(run.footprint().operational().carbon().grams())
                            .isCloseTo(78, within(1e-9));
                    assertThat(run.footprint().operational().itEnergy().kilowattHours())
                            .isCloseTo(0.65, within(1e-12));
                    assertThat(run.footprint().components())
                            .extracting(each -> each.kind())
                            .containsExactly("accelerator", "cpu", "other");
                });
    }

    @Test
    void energyOfZeroIsAProblemAndARowWithoutDurationIsLeftOut() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("zero.csv"),
                        """
                        timestamp,duration,emissions,energy_consumed
                        2024-05-31T10:00:00,10,0,0
                        2024-05-31T10:00:00,0,0,0
                        ,10,0.1,0.1
                        2024-05-31T10:00:00,1e300,0.1,0.1
                        """);
        CodeCarbonRuns read = CodeCarbonRuns.of(CodeCarbonRow.read(file), PARIS);
        assertThat(read.runs())
                .singleElement()
                .satisfies(run ->
                        assertThat(run.footprint().problems())
                                .anyMatch(each -> each.contains("recorded no energy")));
        assertThat(read.leftOut()).hasSize(3);
        assertThat(read.leftOut().getFirst()).isEqualTo("line 3 has a duration of 0");
    }

    @Test
    void aShiftedRowAndANegativeAmountAreRefusedWithTheirLine() throws IOException {
        String header = OLD.lines().findFirst().orElseThrow();
        String row = OLD.lines().skip(1).findFirst().orElseThrow();
        Path shifted =
                Files.writeString(
                        folder.resolve("shifted.csv"),
                        header + "\n" + row + "\n" + row.substring(row.indexOf(',') + 1) + "\n");
        assertThatThrownBy(() -> CodeCarbonRow.read(shifted))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("shifted.csv line 3")
                .hasMessageContaining("30 cells, the header has 31");
        Path negative =
                Files.writeString(
                        folder.resolve("negative.csv"),
                        header + "\n" + row.replace(",0.0003,", ",-0.0003,") + "\n");
        assertThatThrownBy(() -> CodeCarbonRow.read(negative))
                .hasMessageContaining("line 2, column ram_energy")
                .hasMessageContaining("negative");
        Path other =
                Files.write(
                        folder.resolve("other.csv"), "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> CodeCarbonRow.read(other))
                .hasMessageContaining("expected duration, emissions");
    }
}
