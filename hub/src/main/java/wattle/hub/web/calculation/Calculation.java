package wattle.hub.web.calculation;

import java.util.ArrayList;
import java.util.List;

/// A command that is carried out over HTTP, and what a request may say to it. This list is all that
/// a request can reach: an option that does not stand here cannot be given.
///
/// @param path of the route
/// @param posted whether its fields come as JSON in the body of a POST; else in the query of a GET
/// @param command its words on the command line, with the options that are always given
/// @param fields what a request may say
/// @param heavy whether it may take a processor for seconds
/// @param bodyBytes the longest body
record Calculation(
        String path,
        boolean posted,
        List<String> command,
        List<Field> fields,
        boolean heavy,
        int bodyBytes) {

    private static final int SMALL = 64 * 1024;

    /// A year of intervals of five minutes as CSV is 3.5 MB.
    private static final int SERIES = 8 * 1024 * 1024;

    Calculation {
        command = List.copyOf(command);
        fields = List.copyOf(fields);
    }

    /// The same, printed in another format than JSON. For a plan there are more fields then: what
    /// is to be run, and the time zone of where.
    Calculation in(String format) {
        List<String> words =
                command.stream()
                        .map(each -> each.equals("--json") ? "--format=" + format : each)
                        .toList();
        List<Field> all =
                command.getFirst().equals("plan")
                        ? with(fields, Field.text("command"), Field.text("time_zone"))
                        : fields;
        return new Calculation(path, posted, words, all, heavy, bodyBytes);
    }

    static List<Calculation> all() {
        return List.of(
                estimate(), account(), plan(), evaluate(), forecast(), zones(), find(), show());
    }

    private static Calculation estimate() {
        return new Calculation(
                "/v1/estimate",
                true,
                List.of("estimate", "--json"),
                with(
                        place(),
                        Field.texts("accelerator"),
                        Field.texts("cpu"),
                        Field.number("memory_gb"),
                        Field.number("hours"),
                        Field.number("device_hours"),
                        Field.number("utilization"),
                        Field.number("power_watts"),
                        Field.number("energy_kwh"),
                        Field.whole("year"),
                        Field.text("from"),
                        Field.text("to"),
                        Field.flag("no_embodied"),
                        Field.number("lifespan_years"),
                        Field.number("resource_share"),
                        Field.number("runs"),
                        Field.number("offset_percent"),
                        Field.number("intensity"),
                        Field.text("per"),
                        Field.number("count")),
                false,
                SMALL);
    }

    private static Calculation account() {
        return new Calculation(
                "/v1/account",
                true,
                List.of("account", "--json"),
                with(
                        place(),
                        Field.of("energy", "--energy", Field.Kind.ENERGY),
                        Field.of("intensity", "--intensity", Field.Kind.INTENSITY),
                        Field.text("from"),
                        Field.text("to"),
                        Field.whole("year"),
                        Field.text("gaps"),
                        Field.flag("repair"),
                        Field.text("step"),
                        Field.text("per"),
                        Field.number("count")),
                false,
                SERIES);
    }

    private static Calculation plan() {
        return new Calculation(
                "/v1/plan",
                true,
                List.of("plan", "--json"),
                with(
                        pausing(),
                        Field.of("intensity", "--intensity-file", Field.Kind.INTENSITIES),
                        Field.of("energy", "--energy", Field.Kind.ENERGY),
                        Field.texts("zone"),
                        Field.text("signal"),
                        Field.text("factor"),
                        Field.text("duration"),
                        Field.number("power_watts"),
                        Field.text("at"),
                        Field.text("slack"),
                        Field.text("step"),
                        Field.text("policy"),
                        Field.text("threshold"),
                        Field.flag("moves"),
                        Field.flag("pareto"),
                        Field.texts("pue"),
                        Field.texts("transfer_kwh"),
                        Field.texts("transfer_time")),
                true,
                SERIES);
    }

    private static Calculation evaluate() {
        return new Calculation(
                "/v1/evaluate",
                true,
                List.of("evaluate", "--json"),
                with(
                        pausing(),
                        Field.of("intensity", "--intensity-file", Field.Kind.INTENSITIES),
                        Field.of("jobs", "--jobs", Field.Kind.JOBS),
                        Field.of("starts", "--starts", Field.Kind.STARTS),
                        Field.text("signal"),
                        Field.text("factor"),
                        Field.text("slack"),
                        Field.text("from"),
                        Field.text("to"),
                        Field.text("policy"),
                        Field.text("threshold"),
                        Field.word("aggregate"),
                        Field.word("forecast"),
                        Field.text("replan"),
                        Field.number("caution")),
                true,
                SERIES);
    }

    private static Calculation forecast() {
        return new Calculation(
                "/v1/grid/forecast",
                true,
                List.of("grid", "forecast", "--json"),
                List.of(
                        Field.of("intensity", "--intensity-file", Field.Kind.INTENSITIES),
                        Field.text("signal"),
                        Field.text("factor"),
                        Field.text("zone"),
                        Field.flag("repair"),
                        Field.text("at"),
                        Field.text("horizon"),
                        Field.word("model")),
                true,
                SERIES);
    }

    private static Calculation zones() {
        return new Calculation(
                "/v1/grid/zones",
                false,
                List.of("grid", "zones", "--json"),
                List.of(Field.of("text", "", Field.Kind.WORDS)),
                false,
                SMALL);
    }

    private static Calculation find() {
        return new Calculation(
                "/v1/grid/find",
                false,
                List.of("grid", "find", "--json"),
                List.of(Field.of("place", "", Field.Kind.WORDS), Field.text("near")),
                false,
                SMALL);
    }

    private static Calculation show() {
        return new Calculation(
                "/v1/grid/show",
                false,
                List.of("grid", "show", "--json", "--place"),
                List.of(
                        Field.of("place", "", Field.Kind.WORDS),
                        Field.text("from"),
                        Field.text("to"),
                        Field.whole("year"),
                        Field.text("quality"),
                        Field.text("signal"),
                        Field.text("factor")),
                false,
                SMALL);
    }

    private static List<Field> place() {
        return List.of(
                Field.text("zone"),
                Field.text("provider"),
                Field.text("region"),
                Field.text("signal"),
                Field.text("factor"),
                Field.number("pue"));
    }

    private static List<Field> pausing() {
        return List.of(
                Field.whole("max_pauses"),
                Field.text("min_run"),
                Field.number("stop_joules"),
                Field.number("start_joules"),
                Field.text("restart"),
                Field.number("idle_watts"),
                Field.text("checkpoint"));
    }

    private static List<Field> with(List<Field> some, Field... more) {
        List<Field> all = new ArrayList<>(List.of(more));
        all.addAll(some);
        return all;
    }
}
