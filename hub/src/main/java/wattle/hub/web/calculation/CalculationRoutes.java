package wattle.hub.web.calculation;

import io.javalin.http.Context;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import wattle.hub.web.Answers;
import wattle.hub.web.Json;
import wattle.hub.web.Limits;
import wattle.hub.web.Requests;
import wattle.hub.web.Router;
import wattle.hub.web.Routes;
import wattle.hub.web.Turns;

/// `/v1/estimate` and its neighbours: what the command line answers, byte for byte.
///
/// ```java
/// new CalculationRoutes(new Calculator(commands, limits), limits)
/// ```
public final class CalculationRoutes implements Routes {

    /// Of what the user is told beside, so much fits into headers.
    private static final int MOST_REMARKS = 10;

    private static final int LONGEST_REMARK = 300;

    private final Calculator calculator;
    private final Turns bodies;

    public CalculationRoutes(Calculator calculator, Limits limits) {
        this.calculator = calculator;
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
        Calculations.Result result = calculator.answer(calculation, request);
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
        Json body = bodies.hold(1, () -> Requests.json(context, calculation.bodyBytes()));
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
