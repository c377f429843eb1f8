package wattle.grid.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import wattle.grid.Forecast;
import wattle.grid.Forecaster;
import wattle.grid.GridException;
import wattle.grid.IntensitySeries;
import wattle.grid.Quality;
import wattle.series.HeldSeries;
import wattle.series.Timeline;

class BacktestTest {

    private static final Duration DAY = Duration.ofDays(1);

    /// Says what it is told of each hour after the issue.
    private static Forecaster.Prepared saying(IntensitySeries truth, Saying what) {
        return (at, horizon) -> {
            int from = (int) Duration.between(Made.START, at).toHours();
            int count = (int) horizon.toHours();
            double[] values = new double[count];
            for (int i = 0; i < count; i++) {
                values[i] = what.of(from + i);
            }
            var held = new HeldSeries(Timeline.regular(at, Duration.ofHours(1), count), values);
            return new Forecast(
                    at,
                    new IntensitySeries(
                            truth.zone(), truth.labels(), Quality.FORECAST, truth.source(), held),
                    "test");
        };
    }

    private interface Saying {
        double of(int hour) throws GridException;
    }

    private static Backtest test(
            IntensitySeries truth, Forecaster.Prepared issuer, List<Band> bands) {
        return Backtest.run(
                truth,
                List.of(new Backtest.Entry("test", issuer)),
                Backtest.regular(truth, DAY, Duration.ofHours(25), DAY),
                DAY,
                bands,
                done -> {});
    }

    @Test
    void aPerfectForecastHasNoErrorAndFindsAllLowHours() {
        IntensitySeries truth = Made.hourly(24 * 30, i -> 100 + (i * 37) % 101);
        Score score =
                test(
                                truth,
                                saying(truth, h -> truth.gramsPerKilowattHour().value(h)),
                                List.of(Band.hours(0, 24)))
                        .scores()
                        .getFirst();
        assertThat(score.meanAbsoluteError()).isZero();
        assertThat(score.bias()).isZero();
        assertThat(score.meanAbsolutePercentageError()).hasValue(0);
        assertThat(score.rankingSkill().orElseThrow()).isEqualTo(1);
        assertThat(score.withinRange()).isEmpty();
    }

    @Test
    void aConstantForecastFindsAQuarterOfThem() {
        IntensitySeries truth = Made.hourly(24 * 30, i -> 100 + (i * 37) % 101);
        Score score =
                test(truth, saying(truth, h -> 120), List.of(Band.hours(0, 24)))
                        .scores()
                        .getFirst();
        assertThat(score.rankingSkill().orElseThrow()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void aSmallCaseByHand() {
        // From the second day on: 2, 10, 20, 40, then 100 for the rest of the day.
        double[] day = {2, 10, 20, 40};
        IntensitySeries truth = Made.hourly(48, i -> i < 24 || i >= 28 ? 100 : day[i - 24]);
        double[] said = {4, 13, 15, 40};
        Forecaster.Prepared issuer = saying(truth, h -> h >= 28 ? 100 : said[h - 24]);
        Backtest result =
                test(truth, issuer, List.of(Band.hours(0, 1), Band.hours(1, 4), Band.hours(0, 24)));
        assertThat(result.issued()).isEqualTo(1);
        Score first = result.scores().get(0);
        assertThat(first.values()).isEqualTo(1);
        assertThat(first.meanAbsoluteError()).isEqualTo(2);
        assertThat(first.belowFloor()).isEqualTo(1);
        assertThat(first.meanAbsolutePercentageError()).isEmpty();
        assertThat(first.rankingSkill()).isEmpty();
        Score next = result.scores().get(1);
        assertThat(next.values()).isEqualTo(3);
        assertThat(next.meanAbsoluteError()).isCloseTo(8 / 3.0, within(1e-12));
        assertThat(next.bias()).isCloseTo(-2 / 3.0, within(1e-12));
        assertThat(next.meanAbsolutePercentageError().orElseThrow())
                .isCloseTo(100 * (0.3 + 0.25 + 0) / 3, within(1e-9));
        // Four of the lowest six are told apart; the other two are any of the twenty at 100.
        assertThat(result.scores().get(2).rankingSkill().orElseThrow())
                .isCloseTo((4 + 20 * 0.1 * 0.1) / 6, within(1e-12));
    }

    @Test
    void whatCameInAGapIsNotCompared() {
        IntensitySeries truth =
                Made.series(Made.START, Duration.ofHours(1), 48, i -> 100, i -> i != 25 && i != 30);
        Score score =
                test(truth, saying(truth, h -> 101), List.of(Band.hours(0, 24)))
                        .scores()
                        .getFirst();
        assertThat(score.values()).isEqualTo(22);
        assertThat(score.bias()).isEqualTo(1);
        assertThat(score.rankingSkill()).isEmpty();
    }

    @Test
    void whereOneHasNothingToSayNoneIsScored() {
        IntensitySeries truth = Made.hourly(24 * 10, i -> 100);
        Instant late = Made.START.plus(Duration.ofDays(5));
        Forecaster.Prepared shy =
                (at, horizon) -> {
                    if (at.isBefore(late)) {
                        throw new GridException(GridException.Reason.NOT_COVERED, "not yet");
                    }
                    return saying(truth, h -> 99).forecast(at, horizon);
                };
        Backtest result =
                Backtest.run(
                        truth,
                        List.of(
                                new Backtest.Entry("shy", shy),
                                new Backtest.Entry("bold", saying(truth, h -> 103))),
                        Backtest.regular(truth, DAY, DAY, DAY),
                        DAY,
                        List.of(Band.hours(0, 24)),
                        done -> {});
        assertThat(result.issued()).isEqualTo(5);
        assertThat(result.leftOut()).isEqualTo(4);
        assertThat(result.scores()).extracting(Score::values).containsExactly(120L, 120L);
        assertThat(result.scores()).extracting(Score::bias).containsExactly(-1.0, 3.0);
    }

    @Test
    void issuesHaveAPastAndAFuture() {
        IntensitySeries series = Made.hourly(100, i -> 1);
        assertThat(Backtest.regular(series, DAY, Duration.ofHours(25), DAY))
                .containsExactly(
                        Made.START.plus(DAY),
                        Made.START.plus(Duration.ofHours(49)),
                        Made.START.plus(Duration.ofHours(74)));
    }

    @Test
    void bandsAreNamedByTheirHours() {
        assertThat(Band.hours(0, 24).label()).isEqualTo("0-24 h");
        assertThat(new Band(Duration.ofMinutes(5), Duration.ofMinutes(10)).label())
                .isEqualTo("5-10 min");
    }
}
