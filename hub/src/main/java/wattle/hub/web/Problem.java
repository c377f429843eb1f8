package wattle.hub.web;

import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Why a request is refused, as `application/problem+json` (RFC 9457).
///
/// `type` is a URN by the code, as there is no page that it could lead to everywhere; `instance` is
/// the request's number, which the log has too.
///
/// @param status HTTP's
/// @param title of the kind of problem, the same for all of a code
/// @param detail of this occurrence: what, why, and what to do
/// @param errors where in the request, if that is known
public record Problem(int status, String title, String detail, List<Place> errors) {

    public static final String CONTENT_TYPE = "application/problem+json";

    private static final JsonFactory FACTORY = new JsonFactory();

    /// A place in the request that is wrong.
    ///
    /// @param pointer a JSON pointer into the body (RFC 6901), or null
    /// @param parameter of the query, or null
    /// @param code such as `WATTLE-3012`
    public record Place(
            @Nullable String pointer, @Nullable String parameter, String code, String detail) {

        public static Place inBody(String pointer, String code, String detail) {
            return new Place(pointer, null, code, detail);
        }

        public static Place inQuery(String parameter, String code, String detail) {
            return new Place(null, parameter, code, detail);
        }
    }

    public Problem {
        errors = List.copyOf(errors);
    }

    public static Problem of(int status, String detail) {
        return new Problem(status, title(status), detail, List.of());
    }

    /// With the place that is to blame.
    public static Problem of(int status, String detail, Place place) {
        return new Problem(status, title(status), detail, List.of(place));
    }

    /// What HTTP calls the status.
    public static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 406 -> "Not Acceptable";
            case 408 -> "Request Timeout";
            case 409 -> "Conflict";
            case 412 -> "Precondition Failed";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 415 -> "Unsupported Media Type";
            case 422 -> "Unprocessable Content";
            case 428 -> "Precondition Required";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 502 -> "Bad Gateway";
            case 505 -> "HTTP Version Not Supported";
            case 503 -> "Service Unavailable";
            default -> status < 500 ? "Bad Request" : "Internal Server Error";
        };
    }

    /// @param instance the request's number
    public String json(String instance) {
        var text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeStringProperty("type", type());
            out.writeStringProperty("title", title);
            out.writeNumberProperty("status", status);
            out.writeStringProperty("detail", detail);
            out.writeStringProperty("instance", instance);
            out.writeName("errors");
            out.writeStartArray();
            for (Place each : errors) {
                out.writeStartObject();
                if (each.pointer() != null) {
                    out.writeStringProperty("pointer", each.pointer());
                }
                if (each.parameter() != null) {
                    out.writeStringProperty("parameter", each.parameter());
                }
                out.writeStringProperty("code", each.code());
                out.writeStringProperty("detail", each.detail());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        return text.append('\n').toString();
    }

    /// `about:blank` says that the status says it all.
    private String type() {
        return errors.isEmpty() ? "about:blank" : "urn:wattle:problem:" + errors.getFirst().code();
    }
}
