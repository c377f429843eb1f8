package wattle.hub.page.calculator;

import io.javalin.http.Context;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import wattle.footprint.Footprint;
import wattle.grid.catalog.CloudRegions;
import wattle.grid.catalog.Places;
import wattle.hardware.catalog.Accelerators;
import wattle.hub.page.EveryPage;
import wattle.hub.page.Frame;
import wattle.hub.page.Pages;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.hub.web.Requests;
import wattle.hub.web.Router;
import wattle.hub.web.Routes;
import wattle.hub.web.calculation.Calculator;
import wattle.report.CsvReport;
import wattle.report.LatexReport;
import wattle.report.MarkdownReport;
import wattle.report.Masses;
import wattle.report.ModelCard;
import wattle.report.Report;
import wattle.report.Versions;
import wattle.series.Interval;
import wattle.unit.CarbonMass;

/// `/`: the calculator. Threads share it.
public final class CalculatorPage implements Routes {

    private static final String ESTIMATE = "/v1/estimate";

    /// Beside the one that is being calculated.
    private static final int MOST_COMPARED = 3;

    private static final int LONGEST_QUERY = 2000;

    /// What a link's number was, in grams.
    private static final String GAVE = "gave_g";

    private static final Pattern GRAMS = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18})?");

    private final Pages pages;
    private final Calculator calculator;
    private final Versions versions;
    private final Clock clock;

    public CalculatorPage(Pages pages, Calculator calculator, Versions versions, Clock clock) {
        this.pages = pages;
        this.calculator = calculator;
        this.versions = versions;
        this.clock = clock;
    }

    @Override
    public InputStream openApi() {
        return EveryPage.undescribed();
    }

    @Override
    public void addTo(Router router) {
        router.get("/", this::show);
    }

    /// What is to be chosen from.
    public record Choices(
            List<String> accelerators, List<Places.Place> places, List<String> regions) {}

    private static Choices choices() {
        return Held.CHOICES;
    }

    /// Read when the page is first shown.
    private static final class Held {

        private static final Choices CHOICES =
                new Choices(
                        Accelerators.names(),
                        Places.all().stream()
                                .filter(each -> !each.source().equals("profile"))
                                .toList(),
                        CloudRegions.providers().stream()
                                .flatMap(each -> CloudRegions.regions(each).stream())
                                .distinct()
                                .toList());
    }

    /// What came of a form: an answer, or what is wrong with it.
    ///
    /// @param wrong by the name of a field; empty for the whole
    public record Outcome(@Nullable Answer answer, Map<String, String> wrong) {}

    /// One of those that are compared.
    ///
    /// @param without the address of the same page without it
    public record Compared(String name, Form form, @Nullable Answer answer, String without) {}

    /// Ways to take the answer along.
    public record Copy(String name, String id, String text) {}

    private void show(Context context) throws InterruptedException {
        Map<String, List<String>> query = Requests.query(context);
        Form form = Form.of(query);
        Outcome outcome = form.isEmpty() ? new Outcome(null, Map.of()) : outcome(form);
        List<String> others = others(query);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("form", form);
        values.put("outcome", outcome);
        values.put("choices", choices());
        values.put("compared", compared(form, others));
        values.put("others", others);
        String link = outcome.answer() == null ? "" : permalink(form, outcome.answer());
        values.put("permalink", "/?" + link + with(others));
        List<String> kept = new ArrayList<>(others);
        kept.add(form.query());
        values.put("keep", address(form, kept));
        values.put(
                "copies",
                outcome.answer() == null
                        ? List.of()
                        : copies(context, form, outcome.answer(), link));
        values.put(
                "plan",
                outcome.answer() == null ? "" : ToPlan.address(form, outcome.answer().footprint()));
        values.put("cheaper", outcome.answer() == null ? none() : cheaper(form, outcome.answer()));
        Frame frame = pages.frame(context, "Calculator", "/");
        String data = query.getOrDefault("data", List.of("")).getFirst();
        if (!data.isEmpty() && !data.equals(versions.data())) {
            frame =
                    frame.saying(
                            ofOtherData(data, query.getOrDefault(GAVE, List.of("")).getFirst()));
        }
        if (!outcome.wrong().isEmpty()) {
            context.status(context.header("HX-Request") == null ? 422 : 200);
        }
        pages.send(context, frame, "calculator.jte", values);
    }

    /// What a visitor must know whose link is older, or newer, than this server's data.
    ///
    /// @param gave grams, as the link says; shown if it is a number
    private String ofOtherData(String data, String gave) {
        return "This link was made with the data of "
                + data.substring(0, Math.min(20, data.length()))
                + (GRAMS.matcher(gave).matches()
                        ? ", which gave "
                                + Masses.alone(new CarbonMass(Double.parseDouble(gave)))
                                + " as it says itself"
                        : "")
                + "; this server has those of "
                + versions.data()
                + ", so its number may be another one.";
    }

    private Outcome outcome(Form form) throws InterruptedException {
        if (!form.wrong().isEmpty()) {
            return new Outcome(null, form.wrong());
        }
        try {
            return new Outcome(
                    Answer.of(calculator.answer(ESTIMATE, form.request()).json()), Map.of());
        } catch (ProblemException refused) {
            Problem problem = refused.problem();
            if (problem.status() >= 500) {
                throw refused;
            }
            Map<String, String> wrong = new LinkedHashMap<>();
            for (Problem.Place each : problem.errors()) {
                String pointer = each.pointer() == null ? "" : each.pointer();
                String name = pointer.startsWith("/") ? pointer.substring(1).split("/", -1)[0] : "";
                wrong.put(name, each.detail());
            }
            if (wrong.isEmpty()) {
                wrong.put("", problem.detail());
            }
            return new Outcome(null, wrong);
        }
    }

    private static Cheaper none() {
        return new Cheaper(List.of(), List.of(), "");
    }

    private static Cheaper cheaper(Form form, Answer answer) {
        return Cheaper.than(
                answer.footprint(),
                year(form, answer.footprint()),
                form.value("pue").isEmpty() ? null : Double.valueOf(form.value("pue")),
                form.value("provider"));
    }

    /// The year that was said, or that of the time; null for the latest.
    private static @Nullable Integer year(Form form, Footprint footprint) {
        Interval span = footprint.span();
        if (span != null) {
            return span.start().atOffset(ZoneOffset.UTC).getYear();
        }
        return form.value("year").isEmpty() ? null : Integer.valueOf(form.value("year"));
    }

    /// The queries of other forms that stand in this address.
    private static List<String> others(Map<String, List<String>> query) {
        return query.getOrDefault("with", List.of()).stream()
                .filter(each -> !each.isEmpty() && each.length() <= LONGEST_QUERY)
                .limit(MOST_COMPARED)
                .toList();
    }

    private List<Compared> compared(Form now, List<String> others) throws InterruptedException {
        List<Compared> compared = new ArrayList<>();
        for (int i = 0; i < others.size(); i++) {
            Form form = Form.of(parsed(others.get(i)));
            List<String> rest = new ArrayList<>(others);
            rest.remove(i);
            compared.add(
                    new Compared(
                            Character.toString('B' + i),
                            form,
                            form.isEmpty() ? null : outcome(form).answer(),
                            address(now, rest)));
        }
        return compared;
    }

    private static Map<String, List<String>> parsed(String query) {
        Map<String, List<String>> parsed = new LinkedHashMap<>();
        for (String each : query.split("&", -1)) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                decoded(each.substring(equals + 1))
                        .ifPresent(value ->
                                parsed.computeIfAbsent(
                                                each.substring(0, equals), _ -> new ArrayList<>())
                                        .add(value));
            }
        }
        return parsed;
    }

    /// Empty for what somebody cut off: the rest of a link can still be read.
    private static Optional<String> decoded(String value) {
        try {
            return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static String address(Form form, List<String> others) {
        return "/?" + form.query() + with(others);
    }

    private static String with(List<String> others) {
        var query = new StringBuilder();
        for (String each : others) {
            query.append("&with=").append(URLEncoder.encode(each, StandardCharsets.UTF_8));
        }
        return query.toString();
    }

    /// The query of an address that gives the same number later: with the year that was taken for
    /// the latest, the version of the data, and what they gave.
    private String permalink(Form form, Answer answer) throws InterruptedException {
        return dated(form, answer).query()
                + "&data="
                + versions.data()
                + "&"
                + GAVE
                + "="
                + BigDecimal.valueOf(answer.footprint().total().grams())
                        .round(new MathContext(6))
                        .toPlainString();
    }

    /// With its year said, where that changes nothing: the overhead's latest year may be another
    /// one than that of the intensity.
    private Form dated(Form form, Answer answer) throws InterruptedException {
        Integer year = answer.footprint().intensity().year();
        if (year == null || !form.value("year").isEmpty() || answer.footprint().span() != null) {
            return form;
        }
        Form dated = form.with("year", year.toString());
        Answer again = outcome(dated).answer();
        return again != null && again.footprint().total().equals(answer.footprint().total())
                ? dated
                : form;
    }

    /// @param link the query of the address of this result
    private List<Copy> copies(Context context, Form form, Answer answer, String link) {
        String site = context.scheme() + "://" + context.host();
        List<Copy> copies = new ArrayList<>();
        Report report = answer.report();
        copies.add(new Copy("Markdown", "copy-markdown", MarkdownReport.of(report)));
        copies.add(new Copy("LaTeX", "copy-latex", LatexReport.of(report)));
        copies.add(new Copy("Model card", "copy-model-card", ModelCard.of(report, "pre-training")));
        copies.add(new Copy("CSV", "copy-csv", CsvReport.of(report)));
        copies.add(new Copy("BibTeX", "copy-bibtex", bibtex(site + "/?" + link, answer)));
        copies.add(new Copy("JSON", "copy-json", answer.json()));
        copies.add(
                new Copy(
                        "curl",
                        "copy-curl",
                        "curl -H 'Content-Type: application/json' --data "
                                + shell(form.json())
                                + " "
                                + shell(site + ESTIMATE)));
        copies.add(
                new Copy(
                        "Command line",
                        "copy-command",
                        "wattle "
                                + String.join(
                                        " ",
                                        calculator.command(ESTIMATE, form.request()).stream()
                                                .map(CalculatorPage::shell)
                                                .toList())));
        return copies;
    }

    /// As one word of a POSIX shell.
    private static String shell(String word) {
        return word.matches("[A-Za-z0-9_./:=+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private String bibtex(String link, Answer answer) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return """
        @misc{wattle-estimate,
          title        = {Carbon footprint of a machine-learning job: %s, estimated},
          howpublished = {Wattle %s, data %s},
          url          = {%s},
          year         = {%d},
          note         = {Calculated on %s}
        }
        """
                .formatted(
                        answer.total().replace("CO2eq", "CO$_2$eq"),
                        versions.wattle(),
                        versions.data(),
                        link.replace("%", "\\%"),
                        today.getYear(),
                        today);
    }
}
