package wattle.hub.page.plan;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.grid.Labels;
import wattle.grid.LayeredIntensity;
import wattle.hub.page.EveryPage;
import wattle.hub.page.Pages;
import wattle.hub.page.SentFile;
import wattle.hub.page.SignIn;
import wattle.hub.web.Access;
import wattle.hub.web.Answers;
import wattle.hub.web.Json;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.hub.web.Requests;
import wattle.hub.web.Router;
import wattle.hub.web.Routes;
import wattle.hub.web.calculation.Calculations;
import wattle.hub.web.calculation.Calculator;
import wattle.hub.web.carbonaware.NotKnownException;
import wattle.hub.web.runs.Runs;
import wattle.ledger.LedgerException;
import wattle.report.Versions;
import wattle.series.Interval;
import wattle.series.csv.InvalidFileException;

/// `/plan`, and what it gives to take along. Threads share it.
public final class PlanPage implements Routes {

    private static final String PLAN = "/v1/plan";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROFILE = "profile.csv";
    private static final String ENERGY = "--energy=";

    /// Of what is sent to be read.
    private static final int MOST_BYTES = 4 << 20;

    /// As many hours as a calculation of the API may ask for.
    private static final int LONGEST_HOURS = 20_000;

    private final Pages pages;
    private final Calculator calculator;
    private final HourlyPlaces places;
    private final Measured measured;
    private final Versions versions;
    private final Clock clock;

    /// Of a hub without runs.
    public PlanPage(
            Pages pages,
            Calculator calculator,
            HourlyPlaces places,
            Versions versions,
            Clock clock) {
        this(pages, calculator, places, null, versions, clock);
    }

    /// @param runs whose power a job may have; null for none
    public PlanPage(
            Pages pages,
            Calculator calculator,
            HourlyPlaces places,
            @Nullable Runs runs,
            Versions versions,
            Clock clock) {
        this.pages = pages;
        this.calculator = calculator;
        this.places = places;
        this.measured = new Measured(runs, clock);
        this.versions = versions;
        this.clock = clock;
    }

    @Override
    public InputStream openApi() {
        return EveryPage.undescribed();
    }

    @Override
    public void addTo(Router router) {
        router.get("/plan", context -> Runs.guarded(context, this::show))
                .get("/plan.csv", context -> Runs.guarded(context, this::csv))
                .get("/plan.json", context -> Runs.guarded(context, this::json))
                .get("/plan/profile.csv", context -> Runs.guarded(context, this::profile))
                .post("/plan/profile", context -> Runs.guarded(context, this::read));
        for (Form each : Form.values()) {
            router.get(
                    "/plan." + each.extension,
                    context -> Runs.guarded(context, one -> form(one, each)));
        }
    }

    /// Who carries a plan out.
    public enum Form {
        CRON("cron", "cron", "cron", TEXT),
        SLURM("slurm", "sh", "Slurm", TEXT),
        KUBERNETES("kubernetes", "yaml", "Kubernetes", TEXT),
        ICS("ics", "ics", "Calendar", "text/calendar; charset=utf-8"),
        GITHUB_ACTIONS("github-actions", "yml", "GitHub Actions", TEXT);

        private final String format;
        private final String extension;
        private final String words;
        private final String type;

        Form(String format, String extension, String words, String type) {
            this.format = format;
            this.extension = extension;
            this.words = words;
            this.type = type;
        }

        public String extension() {
            return extension;
        }

        public String words() {
            return words;
        }
    }

    /// What came of a form: an answer, or what is wrong with it.
    ///
    /// @param wrong by the name of a field; empty for the whole
    public record Outcome(@Nullable Answer answer, Map<String, String> wrong) {}

    private PlanForm asked(Context context) throws LedgerException {
        return PlanForm.of(Requests.query(context), measured, visitor(context));
    }

    private Access.@Nullable Identity visitor(Context context) {
        return pages.frame(context, "", "/plan").visitor().identity();
    }

    private void show(Context context) throws InterruptedException, LedgerException {
        PlanForm form = asked(context);
        Outcome outcome = form.isEmpty() ? new Outcome(null, Map.of()) : outcome(form);
        send(context, form, outcome, "");
    }

    /// @param unread why a file could not be read; empty where none was sent
    private void send(Context context, PlanForm form, Outcome outcome, String unread)
            throws LedgerException {
        Answer answer = outcome.answer();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("form", form);
        values.put("outcome", outcome);
        values.put("places", places.all());
        values.put("runs", measured.choices(visitor(context), form.value(Measured.RUN)));
        values.put("unread", unread);
        if (answer != null) {
            values.put("picture", new Picture(answer));
            values.put("heat", heat(form, answer));
            values.put("curl", curl(context, answer));
            values.put("command", command(form, answer));
        }
        if (!outcome.wrong().isEmpty()) {
            context.status(context.header("HX-Request") == null ? 422 : 200);
        }
        pages.send(context, pages.frame(context, "Plan", "/plan").withCharts(), "plan.jte", values);
    }

