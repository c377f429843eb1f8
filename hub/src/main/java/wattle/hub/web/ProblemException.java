package wattle.hub.web;

import java.io.Serial;
import java.util.Map;

/// A refusal on its way to the client. Thrown by handlers, answered by the [Server].
public final class ProblemException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    public ProblemException(Problem problem) {
        this(problem, Map.of());
    }

    /// @param headers that go with it, such as `Retry-After`
    public ProblemException(Problem problem, Map<String, String> headers) {
        // Without a stack trace: it is an answer.
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.headers = Map.copyOf(headers);
    }

    public Problem problem() {
        return problem;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
