package wattle.grid.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wattle.grid.Factor;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.grid.RawIntensity;
import wattle.grid.Signal;
import wattle.grid.ukintensity.UkIntensity;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.TestFiles;
import wattle.unit.http.HttpListener;
import wattle.unit.http.JsonClient;

/// Each shape with its own header and made-up rows.
class RawFileTest {

    private static final Labels MARGINAL = new Labels(Signal.MARGINAL, Factor.DIRECT_CO2);
    private static final Labels LIFECYCLE = new Labels(Signal.AVERAGE, Factor.LIFECYCLE_CO2E);
    private static final Labels STACK = new Labels(Signal.AVERAGE, Factor.DIRECT_CO2E);

    @TempDir Path folder;

    private RawFile read(String content) {
        return read(content, RawOptions.NONE);
    }

    private RawFile read(String content, RawOptions options) {
        return RawFile.read(TestFiles.write(folder, "x.csv", content), options);
    }

    private void refused(String content, RawOptions options, String... parts) {
        assertThatThrownBy(() -> read(content, options))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContainingAll(parts);
    }

    private static Instant at(RawIntensity rows, int row) {
        return Instant.ofEpochSecond(0, rows.nanos(row));
    }

    @Test
    void theFormatOfWattleIsKeptAsItCame() {
        RawFile file =
                read(
                        """
                        timestamp_utc,g_per_kwh
                        2026-03-01T01:00:00Z,410
                        2026-03-01T00:00:00Z,400.5
                        2026-03-01T00:00:00Z,400.5
                        2026-03-01T02:00:00+01:00,
                        2026-03-01T03:00:00Z,-3
                        """);
        RawIntensity rows = file.rows();
        assertThat(file.shape()).isEqualTo("wattle");
        assertThat(file.labels()).isEqualTo(Labels.UNSTATED);
        assertThat(file.late()).isZero();
        assertThat(rows.size()).isEqualTo(5);
        assertThat(at(rows, 0)).isEqualTo("2026-03-01T01:00:00Z");
        assertThat(at(rows, 1)).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(at(rows, 3)).isEqualTo("2026-03-01T01:00:00Z");
        assertThat(rows.value(1)).isEqualTo(400.5);
        assertThat(rows.isEmpty(3)).isTrue();
        assertThat(rows.value(4)).isEqualTo(-3);
        assertThat(rows.line(4)).isEqualTo(6);
        assertThat(rows.quality(0)).isEqualTo(Quality.UNSTATED);
    }

    @Test
    void itsLabelsComeFromTheFolder() {
        TestFiles.write(
                folder,
                "regions.csv",
                "region,zone,signal,factor,licence\nx,FR,average,lifecycle-co2e,CC BY 4.0\n");
        RawFile file = read("timestamp_utc,g_per_kwh\n2026-03-01T00:00:00Z,1\n");
        assertThat(file.labels()).isEqualTo(LIFECYCLE);
        assertThat(file.zones()).containsExactly("FR");
        assertThat(file.source().licence()).isEqualTo("CC BY 4.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Zone Id|Carbon Intensity gCO₂eq/kWh (direct)|Carbon Intensity gCO₂eq/kWh (LCA)"
                        + "|Data Estimated|Data Estimation Method",
                "Zone id|Carbon intensity gCO₂eq/kWh (direct)|Carbon intensity gCO₂eq/kWh (Life"
                        + " cycle)|Data estimated|Data estimation method"
            })
    void electricityMapsInBothSpellings(
            String zone, String direct, String lifecycle, String flag, String method) {
        String content =
                "Datetime (UTC),Country,Zone Name,"
                        + String.join(",", zone, direct, lifecycle, "Low Carbon", flag, method)
                        + "\n2024-01-01 00:00:00,Freedonia,Freedonia,FX,30.5,45.25,80,false,"
                        + "\n2024-01-01T01:00:00Z,Freedonia,Freedonia,FX,31,46,80,true,AVERAGE\n";
        RawFile file = read(content);
        assertThat(file.shape()).isEqualTo("electricitymaps");
        assertThat(file.labels()).isEqualTo(LIFECYCLE);
        assertThat(file.zones()).containsExactly("FX");
        assertThat(at(file.rows(), 0)).isEqualTo("2024-01-01T00:00:00Z");
        assertThat(at(file.rows(), 1)).isEqualTo("2024-01-01T01:00:00Z");
        assertThat(file.rows().value(0)).isEqualTo(45.25);
        assertThat(file.rows().quality(0)).isEqualTo(Quality.MEASURED);
        assertThat(file.rows().quality(1)).isEqualTo(Quality.ESTIMATED);
        assertThat(file.remarks())
                .anyMatch(each -> each.contains("lifecycle was read"))
                .anyMatch(each -> each.contains("1 of 2 rows are estimated"));

        RawFile stack = read(content, RawOptions.NONE.withFactor(Factor.DIRECT_CO2E));
        assertThat(stack.labels()).isEqualTo(STACK);
        assertThat(stack.rows().value(0)).isEqualTo(30.5);
        assertThat(stack.remarks()).noneMatch(each -> each.contains("was read"));
        refused(content, RawOptions.NONE.withFactor(Factor.DIRECT_CO2), "direct-co2");
        refused(
                content.replace("true", "perhaps"),
                RawOptions.NONE,
                "x.csv line 3, column " + flag,
                "\"perhaps\" is neither true nor false");
        refused(content, RawOptions.NONE.withSignal(Signal.MARGINAL), "average", "--signal");
    }