    private @Nullable HeatView heat(PlanForm form, Answer answer) {
        String pue = form.fields().number("pue");
        return HeatView.of(
                answer.job(),
                pue.isEmpty() ? 1 : Double.parseDouble(pue),
                answer.labels(),
                answer.window().start(),
                clock.instant());
    }

    /// Reads what a job drew once, and goes to the address of its plan: nothing is kept here.
    private void read(Context context) throws InterruptedException, LedgerException {
        SignIn.requireOwn(context);
        byte[] bytes = SentFile.received(context, MOST_BYTES);
        PlanForm form =
                PlanForm.of(parsed(SentFile.value(context, "with")), measured, visitor(context));
        String wrong = "Choose a file, or paste what is in it.";
        if (bytes.length > 0) {
            try {
                Fields fields = form.fields().copy();
                Job.FIELDS.forEach(fields::remove);
                fields.remove(Measured.RUN);
                Profile profile = SentFile.read(() -> ProfileFile.read(bytes));
                fields.set(Profile.FIELD, profile.text());
                context.redirect("/plan?" + fields.query(), HttpStatus.SEE_OTHER);
                return;
            } catch (InvalidFileException refused) {
                wrong = String.valueOf(refused.getMessage()).replace(refused.file(), "The file");
            }
        }
        context.status(422);
        send(context, form, new Outcome(null, Map.of()), wrong);
    }

    /// The profile that is planned, for the command line.
    private void profile(Context context) throws LedgerException {
        Job job = asked(context).measured();
        if (job == null || job.profile() == null) {
            throw new ProblemException(
                    Problem.of(404, "the address names no job with a power over time"));
        }
        attached(context, PROFILE);
        Answers.send(
                context,
                "text/csv; charset=utf-8",
                job.profile().csv().getBytes(StandardCharsets.UTF_8));
    }

    private Outcome outcome(PlanForm form) throws InterruptedException {
        try {
            return new Outcome(answer(form), Map.of());
        } catch (WrongException wrong) {
            return new Outcome(null, wrong.wrong);
        }
    }

    /// That a form cannot be planned, and why.
    private static final class WrongException extends Exception {
        @java.io.Serial private static final long serialVersionUID = 1;

        private final transient Map<String, String> wrong;

        WrongException(Map<String, String> wrong) {
            super(String.join("; ", wrong.values()));
            this.wrong = new LinkedHashMap<>(wrong);
        }
    }

    private Answer answer(PlanForm form) throws InterruptedException, WrongException {
        Job job = form.measured() == null ? jobOf(form) : form.measured();
        List<String> zones = form.fields().all("zone");
        if (zones.isEmpty()) {
            form.fields().wrong("zone", "Where does it run? Such as DE.");
        }
        requireRight(form);
        if (job == null) {
            throw new IllegalStateException("no job, and nothing wrong with it");
        }
        Instant start = form.at(clock.instant());
        Duration whole = job.duration().plus(form.slack());
        if (whole.toHours() > LONGEST_HOURS) {
            form.fields().wrong("slack", "Job and slack together are longer than two years.");
            requireRight(form);
        }
        List<LayeredIntensity> known = known(form, zones, Interval.of(start, whole.plusDays(1)));
        Labels labels = known.getFirst().labels();
        Map<String, Json> request = form.request(job, start, labels, zones);
        requireRight(form);
        Calculations.Result result = calculated(request);
        List<Lane> lanes = Lane.of(result.json());
        List<Lane> stay = lanes;
        if (zones.size() > 1) {
            stay =
                    Lane.of(
                            calculated(form.request(job, start, labels, zones.subList(0, 1)))
                                    .json());
        }
        Instant end = start.plus(whole);
        for (Lane each : lanes) {
            end = each.end().isAfter(end) ? each.end() : end;
        }
        var window = new Interval(start, end);
        List<Track> tracks = new ArrayList<>();
        for (int i = 0; i < zones.size(); i++) {
            String zone = zones.get(i);
            boolean drawn =
                    (i == 0 || lanes.stream().anyMatch(each -> each.places().contains(zone)))
                            && tracks.stream().noneMatch(each -> each.zone().equals(zone));
            if (drawn) {
                tracks.add(Track.of(zone, known.get(i), window));
            }
        }
        return new Answer(
                job,
                labels,
                lanes,
                stay,
                tracks,
                Lane.basis(result.json()),
                window,
                result.remarks(),
                permalink(form, start, labels),
                result.json());
    }

    private @Nullable Job jobOf(PlanForm form) throws InterruptedException {
        boolean named = form.fields().has(Measured.RUN) || form.fields().has(Profile.FIELD);
        return named ? null : Job.of(form.fields(), calculator);
    }

    private static void requireRight(PlanForm form) throws WrongException {
        if (!form.wrong().isEmpty()) {
            throw new WrongException(form.wrong());
        }
    }

