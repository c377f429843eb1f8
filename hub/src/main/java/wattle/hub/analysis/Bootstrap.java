package wattle.hub.analysis;

import java.util.Arrays;

/// The interval of a mean by the percentile bootstrap (Efron 1979): n values are drawn from the n,
/// with replacement, many times; the 0.5 and the 99.5 percentile of the drawn means bound it.
///
/// Above [#RESAMPLED] values, drawing each takes too long. There the [#LARGEST] values, which
/// decide on a skewed mean, are still drawn one by one: how many draws fall on them is binomial.
/// The sum of the other draws is taken as normal, with the mean and the variance that it has.
///
/// @param low 0.5 percentile
/// @param high 99.5 percentile
/// @param method how it was drawn
public record Bootstrap(double low, double high, Method method) {

    /// Up to so many values are drawn one by one.
    static final int RESAMPLED = 1_000;

    /// So many are drawn one by one also where there are more.
    static final int LARGEST = 64;

    private static final double LOW = 0.5;
    private static final double HIGH = 99.5;

    /// How the means were drawn.
    public enum Method {
        /// Every value of every resample.
        RESAMPLED("resampled"),
        /// The largest values; the sum of the others is normal.
        LARGEST_RESAMPLED("largest-resampled");

        private final String label;

        Method(String label) {
            this.label = label;
        }

        /// The word in files and answers.
        public String label() {
            return label;
        }
    }

    /// @param sample not empty
    static Bootstrap ofMean(Sample sample, int resamples, long seed) {
        double[] values = sample.sorted();
        if (values.length <= RESAMPLED) {
            return resampled(sample, resamples, seed);
        }
        return of(largestResampled(values, resamples, seed), sample, Method.LARGEST_RESAMPLED);
    }

    static Bootstrap resampled(Sample sample, int resamples, long seed) {
        double[] values = sample.sorted();
        var random = new SplitMix(seed);
        double[] means = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            means[i] = drawn(values, values.length, random) / values.length;
        }
        return of(means, sample, Method.RESAMPLED);
    }

    /// The sum of `draws` of the values. Each random number gives two indices, of 32 bits each; the
    /// likeliest index is so by less than n / 2³².
    private static double drawn(double[] values, int draws, SplitMix random) {
        long n = values.length;
        double sum = 0;
        for (int i = 1; i < draws; i += 2) {
            long bits = random.next();
            sum +=
                    values[(int) (((bits >>> 32) * n) >>> 32)]
                            + values[(int) (((bits & 0xffffffffL) * n) >>> 32)];
        }
        if ((draws & 1) == 1) {
            sum += values[(int) (((random.next() >>> 32) * n) >>> 32)];
        }
        return sum;
    }

    private static double[] largestResampled(double[] values, int resamples, long seed) {
        int n = values.length;
        double[] largest = Arrays.copyOfRange(values, n - LARGEST, n);
        double[] others = Arrays.copyOf(values, n - LARGEST);
        double mean = LogFit.mean(others);
        double variance = LogFit.covariance(others, others);
        double[] hits = binomial(n, (double) LARGEST / n);
        var random = new SplitMix(seed);
        double[] means = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            int onLargest = firstAbove(hits, random.uniform());
            int onOthers = n - onLargest;
            double sum = drawn(largest, onLargest, random);
            sum += onOthers * mean + Math.sqrt(onOthers * variance) * random.normal();
            means[i] = sum / n;
        }
        return means;
    }

    /// The cumulative probabilities of 0, 1, … of n, as far as they can be told from 1.
    private static double[] binomial(int n, double p) {
        double[] cumulative = new double[n + 1];
        double probability = StrictMath.exp(n * StrictMath.log1p(-p));
        double sum = probability;
        cumulative[0] = sum;
        int k = 0;
        while (k < n && (sum < 0.5 || sum + probability > sum)) {
            probability *= (double) (n - k) / (k + 1) * p / (1 - p);
            sum += probability;
            cumulative[++k] = sum;
        }
        return Arrays.copyOf(cumulative, k + 1);
    }

    private static int firstAbove(double[] cumulative, double uniform) {
        int at = Arrays.binarySearch(cumulative, uniform);
        return Math.min(at < 0 ? -at - 1 : at + 1, cumulative.length - 1);
    }

    /// A mean lies between the least and the greatest value, whatever rounding or a normal
    /// distribution makes of it.
    private static Bootstrap of(double[] means, Sample sample, Method method) {
        Arrays.sort(means);
        return new Bootstrap(
                within(sample, Sample.percentile(means, LOW)),
                within(sample, Sample.percentile(means, HIGH)),
                method);
    }

    private static double within(Sample sample, double mean) {
        double[] values = sample.sorted();
        return Math.min(Math.max(mean, values[0]), values[values.length - 1]);
    }
}