    @Test
    void wattTimesHistoryIsInPounds() {
        RawFile file =
                read(
                        """
                        timestamp,MOER,MOER version,frequency
                        2018-12-31T23:55:00+00:00,1000.0,3.0,None
                        2019-01-01T00:00:00+00:00,995.0,3.0,300
                        """);
        assertThat(file.shape()).isEqualTo("watttime-history");
        assertThat(file.labels()).isEqualTo(MARGINAL);
        assertThat(file.unit()).isEqualTo(IntensityUnit.POUNDS_PER_MWH);
        assertThat(file.rows().value(0)).isEqualTo(453.59237);
        assertThat(file.remarks()).anyMatch(each -> each.contains("lb/MWh x 0.45359237"));
    }

    @Test
    void wattTimesAnswersComeInSeveralUnits() {
        String content = "point_time,value,ba\n2026-03-01T00:00:00+00:00,1000,CAISO_NORTH\n";
        refused(content, RawOptions.NONE, "x.csv line 1", "several units", "--unit");
        RawFile file =
                read(
                        content,
                        RawOptions.NONE
                                .withUnit(IntensityUnit.POUNDS_PER_MWH)
                                .withSignal(Signal.MARGINAL));
        assertThat(file.rows().value(0)).isEqualTo(453.59237);
        assertThat(file.labels()).isEqualTo(new Labels(Signal.MARGINAL, Factor.UNSTATED));
        assertThat(file.zones()).containsExactly("CAISO_NORTH");
        RawFile nowhere =
                read(
                        content.replace("CAISO_NORTH", ""),
                        RawOptions.NONE.withUnit(IntensityUnit.POUNDS_PER_MWH));
        assertThat(nowhere.zones()).isEmpty();
        assertThat(nowhere.rows().size()).isEqualTo(1);
    }

    @Test
    void aPackedFileIsReadAsThePlainOne() {
        byte[] plain = "timestamp_utc,g_per_kwh\n2026-03-01T00:00:00Z,7\n".getBytes(UTF_8);
        Path file = TestFiles.write(folder, "x.csv", TestFiles.gzip(plain));
        assertThat(RawFile.read(file, RawOptions.NONE).rows().value(0)).isEqualTo(7);
    }

    @Test
    void sgipIsInKilogramsUnlessTheNumbersSayOtherwise() {
        RawFile file = read("time,moer\n2020-05-31 00:00:00+00:00,0.25\n");
        assertThat(file.shape()).isEqualTo("sgip");
        assertThat(file.labels()).isEqualTo(MARGINAL);
        assertThat(file.rows().value(0)).isEqualTo(250);

        String pounds = "time,moer\n2020-05-31 00:00:00+00:00,980\n";
        refused(pounds, RawOptions.NONE, "mean of 980000 g/kWh", "--unit lb/MWh");
        assertThat(
                        read(pounds, RawOptions.NONE.withUnit(IntensityUnit.POUNDS_PER_MWH))
                                .rows()
                                .value(0))
                .isCloseTo(444.52, within(0.01));
        assertThat(
                        read(
                                        "time,moer\n2020-05-31 00:00:00+00:00,0.5\n",
                                        RawOptions.NONE.withUnit(IntensityUnit.POUNDS_PER_KWH))
                                .rows()
                                .value(0))
                .isEqualTo(226.796185);
    }

