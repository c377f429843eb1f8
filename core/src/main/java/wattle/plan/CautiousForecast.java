package wattle.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.grid.Bounds;
import wattle.grid.Decision;
import wattle.grid.Forecast;
import wattle.grid.Forecaster;
import wattle.grid.GridException;
import wattle.series.HeldSeries;

/// The [Expectation] of a forecaster, whose forecasts are kept: starts that lie close ask for the
/// same ones.
final class CautiousForecast implements Expectation {

    private static final float[] NOTHING = {};

    /// A quarter of a gigabyte; what is beyond it is made again whenever it is asked for.
    private static final long MOST_KEPT = 1L << 26;

    private final Forecaster.Prepared forecaster;
    private final IntensityGrid grid;
    private final int every;
    private final int longest;
    private final double caution;

    /// By slot of issue. Its lock is also that of the forecaster, which is for one thread at a
    /// time.
    private final Map<Integer, float[]> issued = new HashMap<>();

    CautiousForecast(
            Forecaster.Prepared forecaster,
            IntensityGrid grid,
            int every,
            int longest,
            double caution) {
        if (!(caution >= 0)) {
            throw new IllegalArgumentException("caution is not negative: " + caution);
        }
        this.forecaster = forecaster;
        this.grid = grid;
        this.every = every;
        this.longest = longest;
        this.caution = caution;
    }

    @Override
    public double @Nullable [] from(int start, int count) {
        int issue = start - start % every;
        float[] all = issued(issue);
        int skipped = start - issue;
        if (all.length < skipped + count) {
            return null;
        }
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = all[skipped + i];
        }
        return values;
    }

    private float[] issued(int slot) {
        synchronized (issued) {
            float[] known = issued.get(slot);
            if (known == null) {
                known = issue(slot);
                if ((issued.size() + 1L) * (every - 1L + longest) <= MOST_KEPT) {
                    issued.put(slot, known);
                }
            }
            return known;
        }
    }

    /// Empty where the past holds too little.
    private float[] issue(int slot) {
        Instant at = grid.at(slot);
        int count = every - 1 + longest;
        Duration horizon = grid.step().multipliedBy(count);
        Forecast forecast;
        try {
            forecast = forecaster.forecast(at, horizon);
        } catch (GridException tooLittle) {
            return NOTHING;
        }
        var decision = new Decision(at);
        double[] expected = means(forecast.usableFor(decision).gramsPerKilowattHour(), at, count);
        Bounds bounds = caution == 0 ? null : forecast.rangeUsableFor(decision).orElse(null);
        if (bounds != null) {
            Caution.add(
                    expected,
                    means(bounds.low(), at, count),
                    means(bounds.high(), at, count),
                    caution);
        }
        float[] kept = new float[count];
        for (int i = 0; i < count; i++) {
            if (Double.isNaN(expected[i])) {
                return Arrays.copyOf(kept, i);
            }
            kept[i] = (float) expected[i];
        }
        return kept;
    }

    private double[] means(HeldSeries values, Instant from, int count) {
        return values.means(from, grid.step(), grid.step(), count);
    }
}
