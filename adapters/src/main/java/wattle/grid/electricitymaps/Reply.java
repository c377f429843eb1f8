package wattle.grid.electricitymaps;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import wattle.grid.GridException;
import wattle.grid.GridException.Reason;
import wattle.grid.Quality;
import wattle.grid.http.AnswerReader;
import wattle.grid.http.GridService;
import wattle.unit.http.Answer;

/// A good answer about a zone, read strictly: what is stated must be what was asked for, because
/// the service takes another zone, factor or granularity where it does not have the one asked for.
final class Reply {

    /// The method that marks values of a token in its test mode: random numbers.
    private static final String SANDBOX = "SANDBOX_MODE_DATA";

    /// More rows than any answer has: a day of five minutes is 288, three days of forecast 865.
    private static final int MOST_ROWS = 20_000;

    /// What a series can hold, with room on both sides.
    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private final GridService service;
    private final Answer answer;
    private final Question question;
    private final AnswerReader reader;

    Reply(GridService service, Answer answer, Question question) throws GridException {
        this.service = service;
        this.answer = answer;
        this.question = question;
        this.reader = new AnswerReader(service, answer);
    }

    /// Whether it is a refusal in spite of its status.
    boolean isError() {
        return reader.root().path("error").isString();
    }

    /// When the answer says that it was updated.
    Instant updatedAt() throws GridException {
        return instant(reader.root(), "updatedAt");
    }

    /// The values in the order of the answer; a value that is null is left out.
    List<Row> rows() throws GridException {
        check(reader.root());
        JsonNode list = list();
        if (list.size() > MOST_ROWS) {
            throw service.malformed(answer, list.size() + " rows", null);
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
            if (reader.root().path(name).isArray()) {
                return reader.root().path(name);
            }
        }
        return reader.array(reader.root(), question.rows().getFirst());
    }

    private @Nullable Row row(JsonNode row) throws GridException {
        if (!row.isObject()) {
            throw reader.malformed("a row that is no object", row);
        }
        check(row);
        Instant start = instant(row, "datetime");
        if (row.path("carbonIntensity").isNull()) {
            return null;
        }
        double value = reader.number(row, "carbonIntensity");
        if (value < 0) {
            throw reader.malformed("an average intensity below zero", row);
        }
        boolean dated = !isSilent(row.path("updatedAt"));
        return new Row(start, value, quality(row), dated ? instant(row, "updatedAt") : null);
    }

    private Quality quality(JsonNode row) throws GridException {
        JsonNode estimated = row.path("isEstimated");
        if (isSilent(estimated)) {
            return row.path("estimationMethod").isString() ? Quality.ESTIMATED : Quality.UNSTATED;
        }
        if (!estimated.isBoolean()) {
            throw reader.malformed("\"isEstimated\" is neither true nor false", row);
        }
        return estimated.asBoolean() ? Quality.ESTIMATED : Quality.MEASURED;
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
        if (part.path("flowTraced").isBoolean() && !part.path("flowTraced").asBoolean()) {
            throw reader.malformed("intensity without imports, which was not asked for", part);
        }
        JsonNode granularity = part.path("temporalGranularity");
        if (!isSilent(granularity)
                && !granularity.asString("").equals(question.granularity().word())) {
            throw service.refused(
                    Reason.NOT_OFFERED,
                    answer,
                    "zone "
                            + question.zone().key()
                            + " has no "
                            + question.granularity().word()
                            + " values here; ask for hourly ones");
        }
    }

    private void require(JsonNode part, String name, String asked) throws GridException {
        JsonNode stated = part.path(name);
        if (!isSilent(stated) && !stated.asString("").equals(asked)) {
            throw reader.malformed(
                    "\"" + name + "\" is not \"" + asked + "\", which was asked for", stated);
        }
    }

    private static boolean isSilent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private Instant instant(JsonNode part, String name) throws GridException {
        Instant instant = reader.instant(part, name);
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw reader.malformed("\"" + name + "\" is no time of a grid", part);
        }
        return instant;
    }
}
