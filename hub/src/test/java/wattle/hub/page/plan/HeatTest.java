package wattle.hub.page.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import wattle.grid.Factor;
import wattle.grid.Labels;
import wattle.grid.Signal;
import wattle.grid.catalog.TypicalDay;
import wattle.testing.Property;

class HeatTest {

    private static final Labels LIFECYCLE = new Labels(Signal.AVERAGE, Factor.LIFECYCLE_CO2E);

    @Test
    void aStartHasTheMeanOfTheMinutesThatFollow() throws Exception {
        Property.forAll(
                200,
                random -> {
                    double[] day = new double[24];
                    for (int hour = 0; hour < 24; hour++) {
                        day[hour] = 1000 * random.nextDouble();
                    }
                    int minutes = 1 + random.nextInt(5 * 24 * 60);
                    int start = random.nextInt(24);
                    double sum = 0;
                    for (int minute = 0; minute < minutes; minute++) {
                        sum += day[(start + minute / 60) % 24];
                    }
                    assertThat(Heat.from(day, start, minutes / 60.0))
                            .isCloseTo(sum / minutes, within(1e-6));
                });
    }

    @Test
    void aRowIsEnergyTimesTheTypicalDayAndOneKindAlone() {
        var job = Job.constant(Duration.ofHours(1), 2000);
        Heat heat = Heat.of(job, 1.5, LIFECYCLE, 7, Heat.Order.NAME);
        long expected =
                TypicalDay.all().stream().filter(each -> each.labels().equals(LIFECYCLE)).count();
        assertThat(heat.rows()).hasSize((int) expected).hasSizeGreaterThan(10);
        for (TypicalDay day : TypicalDay.all()) {
            if (day.labels().equals(LIFECYCLE)) {
                Heat.Row row =
                        heat.rows().stream()
                                .filter(each -> each.key().equals(day.name()))
                                .findFirst()
                                .orElseThrow();
                for (int hour = 0; hour < 24; hour++) {
                    double intensity = day.at(7, hour).value().gramsPerKilowattHour();
                    assertThat(row.hours().get(hour)).isCloseTo(3 * intensity, within(1e-9));
                }
                assertThat(row.hours().get(row.best())).isEqualTo(row.min());
                assertThat(row.min()).isLessThanOrEqualTo(row.mean());
            }
        }
        assertThat(heat.missing()).contains("US-CAISO-PGE").doesNotContain("Germany");
        assertThat(heat.rows()).extracting(Heat.Row::name).isSorted();
    }

    @Test
    void theMeanOfAllMonthsIsTheMeanOfEachAndOrdersAreKept() {
        var job = Job.constant(Duration.ofHours(30), 700);
        Heat year = Heat.of(job, 1, LIFECYCLE, null, Heat.Order.MEAN);
        assertThat(year.rows()).extracting(Heat.Row::mean).isSorted();
        for (Heat.Row each : year.rows()) {
            double months =
                    each.months().stream().mapToDouble(value -> value).average().orElseThrow();
            assertThat(each.mean()).isCloseTo(months, within(1e-6 * months));
        }
        assertThat(Heat.of(job, 1, LIFECYCLE, 1, Heat.Order.MIN).rows())
                .extracting(Heat.Row::min)
                .isSorted();
        assertThat(Heat.of(job, 1, LIFECYCLE, 1, Heat.Order.SPREAD).rows())
                .extracting(each -> -each.spread())
                .isSorted();
    }

    @Test
    void aJobOfWholeDaysDoesNotCareForItsHour() {
        Heat heat =
                Heat.of(Job.constant(Duration.ofDays(3), 100), 1, LIFECYCLE, 3, Heat.Order.MEAN);
        for (Heat.Row each : heat.rows()) {
            assertThat(each.spread()).isCloseTo(0, within(1e-9));
        }
    }
}
