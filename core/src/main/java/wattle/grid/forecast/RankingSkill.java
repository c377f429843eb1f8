package wattle.grid.forecast;

import java.util.Arrays;

/// The share of the truly lowest quarter of a day's hours that is among the forecast's lowest
/// quarter: what a plan that looks for low hours gains by a forecast. 1 is perfect; a forecast that
/// says nothing, such as a constant, has 0.25.
///
/// Ties are broken by lot and the expected share is taken. Where `m` hours share the value at the
/// quarter's edge and `n` of them fit in, each belongs to the lowest quarter with probability n/m.
/// With w such probabilities, of the truth and of the forecast: `Σ w(y) · w(ŷ) / quarter`. Where
/// all true values are the same, that is 0.25 whatever the forecast.
public final class RankingSkill {

    private RankingSkill() {}

    /// @param forecast of the same length as `truth`, which is a multiple of four
    public static double of(double[] forecast, double[] truth) {
        if (forecast.length != truth.length || truth.length == 0 || truth.length % 4 != 0) {
            throw new IllegalArgumentException(
                    "a quarter needs as many forecasts as values, a multiple of four: "
                            + forecast.length
                            + " and "
                            + truth.length);
        }
        double[] said = memberships(forecast);
        double[] came = memberships(truth);
        int quarter = truth.length / 4;
        double shared = 0;
        for (int i = 0; i < said.length; i++) {
            shared += said[i] * came[i];
        }
        return shared / quarter;
    }

    /// The probability of each to be in the lowest quarter, ties broken by lot.
    private static double[] memberships(double[] values) {
        int quarter = values.length / 4;
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double edge = sorted[quarter - 1];
        int below = 0;
        int equal = 0;
        for (double each : values) {
            below += each < edge ? 1 : 0;
            equal += each == edge ? 1 : 0;
        }
        double[] member = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            member[i] =
                    values[i] < edge
                            ? 1
                            : values[i] == edge ? (quarter - below) / (double) equal : 0;
        }
        return member;
    }
}
