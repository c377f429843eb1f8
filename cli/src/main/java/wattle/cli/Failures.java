package wattle.cli;

import java.time.DateTimeException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import wattle.series.csv.InvalidFileException;
import wattle.unit.catalog.UnknownNameException;

/// The refusal that every exception comes to.
final class Failures {

    private Failures() {}

    /// @param debug whether the details are printed anyway
    static Failure of(Exception problem, boolean debug) {
        return switch (problem) {
            case Failure known -> known;
            case UnknownNameException unknown ->
                    new Failure(
                            Exit.INVALID_INPUT,
                            12,
                            String.valueOf(unknown.getMessage()),
                            unknown.advice(),
                            unknown);
            case InvalidFileException invalid ->
                    new Failure(
                            Exit.INVALID_INPUT,
                            1,
                            String.valueOf(invalid.getMessage()),
                            "",
                            invalid);
            case ArithmeticException tooLarge
                    when String.valueOf(tooLarge.getMessage()).contains("overflow") ->
                    beyond(tooLarge);
            case DateTimeException tooFar
                    when String.valueOf(tooFar.getMessage()).contains("exceeds") ->
                    beyond(tooFar);
            default ->
                    new Failure(
                            Exit.FAULT,
                            0,
                            "this is a fault in Wattle: " + problem,
                            debug ? "" : "Run it again with --debug for the details.",
                            problem);
        };
    }

    private static Failure beyond(Exception cause) {
        return new Failure(
                Exit.INVALID_INPUT,
                380,
                "a time or a number is too large to compute with",
                "Check the times and numbers.",
                cause);
    }

    /// Of options and words that no command knows.
    static Failure ofUsage(ParameterException e) {
        var advice = new StringBuilder();
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            advice.append("Did you mean ")
                    .append(String.join(" or ", unmatched.getSuggestions()))
                    .append("? ");
        }
        advice.append("See: ")
                .append(e.getCommandLine().getCommandSpec().qualifiedName())
                .append(" --help");
        return new Failure(Exit.USAGE, 1, String.valueOf(e.getMessage()), advice.toString(), e);
    }
}
