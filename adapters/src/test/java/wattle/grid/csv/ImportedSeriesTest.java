package wattle.grid.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.grid.Factor;
import wattle.grid.GridZone;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.series.HeldSeries;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.Reading;
import wattle.series.csv.TestFiles;
import wattle.testing.Property;
import wattle.unit.Source;

class ImportedSeriesTest {

    private static final String SGIP = "time,moer\n";

    @TempDir Path folder;

    private RawFile raw(String name, String content) {
        return raw(name, content, RawOptions.NONE);
    }

    private RawFile raw(String name, String content, RawOptions options) {
        return RawFile.read(TestFiles.write(folder, name, content), options);
    }

    private static String row(int hour, String value) {
        return "2020-05-31 %02d:00:00+00:00,%s\n".formatted(hour, value);
    }

    @Test
    void monthlyFilesThatOverlapAreOneSeries() {
        RawFile may = raw("may.csv", SGIP + row(0, "0.1") + row(1, "0.2") + row(2, "0.3"));
        RawFile june = raw("june.csv", SGIP + row(1, "0.2") + row(2, "0.3") + row(3, "0.4"));
        ImportedSeries series = ImportedSeries.of(List.of(june, may));
        assertThat(series.gramsPerKilowattHour().size()).isEqualTo(4);
        assertThat(series.gramsPerKilowattHour().timeline().gaps()).isZero();
        assertThat(series.rowsRead()).isEqualTo(6);
        assertThat(series.rowsRepeated()).isEqualTo(2);
        assertThat(series.remarks())
                .anyMatch(each ->
                        each.contains("2 rows that were in more than one file with the same value")
                                && each.contains("2020-05-31T01:00:00Z to 2020-05-31T02:00:00Z"));
        assertThat(series.csv())
                .isEqualTo(
                        """
                        timestamp_utc,g_per_kwh
                        2020-05-31T00:00:00Z,100.0
                        2020-05-31T01:00:00Z,200.0
                        2020-05-31T02:00:00Z,300.0
                        2020-05-31T03:00:00Z,400.0
                        """);
    }

    @Test
    void filesThatContradictEachOtherAreRefusedWithBothValues() {
        RawFile may = raw("may.csv", SGIP + row(0, "0.1") + row(1, "0.2"));
        RawFile june = raw("june.csv", SGIP + row(1, "0.25") + row(2, "0.3"));
        assertThatThrownBy(() -> ImportedSeries.of(List.of(may, june)))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("june.csv line 2: 2020-05-31T01:00:00Z has the value 250.0")
                .hasMessageContaining("200.0 in ")
                .hasMessageContaining("may.csv line 3");
    }

    @Test
    void faultsWithinAFileAreRefusedAndTheFinderOfFaultsIsNamed() {
        refused(SGIP + row(1, "0.1") + row(0, "0.1"), "line 3", "out of order");
        refused(SGIP + row(1, "0.1") + row(1, "0.1"), "line 3", "twice", "with the same value");
        refused(SGIP + row(1, "0.1") + row(1, "0.2"), "line 3", "with 200.0 and 100.0 g/kWh");
        refused(
                "timestamp_utc,g_per_kwh\n2026-03-01T00:00:00Z,\n2026-03-01T01:00:00Z,1\n",
                "line 2",
                "the value is missing");
        refused(
                SGIP
                        + row(1, "0.1")
                        + row(2, "0.1")
                        + row(3, "0.1")
                        + "2020-05-31 03:40:00+00:00,0.1\n2020-05-31 04:40:00+00:00,0.1\n",
                "line 5",
                "lies within the interval before it");
    }

    private void refused(String content, String... parts) {
        RawFile file = raw("x.csv", content);
        assertThatThrownBy(() -> ImportedSeries.of(List.of(file)))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContainingAll(parts)
                .hasMessageContaining("wattle grid check --repair");
    }

    @Test
    void anEmptyCellOfASourceIsAGap() {
        ImportedSeries series =
                ImportedSeries.of(
                        List.of(
                                raw(
                                        "x.csv",
                                        SGIP
                                                + row(0, "0.1")
                                                + row(1, "0.1")
                                                + row(2, "")
                                                + row(3, "0.1"))));
        assertThat(series.gramsPerKilowattHour().timeline().gaps()).isEqualTo(1);
        assertThat(series.remarks())
                .anyMatch(each -> each.contains("1 row without a value is left out"));
    }

    @Test
    void aNegativeValueIsOneOfAMarginalRateOnly() {
        String content =
                "timestamp_utc,g_per_kwh\n2026-03-01T00:00:00Z,-1\n2026-03-01T01:00:00Z,1\n";
        RawFile unstated = raw("x.csv", content);
        assertThatThrownBy(() -> ImportedSeries.of(List.of(unstated)))
                .hasMessageContaining("line 2: -1.0 g/kWh is negative")
                .hasMessageContaining("--signal marginal");
        RawFile marginal = raw("x.csv", content, RawOptions.NONE.withSignal(Signal.MARGINAL));
        assertThat(ImportedSeries.of(List.of(marginal)).gramsPerKilowattHour().min()).isEqualTo(-1);
    }