    @Test
    void caslbIsInPounds() {
        RawFile file = read("datetime,marginal_carbon_avg\n2022-12-24 00:00:00+00:00,0.0\n");
        assertThat(file.shape()).isEqualTo("caslb");
        assertThat(file.rows().value(0)).isZero();
        assertThat(file.labels()).isEqualTo(MARGINAL);
    }

    @Test
    void letsWaitAwhileNeedsItsTimeZoneSaid() {
        String content = "Time,Carbon Intensity\n2020-12-19 17:15:00,265.5\n";
        refused(
                content,
                RawOptions.NONE,
                "x.csv line 2, column Time",
                "a time without a zone",
                "--time-zone UTC",
                "Let's Wait Awhile are in UTC");
        RawFile file = read(content, RawOptions.NONE.withTimeZone(ZoneOffset.UTC));
        assertThat(file.shape()).isEqualTo("lets-wait-awhile");
        assertThat(at(file.rows(), 0)).isEqualTo("2020-12-19T17:15:00Z");
        assertThat(file.labels()).isEqualTo(Labels.UNSTATED);
        assertThat(file.remarks()).containsExactly("times without a zone were read as Z");
    }

    @Test
    void theUnitedKingdomInThreeWays() {
        RawFile api =
                read(
                        """
                        from,to,actual,forecast
                        2020-05-24T20:30Z,2020-05-24T21:00Z,146,150
                        2020-05-24T21:00Z,2020-05-24T21:30Z,,148
                        """);
        assertThat(api.shape()).isEqualTo("uk-carbon-intensity");
        assertThat(api.rows().value(0)).isEqualTo(146);
        assertThat(api.rows().isEmpty(1)).isTrue();
        assertThat(api.rows().quality(0)).isEqualTo(Quality.MEASURED);
        assertThat(api.labels()).isEqualTo(new Labels(Signal.AVERAGE, Factor.DIRECT_CO2));

        RawFile site =
                read(
                        """
                        Datetime (UTC),Actual Carbon Intensity (gCO2/kWh),Forecast Carbon Intensity (gCO2/kWh),Index
                        2017-09-11T23:30Z,140,134,low
                        """);
        assertThat(site.shape()).isEqualTo("uk-carbon-intensity");
        assertThat(site.rows().value(0)).isEqualTo(140);

        RawFile mix =
                read(
                        """
                        DATETIME,GAS,COAL,GENERATION,CARBON_INTENSITY,FOSSIL
                        2009-01-01T00:00:00,8369,15037,35000,525,23406
                        2009-01-01 00:30:00+00:00,8498,15095,35100,526,23593
                        """);
        assertThat(mix.shape()).isEqualTo("neso-generation-mix");
        assertThat(at(mix.rows(), 0)).isEqualTo("2009-01-01T00:00:00Z");
        assertThat(at(mix.rows(), 1)).isEqualTo("2009-01-01T00:30:00Z");
        assertThat(mix.rows().value(1)).isEqualTo(526);
    }

    private static final String BALANCE =
            """
            "Balancing Authority","Data Date","Hour Number","Local Time at End of Hour","UTC Time at End of Hour","Demand (MW)","Net Generation (MW)","Net Generation (MW) from Coal","Net Generation (MW) from Natural Gas","Net Generation (MW) from Nuclear","Net Generation (MW) from Wind","Net Generation (MW) from Coal (Imputed)","Net Generation (MW) from Coal (Adjusted)","Net Generation (MW) from Natural Gas (Adjusted)","Net Generation (MW) from Nuclear (Adjusted)","Net Generation (MW) from Wind (Adjusted)","Region"
            "PJM","01/01/2024",1,"01/01/2024 1:00:00 AM","01/01/2024 6:00:00 AM",1,1,"9,999",1,,1,,"1,000","2,000",,"1,000","MIDA"
            "PJM","01/01/2024",2,"01/01/2024 2:00:00 AM","01/01/2024 12:00:00 PM",1,1,"9,999",1,,1,7,"1,000.5","2,000",,-3,"MIDA"
            "PJM","01/01/2024",3,"01/01/2024 3:00:00 AM","01/01/2024 12:00:00 AM",1,1,"9,999",1,,1,,,"2,000",,5,"MIDA"
            "ISNE","01/01/2024",3,"01/01/2024 3:00:00 AM","01/01/2024 8:00:00 AM",1,1,1,1,1,1,,1,1,1,1,"NE"
            """;

