package wattle.run.kubernetes;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wattle.run.Outlook;

/// The outlook of a zone, asked once for all Jobs that plan from the same slot on. A source that
/// fails knows nothing for now. For one thread.
final class SharedOutlook implements Outlook {

    private final String zone;
    private final Outlook source;
    private final Consumer<String> told;

    private Instant from = Instant.MIN;
    private double @Nullable [] known;

    /// So many slots were not known.
    private int tooMany = Integer.MAX_VALUE;

    private boolean complained;

    SharedOutlook(String zone, Outlook source, Consumer<String> told) {
        this.zone = zone;
        this.source = source;
        this.told = told;
    }

    @Override
    public double @Nullable [] from(Instant slot, Duration step, int count) {
        if (!slot.equals(from)) {
            from = slot;
            known = null;
            tooMany = Integer.MAX_VALUE;
        }
        double[] here = known;
        if (here != null && here.length >= count) {
            return Arrays.copyOf(here, count);
        }
        if (count >= tooMany) {
            return null;
        }
        here = ask(slot, step, count);
        if (here == null) {
            tooMany = count;
            return null;
        }
        known = here;
        return here.clone();
    }

    private double @Nullable [] ask(Instant slot, Duration step, int count) {
        String why;
        try {
            double[] answer = source.from(slot, step, count);
            if (answer != null && answer.length == count && areFinite(answer)) {
                complained = false;
                return answer;
            }
            why = "too little is known of the hours to come";
        } catch (RuntimeException failed) {
            why = String.valueOf(failed.getMessage());
        }
        if (!complained) {
            told.accept("zone " + zone + ": " + why);
            complained = true;
        }
        return null;
    }

    private static boolean areFinite(double[] values) {
        for (double each : values) {
            if (!Double.isFinite(each)) {
                return false;
            }
        }
        return true;
    }
}
