package wattle.hub.page.plan;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.grid.Factor;
import wattle.grid.Labels;
import wattle.grid.Signal;
import wattle.hub.web.Access;
import wattle.hub.web.Json;
import wattle.ledger.LedgerException;

/// What stands in the fields of `/plan`. The names are those of `/v1/plan`, with `energy_kwh` and
/// accelerators beside the power, and `slack_other` beside the choices of the slack. For one
/// thread.
public final class PlanForm {

    /// Of Dodge et al. 2022, section 6.
    public static final List<String> SLACKS =
            List.of("6h", "12h", "18h", "24h", "25%", "50%", "75%", "100%");

    /// How far the slider of the slack goes at least.
    public static final int SLIDE_HOURS = 72;

    /// Fields for places that a page shows at least.
    public static final int PLACES = 3;

    /// Each is a plan of its own.
    static final int MOST_PLACES = 8;

    private static final String SLACK = "24h";
    private static final String MOVES = "moves";
    private static final List<String> NUMBERS =
            List.of("stop_joules", "start_joules", "idle_watts");
    private static final List<String> TIMES = List.of("min_run", "checkpoint", "restart", "step");
    private static final List<String> NAMES = new ArrayList<>(Job.FIELDS);

    static {
        NAMES.addAll(List.of("zone", "signal", "factor", "at", "slack", "slack_other", "pue"));
        NAMES.add("max_pauses");
        NAMES.addAll(TIMES);
        NAMES.addAll(NUMBERS);
        NAMES.addAll(List.of("command", "time_zone"));
        NAMES.addAll(List.of(Measured.RUN, Profile.FIELD, MOVES, "transfer_kwh", "transfer_time"));
    }

    private final Fields fields;
    private final @Nullable Job measured;
    private final Duration slack;
    private final @Nullable Instant at;

    private PlanForm(Fields fields, @Nullable Job measured, Duration slack, @Nullable Instant at) {
        this.fields = fields;
        this.measured = measured;
        this.slack = slack;
        this.at = at;
    }

    /// What is said, without what describes the job.
    static Fields withoutJob(Map<String, List<String>> query) {
        var fields = new Fields(query, NAMES);
        Job.FIELDS.forEach(fields::remove);
        fields.remove(Measured.RUN);
        fields.remove(Profile.FIELD);
        return fields;
    }

    static PlanForm of(
            Map<String, List<String>> query, Measured runs, Access.@Nullable Identity identity)
            throws LedgerException {
        var fields = new Fields(query, NAMES);
        Job measured = runs.job(fields, identity);
        if (fields.has("slack_other")) {
            fields.set("slack", fields.value("slack_other"));
            fields.remove("slack_other");
        }
        fields.distinct("zone");
        if (fields.all("zone").size() > MOST_PLACES) {
            fields.wrong("zone", "Not more than " + MOST_PLACES + " places at once.");
        }
        if (moves(fields) && fields.all("zone").size() == 1) {
            fields.wrong(MOVES, "Name a second place to move to.");
        }
        return new PlanForm(fields, measured, slack(fields, measured), at(fields));
    }

    private static @Nullable Instant at(Fields fields) {
        String text = fields.value("at");
        if (text.isEmpty()) {
            return null;
        }
        // As browsers send it: without seconds, and in UTC as the label says.
        String whole =
                text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?")
                        ? text + "Z"
                        : text;
        try {
            Instant at = OffsetDateTime.parse(whole).toInstant().truncatedTo(ChronoUnit.MINUTES);
            if (at.isAfter(Instant.parse("1990-01-01T00:00:00Z"))
                    && at.isBefore(Instant.parse("2150-01-01T00:00:00Z"))) {
                return at;
            }
        } catch (DateTimeException none) {
            // As for a time that is too far away.
        }
        fields.wrong("at", "This takes a time in UTC such as 2026-03-01T04:05.");
        return null;
    }

    /// Nothing where it is wrong.
    private static Duration slack(Fields fields, @Nullable Job measured) {
        if (!fields.has("slack")) {
            return Duration.ofHours(24);
        }
        String text = fields.value("slack");
        if (text.matches("0h?")) {
            return Duration.ZERO;
        }
        if (text.matches("[0-9]{1,5}(\\.[0-9]{1,3})?\\s?%")) {
            Duration job =
                    measured == null ? Job.duration(fields, "duration") : measured.duration();
            double percent = Double.parseDouble(text.replace("%", "").strip());
            return job == null || job.toDays() > 1000
                    ? Duration.ZERO
                    : Duration.ofSeconds(Math.round(job.toSeconds() * percent / 100));
        }
        Duration slack = Job.duration(fields, "slack");
        return slack == null ? Duration.ZERO : slack;
    }

