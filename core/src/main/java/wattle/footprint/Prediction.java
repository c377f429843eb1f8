package wattle.footprint;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.unit.Range;

/// What a training of `n` epochs will have taken in all, from the first `k` of them.
///
/// Epochs are taken as independent and alike: with mean x̄ and standard deviation s of those seen,
/// the `m = n − k` to come take m·x̄ ± t·s·√(m + m²/k), the interval in which a sum of m further
/// draws lies with 95 % (Student's t with k − 1 degrees of freedom). The first epoch also holds
/// loading and warming up, so from the third on it counts as done but not as an example. Changes
/// that no epoch has shown yet, such as another batch size or a validation at the end, are not
/// foreseen.
///
/// @param epochs n
/// @param done k
/// @param total of all epochs, in the unit that was given, with the interval; one epoch gives no
///   interval and then both bounds are the value
/// @param hasInterval whether the bounds say anything
public record Prediction(int epochs, int done, Range<Double> total, boolean hasInterval) {

    /// t for 95 % two-sided, by degrees of freedom from 1.
    private static final double[] STUDENT = {
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
        2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
        2.052, 2.048, 2.045, 2.042
    };

    /// @param amounts of each epoch that is complete: energy, carbon or time, not negative
    /// @param since what was taken after the last of them
    /// @param epochs how many there will be in all
    /// @return null before the first epoch is complete
    public static @Nullable Prediction of(double[] amounts, double since, int epochs) {
        return of(0, 0, amounts, since, epochs);
    }

    /// From the last epochs alone, where there were too many to keep.
    ///
    /// @param before what was taken by all epochs before those
    /// @param earlier how many epochs that were
    /// @param amounts of each of the last ones
    /// @return null before the first epoch is complete
    public static @Nullable Prediction of(
            double before, int earlier, double[] amounts, double since, int epochs) {
        int done = earlier + amounts.length;
        if (amounts.length == 0) {
            return null;
        }
        boolean warm = earlier > 0 || done < 3;
        double[] examples = warm ? amounts : Arrays.copyOfRange(amounts, 1, done);
        double spent = before + Arrays.stream(amounts).sum();
        double left = Math.max(0, epochs - done);
        double mean = Arrays.stream(examples).sum() / examples.length;
        // What was taken of the epoch under way is part of the next mean, unless it is more.
        double total = spent + (left == 0 ? since : Math.max(left * mean, since));
        if (examples.length < 2 || left == 0) {
            return new Prediction(epochs, done, Range.exactly(total), left == 0);
        }
        double squares = 0;
        for (double each : examples) {
            squares += (each - mean) * (each - mean);
        }
        double deviation = Math.sqrt(squares / (examples.length - 1));
        double margin =
                student(examples.length - 1)
                        * deviation
                        * Math.sqrt(left + left * left / examples.length);
        return new Prediction(
                epochs,
                done,
                new Range<>(Math.max(spent + since, total - margin), total, total + margin),
                true);
    }

    /// How many seconds all epochs will take, from when each ended.
    ///
    /// @param start of the run
    /// @param ends of the last epochs, in order
    /// @param marked how many epochs have ended, those before `ends` included
    /// @param now up to when the run is known
    /// @return null before the first epoch is complete
    public static @Nullable Prediction ofTime(
            Instant start, List<Instant> ends, long marked, Instant now, int epochs) {
        boolean all = ends.size() >= marked;
        Instant from = all || ends.isEmpty() ? start : ends.getFirst();
        double before = seconds(start, from);
        List<Instant> examples = all || ends.isEmpty() ? ends : ends.subList(1, ends.size());
        double[] seconds = new double[examples.size()];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = seconds(from, examples.get(i));
            from = examples.get(i).isAfter(from) ? examples.get(i) : from;
        }
        int earlier = Math.toIntExact(marked - examples.size());
        return of(before, earlier, seconds, seconds(from, now), epochs);
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toNanos() / 1e9);
    }

    /// t(0.975, ν): a table up to 30, from there the expansion at the normal's quantile, which is
    /// right to 0.0005 there (Abramowitz and Stegun 26.7.5).
    static double student(int freedom) {
        if (freedom <= STUDENT.length) {
            return STUDENT[freedom - 1];
        }
        double z = 1.959964;
        double cube = z * z * z;
        return z
                + (cube + z) / (4.0 * freedom)
                + (5 * cube * z * z + 16 * cube + 3 * z) / (96.0 * freedom * freedom);
    }
}
