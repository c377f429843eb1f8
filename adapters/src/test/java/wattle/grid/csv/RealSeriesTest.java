package wattle.grid.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.footprint.Account;
import wattle.footprint.Footprint;
import wattle.footprint.FunctionalUnit;
import wattle.footprint.Metered;
import wattle.footprint.Origin;
import wattle.footprint.Overhead;
import wattle.grid.Factor;
import wattle.grid.IntensitySeries;
import wattle.grid.Signal;
import wattle.meter.csv.EnergyFile;
import wattle.series.EnergySeries;
import wattle.series.GapPolicy;
import wattle.series.HeldSeries;
import wattle.series.Join;
import wattle.series.Timeline;
import wattle.series.csv.Reading;
import wattle.series.csv.SeriesFile;
import wattle.series.csv.TableFile;
import wattle.series.csv.TestFiles;
import wattle.series.csv.ValueColumn;
import wattle.testing.SharedData;
import wattle.unit.Pue;
import wattle.unit.Range;
import wattle.unit.Source;

/// Real series, where they are there: in the folder `WATTLE_DATA`, or `shared/data` beside the
/// repository. Their licences keep them out of it.
class RealSeriesTest {

    private static final double JOULES_PER_KILOWATT_HOUR = 3_600_000;
    private static final double POUNDS_PER_KILOGRAM = 1 / 0.45359237;

    private static final Overhead NO_OVERHEAD =
            new Overhead(
                    Range.exactly(Pue.NONE), Origin.SUPPLIED, new Source("test", null), null, "");

    @TempDir Path folder;

    private static Path data(String name) {
        return SharedData.needed(name);
    }

    @Test
    void everySeriesHasTheFiguresThatRegionsGiveIt() {
        Path intensity = data("intensity");
        List<TableFile.Row> regions = TableFile.read(intensity.resolve("regions.csv")).rows();
        assertThat(regions).hasSize(52);
        for (TableFile.Row row : regions) {
            Path file = intensity.resolve(row.text("region") + ".csv.gz");
            IntensityFile read = IntensityFile.read(file, null, null, Reading.STRICT);
            assertThat(read.remarks()).isEmpty();
            assertThat(read.series().source().licence()).isEqualTo(row.text("licence"));
            HeldSeries held = read.series().gramsPerKilowattHour();
            Timeline timeline = held.timeline();
            var step = timeline.step().orElseThrow();
            assertThat(timeline.span().start()).isEqualTo(Instant.parse(row.text("start")));
            assertThat(timeline.span().end()).isEqualTo(Instant.parse(row.text("end")));
            assertThat(step.toMinutes()).isEqualTo((long) number(row, "resolution_minutes"));
            assertThat(held.size()).isEqualTo((int) number(row, "rows"));
            assertThat(timeline.gaps()).as(file.toString()).isEqualTo((int) number(row, "gaps"));
            long missing = timeline.span().duration().minus(timeline.covered()).dividedBy(step);
            assertThat(missing).isEqualTo((long) number(row, "missing_intervals"));
            double sum = 0;
            int zeros = 0;
            for (int i = 0; i < held.size(); i++) {
                sum += held.value(i);
                zeros += held.value(i) == 0 ? 1 : 0;
            }
            assertThat(zeros).isEqualTo((int) number(row, "zeros"));
            assertThat(held.min()).isCloseTo(number(row, "min"), within(0.0501));
            assertThat(held.max()).isCloseTo(number(row, "max"), within(0.0501));
            assertThat(sum / held.size()).isCloseTo(number(row, "mean"), within(0.0501));
        }
    }

    private static double number(TableFile.Row row, String column) {
        return row.number(column).orElseThrow();
    }

    @Test
    void aDayOfGpusMetTheCarbonThatItMet() {
        EnergySeries energy = energy();
        IntensitySeries intensity = northernCalifornia();
        assertThat(energy.size()).isEqualTo(283);
        assertThat(energy.timeline().gaps()).isZero();
        assertThat(energy.total().joules()).isEqualTo(880_910_000);
        assertThat(intensity.labels().signal()).isEqualTo(Signal.MARGINAL);
        assertThat(intensity.labels().factor()).isEqualTo(Factor.DIRECT_CO2);

        Footprint footprint =
                new Account(
                                List.of(
                                        Metered.exactly(
                                                "gpus",
                                                "accelerator",
                                                "unnamed",
                                                energy,
                                                Origin.MEASURED,
                                                "gpu_energy_5min.csv")),
                                intensity,
                                new GapPolicy.Fail(),
                                NO_OVERHEAD,
                                new FunctionalUnit("training run"),
                                1,
                                List.of(),
                                List.of())
                        .footprint();
        assertThat(footprint.operational().itEnergy().kilowattHours())
                .isCloseTo(244.697222, within(5e-7));
        assertThat(footprint.operational().carbon().grams()).isCloseTo(69_257.32, within(0.005));
        assertThat(energyWeighted(energy, intensity.gramsPerKilowattHour()))
                .isCloseTo(283.0327, within(5e-5));
        assertThat(footprint.operational().coverage().isFull()).isTrue();
    }

