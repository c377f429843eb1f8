package wattle.hub.web;

import io.javalin.http.Context;

/// For parts whose clients expect refusals in another shape than [Problem]'s.
public final class Refusal {

    private Refusal() {}

    /// The request's number, which the log has too.
    public static String instance(Context context) {
        return Gate.number(context);
    }
}
