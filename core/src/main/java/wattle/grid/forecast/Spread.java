package wattle.grid.forecast;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// By how much a model was wrong in the eight weeks before: for each hour of lead the 10th and the
/// 90th percentile of what came minus what it had said. For one thread.
final class Spread {

    private static final int WEEKS = 8;

    /// Every 17 hours a forecast is made in hindsight: in 17 days each hour of the day once.
    private static final int EACH = 17;

    private static final int LEADS = 72;
    private static final int LEAST_OBSERVATIONS = 20;

    private final Known known;
    private final StepModel model;
    private final Recent<double @Nullable [][]> quantiles = new Recent<>(4, this::quantiles);

    Spread(Known known, StepModel model) {
        this.known = known;
        this.model = model;
    }

    /// The 10th and the 90th percentile of the errors by hour of lead, the first hour at index 0;
    /// null where too little of the past is known to say.
    double @Nullable [][] before(Frame frame) {
        return quantiles.of(Math.floorDiv(frame.lastEnd(), Hours.WEEK * Known.HOUR));
    }

    private double @Nullable [][] quantiles(long week) {
        double[][] errors = new double[LEADS][64];
        int[] count = new int[LEADS];
        long end = week * Hours.WEEK;
        long from = end - (long) WEEKS * Hours.WEEK;
        for (long hour = Math.ceilDiv(from, (long) EACH) * EACH;
                hour + LEADS <= end;
                hour += EACH) {
            long issued = hour * Known.HOUR;
            int ended = known.endedBy(issued);
            if (ended > 0
                    && known.end(ended - 1) == issued
                    && known.covered(ended) >= model.needs().toNanos()) {
                collect(Frame.of(known, ended, issued, LEADS * Known.HOUR), errors, count);
            }
        }
        double[][] quantiles = new double[2][LEADS];
        for (int lead = 0; lead < LEADS; lead++) {
            if (count[lead] < LEAST_OBSERVATIONS) {
                if (lead == 0) {
                    return null;
                }
                quantiles[0][lead] = quantiles[0][lead - 1];
                quantiles[1][lead] = quantiles[1][lead - 1];
                continue;
            }
            Arrays.sort(errors[lead], 0, count[lead]);
            quantiles[0][lead] = errors[lead][(count[lead] - 1) / 10];
            quantiles[1][lead] = errors[lead][count[lead] - 1 - (count[lead] - 1) / 10];
        }
        return quantiles;
    }

    private void collect(Frame frame, double[][] errors, int[] count) {
        double[] said = model.values(frame);
        for (int i = 0; i < said.length; i++) {
            double came = known.mean(frame.start(i), frame.start(i) + frame.step(), known.size, 1);
            int lead = Math.min(frame.lead(i), LEADS) - 1;
            if (!Double.isNaN(came)) {
                if (count[lead] == errors[lead].length) {
                    errors[lead] = Arrays.copyOf(errors[lead], 2 * count[lead]);
                }
                errors[lead][count[lead]++] = came - Issuing.held(said[i], frame);
            }
        }
    }

    /// The percentile for a lead in hours.
    static double at(double[] quantile, int lead) {
        return quantile[Math.min(lead, LEADS) - 1];
    }
}
