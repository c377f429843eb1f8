package wattle.plan;

/// The sum of a profile over every stretch of a series: `Σᵢ profile[i] × series[start + i]`.
///
/// Cost: starts × length of the profile; for a constant profile, starts + length.
final class Correlation {

    private static final int AT_ONCE = 8;

    private Correlation() {}

    /// @param from the first start
    /// @param count of starts that follow each other
    static double[] of(double[] profile, double[] series, int from, int count) {
        double[] sums = new double[count];
        int k = 0;
        for (; k + AT_ONCE <= count; k += AT_ONCE) {
            eight(profile, series, from + k, sums, k);
        }
        for (; k < count; k++) {
            double sum = 0;
            for (int i = 0; i < profile.length; i++) {
                sum = Math.fma(profile[i], series[from + k + i], sum);
            }
            sums[k] = sum;
        }
        return sums;
    }

    /// Eight sums side by side: each value of the profile is read once for all of them, and no
    /// addition waits for the one before.
    private static void eight(double[] profile, double[] series, int start, double[] sums, int k) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        double s5 = 0;
        double s6 = 0;
        double s7 = 0;
        for (int i = 0; i < profile.length; i++) {
            double each = profile[i];
            int at = start + i;
            s0 = Math.fma(each, series[at], s0);
            s1 = Math.fma(each, series[at + 1], s1);
            s2 = Math.fma(each, series[at + 2], s2);
            s3 = Math.fma(each, series[at + 3], s3);
            s4 = Math.fma(each, series[at + 4], s4);
            s5 = Math.fma(each, series[at + 5], s5);
            s6 = Math.fma(each, series[at + 6], s6);
            s7 = Math.fma(each, series[at + 7], s7);
        }
        sums[k] = s0;
        sums[k + 1] = s1;
        sums[k + 2] = s2;
        sums[k + 3] = s3;
        sums[k + 4] = s4;
        sums[k + 5] = s5;
        sums[k + 6] = s6;
        sums[k + 7] = s7;
    }

    /// For a profile of `length` ones.
    ///
    /// Running sums are exact: values are rounded to multiples of a quantum first, 2⁻⁴⁹ of the
    /// largest sum or less, so sums of equal values are equal wherever they stand.
    static double[] ofOnes(int length, double[] series, int from, int count) {
        double largest = 0;
        for (int i = from; i < from + count + length - 1; i++) {
            largest = Math.max(largest, Math.abs(series[i]));
        }
        double magic =
                1.5 * Math.scalb(1.0, Math.getExponent(Math.max(largest, 1e-300) * length) + 3);
        double sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += series[i] + magic - magic;
        }
        double[] sums = new double[count];
        for (int k = 0; k < count; k++) {
            sums[k] = sum;
            if (k + 1 < count) {
                sum += series[from + k + length] + magic - magic;
                sum -= series[from + k] + magic - magic;
            }
        }
        return sums;
    }
}