    @Test
    void eiaBalanceFilesHoldManyAuthoritiesAndEndsOfHours() {
        refused(BALANCE, RawOptions.NONE, "2 zones: PJM, ISNE", "--rows-of");
        refused(BALANCE, RawOptions.NONE.withRowsOf("CISO"), "no rows of \"CISO\"", "PJM, ISNE");

        RawFile file = read(BALANCE, RawOptions.NONE.withRowsOf("PJM"));
        RawIntensity rows = file.rows();
        assertThat(file.shape()).isEqualTo("eia-930-balance");
        assertThat(file.labels()).isEqualTo(LIFECYCLE);
        assertThat(file.zones()).containsExactly("PJM");
        assertThat(file.late()).isEqualTo(Duration.ofHours(1));
        assertThat(rows.size()).isEqualTo(3);
        assertThat(at(rows, 0)).isEqualTo("2024-01-01T06:00:00Z");
        assertThat(at(file.atStarts(), 0)).isEqualTo("2024-01-01T05:00:00Z");
        assertThat(at(rows, 1)).isEqualTo("2024-01-01T12:00:00Z");
        assertThat(at(rows, 2)).isEqualTo("2024-01-01T00:00:00Z");
        // (1000 x 820 + 2000 x 490 + 1000 x 11) / 4000
        assertThat(rows.value(0)).isEqualTo(452.75);
        // Wind below zero is none; nuclear is never there.
        assertThat(rows.value(1)).isCloseTo((1000.5 * 820 + 2000 * 490) / 3000.5, within(1e-12));
        assertThat(rows.isEmpty(2)).as("coal is missing").isTrue();
        assertThat(rows.quality(0)).isEqualTo(Quality.MEASURED);
        assertThat(rows.quality(1)).isEqualTo(Quality.ESTIMATED);
        assertThat(file.remarks())
                .anyMatch(each -> each.contains("coal 820, natural gas 490, wind 11 g/kWh"))
                .anyMatch(each -> each.contains("1 row lacks coal"))
                .anyMatch(each -> each.contains("1 value below zero (wind)"))
                .anyMatch(each -> each.contains("ends of hours"));
    }

    @Test
    void stackFactorsAreThoseThatAreShipped() {
        RawFile file =
                read(BALANCE, RawOptions.NONE.withRowsOf("pjm").withFactor(Factor.DIRECT_CO2E));
        assertThat(file.labels()).isEqualTo(STACK);
        assertThat(file.rows().value(0)).isEqualTo((1000 * 760 + 2000 * 370) / 4000.0);
        refused(
                "timestamp,WND,NG,COL,OIL\n2024-01-01T00:00:00Z,1,1,1,5\n",
                RawOptions.NONE.withFactor(Factor.DIRECT_CO2E),
                "generation from OIL",
                "no factor of stack emissions",
                "lifecycle-co2e");
    }

    @Test
    void theNewNamesOfEiaWithItsSpelling() {
        RawFile file =
                read(
                        """
                        Balancing Authority,UTC Time at End of Hour,Net Generation (MW) from Hydropower Excluding Pumped Storage (Adjusted),Net Generation (MW) from Pumped Storage  (Adjusted),Net Generation (MW) from Solar witho Integrated Battery Storage (Adjusted),Net Generation (MW) from Battery Storage (Adjusted),Net Generation (MW) from Unknown Fuel Sources (Adjusted)
                        CISO,07/01/2024 5:00:00 PM,100,50,300,-200,100
                        """);
        assertThat(at(file.rows(), 0)).isEqualTo("2024-07-01T17:00:00Z");
        assertThat(file.rows().value(0)).isEqualTo((100 * 24 + 300 * 45 + 100 * 700) / 500.0);
        assertThat(file.remarks())
                .anyMatch(each -> each.contains("storage gave (pumped storage, battery storage)"));
        refused(
                "Balancing Authority,UTC Time at End of Hour,Net Generation (MW) from Peat\n",
                RawOptions.NONE,
                "Net Generation (MW) from Peat is no energy source known here");
    }