    @Test
    void energyReadInReverseWouldGiveThirteenPercentMore() {
        EnergySeries energy = energy();
        IntensitySeries intensity = northernCalifornia();
        double[] reversed = new double[energy.size()];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = energy.energy(reversed.length - 1 - i).joules();
        }
        var mistaken = new EnergySeries(energy.timeline(), reversed);
        double kilograms =
                energyWeighted(mistaken, intensity.gramsPerKilowattHour())
                        * energy.total().kilowattHours()
                        / 1000;
        assertThat(kilograms).isCloseTo(78.1, within(0.05));
    }

    @Test
    void poundsTakenForKilogramsWouldGiveTwiceAsMuch() {
        EnergySeries energy = energy();
        IntensitySeries intensity = northernCalifornia();
        HeldSeries held = intensity.gramsPerKilowattHour();
        double[] pounds = new double[held.size()];
        for (int i = 0; i < pounds.length; i++) {
            pounds[i] = held.value(i) * POUNDS_PER_KILOGRAM;
        }
        double kilograms =
                energyWeighted(energy, new HeldSeries(held.timeline(), pounds))
                        * energy.total().kilowattHours()
                        / 1000;
        assertThat(kilograms).isCloseTo(152.7, within(0.05));
    }

    private static double energyWeighted(EnergySeries energy, HeldSeries values) {
        Join join = Join.of(energy, values, new GapPolicy.Fail());
        return join.weightedSum() / JOULES_PER_KILOWATT_HOUR / energy.total().kilowattHours();
    }

    private static EnergySeries energy() {
        Path file = data("dodge2022/gpu_energy_5min.csv");
        return EnergyFile.read(file, Reading.STRICT).energy();
    }

    private static IntensitySeries northernCalifornia() {
        Path file = data("intensity/US-CAISO-NORTH.marginal.csv.gz");
        return IntensityFile.read(file, null, null, Reading.STRICT).series();
    }

    @Test
    void aStepThatChangesFromThirtyToFifteenMinutesIsSeen() throws Exception {
        HeldSeries held =
                faulty("gb-30-then-15-minutes.csv", "Time,Carbon Intensity", "00,", "00Z,");
        Timeline timeline = held.timeline();
        Instant change = Instant.parse("2020-10-31T00:00:00Z");
        assertThat(timeline.gaps()).isZero();
        for (int i = 0; i < timeline.size(); i++) {
            assertThat(timeline.interval(i).duration().toMinutes())
                    .isEqualTo(timeline.interval(i).start().isBefore(change) ? 30 : 15);
        }
    }

    @Test
    void twoQuarterHoursThatAreMissingAreTwoGaps() throws Exception {
        HeldSeries held =
                faulty("de-missing-quarter-hours.csv", "Time,Carbon Intensity", "00,", "00Z,");
        assertThat(held.timeline().gaps()).isEqualTo(2);
        assertThat(held.timeline().step().orElseThrow().toMinutes()).isEqualTo(15);
    }

    @Test
    void twoMonthsThatOverlapAreOneSeriesAfterRepair() throws Exception {
        Path faults = data("intensity/faults");
        String may = Files.readString(faults.resolve("sgip-pge-2020-05-tail.csv"));
        String june = Files.readString(faults.resolve("sgip-pge-2020-06-head.csv"));
        Path both =
                TestFiles.write(
                        folder,
                        "x.csv",
                        may.replace("time,moer", "timestamp_utc,g_per_kwh")
                                + june.replace("time,moer\n", ""));
        IntensityFile read = IntensityFile.read(both, Signal.MARGINAL, null, Reading.REPAIR);
        assertThat(read.series().gramsPerKilowattHour().timeline().gaps()).isZero();
        assertThat(read.remarks()).hasSize(2).allSatisfy(each -> assertThat(each).contains("row"));
    }

    @Test
    void emptyCellsAreRefusedAndAreAGapOnceTheirRowsAreGone() throws Exception {
        Path faults = data("intensity/faults");
        String text = Files.readString(faults.resolve("eia-pjm-22-hour-gap.csv"));
        String named = text.replace("timestamp,", "timestamp_utc,").replace("avg_CI", "g_per_kwh");
        Path file = TestFiles.write(folder, "x.csv", named);
        assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(
                                () -> IntensityFile.read(file, null, null, Reading.STRICT)))
                .hasMessageContaining("line 10, column g_per_kwh: the value is missing");
        TestFiles.write(folder, "x.csv", named.replaceAll("(?m)^.*,,,,,,,,,\\R", ""));
        var timeline =
                IntensityFile.read(file, null, null, Reading.STRICT)
                        .series()
                        .gramsPerKilowattHour()
                        .timeline();
        assertThat(timeline.gaps()).isEqualTo(1);
        assertThat(timeline.span().duration().minus(timeline.covered()).toHours()).isEqualTo(22);
    }

    private HeldSeries faulty(String name, String header, String from, String to) throws Exception {
        Path faults = data("intensity/faults");
        String text = Files.readString(faults.resolve(name)).replace(from, to);
        Path file =
                TestFiles.write(folder, "x.csv", text.replace(header, "timestamp_utc,g_per_kwh"));
        return SeriesFile.read(
                        file, List.of(new ValueColumn("g_per_kwh", null, "")), Reading.STRICT)
                .held();
    }
}
