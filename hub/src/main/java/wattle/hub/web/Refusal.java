package wattle.hub.web;

import io.javalin.http.Context;

/// A refusal as a client gets it: for parts whose clients expect another shape than [Problem]'s.
///
/// @param status HTTP's
/// @param contentType such as `application/json`
public record Refusal(int status, String contentType, String body) {

    /// The request's number, which the log has too.
    public static String instance(Context context) {
        return Gate.number(context);
    }
}