    private static final String MIX =
            """
            timestamp,WND,SUN,NG,COL,avg_CI
            2022-03-13 06:00:00+00:00,100.0,,300.0,600.0,374.5
            2022-03-13 07:00:00+00:00,,,,,
            2022-03-13 08:00:00+00:00,100.0,,300.0,,42.5
            """;

    @Test
    void aMixWithItsOwnIntensity() {
        RawFile own = read(MIX);
        assertThat(own.shape()).isEqualTo("eia-930-mix");
        assertThat(own.labels()).isEqualTo(STACK);
        assertThat(own.rows().value(0)).isEqualTo(374.5);
        assertThat(own.rows().isEmpty(1)).isTrue();
        assertThat(own.rows().value(2)).isEqualTo(42.5);
        assertThat(own.remarks()).anyMatch(each -> each.contains("--column mix"));
        assertThat(read(MIX, RawOptions.NONE.withColumn("avg_CI")).rows().value(0))
                .isEqualTo(374.5);

        for (RawOptions options :
                new RawOptions[] {
                    RawOptions.NONE.withColumn("mix"),
                    RawOptions.NONE.withFactor(Factor.LIFECYCLE_CO2E)
                }) {
            RawFile mix = read(MIX, options);
            assertThat(mix.labels()).isEqualTo(LIFECYCLE);
            assertThat(mix.rows().value(0)).isEqualTo(0.1 * 11 + 0.3 * 490 + 0.6 * 820);
            assertThat(mix.rows().isEmpty(1)).isTrue();
            assertThat(mix.rows().isEmpty(2)).as("without coal no mix").isTrue();
        }
        assertThat(read(MIX, RawOptions.NONE.withHourEnding(true)).late())
                .isEqualTo(Duration.ofHours(1));
    }

    private static final String ENTSOE =
            """
            "Area","MTU","Biomass  - Actual Aggregated [MW]","Fossil Brown coal/Lignite  - Actual Aggregated [MW]","Fossil Gas  - Actual Aggregated [MW]","Hydro Pumped Storage  - Actual Aggregated [MW]","Hydro Pumped Storage  - Actual Consumption [MW]","Marine  - Actual Aggregated [MW]","Wind Onshore  - Actual Aggregated [MW]"
            "Freedonia (FX)","26.10.2025 01:00 - 26.10.2025 02:00 (ZONE)","100","200","300","50","900","n/e","400"
            "Freedonia (FX)","26.10.2025 02:00 - 26.10.2025 03:00 (ZONE)","100","N/A","300","50","900","n/e","400"
            "Freedonia (FX)","26.10.2025 02:00 - 26.10.2025 03:00 (ZONE)","n/e","200","300","50","","n/e","400"
            "Freedonia (FX)","26.10.2025 03:00 - 26.10.2025 04:00 (ZONE)","-","200","300","50","900","n/e","400"
            """;

    @Test
    void entsoeByColumns() {
        RawFile file = read(ENTSOE.replace("ZONE", "CET/CEST"));
        RawIntensity rows = file.rows();
        assertThat(file.shape()).isEqualTo("entsoe-generation");
        assertThat(file.zones()).containsExactly("Freedonia (FX)");
        assertThat(at(rows, 0)).isEqualTo("2025-10-25T23:00:00Z");
        assertThat(at(rows, 1)).isEqualTo("2025-10-26T00:00:00Z");
        assertThat(at(rows, 2)).as("the hour comes twice").isEqualTo("2025-10-26T01:00:00Z");
        assertThat(at(rows, 3)).isEqualTo("2025-10-26T02:00:00Z");
        assertThat(rows.value(0))
                .isCloseTo((100 * 230 + 200 * 820 + 300 * 490 + 400 * 11) / 1000.0, within(1e-12));
        assertThat(rows.isEmpty(1)).as("N/A").isTrue();
        assertThat(rows.value(2))
                .as("n/e is no gap")
                .isCloseTo((200 * 820 + 300 * 490 + 400 * 11) / 900.0, within(1e-12));
        assertThat(rows.isEmpty(3)).as("-").isTrue();
        assertThat(file.remarks())
                .anyMatch(each -> each.contains("2 times that the clock shows twice"));

        RawFile utc = read(ENTSOE.replace("ZONE", "UTC"));
        assertThat(at(utc.rows(), 1)).isEqualTo("2025-10-26T02:00:00Z");
        assertThat(at(utc.rows(), 2)).isEqualTo("2025-10-26T02:00:00Z");
        refused(ENTSOE.replace("(ZONE)", ""), RawOptions.NONE, "without a zone", "--time-zone");
    }

