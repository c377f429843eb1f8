package wattle.grid.forecast;

import java.util.OptionalDouble;

/// How good a model was in a band of the horizon.
///
/// @param values how many forecast values were compared with what came
/// @param meanAbsoluteError Σ |ŷ − y| / values, in g/kWh
/// @param meanAbsolutePercentageError 100 · Σ |ŷ − y| / y over the values with y above the floor,
///   over their number; empty where there is none
/// @param belowFloor how many values that leaves out
/// @param bias Σ (ŷ − y) / values, in g/kWh: above zero where the model says too much
/// @param rankingSkill the mean of [RankingSkill] over the days of the band; empty where the band
///   is no whole day
/// @param withinRange the share of the values with a range that came within it; empty where no
///   forecast had one
public record Score(
        String model,
        Band band,
        long values,
        double meanAbsoluteError,
        OptionalDouble meanAbsolutePercentageError,
        long belowFloor,
        double bias,
        OptionalDouble rankingSkill,
        OptionalDouble withinRange) {}
