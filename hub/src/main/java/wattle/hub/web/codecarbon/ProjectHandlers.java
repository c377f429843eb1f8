package wattle.hub.web.codecarbon;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import wattle.hub.web.Json;
import wattle.hub.web.Requests;
import wattle.ledger.LedgerException;
import wattle.ledger.tracked.Experiment;
import wattle.ledger.tracked.Project;
import wattle.ledger.tracked.ProjectToken;
import wattle.ledger.tracked.ProjectTokens;
import wattle.ledger.tracked.TrackedProjects;
import wattle.ledger.tracked.TrackedRuns;

/// Projects and their tokens.
final class ProjectHandlers {

    /// Access levels, as clients write them.
    private static final int READ = 1;

    private static final int WRITE = 2;
    private static final int BOTH = 3;

    private final TrackedProjects projects;
    private final ProjectTokens tokens;
    private final TrackedRuns runs;

    ProjectHandlers(TrackedProjects projects, ProjectTokens tokens, TrackedRuns runs) {
        this.projects = projects;
        this.tokens = tokens;
        this.runs = runs;
    }

    void add(Exchange exchange) throws LedgerException {
        exchange.caller().needsAdministration();
        Given given = exchange.body(Shape.PROJECT).given();
        UUID organization = given.id("organization_id");
        if (projects.organization(organization).isEmpty()) {
            throw OrganizationHandlers.unknown(organization);
        }
        exchange.created(
                json(
                        projects.addProject(
                                organization, given.needed("name"), given.needed("description")),
                        List.of()));
    }

    void ofOrganization(Exchange exchange) throws LedgerException {
        list(exchange, exchange.id("organization_id"));
    }

    void ofNamedOrganization(Exchange exchange) throws LedgerException {
        List<String> named =
                Requests.query(exchange.context()).getOrDefault("organization", List.of(""));
        UUID id = Kind.uuid(named.getFirst());
        if (id == null) {
            throw RefusedException.invalid(
                    "query",
                    "organization",
                    Kind.ID.mistake(),
                    "Input should be " + Kind.ID.words());
        }
        list(exchange, id);
    }

    private void list(Exchange exchange, UUID organization) throws LedgerException {
        exchange.caller().needsReading();
        if (projects.organization(organization).isEmpty()) {
            throw OrganizationHandlers.unknown(organization);
        }
        exchange.ok(
                projects.projectsOf(organization).stream()
                        .map(each -> json(each, List.of()))
                        .toList());
    }

    void read(Exchange exchange) throws LedgerException {
        Project project = readable(exchange, exchange.id("project_id"));
        exchange.ok(json(project, projects.experimentsOf(project.id())));
    }

    void change(Exchange exchange) throws LedgerException {
        exchange.caller().needsAdministration();
        UUID id = exchange.id("project_id");
        Given given = exchange.body(Shape.PROJECT_CHANGE).given();
        Project project =
                projects.changeProject(
                                id,
                                given.text("name"),
                                given.text("description"),
                                given.flag("public"))
                        .orElseThrow(() -> unknown(id));
        exchange.ok(json(project, projects.experimentsOf(id)));
    }

    void delete(Exchange exchange) throws LedgerException {
        exchange.caller().needsAdministration();
        UUID id = exchange.id("project_id");
        if (!projects.deleteProject(id)) {
            throw unknown(id);
        }
        exchange.gone();
    }

    void sums(Exchange exchange) throws LedgerException {
        Project project = readable(exchange, exchange.id("project_id"));
        Period period = exchange.period();
        var sums = new Sums();
        runs.visit(
                TrackedRuns.Of.PROJECT,
                project.id(),
                project.id(),
                period.from(),
                period.to(),
                (experiment, run, body) -> sums.add(body));
        Fields fields =
                new Fields()
                        .text("project_id", project.id())
                        .text("name", project.name())
                        .text("description", project.description())
                        .text("organization_id", project.organizationId());
        sums.addTo(fields);
        exchange.ok(fields.json());
    }

    void addToken(Exchange exchange) throws LedgerException {
        UUID project = administered(exchange);
        Given given = exchange.body(Shape.TOKEN).given();
        long access = given.count("access", WRITE);
        if (access < READ || access > BOTH) {
            throw RefusedException.invalid(
                    "body", "access", "enum", "Input should be 1 (read), 2 (write) or 3 (both)");
        }
        ProjectTokens.Made made =
                tokens.create(project, given.text("name"), access != WRITE, access != READ);
        exchange.created(json(made.token(), made.secret()));
    }

    void listTokens(Exchange exchange) throws LedgerException {
        exchange.ok(
                tokens.ofProject(administered(exchange)).stream()
                        .map(each -> json(each, null))
                        .toList());
    }

    void deleteToken(Exchange exchange) throws LedgerException {
        UUID id = exchange.id("token_id");
        if (!tokens.delete(administered(exchange), id)) {
            throw RefusedException.notFound("Project token " + id);
        }
        exchange.gone();
    }

    private UUID administered(Exchange exchange) throws LedgerException {
        exchange.caller().needsAdministration();
        UUID id = exchange.id("project_id");
        if (projects.project(id).isEmpty()) {
            throw unknown(id);
        }
        return id;
    }

    /// A project that the caller may read. Whoever may not is not told whether there is one.
    Project readable(Exchange exchange, UUID id) throws LedgerException {
        Optional<Project> project = projects.project(id);
        if (project.isPresent() && exchange.caller().reads(project.get())) {
            return project.get();
        }
        throw exchange.caller().reads()
                ? unknown(id)
                : Caller.refused("a token that reads this project");
    }

    private static RefusedException unknown(UUID id) {
        return RefusedException.notFound("Project " + id);
    }

    private static Json.Fields json(Project project, List<Experiment> experiments) {
        return new Fields()
                .text("id", project.id())
                .text("name", project.name())
                .text("description", project.description())
                .text("organization_id", project.organizationId())
                .flag("public", project.isPublic())
                .put(
                        "experiments",
                        new Json.Items(
                                experiments.stream()
                                        .<Json>map(each -> new Json.Text(each.id().toString()))
                                        .toList()))
                .json();
    }

    private static Json.Fields json(ProjectToken token, @Nullable String secret) {
        int access = token.reads() && token.writes() ? BOTH : token.writes() ? WRITE : READ;
        return new Fields()
                .text("id", token.id())
                .text("project_id", token.projectId())
                .text("name", token.name())
                .text("token", secret)
                .text("last_used", token.lastUsedAt())
                .number("access", access)
                .flag("revoked", false)
                .json();
    }
}
