package wattle.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import wattle.series.HeldSeries;
import wattle.series.Timeline;
import wattle.unit.CarbonIntensity;
import wattle.unit.Range;
import wattle.unit.Source;

class FallbackTest {

    private static final Instant NOW = RandomIntensity.START;
    private static final GridZone COUNTRY = new GridZone("country", "XXX");
    private static final Labels MARGINAL = new Labels(Signal.MARGINAL, Factor.DIRECT_CO2);

    private static Fallback fallback() {
        return new Fallback(
                RandomIntensity.LABELS,
                RandomIntensity.ZONE,
                new Decision(NOW),
                (one, other) -> one.equals(RandomIntensity.ZONE) && other.equals(COUNTRY));
    }

    private static Forecast forecast(Instant issuedAt) {
        return new Forecast(issuedAt, series(RandomIntensity.LABELS, Quality.FORECAST), "m1");
    }

    private static IntensitySeries series(Labels labels, Quality quality) {
        return new IntensitySeries(
                RandomIntensity.ZONE,
                labels,
                quality,
                new Source("test", null),
                new HeldSeries(Timeline.regular(NOW, Duration.ofHours(1), 1), new double[] {9}));
    }

    private static IntensityFactor yearly(GridZone zone) {
        return new IntensityFactor(
                zone,
                "Nowhere",
                Range.exactly(new CarbonIntensity(300)),
                RandomIntensity.LABELS,
                Quality.YEARLY,
                2024,
                "",
                new Source("test", null),
                List.of());
    }

    @Test
    void theOrderIsThatOfTheRuleAndNotThatOfTheOffers() {
        Observed observed = RandomIntensity.observed(new Random(3), NOW.minusSeconds(60));
        List<Layer> layers =
                fallback()
                        .offer(Rung.YEARLY, yearly(COUNTRY))
                        .offer(
                                Rung.TYPICAL_DAY,
                                series(RandomIntensity.LABELS, Quality.TYPICAL_DAY))
                        .offer(forecast(NOW.minusSeconds(7200)))
                        .offer(forecast(NOW))
                        .offer(Rung.CACHED, observed)
                        .offer(Rung.HISTORY, observed)
                        .intensity()
                        .layers();
        assertThat(layers)
                .extracting(Layer::rung)
                .containsExactly(
                        Rung.HISTORY,
                        Rung.HISTORY,
                        Rung.CACHED,
                        Rung.CACHED,
                        Rung.FORECAST,
                        Rung.FORECAST,
                        Rung.TYPICAL_DAY,
                        Rung.YEARLY);
        assertThat(layers.get(0).intensity().quality()).isEqualTo(Quality.MEASURED);
        assertThat(layers.get(1).intensity().quality()).isEqualTo(Quality.ESTIMATED);
        assertThat(layers.get(4).issuedAt()).isEqualTo(NOW);
        assertThat(layers.get(5).issuedAt()).isEqualTo(NOW.minusSeconds(7200));
    }

    @Test
    void aForecastFromAfterTheDecisionIsLeftOut() {
        Fallback fallback = fallback().offer(forecast(NOW.plusNanos(1))).offer(forecast(NOW));
        assertThat(fallback.intensity().layers()).hasSize(1);
        assertThat(fallback.leftOut()).singleElement().asString().contains("was not known at");
    }

    @Test
    void anotherKindOrPlaceIsLeftOutAndSaid() {
        Fallback fallback =
                fallback()
                        .offer(Rung.HISTORY, series(MARGINAL, Quality.MEASURED))
                        .offer(Rung.YEARLY, yearly(new GridZone("country", "YYY")));
        assertThatThrownBy(fallback::intensity)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no intensity of test:XX");
        assertThat(fallback.leftOut())
                .containsExactly(
                        "the history of test:XX: it is marginal and direct-co2, not average and"
                                + " lifecycle-co2e",
                        "the yearly figure of country:YYY: no table says that it is the same place"
                                + " as test:XX");
    }

    @Test
    void theUnstatedStandsInForNothing() {
        Fallback fallback =
                fallback().offer(Rung.HISTORY, series(Labels.UNSTATED, Quality.UNSTATED));
        assertThatThrownBy(fallback::intensity).hasMessageContaining("unstated");
    }
}
