package wattle.grid.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import tools.jackson.databind.JsonNode;
import wattle.grid.GridException;
import wattle.unit.http.Answer;

/// Takes values out of an answer. Whatever is not there, or is not of its kind, is a
/// [GridException] of reason MALFORMED that names the field; nothing is ever taken for zero.
public final class AnswerReader {

    private final GridService service;
    private final Answer answer;
    private final JsonNode root;

    /// @throws GridException if the answer is not a JSON object
    public AnswerReader(GridService service, Answer answer) throws GridException {
        this.service = service;
        this.answer = answer;
        this.root = service.json(answer);
        if (!root.isObject()) {
            throw service.malformed(answer, "the answer is no object", root);
        }
    }

    public JsonNode root() {
        return root;
    }

    public GridException malformed(String what, JsonNode part) {
        return service.malformed(answer, what, part);
    }

    public JsonNode object(JsonNode of, String name) throws GridException {
        JsonNode object = of.path(name);
        if (!object.isObject()) {
            throw malformed("\"" + name + "\" is no object", of);
        }
        return object;
    }

    public JsonNode array(JsonNode of, String name) throws GridException {
        JsonNode array = of.path(name);
        if (!array.isArray()) {
            throw malformed("\"" + name + "\" is no list", of);
        }
        return array;
    }

    public String text(JsonNode of, String name) throws GridException {
        JsonNode text = of.path(name);
        if (!text.isString() || text.asString().isBlank()) {
            throw malformed("\"" + name + "\" is no text", of);
        }
        return text.asString();
    }

    /// A finite number; text that looks like one is none.
    public double number(JsonNode of, String name) throws GridException {
        JsonNode number = of.path(name);
        if (!number.isNumber() || !Double.isFinite(number.asDouble())) {
            throw malformed("\"" + name + "\" is no number", of);
        }
        return number.asDouble();
    }

    /// A time with its zone, with or without seconds: `2018-01-20T12:00Z`.
    public Instant instant(JsonNode of, String name) throws GridException {
        String text = text(of, name);
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException none) {
            throw malformed("\"" + name + "\" is no time with a zone", of);
        }
    }
}