    /// As exports by local time have it: a row without a value for the hour that the clock leaves
    /// out, consumption beside each kind, and a hyphen where nothing is known yet.
    private static final String SPRING =
            """
            "Area","MTU","Biomass - Actual Aggregated [MW]","Biomass - Actual Consumption [MW]","Energy storage - Actual Aggregated [MW]","Energy storage - Actual Consumption [MW]","Hydro Run-of-river and poundage - Actual Aggregated [MW]","Hydro Run-of-river and poundage - Actual Consumption [MW]","Nuclear - Actual Aggregated [MW]","Nuclear - Actual Consumption [MW]"
            "BZN|FX","30.03.2025 01:00 - 30.03.2025 02:00 (CET/CEST)","n/e","n/e","n/e","n/e","100","","300",""
            "BZN|FX","30.03.2025 02:00 - 30.03.2025 03:00 (CET/CEST)","","","","","","","",""
            "BZN|FX","30.03.2025 03:00 - 30.03.2025 04:00 (CET/CEST)","n/e","n/e","n/e","n/e","300","","100",""
            "BZN|FX","30.03.2025 04:00 - 30.03.2025 05:00 (CET/CEST)","n/e","n/e","n/e","n/e","-","-","-","-"
            """;

    @Test
    void theHourThatTheClockLeavesOutIsARowWithoutAValue() {
        RawFile file = read(SPRING);
        assertThat(file.rows().size()).isEqualTo(3);
        assertThat(at(file.rows(), 0)).isEqualTo("2025-03-30T00:00:00Z");
        assertThat(at(file.rows(), 1)).isEqualTo("2025-03-30T01:00:00Z");
        assertThat(file.rows().value(0)).isEqualTo((100 * 24 + 300 * 12) / 400.0);
        assertThat(file.rows().value(1)).isEqualTo((300 * 24 + 100 * 12) / 400.0);
        assertThat(file.rows().isEmpty(2)).isTrue();
        assertThat(file.remarks())
                .anyMatch(each -> each.startsWith("1 row without a value at times over which"));
        refused(
                SPRING.replace("03:00 (CET/CEST)\",\"\"", "03:00 (CET/CEST)\",\"5\""),
                RawOptions.NONE,
                "line 3",
                "put forward over it, and the row has a value");
    }

    /// Where an export writes an offset in brackets, the first is that of the start.
    @Test
    void aPeriodMaySayItsOffset() {
        RawFile file =
                read(
                        """
                        "MTU (CET/CEST)","Area","Production Type","Generation (MW)"
                        "26/10/2025 01:45:00 - 26/10/2025 02:00:00 (CEST)","BZN|FX","Nuclear","600"
                        "26/10/2025 02:00:00 (CEST) - 26/10/2025 02:15:00 (CEST)","BZN|FX","Nuclear","601"
                        "26/10/2025 02:00:00 (CET) - 26/10/2025 02:15:00 (CET)","BZN|FX","Nuclear","602"
                        """);
        assertThat(at(file.rows(), 0)).isEqualTo("2025-10-25T23:45:00Z");
        assertThat(at(file.rows(), 1)).isEqualTo("2025-10-26T00:00:00Z");
        assertThat(at(file.rows(), 2)).isEqualTo("2025-10-26T01:00:00Z");
    }

