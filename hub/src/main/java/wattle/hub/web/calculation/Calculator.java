package wattle.hub.web.calculation;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wattle.hub.web.Json;
import wattle.hub.web.Limits;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.hub.web.Turns;

/// Answers what requests and pages want calculated, so that both give the same numbers: each waits
/// for its turn, and can reach no more than [Calculation] lists. Threads share it.
///
/// ```java
/// calculator.answer("/v1/estimate", Map.of("hours", new Json.Numeral("9")))
/// ```
public final class Calculator {

    private static final Pattern OPTION = Pattern.compile("--([a-z][a-z-]+)");

    private final Calculations calculations;
    private final Turns light;
    private final Turns heavy;

    /// @param calculations the commands
    public Calculator(Calculations calculations, Limits limits) {
        this.calculations = calculations;
        light = new Turns(limits.calculations(), limits.turn(), limits.calculation());
        heavy = new Turns(limits.heavy(), limits.turn(), limits.calculation());
    }

    /// What a POST or GET of the API is answered with.
    ///
    /// @param path such as `/v1/estimate`
    /// @param request its fields by name
    /// @throws ProblemException with the field that is to blame, if the request is
    public Calculations.Result answer(String path, Map<String, Json> request)
            throws InterruptedException {
        return answer(calculation(path), request);
    }

    /// The same in another format than JSON, as `--format` names it.
    ///
    /// @throws ProblemException as in [#answer]
    public Calculations.Result answer(String path, String format, Map<String, Json> request)
            throws InterruptedException {
        return answer(calculation(path).in(format), request);
    }

    /// The command that answers the same on the command line, as its words. Series are not in it.
    ///
    /// @throws ProblemException as in [#answer]
    public List<String> command(String path, Map<String, Json> request) {
        try (Workspace files = Workspace.make()) {
            return Arguments.of(calculation(path), request, files);
        }
    }

    Calculations.Result answer(Calculation calculation, Map<String, Json> request)
            throws InterruptedException {
        Turns turns = calculation.heavy() ? heavy : light;
        return turns.take(() -> calculated(calculation, request));
    }

    private static Calculation calculation(String path) {
        return Calculation.all().stream()
                .filter(each -> each.path().equals(path))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("nothing is calculated at " + path));
    }

    private Calculations.Result calculated(Calculation calculation, Map<String, Json> request)
            throws InterruptedException {
        try (Workspace files = Workspace.make()) {
            List<String> arguments = Arguments.of(calculation, request, files);
            Calculations.Result result = calculations.calculate(arguments);
            Calculations.Refusal refusal = result.refusal();
            if (refusal != null) {
                throw problem(calculation, request, refusal, files);
            }
            return new Calculations.Result(
                    result.json(), result.remarks().stream().map(files::without).toList(), null);
        }
    }

    private static ProblemException problem(
            Calculation calculation,
            Map<String, Json> request,
            Calculations.Refusal refusal,
            Workspace files) {
        int status = status(calculation, refusal.exitCode());
        if (status == 500) {
            throw new IllegalStateException(refusal.code() + ": " + refusal.problem());
        }
        String end = refusal.problem().endsWith(".") || refusal.problem().endsWith("?") ? "" : ".";
        String detail =
                files.without(
                        refusal.problem()
                                + end
                                + (refusal.advice().isEmpty() ? "" : " " + refusal.advice()));
        String pointer = pointer(calculation, request, refusal.problem(), files);
        return new ProblemException(
                Problem.of(
                        status,
                        detail,
                        Invalid.place(calculation.posted(), pointer, refusal.code(), detail)));
    }

    /// By the exit code.
    private static int status(Calculation calculation, int exitCode) {
        return switch (exitCode) {
            case 2, 3 -> 422;
            case 4 -> calculation.posted() ? 409 : 404;
            case 5 -> 502;
            case 6 -> 403;
            case 7 -> 409;
            default -> 500;
        };
    }

    /// To the series, the option or the value that the problem names; to the whole request where it
    /// names none.
    private static String pointer(
            Calculation calculation, Map<String, Json> request, String problem, Workspace files) {
        String file = files.pointer(problem);
        if (!file.isEmpty()) {
            return file;
        }
        Matcher option = OPTION.matcher(problem);
        while (option.find()) {
            String name = option.group(1).replace('-', '_');
            for (Field each : calculation.fields()) {
                if (each.name().equals(name) || each.option().equals(option.group())) {
                    return "/" + each.name();
                }
            }
        }
        for (Map.Entry<String, Json> each : request.entrySet()) {
            if (each.getValue() instanceof Json.Text text
                    && problem.contains("\"" + text.value() + "\"")) {
                return "/" + each.getKey();
            }
        }
        return "";
    }
}
