package wattle.grid.http;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import wattle.grid.GridException;
import wattle.grid.GridException.Reason;
import wattle.unit.http.Addresses;
import wattle.unit.http.Answer;
import wattle.unit.http.HttpProblemException;
import wattle.unit.http.JsonClient;

/// A service of grid data on the web. What goes wrong with any of them in the same way is told
/// here: no answer, a fault of the server's, too many questions, an answer that is no JSON.
///
/// For one thread at a time. Messages hold no credentials.
public final class GridService {

    private final String name;
    private final URI base;
    private final JsonClient client;

    /// @param name as its publisher writes it, such as `WattTime`
    /// @param base the address that all methods begin with
    /// @param client closed by whoever made it
    public GridService(String name, URI base, JsonClient client) {
        this.name = name;
        this.base = base;
        this.client = client;
    }

    public String name() {
        return name;
    }

    public InstantSource clock() {
        return client.clock();
    }

    public void keepSecret(String secret) {
        client.keepSecret(secret);
    }

    /// Blocks until there is an answer other than "later".
    ///
    /// @param path without a slash at its beginning
    /// @param query names and values as they are, in order; never a secret
    /// @param headers of this request, kept secret
    /// @return an answer that is good (2xx), or a refusal (3xx, 4xx but 429) that the caller
    ///   understands better
    /// @throws GridException UNREACHABLE without an answer or with 5xx, LIMITED with 429
    public Answer get(String path, Map<String, String> query, Map<String, String> headers)
            throws GridException, InterruptedException {
        try {
            return judged(client.get(Addresses.of(base, path, query), headers));
        } catch (HttpProblemException problem) {
            throw problem(problem);
        }
    }

    /// As [#get], where the answer is a secret itself, of which nothing is ever shown.
    public Answer getSecret(String path, Map<String, String> headers)
            throws GridException, InterruptedException {
        try {
            return judged(client.getSecret(Addresses.of(base, path, Map.of()), headers));
        } catch (HttpProblemException problem) {
            throw problem(problem);
        }
    }

    private Answer judged(Answer answer) throws GridException {
        if (answer.status() == 429) {
            Instant retryAt = answer.retryAt();
            throw new GridException(
                    Reason.LIMITED,
                    name
                            + " asks for fewer questions"
                            + (retryAt == null ? "" : " and may be asked again at " + retryAt)
                            + ": "
                            + answer.sentence(),
                    retryAt,
                    null);
        }
        if (answer.status() >= 500) {
            throw new GridException(
                    Reason.UNREACHABLE,
                    name + " has a fault that did not pass: " + answer.sentence(),
                    answer.retryAt(),
                    null);
        }
        return answer;
    }

    private GridException problem(HttpProblemException problem) {
        return switch (problem.kind()) {
            case UNANSWERED, NOT_SENT ->
                    new GridException(
                            Reason.UNREACHABLE,
                            name + " cannot be reached: " + problem.getMessage());
            case TOO_LARGE, MALFORMED ->
                    new GridException(
                            Reason.MALFORMED,
                            name + " answered what it does not document: " + problem.getMessage());
        };
    }

    /// The answer as a tree.
    ///
    /// @throws GridException MALFORMED if it is not JSON
    public JsonNode json(Answer answer) throws GridException {
        try {
            return answer.json();
        } catch (HttpProblemException notJson) {
            throw problem(notJson);
        }
    }

    /// An answer that was understood and is a refusal.
    ///
    /// @param advice what it means for the user, in a sentence
    public GridException refused(Reason reason, Answer answer, String advice) {
        return new GridException(
                reason,
                name + " refused: " + advice + " (" + answer.sentence() + ")",
                answer.retryAt(),
                null);
    }

    /// An answer that is JSON and not what is documented.
    ///
    /// @param what is wrong with it, such as "data[3] has no value"
    /// @param part that is wrong; null for none
    public GridException malformed(Answer answer, String what, @Nullable JsonNode part) {
        String shown = part == null ? "" : client.fitToPrint(part.toString());
        return new GridException(
                Reason.MALFORMED,
                name
                        + " answered what it does not document: "
                        + answer.request()
                        + ": "
                        + what
                        + (shown.isEmpty() ? "" : ": " + shown));
    }
}
