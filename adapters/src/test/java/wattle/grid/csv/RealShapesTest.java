package wattle.grid.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import wattle.grid.Factor;
import wattle.grid.Quality;
import wattle.grid.RawIntensity;
import wattle.grid.Signal;
import wattle.series.HeldSeries;
import wattle.series.Timeline;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.Reading;
import wattle.testing.SharedData;

/// Unchanged excerpts of real sources with real faults, where they are there: in the folder
/// `WATTLE_DATA`, or `shared/data` beside the repository.
class RealShapesTest {

    private static Path data(String name) {
        return SharedData.needed("intensity/" + name);
    }

    private static RawFile fault(String name, RawOptions options) {
        return RawFile.read(data("faults/" + name), options);
    }

    private static HeldSeries clean(String region) {
        return IntensityFile.read(data(region + ".csv.gz"), null, null, Reading.STRICT)
                .series()
                .gramsPerKilowattHour();
    }

    /// Each row has the value that the cleaned series has at its start.
    private static void isIn(RawIntensity starts, HeldSeries clean, double tolerance) {
        int found = 0;
        int at = 0;
        for (int row = 0; row < starts.size(); row++) {
            Instant start = Instant.ofEpochSecond(0, starts.nanos(row));
            while (at < clean.size() && clean.timeline().interval(at).start().isBefore(start)) {
                at++;
            }
            if (at < clean.size() && clean.timeline().interval(at).start().equals(start)) {
                assertThat(starts.value(row))
                        .as(start.toString())
                        .isCloseTo(clean.value(at), within(tolerance));
                found++;
            }
        }
        assertThat(found).isEqualTo(starts.size());
    }

    @Test
    void wattTime() {
        RawFile file = fault("watttime-raw-lb-per-mwh.csv", RawOptions.NONE);
        assertThat(file.shape()).isEqualTo("watttime-history");
        assertThat(file.rows().size()).isEqualTo(24);
        isIn(file.rows(), clean("US-CAISO-NORTH.marginal"), 0.0501);
    }

    @Test
    void sgipMonthsOverlapByTwoDays() {
        List<RawFile> months =
                List.of(
                        fault("sgip-pge-2020-05-tail.csv", RawOptions.NONE),
                        fault("sgip-pge-2020-06-head.csv", RawOptions.NONE));
        ImportedSeries series = ImportedSeries.of(months);
        Timeline timeline = series.gramsPerKilowattHour().timeline();
        assertThat(series.rowsRead()).isEqualTo(1200);
        assertThat(series.rowsRepeated()).isEqualTo(1200 - timeline.size());
        assertThat(series.rowsRepeated()).isPositive();
        assertThat(timeline.gaps()).isZero();
        assertThat(timeline.step()).contains(Duration.ofMinutes(5));
        HeldSeries clean = clean("US-CAISO-PGE.marginal");
        for (RawFile month : months) {
            isIn(month.rows(), clean, 0.0501);
        }
    }

    @Test
    void newSouthWalesHasRealZeros() {
        RawFile file = fault("nsw-daytime-zeros-lb-per-mwh.csv", RawOptions.NONE);
        assertThat(file.shape()).isEqualTo("caslb");
        isIn(file.rows(), clean("AU-NSW.marginal"), 0.0501);
    }

    @Test
    void electricityMapsKeepsItsFlags() {
        RawFile file = fault("electricitymaps-raw-estimated-rows.csv", RawOptions.NONE);
        assertThat(file.shape()).isEqualTo("electricitymaps");
        assertThat(file.zones()).containsExactly("BR-CS");
        assertThat(file.labels().factor()).isEqualTo(Factor.LIFECYCLE_CO2E);
        int estimated = 0;
        for (int row = 0; row < file.rows().size(); row++) {
            estimated += file.rows().quality(row) == Quality.ESTIMATED ? 1 : 0;
        }
        assertThat(estimated).isBetween(1, file.rows().size() - 1);
        isIn(file.rows(), clean("BR-CS.average"), 0.0501);
    }

    @Test
    void eiaHasAGapWhereItsCellsAreEmpty() {
        RawFile file = fault("eia-pjm-22-hour-gap.csv", RawOptions.NONE);
        assertThat(file.shape()).isEqualTo("eia-930-mix");
        HeldSeries series = ImportedSeries.of(List.of(file)).gramsPerKilowattHour();
        assertThat(series.timeline().gaps()).isEqualTo(1);
        assertThat(series.timeline().span().duration().minus(series.timeline().covered()))
                .isEqualTo(Duration.ofHours(22));
        assertThat(series.min()).isGreaterThan(200);

        RawFile mix = fault("eia-pjm-22-hour-gap.csv", RawOptions.NONE.withColumn("mix"));
        int empty = 0;
        for (int row = 0; row < mix.rows().size(); row++) {
            empty += mix.rows().isEmpty(row) ? 1 : 0;
            if (!mix.rows().isEmpty(row)) {
                // Lifecycle medians against the author's stack factors.
                assertThat(mix.rows().value(row) / file.rows().value(row)).isBetween(1.0, 1.4);
            }
        }
        assertThat(empty).isEqualTo(22);
    }

    @Test
    void eiaDroppedFuelsAreLeftToTheFinderOfFaults() {
        RawFile file = fault("eia-pjm-dropped-fuels.csv", RawOptions.NONE);
        assertThat(file.rows().value(6)).isCloseTo(42.67, within(0.01));
        assertThat(file.rows().line(6)).isEqualTo(8);
    }

    @Test
    void aRegionOfCasperJumpsBack() {
        RawFile file =
                fault(
                        "casper-out-of-order.csv",
                        RawOptions.NONE
                                .withColumn("us-east-1")
                                .withUnit(IntensityUnit.GRAMS_PER_KWH)
                                .withSignal(Signal.AVERAGE));
        assertThat(file.rows().size()).isEqualTo(51);
        assertThat(file.rows().value(0)).isEqualTo(423);
        assertThatThrownBy(() -> ImportedSeries.of(List.of(file)))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("out of order");
    }

    @Test
    void letsWaitAwhileIsInUtc() {
        RawOptions utc = RawOptions.NONE.withTimeZone(ZoneOffset.UTC);
        RawFile germany = fault("de-missing-quarter-hours.csv", utc);
        assertThat(germany.shape()).isEqualTo("lets-wait-awhile");
        isIn(germany.rows(), clean("DE.average-2020"), 0.0501);
        assertThat(ImportedSeries.of(List.of(germany)).gramsPerKilowattHour().timeline().gaps())
                .isEqualTo(2);
        RawFile britain = fault("gb-30-then-15-minutes.csv", utc);
        Timeline timeline = ImportedSeries.of(List.of(britain)).gramsPerKilowattHour().timeline();
        assertThat(timeline.step()).isEmpty();
        assertThat(timeline.gaps()).isZero();
    }
}
