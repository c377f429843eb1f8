package wattle.hub.web.codecarbon;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import wattle.hub.web.Json;
import wattle.ledger.LedgerException;
import wattle.ledger.tracked.Experiment;
import wattle.ledger.tracked.Project;
import wattle.ledger.tracked.ProjectToken;
import wattle.ledger.tracked.Run;
import wattle.ledger.tracked.TrackedProjects;
import wattle.ledger.tracked.TrackedRuns;

/// Runs.
final class RunHandlers {

    private final TrackedProjects projects;
    private final ProjectHandlers ofProjects;
    private final ExperimentHandlers ofExperiments;
    private final TrackedRuns runs;

    RunHandlers(
            TrackedProjects projects,
            ProjectHandlers ofProjects,
            ExperimentHandlers ofExperiments,
            TrackedRuns runs) {
        this.projects = projects;
        this.ofProjects = ofProjects;
        this.ofExperiments = ofExperiments;
        this.runs = runs;
    }

    void add(Exchange exchange) throws LedgerException {
        Exchange.Sent sent = exchange.body(Shape.RUN);
        Experiment experiment = experiment(exchange.caller(), sent.given().id("experiment_id"));
        var run =
                new Run(
                        UUID.randomUUID(),
                        experiment.projectId(),
                        experiment.id(),
                        sent.given().time("timestamp"),
                        sent.text());
        runs.add(run);
        exchange.created(fields(run, "id", true).json());
    }

    /// What the run of a caller belongs to. A project's token brings its project with it, so an
    /// experiment that nobody knows becomes one of that project.
    private Experiment experiment(Caller caller, UUID id) throws LedgerException {
        ProjectToken token = caller.token();
        if (token != null && token.writes()) {
            return projects.experiment(id, token.projectId(), unsaid(id))
                    .orElseThrow(
                            () -> Caller.refused("a token of the project that has the experiment"));
        }
        if (!caller.submits()) {
            throw Caller.refused(
                    "a token that writes, of the experiment's project or of the server");
        }
        if (id.equals(TrackedProjects.DEFAULT_EXPERIMENT)) {
            projects.makeDefaultProject();
            return projects.experiment(id, TrackedProjects.DEFAULT_PROJECT, unsaid(id))
                    .orElseThrow();
        }
        return projects.experiments(id).stream()
                .findFirst()
                .orElseThrow(() -> ExperimentHandlers.unknown(id));
    }

    /// What is said of an experiment that nobody described.
    private static String unsaid(UUID id) {
        boolean isDefault = id.equals(TrackedProjects.DEFAULT_EXPERIMENT);
        return JsonText.of(
                new Fields()
                        .text("project_id", TrackedProjects.DEFAULT_PROJECT)
                        .text("name", isDefault ? "Default experiment" : "Experiment " + id)
                        .text(
                                "description",
                                isDefault
                                        ? "Runs whose tracker was told no experiment."
                                        : "Named by a tracker, and described nowhere.")
                        .json());
    }

    void read(Exchange exchange) throws LedgerException {
        Run run = readable(exchange, exchange.id("run_id"));
        exchange.ok(json(exchange, run));
    }

    void list(Exchange exchange) throws LedgerException {
        ProjectToken token = exchange.caller().token();
        if (token != null && token.reads()) {
            answer(exchange, runs.runsOf(token.projectId()));
            return;
        }
        exchange.caller().needsReading();
        answer(exchange, runs.runs());
    }

    void ofExperiment(Exchange exchange) throws LedgerException {
        Experiment experiment = ofExperiments.readable(exchange, exchange.id("experiment_id"));
        answer(exchange, runs.runsOf(experiment));
    }

    private void answer(Exchange exchange, List<Run> some) {
        if (some.size() == TrackedRuns.MOST_RUNS) {
            exchange.context().header("Wattle-Newest", Integer.toString(TrackedRuns.MOST_RUNS));
        }
        exchange.ok(some.stream().map(each -> json(exchange, each)).toList());
    }

    /// Those that have emissions in the time.
    void sumsOfExperiment(Exchange exchange) throws LedgerException {
        Experiment experiment = ofExperiments.readable(exchange, exchange.id("experiment_id"));
        Period period = exchange.period();
        Map<UUID, Sums> sums = new HashMap<>();
        runs.visit(
                TrackedRuns.Of.EXPERIMENT,
                experiment.id(),
                experiment.projectId(),
                period.from(),
                period.to(),
                (id, run, body) -> sums.computeIfAbsent(run, each -> new Sums()).add(body));
        List<Json> answers = new ArrayList<>();
        for (Run each : runs.runsOf(experiment)) {
            Sums its = sums.get(each.id());
            if (its != null) {
                Fields fields = fields(each, "run_id", !exchange.caller().isAnybody());
                its.addTo(fields);
                answers.add(fields.json());
            }
        }
        exchange.ok(answers);
    }

    void lastOfProject(Exchange exchange) throws LedgerException {
        Project project = ofProjects.readable(exchange, exchange.id("project_id"));
        Period period = exchange.period();
        exchange.ok(
                runs.lastRun(project.id(), period.from(), period.to())
                        .map(run -> json(exchange, run))
                        .orElseGet(() -> new Fields().json()));
    }

    /// A run that the caller may read. Whoever may not is not told whether there is one.
    Run readable(Exchange exchange, UUID id) throws LedgerException {
        Run run = runs.run(id).orElse(null);
        if (run != null
                && projects.project(run.projectId()).filter(exchange.caller()::reads).isPresent()) {
            return run;
        }
        throw exchange.caller().reads()
                ? unknown(id)
                : Caller.refused("a token that reads this run");
    }

    static RefusedException unknown(UUID id) {
        return RefusedException.notFound("Run " + id);
    }

    private static Json.Fields json(Exchange exchange, Run run) {
        return fields(run, "id", !exchange.caller().isAnybody()).json();
    }

    /// @param places whether to say where the machine stands, which is for those with a token
    private static Fields fields(Run run, String idName, boolean places) {
        Json body = Json.parse(run.body().getBytes(StandardCharsets.UTF_8));
        Fields fields = new Fields().text(idName, run.id()).all(Shape.RUN.read(body).values());
        return places ? fields : fields.text("longitude", null).text("latitude", null);
    }
}
