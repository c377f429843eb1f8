package wattle.hub.web.carbonaware;

import java.io.Serial;

/// That a parameter is wrong, in the SDK's words: its name and what is wrong with it.
final class RefusedException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    private final String parameter;

    RefusedException(String parameter, String problem) {
        super(problem, null, false, false);
        this.parameter = parameter;
    }

    String parameter() {
        return parameter;
    }
}
