package wattle.hub.web;

import io.javalin.http.Context;
import java.util.Map;

/// A refusal as a client gets it: for parts whose clients expect another shape than [Problem]'s.
///
/// @param status HTTP's
/// @param contentType such as `application/json`
/// @param headers beside those of every answer
public record Refusal(int status, String contentType, String body, Map<String, String> headers) {

    public Refusal {
        headers = Map.copyOf(headers);
    }

    public Refusal(int status, String contentType, String body) {
        this(status, contentType, body, Map.of());
    }

    /// The request's number, which the log has too.
    public static String instance(Context context) {
        return Gate.number(context);
    }
}
