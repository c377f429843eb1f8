package wattle.hub.page.plan;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.hub.web.Json;
import wattle.hub.web.ProblemException;
import wattle.hub.web.calculation.Calculator;
import wattle.report.Figures;
import wattle.report.Phrases;
import wattle.report.json.FootprintReader;
import wattle.series.csv.Durations;
import wattle.unit.Energy;
import wattle.unit.Seconds;

/// What is to run: so long, at a constant power or by a profile. Immutable.
///
/// @param watts of the devices on the mean, without the building's overhead
/// @param profile null for a constant power
/// @param origin where the profile is from; empty where its sender knows
public record Job(Duration duration, double watts, @Nullable Profile profile, String origin) {

    /// The fields that describe it.
    public static final List<String> FIELDS =
            List.of("duration", "power_watts", "energy_kwh", "accelerator", "accelerators");

    /// Longer than any job.
    static final Duration LONGEST = Duration.ofDays(800);

    public static Job constant(Duration duration, double watts) {
        return new Job(duration, watts, null, "");
    }

    /// One slot alone is a constant power.
    static Job of(Profile profile, String origin) {
        return new Job(
                profile.duration(),
                profile.meanWatts(),
                profile.watts().size() == 1 ? null : profile,
                origin);
    }

    /// The job that a form describes by its duration, and by power, energy or accelerators.
    ///
    /// @return null where it does not, or not rightly: the fields then say what is wrong
    public static @Nullable Job of(Fields fields, Calculator calculator)
            throws InterruptedException {
        Duration duration = duration(fields, "duration");
        if (duration == null) {
            fields.wrong("duration", "How long does the job work? Such as 6h, 90m or 2d.");
        } else if (duration.compareTo(LONGEST) > 0) {
            fields.wrong("duration", "A job of more than 800 days is not planned here.");
        }
        String watts = fields.number("power_watts");
        String energy = fields.number("energy_kwh");
        int said =
                (fields.has("power_watts") ? 1 : 0)
                        + (fields.has("energy_kwh") ? 1 : 0)
                        + (fields.has("accelerator") ? 1 : 0);
        if (said == 0) {
            fields.wrong("power_watts", "What does it draw? Give watts, energy or accelerators.");
        } else if (said > 1) {
            fields.wrong(
                    "power_watts", "Give one of these: watts, energy or accelerators, not two.");
        }
        if (!fields.wrong().isEmpty() || duration == null) {
            return null;
        }
        double hours = Seconds.of(duration) / 3600;
        double joules =
                !watts.isEmpty()
                        ? Double.parseDouble(watts) * hours * 3600
                        : !energy.isEmpty()
                                ? Double.parseDouble(energy) * Energy.JOULES_PER_KILOWATT_HOUR
                                : estimated(fields, hours, calculator);
        if (!fields.wrong().isEmpty()) {
            return null;
        }
        return constant(duration, joules / Seconds.of(duration));
    }

    /// A time such as `6h`; a bare number counts hours. Null for nothing and for what is none,
    /// which is then wrong.
    static @Nullable Duration duration(Fields fields, String name) {
        String text = fields.value(name);
        if (text.isEmpty()) {
            return null;
        }
        try {
            Duration duration =
                    text.matches("[0-9]{1,9}([.,][0-9]{1,6})?")
                            ? Duration.ofSeconds(
                                    Math.round(3600 * Double.parseDouble(text.replace(',', '.'))))
                            : Durations.parse(text);
            if (duration.isPositive()) {
                return duration;
            }
        } catch (ArithmeticException | DateTimeException | NumberFormatException none) {
            fields.wrong(name, "This takes a time such as 90m, 6h or 2d.");
            return null;
        }
        fields.wrong(name, "This takes a time above zero.");
        return null;
    }

    /// What its devices take by the calculator's estimate, in joules.
    private static double estimated(Fields fields, double hours, Calculator calculator)
            throws InterruptedException {
        String count = fields.value("accelerators");
        if (!count.isEmpty() && !count.matches("[1-9][0-9]{0,8}")) {
            fields.wrong("accelerators", "A number of devices is a whole number from 1.");
            return Double.NaN;
        }
        Map<String, Json> request = new LinkedHashMap<>();
        request.put(
                "accelerator",
                new Json.Text(fields.value("accelerator") + (count.isEmpty() ? "" : ":" + count)));
        request.put("hours", new Json.Numeral(Double.toString(hours)));
        try {
            String json = calculator.answer("/v1/estimate", request).json();
            return FootprintReader.read(
                            new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))
                    .footprint()
                    .operational()
                    .itEnergy()
                    .joules();
        } catch (ProblemException refused) {
            if (refused.problem().status() >= 500) {
                throw refused;
            }
            fields.wrong("accelerator", refused.problem().detail());
            return Double.NaN;
        }
    }

    /// "14.4 kWh: 2,400 W for 6.00 hours".
    public String words() {
        return Figures.energy(kilowattHours())
                + ": "
                + Figures.number(watts)
                + (profile == null ? " W for " : " W on the mean for ")
                + Phrases.duration(duration)
                + (profile == null
                        ? ""
                        : ", in "
                                + profile.watts().size()
                                + " slots of "
                                + Phrases.duration(profile.step())
                                + " with a power of their own")
                + (origin.isEmpty() ? "" : ", " + origin);
    }

    /// As `/v1/plan` takes it.
    Map<String, Json> request() {
        Map<String, Json> request = new LinkedHashMap<>();
        if (profile != null) {
            request.put("energy", profile.energy());
            return request;
        }
        request.put("duration", new Json.Text(duration.toString()));
        request.put(
                "power_watts",
                new Json.Numeral(new BigDecimal(Double.toString(watts)).toPlainString()));
        return request;
    }

    public double hours() {
        return Seconds.of(duration) / 3600;
    }

    public double kilowattHours() {
        return watts * hours() / 1000;
    }
}
