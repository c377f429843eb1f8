package wattle.plan;

/// The best single start: the job runs through from there. Flexible Start of Dodge et al. 2022.
///
/// Cost: slots of the job × possible starts.
public final class FlexibleStart {

    /// Sums that differ by less than this share of themselves differ by rounding only.
    static final double SAME = 1e-12;

    private FlexibleStart() {}

    public static Schedule choose(Load load, Slots window) {
        int slack = window.slack(load);
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int start = 0; start <= slack; start++) {
            double sum = 0;
            for (int i = 0; i < load.slots(); i++) {
                sum += load.joules[i] * window.met(load, i, start + i);
            }
            if (start == 0 || sum < least - SAME * Math.abs(least)) {
                least = sum;
                best = start;
            }
        }
        return Schedule.from(best, load.slots());
    }
}
