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
import wattle.ledger.tracked.TrackedProjects;
import wattle.ledger.tracked.TrackedRuns;

/// Experiments.
final class ExperimentHandlers {

    private final TrackedProjects projects;
    private final ProjectHandlers ofProjects;
    private final TrackedRuns runs;

    ExperimentHandlers(TrackedProjects projects, ProjectHandlers ofProjects, TrackedRuns runs) {
        this.projects = projects;
        this.ofProjects = ofProjects;
        this.runs = runs;
    }

    void add(Exchange exchange) throws LedgerException {
        Exchange.Sent sent = exchange.body(Shape.EXPERIMENT);
        UUID project = sent.given().id("project_id");
        if (!exchange.caller().writes(project)) {
            throw Caller.refused("a token that writes into this project");
        }
        if (projects.project(project).isEmpty()) {
            throw RefusedException.notFound("Project " + project);
        }
        exchange.created(
                json(projects.experiment(UUID.randomUUID(), project, sent.text()).orElseThrow()));
    }

    void read(Exchange exchange) throws LedgerException {
        exchange.ok(json(readable(exchange, exchange.id("experiment_id"))));
    }

    void ofProject(Exchange exchange) throws LedgerException {
        Project project = ofProjects.readable(exchange, exchange.id("project_id"));
        exchange.ok(
                projects.experimentsOf(project.id()).stream()
                        .map(ExperimentHandlers::json)
                        .toList());
    }

    /// Those that have emissions in the time.
    void sumsOfProject(Exchange exchange) throws LedgerException {
        Project project = ofProjects.readable(exchange, exchange.id("project_id"));
        Period period = exchange.period();
        Map<UUID, Sums> sums = new HashMap<>();
        runs.visit(
                TrackedRuns.Of.PROJECT,
                project.id(),
                project.id(),
                period.from(),
                period.to(),
                (experiment, run, body) ->
                        sums.computeIfAbsent(experiment, id -> new Sums()).add(body));
        List<Json> answers = new ArrayList<>();
        for (Experiment each : projects.experimentsOf(project.id())) {
            Sums its = sums.get(each.id());
            if (its != null) {
                Fields fields = fields(each, "experiment_id");
                its.addTo(fields);
                answers.add(fields.json());
            }
        }
        exchange.ok(answers);
    }

    /// An experiment that the caller may read. The one that every project has is his project's, or
    /// else the one that is the server's own, or else the oldest that he may read.
    Experiment readable(Exchange exchange, UUID id) throws LedgerException {
        Experiment found = null;
        for (Experiment each : projects.experiments(id)) {
            UUID project = each.projectId();
            boolean isHis =
                    exchange.caller().readsByToken(project)
                            || project.equals(TrackedProjects.DEFAULT_PROJECT);
            if ((found == null || isHis)
                    && projects.project(project).filter(exchange.caller()::reads).isPresent()) {
                found = each;
            }
        }
        if (found == null) {
            throw exchange.caller().reads()
                    ? unknown(id)
                    : Caller.refused("a token that reads this experiment");
        }
        return found;
    }

    static RefusedException unknown(UUID id) {
        return RefusedException.notFound("Experiment " + id);
    }

    private static Json.Fields json(Experiment experiment) {
        return fields(experiment, "id").json();
    }

    private static Fields fields(Experiment experiment, String idName) {
        Json body = Json.parse(experiment.body().getBytes(StandardCharsets.UTF_8));
        return new Fields()
                .text(idName, experiment.id())
                .text("timestamp", experiment.createdAt())
                .all(Shape.EXPERIMENT.read(body).values())
                .text("project_id", experiment.projectId());
    }
}
