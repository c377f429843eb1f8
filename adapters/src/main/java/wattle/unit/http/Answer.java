package wattle.unit.http;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a server answered.
///
/// @param request method and address, without secrets, for sentences
/// @param status of HTTP
/// @param body as text
/// @param shown the beginning of the body in one line, fit to be printed: secrets taken out
/// @param retryAt when the server says that it may be asked again; null where it does not
public record Answer(
        String request, int status, String body, String shown, @Nullable Instant retryAt) {

    /// Made when the first answer is read, not when a request is.
    private static final class Mapper {
        static final JsonMapper STRICT =
                JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    }

    public boolean isGood() {
        return status >= 200 && status < 300;
    }

    /// "POST https://…: 403 permission denied".
    public String sentence() {
        return request + ": " + status + (shown.isEmpty() ? "" : " " + shown);
    }

    /// The body as a tree.
    ///
    /// @throws HttpProblemException of kind MALFORMED if it is not JSON, breaks off, or has a key
    ///   twice; the message shows its beginning
    public JsonNode json() throws HttpProblemException {
        try {
            JsonNode tree = Mapper.STRICT.readTree(body);
            if (!tree.isMissingNode()) {
                return tree;
            }
        } catch (JacksonException notJson) {
            // Its message quotes the body, which may hold a secret.
        }
        throw new HttpProblemException(
                HttpProblemException.Kind.MALFORMED,
                request
                        + ": the answer is not JSON or breaks off ("
                        + status
                        + ", "
                        + body.length()
                        + " characters)"
                        + (shown.isEmpty() ? "" : ": " + shown));
    }

    /// Hides the body, which may hold what is secret or long.
    @Override
    public String toString() {
        return sentence();
    }
}
