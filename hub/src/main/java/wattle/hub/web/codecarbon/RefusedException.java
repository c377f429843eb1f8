package wattle.hub.web.codecarbon;

import java.io.Serial;
import java.util.List;
import wattle.hub.web.Json;

/// That a request is refused, in CodeCarbon's words: a status, and a `detail` that is a text or a
/// list of what is wrong where.
final class RefusedException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    private final int status;
    private final transient Json detail;

    private RefusedException(int status, String message, Json detail) {
        // Without a stack trace: it is an answer.
        super(message, null, false, false);
        this.status = status;
        this.detail = detail;
    }

    static RefusedException forbidden(String why) {
        return new RefusedException(403, why, new Json.Text(why));
    }

    static RefusedException notFound(String what) {
        return new RefusedException(404, what + " not found", new Json.Text(what + " not found"));
    }

    static RefusedException conflict(String why) {
        return new RefusedException(409, why, new Json.Text(why));
    }

    /// @param wrongs of the body or the query, at least one
    static RefusedException invalid(List<Wrong> wrongs) {
        return new RefusedException(
                422,
                wrongs.getFirst().message(),
                new Json.Items(wrongs.stream().map(Wrong::json).toList()));
    }

    static RefusedException invalid(String part, String name, String type, String message) {
        return invalid(List.of(new Wrong(part, name, type, message)));
    }

    /// What is wrong at a place.
    ///
    /// @param part `body`, `query` or `path`
    /// @param name of the field; empty for all of the part
    /// @param type the kind of mistake, a word for programs
    record Wrong(String part, String name, String type, String message) {

        Json json() {
            List<Json> place =
                    name.isEmpty()
                            ? List.of(new Json.Text(part))
                            : List.of(new Json.Text(part), new Json.Text(name));
            return new Fields()
                    .text("type", type)
                    .put("loc", new Json.Items(place))
                    .text("msg", message)
                    .json();
        }
    }

    int status() {
        return status;
    }

    String body() {
        return JsonText.of(new Fields().put("detail", detail).json());
    }
}