    /// The columns of a file since July 2024 in EIA's order and spelling, of which (Imputed) is
    /// mostly empty, with commas between thousands as some of the files have them.
    @Test
    void aWholeFileOfEia() {
        List<String> sources =
                List.of(
                        "Coal",
                        "Natural Gas",
                        "Nuclear",
                        "All Petroleum Products",
                        "Hydropower Excluding Pumped Storage",
                        "Pumped Storage ",
                        "Solar without Integrated Battery Storage",
                        "Solar with Integrated Battery Storage",
                        "Wind without Integrated Battery Storage",
                        "Wind with Integrated Battery Storage",
                        "Battery Storage",
                        "Other Energy Storage",
                        "Unknown Energy Storage",
                        "Geothermal",
                        "Other Fuel Sources",
                        "Unknown Fuel Sources");
        var header =
                new StringBuilder(
                        "\"Balancing Authority\",\"Data Date\",\"Hour Number\",\"Local Time at End of"
                                + " Hour\",\"UTC Time at End of Hour\",\"Demand Forecast (MW)\",\"Demand"
                                + " (MW)\",\"Net Generation (MW)\",\"Total Interchange (MW)\",\"Sum(Valid"
                                + " DIBAs) (MW)\"");
        var row =
                new StringBuilder(
                        "PJM,07/01/2024,1,07/01/2024 1:00:00 AM,07/01/2024 5:00:00 AM,\"90,000\","
                                + "\"91,000\",\"92,000\",\"1,000\",\"1,000\"");
        for (String kind : List.of("", " (Imputed)", " (Adjusted)")) {
            for (String each : sources) {
                String name =
                        kind.equals(" (Adjusted)")
                                ? each.replace("Solar with ", "Solar witho ")
                                : each;
                header.append(",\"Net Generation (MW) from ").append(name).append(kind).append('"');
                row.append(
                        kind.equals(" (Imputed)")
                                ? ","
                                : each.equals("Coal")
                                        ? ",\"10,000\""
                                        : each.equals("Nuclear") ? ",\"30,000\"" : ",0");
            }
        }
        header.append(",\"Region\"\n");
        row.append(",MIDA\n");
        RawFile file = read(header.toString() + row);
        assertThat(file.shape()).isEqualTo("eia-930-balance");
        assertThat(file.rows().value(0)).isEqualTo((10_000 * 820.0 + 30_000 * 12) / 40_000);
        assertThat(file.rows().quality(0)).isEqualTo(Quality.MEASURED);
        assertThat(at(file.atStarts(), 0)).isEqualTo("2024-07-01T04:00:00Z");
    }

    @Test
    void britishFilesAreOfTheKindThatTheServiceAnswers() throws Exception {
        RawFile api =
                read("from,to,actual,forecast\n2026-02-01T00:00Z,2026-02-01T00:30Z,100,110\n");
        try (var client = JsonClient.forData(HttpListener.NONE, Clock.systemUTC())) {
            assertThat(new UkIntensity(UkIntensity.ADDRESS, client).offers())
                    .containsExactly(api.labels());
        }
    }

    @Test
    void entsoeByRows() {
        String content =
                """
                "MTU (UTC)","Area","Production Type","Generation (MW)"
                "13/01/2025 00:00:00 - 13/01/2025 00:15:00","BZN|FX","Nuclear","600"
                "13/01/2025 00:15:00 - 13/01/2025 00:30:00","BZN|FX","Nuclear","600"
                "13/01/2025 00:00:00 - 13/01/2025 00:15:00","BZN|FX","Fossil Gas","400"
                "13/01/2025 00:15:00 - 13/01/2025 00:30:00","BZN|FX","Fossil Gas","n/e"
                "13/01/2025 00:30:00 - 13/01/2025 00:45:00","BZN|FX","Fossil Gas","400"
                "13/01/2025 00:30:00 - 13/01/2025 00:45:00","BZN|OTHER","Fossil Gas","400"
                """;
        RawFile file = read(content, RawOptions.NONE.withRowsOf("FX"));
        RawIntensity rows = file.rows();
        assertThat(file.zones()).containsExactly("BZN|FX");
        assertThat(rows.size()).isEqualTo(3);
        assertThat(at(rows, 1)).isEqualTo("2025-01-13T00:15:00Z");
        assertThat(rows.value(0)).isEqualTo((600 * 12 + 400 * 490) / 1000.0);
        assertThat(rows.value(1)).isEqualTo(12);
        assertThat(rows.isEmpty(2)).as("no row of nuclear").isTrue();
        refused(
                content.replace("BZN|OTHER\",\"Fossil Gas", "BZN|FX\",\"Fossil Gas"),
                RawOptions.NONE,
                "line 7",
                "there twice");
        refused(content.replace("Nuclear", "Gerbils"), RawOptions.NONE, "\"Gerbils\"");
    }

