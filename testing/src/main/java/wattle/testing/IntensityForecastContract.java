package wattle.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import wattle.grid.Decision;
import wattle.grid.Forecast;
import wattle.grid.GridException;
import wattle.grid.GridException.Reason;
import wattle.grid.GridZone;
import wattle.grid.IntensityForecast;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.series.Interval;

/// What every source of forecasts has to do. An adapter's test extends it and gives sources in
/// several states, the moment of a decision that `healthy` has a forecast for, and one that is too
/// early.
public abstract class IntensityForecastContract extends GridSourceContract<IntensityForecast> {

    /// A decision for which `healthy` has a forecast; it has one that was issued later, too, where
    /// it keeps several.
    protected abstract Decision decision();

    /// How far ahead `healthy` looks at that decision, at least.
    protected abstract Duration horizon();

    /// A decision for which `healthy` has nothing that is old enough.
    protected abstract Decision tooEarly();

    @Override
    final Object ask(IntensityForecast source, GridZone zone, Labels labels) throws Exception {
        return source.latest(zone, labels, decision(), horizon());
    }

    @Override
    final String name(IntensityForecast source) {
        return source.name();
    }

    @Override
    final List<Labels> offers(IntensityForecast source) {
        return source.offers();
    }

    @Test
    void isNeverIssuedAfterTheDecision() throws Exception {
        Forecast forecast = healthy().latest(zone(), labels(), decision(), horizon());
        assertThat(forecast.issuedAt()).isBeforeOrEqualTo(decision().at());
        assertThat(forecast.isUsableFor(decision())).isTrue();
    }

    @Test
    void isOfTheZoneAndKindAskedFor() throws Exception {
        Forecast forecast = healthy().latest(zone(), labels(), decision(), horizon());
        assertThat(forecast.zone()).isEqualTo(zone());
        assertThat(forecast.labels()).isEqualTo(labels());
        assertThat(forecast.model()).isNotNull();
        IntensitySeries series = forecast.usableFor(decision());
        assertThat(series.quality()).isGreaterThanOrEqualTo(Quality.FORECAST);
        assertThat(series.source().name()).isNotBlank();
    }

    @Test
    void coversTheHorizonAndNothingBeyondOrBefore() throws Exception {
        Forecast forecast = healthy().latest(zone(), labels(), decision(), horizon());
        IntensitySeries series = forecast.usableFor(decision());
        Interval span = series.gramsPerKilowattHour().timeline().span();
        Instant end = decision().at().plus(horizon());
        assertThat(span.end()).isAfterOrEqualTo(end);
        int last = series.gramsPerKilowattHour().size() - 1;
        assertThat(series.gramsPerKilowattHour().timeline().interval(last).start()).isBefore(end);
        assertThat(series.gramsPerKilowattHour().timeline().interval(0).end())
                .isAfter(decision().at());
    }

    @Test
    void aShorterHorizonIsAShorterForecastOfTheSameValues() throws Exception {
        IntensitySeries whole =
                healthy().latest(zone(), labels(), decision(), horizon()).usableFor(decision());
        IntensitySeries half =
                healthy()
                        .latest(zone(), labels(), decision(), horizon().dividedBy(2))
                        .usableFor(decision());
        assertThat(half.gramsPerKilowattHour().size())
                .isLessThan(whole.gramsPerKilowattHour().size());
        for (int i = 0; i < half.gramsPerKilowattHour().size(); i++) {
            assertThat(half.gramsPerKilowattHour().timeline().interval(i))
                    .isEqualTo(whole.gramsPerKilowattHour().timeline().interval(i));
            assertThat(half.gramsPerKilowattHour().value(i))
                    .isEqualTo(whole.gramsPerKilowattHour().value(i));
        }
    }

    @Test
    void aDecisionThatNoForecastIsOldEnoughForIsRefused() throws Exception {
        IntensityForecast source = healthy();
        assertThatThrownBy(() -> source.latest(zone(), labels(), tooEarly(), horizon()))
                .isInstanceOfSatisfying(
                        GridException.class,
                        none -> assertThat(none.reason()).isEqualTo(Reason.NOT_COVERED));
    }
}
