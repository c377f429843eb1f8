package wattle.hub.page.plan;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.hub.web.Json;
import wattle.report.Figures;
import wattle.report.Masses;
import wattle.report.Phrases;
import wattle.series.Interval;
import wattle.unit.CarbonMass;
import wattle.unit.Seconds;

/// One plan of a `wattle.plan/1`, in words and as blocks of time.
///
/// @param policy such as `pause-resume`
/// @param grams operational
/// @param low what is expected at least; null where nobody knows
/// @param high likewise at most
/// @param savedGrams against starting at once in the first place
/// @param savedFraction of what that emits; null where it emits nothing
/// @param blocks of time in which it works
/// @param places where it works in each block, by the zone's name
/// @param later by which it ends after the job that starts at once
public record Lane(
        String policy,
        String zone,
        Instant start,
        Instant end,
        double grams,
        @Nullable Double low,
        @Nullable Double high,
        double savedGrams,
        @Nullable Double savedFraction,
        int pauses,
        List<Interval> blocks,
        List<String> places,
        Duration later) {

    /// The policy by which a job may go on elsewhere after a pause.
    private static final String MOVING = "shift-region";

    /// The plans of a `wattle.plan/1`.
    static List<Lane> of(String json) {
        Map<String, Json> whole = fields(Json.parse(json.getBytes(StandardCharsets.UTF_8)));
        Instant now = Instant.parse(text(fields(whole.get("baseline")), "end"));
        List<Lane> lanes = new ArrayList<>();
        for (Json each : items(whole.get("plans"))) {
            lanes.add(lane(fields(each), now));
        }
        return List.copyOf(lanes);
    }

    /// What its plans rest on: `perfect-foresight`, `forecast` or `typical-day`.
    static String basis(String json) {
        return text(fields(Json.parse(json.getBytes(StandardCharsets.UTF_8))), "basis");
    }

    private static Lane lane(Map<String, Json> plan, Instant now) {
        List<Interval> blocks = new ArrayList<>();
        List<String> places = new ArrayList<>();
        for (Json each : items(plan.get("segments"))) {
            Map<String, Json> block = fields(each);
            blocks.add(
                    new Interval(
                            Instant.parse(text(block, "start")),
                            Instant.parse(text(block, "end"))));
            // Said where a plan may have several.
            places.add(text(block.containsKey("zone") ? block : plan, "zone"));
        }
        List<Json> range = items(plan.get("operational_range_g"));
        Instant end = Instant.parse(text(plan, "end"));
        Double pauses = number(plan.get("pauses"));
        return new Lane(
                text(plan, "policy"),
                text(plan, "zone"),
                Instant.parse(text(plan, "start")),
                end,
                known(number(plan.get("operational_g"))),
                range.isEmpty() ? null : number(range.getFirst()),
                range.isEmpty() ? null : number(range.getLast()),
                known(number(plan.get("saving_g"))),
                number(plan.get("saving_fraction")),
                (int) known(pauses),
                List.copyOf(blocks),
                List.copyOf(places),
                Duration.between(now, end));
    }

    private static Map<String, Json> fields(@Nullable Json json) {
        if (json instanceof Json.Fields fields) {
            return fields.values();
        }
        throw unreadable();
    }

    private static List<Json> items(@Nullable Json json) {
        return json instanceof Json.Items items ? items.values() : List.of();
    }

    private static String text(Map<String, Json> fields, String name) {
        if (fields.get(name) instanceof Json.Text text) {
            return text.value();
        }
        throw unreadable();
    }

    private static @Nullable Double number(@Nullable Json json) {
        return json instanceof Json.Numeral number ? Double.valueOf(number.text()) : null;
    }

    private static double known(@Nullable Double number) {
        if (number == null) {
            throw unreadable();
        }
        return number;
    }

    private static IllegalStateException unreadable() {
        return new IllegalStateException("the plan is no wattle.plan/1");
    }

    /// "Pause and resume".
    public String name() {
        return switch (policy) {
            case "run-now" -> "Run now";
            case "flexible-start" -> "Best start";
            case "pause-resume" -> "Pause and resume";
            case MOVING -> "Pause and move";
            default -> policy;
        };
    }

    /// Whether it goes on elsewhere after some pause.
    public boolean moves() {
        return places.stream().distinct().count() > 1;
    }

    /// "DE", or "DE, NO" for one that moves.
    public String zones() {
        return String.join(", ", places.stream().distinct().toList());
    }

    /// "6.27 kg CO2eq".
    public String carbon() {
        return Masses.alone(new CarbonMass(grams));
    }

    /// "between 3.46 and 8.59 kg CO2eq"; empty where nobody knows.
    public String range() {
        if (low == null || high == null) {
            return "";
        }
        Masses masses = Masses.fitting(new CarbonMass(high));
        return "between "
                + masses.of(new CarbonMass(low))
                + " and "
                + masses.withUnit(new CarbonMass(high))
                + " CO2eq";
    }

    /// "209 g CO2eq less (−3.22 %)".
    public String difference() {
        return difference(savedGrams, savedFraction);
    }

    /// @param fraction of what it is compared with; null where that is nothing
    static String difference(double saved, @Nullable Double fraction) {
        if (saved == 0) {
            return "the same";
        }
        return Masses.alone(new CarbonMass(Math.abs(saved)))
                + (saved > 0 ? " less" : " more")
                + (fraction == null
                        ? ""
                        : " ("
                                + (saved > 0 ? "−" : "+")
                                + Figures.number(100 * Math.abs(fraction))
                                + " %)");
    }

    /// "21.0 hours", or "none".
    public String laterWords() {
        return later.isZero() ? "none" : Phrases.duration(later);
    }

    /// Stops between its start and its end, for each hour of them.
    public String pausesPerHour() {
        double hours = Seconds.of(Duration.between(start, end)) / 3600;
        return pauses == 0 ? "0" : Figures.number(pauses / hours);
    }

    /// "2026-11-23 02:18".
    public String startWords() {
        return Phrases.minute(start);
    }

    public String endWords() {
        return Phrases.minute(end);
    }

    /// Seconds that it works in a place within an interval.
    double works(String place, Interval within) {
        double seconds = 0;
        for (int i = 0; i < blocks.size(); i++) {
            if (places.get(i).equals(place)) {
                seconds +=
                        blocks.get(i)
                                .intersection(within)
                                .map(both -> Seconds.of(both.duration()))
                                .orElse(0.0);
            }
        }
        return seconds;
    }
}