    @Test
    void aColumnThatIsChosen() {
        String content =
                """
                ,timestamp,eu-west-3,us-east-1,us lbs_co2_per_mwh
                0,1659492000,112,423.5,1000
                1,1659495600,115,,1000
                """;
        refused(content, RawOptions.NONE, "no shape known here", "--column");
        refused(content, RawOptions.NONE.withColumn("us-west-9"), "us-west-9", "eu-west-3");
        refused(content, RawOptions.NONE.withColumn("us-east-1"), "does not say its unit");
        RawFile file =
                read(
                        content,
                        RawOptions.NONE
                                .withColumn("us-east-1")
                                .withUnit(IntensityUnit.GRAMS_PER_KWH));
        assertThat(file.shape()).isEqualTo("column");
        assertThat(at(file.rows(), 0)).isEqualTo(Instant.ofEpochSecond(1659492000));
        assertThat(file.rows().value(0)).isEqualTo(423.5);
        assertThat(file.rows().isEmpty(1)).isTrue();
        RawOptions pounds = RawOptions.NONE.withColumn("us lbs_co2_per_mwh");
        assertThat(read(content, pounds).rows().value(0)).isEqualTo(453.59237);
        refused(content, pounds.withUnit(IntensityUnit.GRAMS_PER_KWH), "is not in g/kWh");
    }

    @Test
    void whatCannotBeReadIsRefusedWithItsPlace() {
        refused(
                "timestamp_utc,g_per_kwh\n2026-03-01T00:00:00Z,abc\n",
                RawOptions.NONE,
                "x.csv line 2, column g_per_kwh: \"abc\" is not a finite number");
        refused(
                "timestamp_utc,g_per_kwh\n2026-03-01T00:00:00Z,NaN\n",
                RawOptions.NONE,
                "\"NaN\" is not a finite number");
        refused(
                "timestamp_utc,g_per_kwh\n2026-13-01T00:00:00Z,1\n",
                RawOptions.NONE,
                "x.csv line 2, column timestamp_utc: \"2026-13-01T00:00:00Z\" is not a time");
        refused(
                "timestamp_utc,g_per_kwh\n2026-12-01T00:00:00,1\n",
                RawOptions.NONE,
                "a time without a zone",
                "--time-zone");
        refused("timestamp_utc,g_per_kwh\n,1\n", RawOptions.NONE, "the time is missing");
        refused("timestamp_utc,g_per_kwh\n", RawOptions.NONE, "a header and no rows");
        refused("hour;intensity\n1;2\n", RawOptions.NONE, "Separate the cells by commas");
        refused(
                "timestamp_utc,g_per_kwh\n2026-12-01T00:00:00Z,1\n",
                RawOptions.NONE.withUnit(IntensityUnit.POUNDS_PER_MWH),
                "g_per_kwh is not in lb/MWh");
        refused(
                "timestamp,WND,NG,COL\n2024-01-01T00:00:00Z,1,\"1,00\",1\n",
                RawOptions.NONE,
                "line 2, column NG",
                "\"1,00\" is not a finite number");
        refused(
                "time,moer\n2020-05-31 00:00:00+00:00,1e308\n",
                RawOptions.NONE.withUnit(IntensityUnit.KILOGRAMS_PER_KWH),
                "too large");
    }

    @Test
    void aClockThatIsPutForward() {
        RawOptions berlin = RawOptions.NONE.withTimeZone(ZoneId.of("Europe/Berlin"));
        RawFile file =
                read(
                        """
                        Time,Carbon Intensity
                        2025-03-30 01:00:00,1
                        2025-03-30 03:00:00,2
                        2025-07-01 03:00:00,2
                        """,
                        berlin);
        assertThat(at(file.rows(), 0)).isEqualTo("2025-03-30T00:00:00Z");
        assertThat(at(file.rows(), 1)).isEqualTo("2025-03-30T01:00:00Z");
        assertThat(at(file.rows(), 2)).isEqualTo("2025-07-01T01:00:00Z");
        refused(
                "Time,Carbon Intensity\n2025-03-30 02:00:00,1\n",
                berlin,
                "clocks in Europe/Berlin do not show");
    }
}
