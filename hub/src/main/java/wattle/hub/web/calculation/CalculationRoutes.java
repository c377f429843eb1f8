package wattle.hub.web.calculation;

import io.javalin.http.Context;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wattle.hub.web.Answers;
import wattle.hub.web.Json;
import wattle.hub.web.Limits;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.hub.web.Requests;
import wattle.hub.web.Router;
import wattle.hub.web.Routes;
import wattle.hub.web.Turns;

/// `/v1/estimate` and its neighbours: what the command line answers, byte for byte.
///
/// ```java
/// new CalculationRoutes(commands, Limits.standard())
/// ```
public final class CalculationRoutes implements Routes {

    /// Of what the user is told beside, so much fits into headers.
    private static final int MOST_REMARKS = 10;

    private static final int LONGEST_REMARK = 300;
    private static final Pattern OPTION = Pattern.compile("--([a-z][a-z-]+)");

    private final Calculations calculations;
    private final Turns light;
    private final Turns heavy;
    private final Turns bodies;

    /// @param calculations the commands
    public CalculationRoutes(Calculations calculations, Limits limits) {
        this.calculations = calculations;
        light = new Turns(limits.calculations(), limits.turn(), limits.calculation());
        heavy = new Turns(limits.heavy(), limits.turn(), limits.calculation());
        bodies = new Turns(4 * limits.calculations(), limits.turn(), limits.calculation());
    }

    @Override
    public void addTo(Router router) {
        for (Calculation each : Calculation.all()) {
            if (each.posted()) {
                router.post(each.path(), context -> answer(each, context));
            } else {
                router.get(each.path(), context -> answer(each, context));
            }
        }
    }

    @Override
    public InputStream openApi() {
        return Objects.requireNonNull(getClass().getResourceAsStream("calculations.json"));
    }

    private void answer(Calculation calculation, Context context) throws InterruptedException {
        Requests.requireAccepts(context, Answers.JSON);
        Map<String, Json> request =
                calculation.posted() ? posted(calculation, context) : asked(context);
        Turns turns = calculation.heavy() ? heavy : light;
        Calculations.Result result = turns.take(() -> calculated(calculation, request));
        int count = 0;
        for (String each : result.remarks()) {
            if (count++ < MOST_REMARKS) {
                context.res().addHeader("Wattle-Remark", header(each));
            }
        }
        Answers.json(context, result.json());
    }

    /// Bodies are in memory until they have been answered: few at a time.
    private Map<String, Json> posted(Calculation calculation, Context context)
            throws InterruptedException {
        Json body = bodies.hold(() -> Requests.json(context, calculation.bodyBytes()));
        if (body instanceof Json.Fields fields) {
            return fields.values();
        }
        throw Invalid.at(true, "", "WATTLE-2386", "the body is an object, not " + body.kind());
    }

    /// Values of the query are text: a number in it becomes one here, and is refused where it is
    /// none.
    private static Map<String, Json> asked(Context context) {
        Map<String, Json> request = new LinkedHashMap<>();
        Requests.query(context)
                .forEach((name, values) -> {
                    if (values.size() > 1) {
                        throw Invalid.at(false, name, "WATTLE-2388", name + " is given twice");
                    }
                    String value = values.getFirst();
                    request.put(
                            name,
                            name.equals("year") && value.matches("[0-9]{1,9}")
                                    ? new Json.Numeral(value)
                                    : new Json.Text(value));
                });
        return request;
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

    /// In one line of ASCII, as headers are.
    private static String header(String remark) {
        String line =
                new String(
                                remark.replaceAll("[\\p{Cntrl}\\s]+", " ")
                                        .getBytes(StandardCharsets.US_ASCII),
                                StandardCharsets.US_ASCII)
                        .strip();
        return line.length() <= LONGEST_REMARK ? line : line.substring(0, LONGEST_REMARK);
    }
}
