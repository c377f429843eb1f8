package wattle.hub.page.plan;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import wattle.hub.web.Json;
import wattle.series.EnergySeries;
import wattle.series.Interval;
import wattle.series.csv.Durations;
import wattle.unit.Seconds;

/// What a job drew once, in so few slots that they fit into an address: `15m_2400_2310_900` is a
/// slot of 15 minutes at 2400 W, and so on. Immutable.
///
/// @param step of a slot, whole minutes
/// @param watts the mean of each slot, of five digits; [#MOST] at most
public record Profile(Duration step, List<Double> watts) {

    /// The field that it stands in.
    static final String FIELD = "profile";

    static final int MOST = 96;

    /// In an address.
    static final int LONGEST = 1500;

    /// As a minute is the shortest slot and a year has to fit.
    private static final int[] STEPS = {
        1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 5760, 11_520
    };

    private static final Pattern TEXT =
            Pattern.compile("[1-9][0-9]{0,4}m(_[0-9]{1,9}(\\.[0-9]{1,9})?){1," + MOST + "}");

    public Profile {
        watts = List.copyOf(watts);
    }

    /// @return null for what is none
    static @Nullable Profile parse(String text) {
        if (text.length() > LONGEST || !TEXT.matcher(text).matches()) {
            return null;
        }
        String[] parts = text.split("_", -1);
        List<Double> watts = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            watts.add(Double.valueOf(parts[i]));
        }
        return new Profile(Durations.parse(parts[0]), watts);
    }

    /// The same energy in few slots, none shorter than its own intervals, of which the last is
    /// filled up: a job lasts whole ones.
    ///
    /// @throws IllegalArgumentException where it lasts longer than two years
    static Profile of(EnergySeries energy) {
        return of(
                List.of(energy),
                energy.timeline().span(),
                energy.timeline().interval(0).duration());
    }

    /// As [#of(EnergySeries)], of parts that are summed.
    ///
    /// @param whole when the job worked
    /// @param atLeast no slot is shorter
    static Profile of(List<EnergySeries> parts, Interval whole, Duration atLeast) {
        Duration step = step(whole.duration(), atLeast);
        List<Double> watts = new ArrayList<>();
        for (Instant at = whole.start(); at.isBefore(whole.end()); at = at.plus(step)) {
            Interval slot = Interval.of(at, step);
            double joules = 0;
            for (EnergySeries each : parts) {
                joules += each.during(slot).map(some -> some.total().joules()).orElse(0.0);
            }
            watts.add(digits(joules / Seconds.of(step)));
        }
        return new Profile(step, watts);
    }

    /// The shortest that [#MOST] slots of suffice with, and no shorter than five minutes for what
    /// lasts an hour: a plan is no finer.
    ///
    /// @throws IllegalArgumentException where it lasts longer than two years
    static Duration step(Duration whole, Duration atLeast) {
        long least = whole.compareTo(Duration.ofHours(1)) < 0 ? 1 : 5;
        least = Math.max(least, Math.min(atLeast.toMinutes(), STEPS[STEPS.length - 1]));
        for (int each : STEPS) {
            Duration step = Duration.ofMinutes(each);
            if (each >= least && whole.compareTo(step.multipliedBy(MOST)) <= 0) {
                return step;
            }
        }
        throw new IllegalArgumentException("it lasts longer than two years");
    }

    static double digits(double watts) {
        return new BigDecimal(watts).round(new MathContext(5)).doubleValue();
    }

    /// As [#parse] takes it.
    String text() {
        var text = new StringJoiner("_").add(step.toMinutes() + "m");
        for (double each : watts) {
            text.add(plain(each));
        }
        return text.toString();
    }

    private static String plain(double number) {
        return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }

    Duration duration() {
        return step.multipliedBy(watts.size());
    }

    double meanWatts() {
        return watts.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    /// As `/v1/plan` takes it. When it was is of no account.
    Json energy() {
        List<Json> rows = new ArrayList<>();
        for (int i = 0; i < watts.size(); i++) {
            Map<String, Json> row = new LinkedHashMap<>();
            row.put("interval_start_utc", new Json.Text(at(i)));
            row.put("power_watts", new Json.Numeral(plain(watts.get(i))));
            rows.add(new Json.Fields(row));
        }
        return new Json.Fields(Map.of("rows", new Json.Items(rows)));
    }

    private String at(int slot) {
        return Instant.EPOCH.plus(step.multipliedBy(slot)).toString();
    }

    /// As `wattle plan --energy` takes it.
    String csv() {
        var out = new StringBuilder("interval_start_utc,power_watts\n");
        for (int i = 0; i < watts.size(); i++) {
            out.append(at(i)).append(',').append(plain(watts.get(i))).append('\n');
        }
        return out.toString();
    }
}
