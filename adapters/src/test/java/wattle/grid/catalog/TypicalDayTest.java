package wattle.grid.catalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wattle.grid.Factor;
import wattle.grid.GridZone;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.series.Interval;
import wattle.testing.Property;
import wattle.unit.CarbonIntensity;
import wattle.unit.Range;
import wattle.unit.catalog.ShippedFiles;

class TypicalDayTest {

    private static final Labels LIFECYCLE = new Labels(Signal.AVERAGE, Factor.LIFECYCLE_CO2E);
    private static final Labels DIRECT = new Labels(Signal.AVERAGE, Factor.DIRECT_CO2E);

    private static TypicalDay germany() {
        return requireNonNull(TypicalDay.find(new GridZone("country", "DEU"), LIFECYCLE));
    }

    @ParameterizedTest
    @CsvSource({
        "country:DEU,                 electricitymaps:DE,          2021 to 2024",
        "electricitymaps:DE,          electricitymaps:DE,          2021 to 2024",
        "profile:DE,                  electricitymaps:DE,          2021 to 2024",
        "country:GBR,                 electricitymaps:GB,          2021 to 2024",
        "uk:GB,                 electricitymaps:GB,          2021 to 2024",
        "eia:PJM,                     electricitymaps:US-MIDA-PJM, 2021 to 2024",
        "subdivision:CA-ON,           electricitymaps:CA-ON,       2021 to 2024",
        "country:ESP,                 electricitymaps:ES,          2021 to 2023",
    })
    void aZoneIsFoundByWhateverSourceNamesIt(String asked, String drawn, String years) {
        TypicalDay day = requireNonNull(TypicalDay.find(TypicalDay.zone(asked), LIFECYCLE));

        assertThat(day.zone()).hasToString(drawn);
        assertThat(day.years()).isEqualTo(years);
        assertThat(day.source().name()).contains("Electricity Maps", "typical day of " + years);
        assertThat(day.source().licence()).isEqualTo("ODbL 1.0: Electricity Maps");
    }

    @Test
    void aZoneThatOnlyContainsOneHasNone() {
        assertThat(TypicalDay.of(new GridZone("country", "USA"))).isEmpty();
        assertThat(TypicalDay.of(new GridZone("country", "FRA"))).isEmpty();
        assertThat(TypicalDay.of(new GridZone("watttime", "PJM_DC"))).isEmpty();
    }

    @Test
    void signalAndFactorAreNeverExchanged() {
        GridZone pjm = new GridZone("electricitymaps", "US-MIDA-PJM");

        assertThat(requireNonNull(TypicalDay.find(pjm, DIRECT)).zone()).hasToString("eia:PJM");
        assertThat(TypicalDay.find(pjm, new Labels(Signal.MARGINAL, Factor.DIRECT_CO2))).isNull();
        assertThat(TypicalDay.of(pjm))
                .extracting(TypicalDay::labels)
                .containsExactly(DIRECT, LIFECYCLE);
        assertThat(TypicalDay.of(new GridZone("sgip", "SGIP_CAISO_PGE")))
                .extracting(day -> day.labels().signal())
                .containsExactly(Signal.MARGINAL);
    }

    @Test
    void whatIsOnlyNearlyTheZoneSaysSo() {
        GridZone kingdom = new GridZone("country", "GBR");

        assertThat(requireNonNull(TypicalDay.find(kingdom, LIFECYCLE)).notes())
                .containsExactly(
                        "the typical day is that of GB, which is approximately country:GBR: Great"
                                + " Britain, without Northern Ireland");
        assertThat(germany().notes()).isEmpty();
    }

