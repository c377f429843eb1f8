package wattle.hub.web.codecarbon;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import wattle.hub.web.Answers;
import wattle.hub.web.Json;
import wattle.hub.web.Requests;

/// One request and its answer, for the one thread that has it.
///
/// @param now when it is answered
record Exchange(Context context, Caller caller, Instant now) {

    /// Trackers send less than a thousand bytes.
    private static final int MOST_BODY = 32 * 1024;

    /// What is left to do for a route.
    @FunctionalInterface
    interface Work {
        void answer(Exchange exchange) throws Exception;
    }

    /// What a client sent, as it came and after it was looked at.
    record Sent(String text, Given given) {}

    /// @throws RefusedException 422 where it has not the shape
    Sent body(Shape shape) {
        byte[] bytes = Requests.jsonBytes(context, MOST_BODY);
        Given given = shape.read(Json.parse(bytes));
        return new Sent(new String(bytes, java.nio.charset.StandardCharsets.UTF_8), given);
    }

    /// The id that the path has under a name.
    UUID id(String name) {
        UUID id = Kind.uuid(context.pathParam(name));
        if (id == null) {
            throw RefusedException.invalid(
                    "path", name, Kind.ID.mistake(), "Input should be " + Kind.ID.words());
        }
        return id;
    }

    Period period() {
        return Period.of(Requests.query(context), now);
    }

    /// Of the query; what is not there is a number of its own.
    int number(String name, int otherwise, int most) {
        List<String> values = Requests.query(context).getOrDefault(name, List.of());
        if (values.isEmpty()) {
            return otherwise;
        }
        String text = values.getFirst();
        if (!text.matches("[0-9]{1,9}")
                || Integer.parseInt(text) < 1
                || Integer.parseInt(text) > most) {
            throw RefusedException.invalid(
                    "query", name, "int_parsing", "Input should be a number from 1 to " + most);
        }
        return Integer.parseInt(text);
    }

    void ok(Json answer) {
        Answers.json(context, JsonText.of(answer));
    }

    void ok(List<? extends Json> answers) {
        Answers.json(context, JsonText.of(answers));
    }

    /// What clients take for done, and nothing else.
    void created(Json answer) {
        Answers.json(context, JsonText.of(answer));
        context.status(201);
    }

    void gone() {
        context.status(204);
    }
}