    public Fields fields() {
        return fields;
    }

    /// Null where the job is none that was measured.
    @Nullable Job measured() {
        return measured;
    }

    /// Whether a pause may end in another place.
    public boolean moves() {
        return moves(fields);
    }

    private static boolean moves(Fields fields) {
        return fields.value(MOVES).equals("true");
    }

    /// Whether there is nothing to plan yet.
    public boolean isEmpty() {
        return fields.isEmpty();
    }

    public String value(String name) {
        return fields.value(name);
    }

    public Map<String, String> wrong() {
        return fields.wrong();
    }

    /// The fields for places that the page shows: those that are filled in, and one more.
    public List<String> places() {
        List<String> places = new ArrayList<>(fields.all("zone"));
        while (places.size() < MOST_PLACES
                && (places.size() < PLACES || !places.getLast().isEmpty())) {
            places.add("");
        }
        return places;
    }

    public String slackWord() {
        return fields.has("slack") ? fields.value("slack") : SLACK;
    }

    /// The choices of the slack, with the one that was typed in.
    public List<String> slacks() {
        List<String> slacks = new ArrayList<>(SLACKS);
        if (!slacks.contains(slackWord())) {
            slacks.add(slackWord());
        }
        return slacks;
    }

    /// The slack in whole hours, to the nearest.
    public long slackHours() {
        return Math.round(slack.toMinutes() / 60.0);
    }

    /// As a field of a date and time takes it.
    public String atWord() {
        return at == null ? "" : at.toString().substring(0, "2026-03-01T04:05".length());
    }

    /// How much later than at once the job may end.
    Duration slack() {
        return slack;
    }

    /// @param now where nothing was said
    Instant at(Instant now) {
        return at == null ? now.truncatedTo(ChronoUnit.MINUTES) : at;
    }

    @Nullable Signal signal() {
        for (Signal each : Signal.values()) {
            if (each.label().equals(fields.value("signal"))) {
                return each;
            }
        }
        return null;
    }

    @Nullable Factor factor() {
        for (Factor each : Factor.values()) {
            if (each.label().equals(fields.value("factor"))) {
                return each;
            }
        }
        return null;
    }

    /// As `/v1/plan` takes it.
    ///
    /// @param labels of the places
    Map<String, Json> request(Job job, Instant start, Labels labels, List<String> zones) {
        Map<String, Json> request = new LinkedHashMap<>();
        request.put(
                "zone",
                new Json.Items(zones.stream().map(each -> (Json) new Json.Text(each)).toList()));
        request.put("signal", new Json.Text(labels.signal().label()));
        request.put("factor", new Json.Text(labels.factor().label()));
        request.putAll(job.request());
        request.put("at", new Json.Text(start.toString()));
        request.put("slack", new Json.Text(slack.isZero() ? "0" : slack.toString()));
        String pauses = fields.value("max_pauses");
        if (pauses.matches("[0-9]{1,9}")) {
            request.put("max_pauses", new Json.Numeral(pauses));
        } else if (!pauses.isEmpty()) {
            fields.wrong("max_pauses", "This takes a whole number such as 2.");
        }
        for (String each : TIMES) {
            Duration time = Job.duration(fields, each);
            if (time != null) {
                request.put(each, new Json.Text(time.toString()));
            }
        }
        for (String each : NUMBERS) {
            String number = fields.number(each);
            if (!number.isEmpty()) {
                request.put(each, new Json.Numeral(number));
            }
        }
        String pue = fields.number("pue");
        if (!pue.isEmpty()) {
            request.put("pue", new Json.Text(pue));
        }
        if (zones.size() > 1) {
            transfers(request, zones);
        }
        return request;
    }

    /// The same for every place that the job is brought to.
    private void transfers(Map<String, Json> request, List<String> zones) {
        String energy = fields.number("transfer_kwh");
        Duration time = Job.duration(fields, "transfer_time");
        if (!energy.isEmpty()) {
            request.put("transfer_kwh", ofEach(zones, energy));
        }
        if (time != null) {
            request.put("transfer_time", ofEach(zones, time.toString()));
        }
        if (moves()) {
            request.put(MOVES, new Json.Flag(true));
        }
    }

    private static Json ofEach(List<String> zones, String value) {
        return new Json.Items(
                zones.stream().map(each -> (Json) new Json.Text(each + "=" + value)).toList());
    }
}
