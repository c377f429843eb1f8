package wattle.grid.electricitymaps;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import wattle.grid.GridException;
import wattle.grid.GridException.Reason;
import wattle.grid.Quality;
import wattle.grid.http.GridService;
import wattle.unit.http.Answer;

/// A good answer about a zone, read strictly: what is stated must be what was asked for, because
/// the service takes another zone, factor or granularity where it does not have the one asked for.
final class Reply {

    /// The method that marks values of a token in its test mode: random numbers.
    private static final String SANDBOX = "SANDBOX_MODE_DATA";

    /// More rows than any answer has: a day of five minutes is 288, three days of forecast 865.
    private static final int MOST_ROWS = 20_000;

    private final GridService service;
    private final Answer answer;
    private final Question question;
    private final JsonNode tree;

    Reply(GridService service, Answer answer, Question question) throws GridException {
        this.service = service;
        this.answer = answer;
        this.question = question;
        this.tree = service.json(answer);
        if (!tree.isObject()) {
            throw malformed("not an object", tree);
        }
    }

    /// Whether it is a refusal in spite of its status, as the free interface gives.
    boolean isError() {
        return tree.path("error").isString();
    }

    /// When the answer says that it was updated.
    Instant updatedAt() throws GridException {
        Instant updated = instant(tree, "updatedAt");
        if (updated == null) {
            throw malformed("no updatedAt", null);
        }
        return updated;
    }

    /// The values in the order of the answer; a value that is null is left out.
    List<Row> rows() throws GridException {
        check(tree);
        JsonNode list = list();
        if (list.size() > MOST_ROWS) {
            throw malformed(list.size() + " rows", null);
        }
        List<Row> rows = new ArrayList<>(list.size());
        for (JsonNode each : list) {
            Row row = row(each);
            if (row != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    private JsonNode list() throws GridException {
        for (String name : question.rows()) {
            JsonNode list = tree.path(name);
            if (list.isArray()) {
                return list;
            }
        }
        throw malformed("no list \"" + question.rows().getFirst() + "\"", null);
    }

    private @Nullable Row row(JsonNode row) throws GridException {
        if (!row.isObject()) {
            throw malformed("a row that is not an object", row);
        }
        check(row);
        JsonNode value = row.path("carbonIntensity");
        Instant start = instant(row, "datetime");
        if (start == null || value.isMissingNode()) {
            throw malformed("a row without datetime or carbonIntensity", row);
        }
        if (value.isNull()) {
            return null;
        }
        if (!value.isNumber() || !Double.isFinite(value.asDouble()) || value.asDouble() < 0) {
            throw malformed("a carbonIntensity that is no average intensity", row);
        }
        return new Row(start, value.asDouble(), quality(row), instant(row, "updatedAt"));
    }

    private Quality quality(JsonNode row) throws GridException {
        JsonNode estimated = row.path("isEstimated");
        if (estimated.isBoolean()) {
            return estimated.asBoolean() ? Quality.ESTIMATED : Quality.MEASURED;
        }
        if (!estimated.isMissingNode() && !estimated.isNull()) {
            throw malformed("an isEstimated that is neither true nor false", row);
        }
        return row.path("estimationMethod").isString() ? Quality.ESTIMATED : Quality.UNSTATED;
    }

    /// Refuses what was not asked for, in the answer's head or in a row; either may be silent.
    private void check(JsonNode part) throws GridException {
        if (part.path("estimationMethod").asString("").equals(SANDBOX)
                || part.path("_disclaimer")
                        .asString("")
                        .toLowerCase(Locale.ROOT)
                        .contains("sandbox")) {
            throw service.refused(
                    Reason.NOT_AUTHORISED,
                    answer,
                    "the token is in sandbox mode, where values are random numbers; ask for a"
                            + " token with real data");
        }
        require(part, "zone", question.zone().key());
        require(part, "emissionFactorType", question.factor());
        JsonNode traced = part.path("flowTraced");
        if (traced.isBoolean() && !traced.asBoolean()) {
            throw malformed("intensity without imports, which was not asked for", part);
        }
        String granularity = part.path("temporalGranularity").asString("");
        if (!granularity.isEmpty() && !granularity.equals(question.granularity().word())) {
            throw service.refused(
                    Reason.NOT_OFFERED,
                    answer,
                    "zone "
                            + question.zone().key()
                            + " has "
                            + shown(granularity)
                            + " values here, not "
                            + question.granularity().word()
                            + "; ask for those");
        }
    }

    private void require(JsonNode part, String name, String asked) throws GridException {
        String stated = part.path(name).asString("");
        if (!stated.isEmpty() && !stated.equals(asked)) {
            throw malformed(
                    name + " is \"" + shown(stated) + "\", and \"" + asked + "\" was asked for",
                    null);
        }
    }

    private static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private @Nullable Instant instant(JsonNode part, String name) throws GridException {
        JsonNode text = part.path(name);
        if (text.isMissingNode() || text.isNull()) {
            return null;
        }
        try {
            Instant instant = OffsetDateTime.parse(text.asString("")).toInstant();
            if (instant.isAfter(Times.FIRST) && instant.isBefore(Times.LAST)) {
                return instant;
            }
        } catch (DateTimeException notATime) {
            // Told below, with what was there instead.
        }
        throw malformed("a " + name + " that is no time with a zone", part);
    }

    /// What a series can hold.
    private static final class Times {
        static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
        static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");
    }

    private GridException malformed(String what, @Nullable JsonNode part) {
        return service.malformed(answer, what, part);
    }
}