    /// What the page draws is what the plan rests on: of the first place's kind, whatever others
    /// are known of the others.
    private List<LayeredIntensity> known(PlanForm form, List<String> zones, Interval span)
            throws WrongException {
        List<LayeredIntensity> known = new ArrayList<>();
        for (String zone : zones) {
            try {
                Labels labels = known.isEmpty() ? null : known.getFirst().labels();
                known.add(
                        places.over(
                                zone,
                                labels == null ? form.signal() : labels.signal(),
                                labels == null ? form.factor() : labels.factor(),
                                span));
            } catch (NotKnownException unknown) {
                throw new WrongException(Map.of("zone", String.valueOf(unknown.getMessage())));
            }
        }
        return known;
    }

    private Calculations.Result calculated(Map<String, Json> request)
            throws InterruptedException, WrongException {
        try {
            return calculator.answer(PLAN, request);
        } catch (ProblemException refused) {
            throw wrong(refused);
        }
    }

    private static WrongException wrong(ProblemException refused) {
        Problem problem = refused.problem();
        if (problem.status() >= 500 || problem.status() == 429) {
            throw refused;
        }
        Map<String, String> wrong = new LinkedHashMap<>();
        for (Problem.Place each : problem.errors()) {
            String pointer = each.pointer() == null ? "" : each.pointer();
            wrong.put(
                    pointer.startsWith("/") ? pointer.substring(1).split("/", -1)[0] : "",
                    each.detail());
        }
        if (wrong.isEmpty()) {
            wrong.put("", problem.detail());
        }
        return new WrongException(wrong);
    }

    /// With the earliest start and the kind of intensity that were taken.
    private static String permalink(PlanForm form, Instant start, Labels labels) {
        Fields fields = form.fields().copy();
        fields.set("at", start.toString());
        fields.set("signal", labels.signal().label());
        fields.set("factor", labels.factor().label());
        fields.set("slack", form.slackWord());
        return fields.query();
    }

    private Map<String, Json> request(PlanForm form, Answer answer) {
        return form.request(
                answer.job(), answer.window().start(), answer.labels(), form.fields().all("zone"));
    }

    /// The query of an address. What somebody cut off is left out.
    private static Map<String, List<String>> parsed(String query) {
        Map<String, List<String>> parsed = new LinkedHashMap<>();
        for (String each : query.split("&", -1)) {
            int equals = each.indexOf('=');
            String value = equals > 0 ? decoded(each.substring(equals + 1)) : "";
            if (!value.isEmpty()) {
                parsed.computeIfAbsent(each.substring(0, equals), _ -> new ArrayList<>())
                        .add(value);
            }
        }
        return parsed;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    private static String curl(Context context, Answer answer) {
        return "curl -s "
                + "'"
                + context.scheme()
                + "://"
                + context.host()
                + "/plan.json?"
                + answer.query().replace("'", "%27")
                + "'";
    }

    private String command(PlanForm form, Answer answer) {
        List<String> words = new ArrayList<>();
        for (String each : calculator.command(PLAN, request(form, answer))) {
            // The folder of a request is gone: the profile is to be had beside.
            words.add(shell(each.startsWith(ENERGY) ? ENERGY + PROFILE : each));
        }
        return "wattle " + String.join(" ", words);
    }

    /// As one word of a POSIX shell.
    private static String shell(String word) {
        return word.matches("[A-Za-z0-9_./:=+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /// The same plan for those who carry it out.
    private void form(Context context, Form form) throws InterruptedException, LedgerException {
        PlanForm said = asked(context);
        Answer answer = required(said);
        Map<String, Json> request = request(said, answer);
        request.remove("moves"); // None of them starts anything elsewhere.
        if (!said.value("command").isEmpty()) {
            request.put("command", new Json.Text(said.value("command")));
        }
        // That of the server is nobody's.
        request.put(
                "time_zone",
                new Json.Text(said.value("time_zone").isEmpty() ? "UTC" : said.value("time_zone")));
        attached(context, "plan." + form.extension);
        Answers.send(
                context,
                form.type,
                calculator
                        .answer(PLAN, form.format, request)
                        .json()
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static void attached(Context context, String name) {
        context.header("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }

    /// What cannot be planned is refused, as nobody looks at a form here.
    private Answer required(PlanForm form) throws InterruptedException {
        try {
            return answer(form);
        } catch (WrongException wrong) {
            throw new ProblemException(Problem.of(422, String.valueOf(wrong.getMessage())));
        }
    }

    private void json(Context context) throws InterruptedException, LedgerException {
        Answers.json(context, required(asked(context)).json());
    }

    private void csv(Context context) throws InterruptedException, LedgerException {
        Answer answer = required(asked(context));
        attached(context, "plan.csv");
        Answers.send(
                context,
                "text/csv; charset=utf-8",
                PlanCsv.of(answer, versions).getBytes(StandardCharsets.UTF_8));
    }
}