    @Test
    void filesOfDifferentKindsOrZonesAreNotOneSeries() {
        RawFile sgip = raw("sgip.csv", SGIP + row(0, "0.1") + row(1, "0.1"));
        RawFile plain = raw("plain.csv", "timestamp_utc,g_per_kwh\n2026-03-01T00:00:00Z,1\n");
        assertThatThrownBy(() -> ImportedSeries.of(List.of(sgip, plain)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot mix");
        RawOptions pounds = RawOptions.NONE.withUnit(IntensityUnit.POUNDS_PER_MWH);
        String header = "point_time,value,ba\n2026-03-01T00:00:00Z,1,";
        RawFile a = raw("a.csv", header + "A\n", pounds);
        RawFile b = raw("b.csv", header + "B\n", pounds);
        assertThatThrownBy(() -> ImportedSeries.of(List.of(a, b)))
                .hasMessageContaining("different zones: A, B");
    }

    @Test
    void endsOfHoursBecomeStarts() {
        ImportedSeries series =
                ImportedSeries.of(
                        List.of(
                                raw(
                                        "x.csv",
                                        SGIP + row(1, "0.1") + row(2, "0.1"),
                                        RawOptions.NONE.withHourEnding(true))));
        assertThat(series.gramsPerKilowattHour().timeline().span().start())
                .isEqualTo("2020-05-31T00:00:00Z");
    }

    /// However a series is cut into files that overlap, and in whatever order they are given, the
    /// clean file holds each value once, as a map of times to values does.
    @Test
    void anyCutIntoOverlappingFilesGivesTheSeriesBack() throws Exception {
        Property.forAll(
                200,
                random -> {
                    var oracle = new TreeMap<Instant, Double>();
                    Instant at = Instant.parse("2026-01-01T00:00:00Z");
                    int size = 2 + random.nextInt(60);
                    for (int i = 0; i < size; i++) {
                        oracle.put(at, Math.round(1e6 * random.nextDouble()) / 1000.0);
                        at = at.plusSeconds(300);
                    }
                    List<Instant> times = new ArrayList<>(oracle.keySet());
                    List<RawFile> files = new ArrayList<>();
                    for (int from = 0; from < size; ) {
                        int to = Math.min(size, from + 1 + random.nextInt(20));
                        var text = new StringBuilder("timestamp_utc,g_per_kwh\n");
                        for (Instant each : times.subList(from, to)) {
                            text.append(each).append(',').append(oracle.get(each)).append('\n');
                        }
                        files.add(raw(files.size() + ".csv", text.toString()));
                        from = to == size ? size : Math.max(from + 1, to - random.nextInt(5));
                    }
                    Collections.shuffle(files, random);
                    Path clean =
                            TestFiles.write(folder, "clean.csv", ImportedSeries.of(files).csv());
                    HeldSeries read =
                            IntensityFile.read(clean, null, null, Reading.STRICT)
                                    .series()
                                    .gramsPerKilowattHour();
                    assertThat(read.size()).isEqualTo(size);
                    assertThat(read.timeline().step()).contains(Duration.ofMinutes(5));
                    for (int i = 0; i < size; i++) {
                        assertThat(read.value(i)).isEqualTo(oracle.get(times.get(i)));
                    }
                });
    }

    @Test
    void theLabelsTravelWithTheFile() throws Exception {
        Path series = TestFiles.write(folder, "pge.csv", "timestamp_utc,g_per_kwh\n");
        Labels labels = new Labels(Signal.MARGINAL, Factor.DIRECT_CO2);
        var entry =
                new RegionsEntry(
                        series,
                        "PGE",
                        labels,
                        Quality.ESTIMATED,
                        new Source("A, \"B\"", "CC BY 4.0"));
        assertThat(entry.contradicts()).isFalse();
        entry.append();
        entry.append();
        new RegionsEntry(
                        folder.resolve("other.csv"),
                        "X",
                        Labels.UNSTATED,
                        Quality.UNSTATED,
                        new Source("s", null))
                .append();
        assertThat(Files.readString(folder.resolve("regions.csv")))
                .isEqualTo(
                        """
                        region,zone,signal,factor,quality,source,licence
                        pge,PGE,marginal,direct-co2,estimated,"A, ""B""\",CC BY 4.0
                        other,X,unstated,unstated,unstated,s,
                        """);
        TestFiles.write(
                folder,
                "pge.csv",
                "timestamp_utc,g_per_kwh\n2026-03-01T00:00:00Z,1\n2026-03-01T01:00:00Z,1\n");
        IntensitySeries read = IntensityFile.read(series, null, null, Reading.STRICT).series();
        assertThat(read.labels()).isEqualTo(labels);
        assertThat(read.zone()).isEqualTo(new GridZone("file", "PGE"));
        assertThat(read.quality()).isEqualTo(Quality.ESTIMATED);
        assertThat(read.source()).isEqualTo(new Source("A, \"B\"", "CC BY 4.0"));

        var changed =
                new RegionsEntry(
                        series, "PGE", Labels.UNSTATED, Quality.UNSTATED, new Source("C", null));
        assertThat(changed.contradicts()).isTrue();
        assertThat(changed.replaced())
                .isEqualTo(
                        """
                        region,zone,signal,factor,quality,source,licence
                        pge,PGE,unstated,unstated,unstated,C,
                        other,X,unstated,unstated,unstated,s,
                        """);
    }

    @Test
    void aTableOfSomebodysOwnColumnsIsKept() throws Exception {
        TestFiles.write(
                folder,
                "regions.csv",
                "note,region,zone,signal,factor,licence\n\"a, b\",old,X,,,L");
        var entry =
                new RegionsEntry(
                        folder.resolve("new.csv.gz"),
                        "Y",
                        new Labels(Signal.AVERAGE, Factor.DIRECT_CO2E),
                        Quality.MEASURED,
                        new Source("s", "L2"));
        entry.append();
        assertThat(Files.readString(folder.resolve("regions.csv")))
                .isEqualTo(
                        """
                        note,region,zone,signal,factor,licence
                        "a, b",old,X,,,L
                        ,new,Y,average,direct-co2e,L2
                        """);
        TestFiles.write(folder, "regions.csv", "name,region\na,b\n");
        assertThatThrownBy(entry::contradicts).isInstanceOf(InvalidFileException.class);
    }
}
