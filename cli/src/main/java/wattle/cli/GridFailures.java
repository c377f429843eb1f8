package wattle.cli;

import java.time.temporal.ChronoUnit;
import wattle.grid.GridException;

/// What a source of grid data refused, as a refusal of a command.
final class GridFailures {

    private GridFailures() {}

    /// @param advice for what only the caller knows, as a sentence; may be empty
    static Failure of(GridException refusal, String advice) {
        return new Failure(
                exit(refusal.reason()),
                number(refusal.reason()),
                String.valueOf(refusal.getMessage()),
                advice(refusal, advice),
                refusal);
    }

    private static Exit exit(GridException.Reason reason) {
        return switch (reason) {
            case UNKNOWN_ZONE, NOT_OFFERED, NOT_COVERED -> Exit.DATA_MISSING;
            case NOT_AUTHORISED -> Exit.NOT_AUTHORISED;
            case LIMITED, UNREACHABLE, MALFORMED -> Exit.UPSTREAM;
        };
    }

    private static int number(GridException.Reason reason) {
        return switch (reason) {
            case UNKNOWN_ZONE -> 60;
            case NOT_OFFERED -> 61;
            case NOT_COVERED -> 62;
            case NOT_AUTHORISED -> 60;
            case LIMITED -> 60;
            case UNREACHABLE -> 61;
            case MALFORMED -> 62;
        };
    }

    private static String advice(GridException refusal, String advice) {
        if (refusal.retryAt() == null) {
            return advice;
        }
        String again = "Ask again at " + refusal.retryAt().truncatedTo(ChronoUnit.SECONDS) + ".";
        return advice.isEmpty() ? again : again + " " + advice;
    }
}