    @Test
    void everyHourHasTheMeanOfItsMonthAndHourAsTheTablePrintsIt() throws Exception {
        Map<Integer, NamedCsvRecord> table = new HashMap<>();
        for (NamedCsvRecord row :
                ShippedFiles.table(
                        "grid/catalog/odbl/typical_days/DE.average.lifecycle-co2e.csv")) {
            table.put(
                    100 * Integer.parseInt(row.getField("month"))
                            + Integer.parseInt(row.getField("hour_utc")),
                    row);
        }
        TypicalDay day = germany();
        Property.forAll(
                200,
                random -> {
                    Instant start =
                            Instant.ofEpochSecond(random.nextLong(-4_000_000_000L, 8_000_000_000L));
                    Instant end = start.plusSeconds(1 + random.nextInt(90 * 86_400)).plusNanos(1);
                    IntensitySeries series = day.over(new Interval(start, end));
                    var timeline = series.gramsPerKilowattHour().timeline();

                    assertThat(timeline.span().start()).isAfter(start.minusSeconds(3600));
                    assertThat(timeline.span().start()).isBeforeOrEqualTo(start);
                    assertThat(timeline.span().end()).isAfterOrEqualTo(end);
                    assertThat(timeline.span().end()).isBefore(end.plusSeconds(3600));
                    assertThat(timeline.step()).contains(Duration.ofHours(1));
                    for (int i = 0; i < timeline.size(); i++) {
                        ZonedDateTime at = timeline.interval(i).start().atZone(ZoneOffset.UTC);
                        NamedCsvRecord row =
                                requireNonNull(table.get(100 * at.getMonthValue() + at.getHour()));
                        assertThat(series.gramsPerKilowattHour().value(i))
                                .isEqualTo(Double.parseDouble(row.getField("mean_g_per_kwh")));
                        Range<CarbonIntensity> range = day.at(at.toInstant());
                        assertThat(range.low().gramsPerKilowattHour())
                                .isEqualTo(Double.parseDouble(row.getField("p10_g_per_kwh")));
                        assertThat(range.high().gramsPerKilowattHour())
                                .isEqualTo(Double.parseDouble(row.getField("p90_g_per_kwh")));
                    }
                });
    }

    @Test
    void theSeriesSaysWhatItIs() {
        Interval hour =
                new Interval(
                        Instant.parse("2026-01-31T23:59:59.5Z"),
                        Instant.parse("2026-02-01T00:00:00.5Z"));
        IntensitySeries series = germany().over(hour);

        assertThat(series.quality()).isEqualTo(Quality.TYPICAL_DAY);
        assertThat(series.labels()).isEqualTo(LIFECYCLE);
        assertThat(series.zone()).hasToString("electricitymaps:DE");
        assertThat(series.gramsPerKilowattHour().size()).isEqualTo(2);
        assertThat(series.gramsPerKilowattHour().value(0))
                .isEqualTo(germany().at(1, 23).value().gramsPerKilowattHour());
        assertThat(germany().boundsOver(hour).low().value(1))
                .isEqualTo(germany().at(2, 0).low().gramsPerKilowattHour());
        assertThat(germany().boundsOver(hour).high().value(1))
                .isEqualTo(germany().at(2, 0).high().gramsPerKilowattHour());
    }

    @Test
    void everyOneThatIsShippedCanBeReadAndIsNamedOnce() {
        Set<String> names = new HashSet<>();
        for (TypicalDay each : TypicalDay.all()) {
            assertThat(names.add(each.name() + each.labels())).isTrue();
            assertThat(each.mean()).isBetween(20.0, 800.0);
            assertThat(TypicalDay.of(new GridZone("profile", each.name())))
                    .extracting(TypicalDay::labels)
                    .contains(each.labels());
            assertThat(TypicalDay.find(each.zone(), each.labels())).isNotNull();
        }
        assertThat(names).hasSize(25);
    }

    @Test
    void aSpanOfMoreThanACenturyIsASlip() {
        Interval ages =
                new Interval(
                        Instant.parse("1900-01-01T00:00:00Z"),
                        Instant.parse("2100-01-01T00:00:00Z"));

        assertThatThrownBy(() -> germany().over(ages)).hasMessageContaining("hundred years");
        assertThatThrownBy(() -> germany().at(13, 0)).hasMessageContaining("13");
        assertThat(List.of(germany().mean()).getFirst()).isCloseTo(403, within(3.0));
    }
}
