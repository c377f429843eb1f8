package wattle.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import wattle.meter.Found;
import wattle.meter.Meter;
import wattle.meter.MeterProblem;
import wattle.meter.MeterSource;
import wattle.report.json.FootprintWriter;

/// One way to meter this machine: what it found, and one reading of each.
///
/// @param problems of finding and of reading
record SurveyedSource(String name, List<SurveyedPart> parts, List<MeterProblem> problems) {

    /// Longer than a driver takes to wake up.
    static final Duration LIMIT = Duration.ofSeconds(5);

    /// Whether it can be used here.
    enum State {
        USABLE,
        ABSENT,
        REFUSED,
        UNREADABLE;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Asks all of them at once; one that hangs is unreadable after `limit`.
    static List<SurveyedSource> of(List<MeterSource> sources, Duration limit)
            throws InterruptedException {
        return InTime.answers(
                sources,
                SurveyedSource::of,
                limit,
                (source, why) ->
                        new SurveyedSource(
                                source.name(),
                                List.of(),
                                List.of(new MeterProblem.Unreadable(source.name(), why))));
    }

    private static SurveyedSource of(MeterSource source) {
        Found found = source.find();
        List<SurveyedPart> parts = new ArrayList<>();
        List<MeterProblem> problems = new ArrayList<>(found.problems());
        for (Meter each : found.meters()) {
            SurveyedPart part = SurveyedPart.of(each);
            parts.add(part);
            if (part.problem() != null) {
                problems.add(part.problem());
            }
        }
        found.meters().forEach(Meter::close);
        return new SurveyedSource(source.name(), parts, problems);
    }

    /// Usable where there is a reading; otherwise what the user can most do about.
    State state() {
        if (parts.stream().anyMatch(each -> each.amount() != null)) {
            return State.USABLE;
        }
        if (problems.stream().anyMatch(MeterProblem.NoPermission.class::isInstance)) {
            return State.REFUSED;
        }
        return problems.stream().anyMatch(MeterProblem.Unreadable.class::isInstance)
                ? State.UNREADABLE
                : State.ABSENT;
    }

    void write(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("name", name);
        json.writeStringProperty("state", state().label());
        json.writeName("parts");
        json.writeStartArray();
        parts.forEach(each -> each.write(json));
        json.writeEndArray();
        json.writeName("problems");
        json.writeStartArray();
        problems.forEach(each -> write(each, json));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(MeterProblem problem, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("kind", state(problem).label());
        json.writeStringProperty("what", problem.what());
        String why = problem instanceof MeterProblem.Unreadable it ? it.why() : null;
        FootprintWriter.string(json, "why", why);
        FootprintWriter.string(
                json,
                "remedy",
                switch (problem) {
                    case MeterProblem.NoPermission it -> it.remedy();
                    case MeterProblem.NotPresent it -> it.hint().isEmpty() ? null : it.hint();
                    case MeterProblem.Unreadable _ -> null;
                });
        json.writeEndObject();
    }

    private static State state(MeterProblem problem) {
        return switch (problem) {
            case MeterProblem.NotPresent _ -> State.ABSENT;
            case MeterProblem.NoPermission _ -> State.REFUSED;
            case MeterProblem.Unreadable _ -> State.UNREADABLE;
        };
    }
}
