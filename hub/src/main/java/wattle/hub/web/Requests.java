package wattle.hub.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is read from a request, within bounds.
public final class Requests {

    private static final String JSON = "application/json";

    private Requests() {}

    /// The body as JSON.
    ///
    /// @param most bytes
    /// @throws ProblemException 415 if it is said to be something else, 413 if it is longer, 400 if
    ///   it is malformed
    public static Json json(Context context, int most) {
        return Json.parse(jsonBytes(context, most));
    }

    /// The body as the bytes of JSON that it is said to be, for those who keep what came.
    ///
    /// @param most bytes
    /// @throws ProblemException 415 if it is said to be something else, 413 if it is longer
    public static byte[] jsonBytes(Context context, int most) {
        String type = mediaType(context.header("Content-Type"));
        if (!type.equals(JSON)) {
            throw new ProblemException(
                    Problem.of(
                            415,
                            type.isEmpty()
                                    ? "the request has no Content-Type: send " + JSON
                                    : "the body has to be " + JSON));
        }
        return bytes(context, most);
    }

    /// The body as it is.
    ///
    /// @param most bytes
    /// @throws ProblemException 413 if it is longer, 415 if it is compressed
    public static byte[] bytes(Context context, int most) {
        String encoding = context.header("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new ProblemException(
                    Problem.of(415, "the body may not be compressed: send it as it is"),
                    Map.of("Accept-Encoding", "identity"));
        }
        if (context.req().getContentLengthLong() > most) {
            throw tooLong(most);
        }
        try {
            byte[] bytes = context.bodyInputStream().readNBytes(most + 1);
            if (bytes.length > most) {
                throw tooLong(most);
            }
            return bytes;
        } catch (IOException cutOff) {
            throw new ProblemException(
                    Problem.of(400, "the body ended too early, or came too slowly"));
        }
    }

    private static ProblemException tooLong(int most) {
        return new ProblemException(
                Problem.of(413, "the body is longer than " + most + " bytes"),
                Map.of("Connection", "close"));
    }

    /// Whose token it came with; null where it came without one.
    public static Access.@Nullable Identity identity(Context context) {
        return Gate.identity(context);
    }

    /// The names and values of the query.
    ///
    /// @throws ProblemException 400 where it cannot be decoded
    public static Map<String, List<String>> query(Context context) {
        try {
            return context.queryParamMap();
        } catch (IllegalArgumentException undecodable) {
            throw new ProblemException(
                    Problem.of(400, "the query is not encoded as an address has to be"));
        }
    }

    /// Refuses a request that takes no answer of this type.
    ///
    /// @param type such as `application/json`
    /// @throws ProblemException 406
    public static void requireAccepts(Context context, String type) {
        String accept = context.header("Accept");
        if (accept == null || accept.isBlank()) {
            return;
        }
        String group = type.substring(0, type.indexOf('/')) + "/*";
        for (String each : accept.split(",", -1)) {
            String wanted = mediaType(each);
            boolean refused =
                    each.replace(" ", "").toLowerCase(Locale.ROOT).matches(".*;q=0(\\.0*)?");
            if (!refused && (wanted.equals("*/*") || wanted.equals(group) || wanted.equals(type))) {
                return;
            }
        }
        throw new ProblemException(Problem.of(406, "the answer is " + type));
    }

    /// Without its parameters, in lower case.
    private static String mediaType(@Nullable String header) {
        if (header == null) {
            return "";
        }
        int parameters = header.indexOf(';');
        return (parameters < 0 ? header : header.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
