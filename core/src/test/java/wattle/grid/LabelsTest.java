package wattle.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import wattle.series.HeldSeries;
import wattle.series.Timeline;
import wattle.unit.Source;

class LabelsTest {

    private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Labels AVERAGE = new Labels(Signal.AVERAGE, Factor.LIFECYCLE_CO2E);
    private static final Labels MARGINAL = new Labels(Signal.MARGINAL, Factor.LIFECYCLE_CO2E);

    private static IntensitySeries series(String zone, Labels labels, Instant start, double value) {
        return new IntensitySeries(
                new GridZone("file", zone),
                labels,
                Quality.MEASURED,
                new Source("test", null),
                new HeldSeries(
                        Timeline.regular(start, Duration.ofDays(1), 1), new double[] {value}));
    }

    @Test
    void mixingSignalsIsRefusedWithTheReason() {
        assertThatThrownBy(() -> Labels.requireSame(AVERAGE, MARGINAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot mix average with marginal intensity")
                .hasMessageContaining("different questions");
    }

    @Test
    void mixingFactorsIsRefusedWithTheReason() {
        assertThatThrownBy(() ->
                        Labels.requireSame(AVERAGE, new Labels(Signal.AVERAGE, Factor.DIRECT_CO2)))
                .hasMessageContaining("lifecycle-co2e")
                .hasMessageContaining("different gases or stages of life");
    }

    @Test
    void theUnstatedIsComparableWithItselfOnly() {
        Labels.requireSame(Labels.UNSTATED, Labels.UNSTATED);
        assertThatThrownBy(() -> Labels.requireSame(Labels.UNSTATED, AVERAGE))
                .hasMessageContaining("unstated");
    }

    @Test
    void seriesOfOneZoneAndKindFollowEachOther() {
        IntensitySeries both =
                series("FR", AVERAGE, JANUARY, 40)
                        .followedBy(series("FR", AVERAGE, JANUARY.plusSeconds(86_400), 50));
        assertThat(both.gramsPerKilowattHour().size()).isEqualTo(2);
        assertThat(both.gramsPerKilowattHour().value(1)).isEqualTo(50);
    }

    @Test
    void seriesOfDifferentKindOrZoneOrTimeDoNot() {
        Instant next = JANUARY.plusSeconds(86_400);
        IntensitySeries first = series("FR", AVERAGE, JANUARY, 40);
        assertThatThrownBy(() -> first.followedBy(series("FR", MARGINAL, next, 400)))
                .hasMessageContaining("cannot mix");
        assertThatThrownBy(() -> first.followedBy(series("DE", AVERAGE, next, 400)))
                .hasMessageContaining("different grid zones: file:FR and file:DE");
        assertThatThrownBy(() -> first.followedBy(first)).hasMessageContaining("overlaps");
    }

    @Test
    void onlyAMarginalIntensityMayBeNegative() {
        assertThat(series("FR", MARGINAL, JANUARY, -5).gramsPerKilowattHour().min()).isEqualTo(-5);
        assertThatThrownBy(() -> series("FR", AVERAGE, JANUARY, -5))
                .hasMessageContaining("never negative, in g/kWh: -5.0");
    }

    @Test
    void zonesOfDifferentSourcesAreNeverEqual() {
        assertThat(new GridZone("electricitymaps", "FR"))
                .isNotEqualTo(new GridZone("country", "FR"));
    }
}
