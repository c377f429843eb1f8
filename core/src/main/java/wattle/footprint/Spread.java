package wattle.footprint;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import wattle.unit.CarbonMass;
import wattle.unit.Range;

/// The range of a total, and which input moves it most.
///
/// The low end takes every input at the end that lowers the total, the high end at the end that
/// raises it: the widest range that the stated causes allow, with no assumption on how they depend
/// on each other. The total must be monotone in each input; carbon is. Cost: O(inputs) evaluations.
record Spread(Range<CarbonMass> range, List<Sensitivity> sensitivities) {

    /// @param inputs every number of the footprint; those without a range of their own do not move
    ///   it
    /// @param value the total as reported
    /// @param total the same total in grams as a function of the inputs' values, in their order
    static Spread of(List<Input> inputs, CarbonMass value, ToDoubleFunction<double[]> total) {
        double[] values = inputs.stream().mapToDouble(Input::value).toArray();
        double[] lowest = values.clone();
        double[] highest = values.clone();
        List<Sensitivity> sensitivities = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Input input = inputs.get(i);
            if (input.low() == input.high()) {
                continue;
            }
            double atLow = with(values, i, input.low(), total);
            double atHigh = with(values, i, input.high(), total);
            lowest[i] = atLow <= atHigh ? input.low() : input.high();
            highest[i] = atLow <= atHigh ? input.high() : input.low();
            sensitivities.add(
                    new Sensitivity(input.symbol(), new CarbonMass(atLow), new CarbonMass(atHigh)));
        }
        sensitivities.sort((a, b) -> Double.compare(b.spread(), a.spread()));
        // The reported total is summed in time order, the function's in another: keep them apart by
        // no last digit.
        double low = Math.min(total.applyAsDouble(lowest), value.grams());
        double high = Math.max(total.applyAsDouble(highest), value.grams());
        return new Spread(
                new Range<>(new CarbonMass(low), value, new CarbonMass(high)),
                List.copyOf(sensitivities));
    }

    private static double with(
            double[] values, int index, double value, ToDoubleFunction<double[]> total) {
        double[] changed = values.clone();
        changed[index] = value;
        return total.applyAsDouble(changed);
    }
}
