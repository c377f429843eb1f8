package wattle.hub.web.codecarbon;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.InputStream;
import java.time.Clock;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import wattle.hub.web.Access;
import wattle.hub.web.Answers;
import wattle.hub.web.Described;
import wattle.hub.web.Json;
import wattle.hub.web.Problem;
import wattle.hub.web.Refusal;
import wattle.hub.web.Requests;
import wattle.hub.web.Router;
import wattle.hub.web.Routes;
import wattle.ledger.sql.Database;
import wattle.ledger.tracked.ProjectTokens;
import wattle.ledger.tracked.TrackedProjects;
import wattle.ledger.tracked.TrackedRuns;

/// The routes of CodeCarbon's API. They stand at the root, as its clients expect.
public final class CodeCarbonRoutes implements Routes {

    /// For documents about a server that does not run.
    public static final Described DESCRIPTION =
            () ->
                    Objects.requireNonNull(
                            CodeCarbonRoutes.class.getResourceAsStream("codecarbon.json"));

    /// What stands here. An emission has an id behind it; other names there are the Carbon Aware
    /// SDK's.
    private static final Pattern OURS =
            Pattern.compile(
                    "/(runs|organizations|projects|experiments|lastrun)(/.*)?|/auth/check|/telemetry"
                            + "|/emissions(/[^/]*[0-9][^/]*)?");

    private final Clock clock;
    private final ProjectTokens tokens;
    private final OrganizationHandlers organizations;
    private final ProjectHandlers projects;
    private final ExperimentHandlers experiments;
    private final RunHandlers runs;
    private final EmissionHandlers emissions;

    /// @param store that runs are kept in
    public CodeCarbonRoutes(Database store, Clock clock) {
        this.clock = clock;
        tokens = new ProjectTokens(store, clock);
        var kept = new TrackedProjects(store, clock);
        var keptRuns = new TrackedRuns(store, clock);
        organizations = new OrganizationHandlers(kept, keptRuns);
        projects = new ProjectHandlers(kept, tokens, keptRuns);
        experiments = new ExperimentHandlers(kept, projects, keptRuns);
        runs = new RunHandlers(kept, projects, experiments, keptRuns);
        emissions = new EmissionHandlers(runs, keptRuns);
    }

    @Override
    public void addTo(Router router) {
        router.post("/runs", api(runs::add))
                .post("/emissions", api(emissions::add))
                .get("/emissions/{emission_id}", api(emissions::read))
                .get("/runs", api(runs::list))
                .get("/runs/{run_id}", api(runs::read))
                .get("/runs/{run_id}/emissions", api(emissions::ofRun))
                .get("/lastrun/project/{project_id}", api(runs::lastOfProject))
                .post("/experiments", api(experiments::add))
                .get("/experiments/{experiment_id}", api(experiments::read))
                .get("/experiments/{experiment_id}/runs", api(runs::ofExperiment))
                .get("/experiments/{experiment_id}/runs/sums", api(runs::sumsOfExperiment))
                .post("/telemetry", api(EmissionHandlers::telemetry))
                .get("/auth/check", api(organizations::check));
        addOrganizationsTo(router);
        addProjectsTo(router);
    }

    private void addOrganizationsTo(Router router) {
        String one = "/organizations/{organization_id}";
        router.get("/organizations", api(organizations::list))
                .post("/organizations", api(organizations::add))
                .get(one, api(organizations::read))
                .add(HandlerType.PATCH, one, null, api(organizations::change))
                .get(one + "/sums", api(organizations::sums))
                .get(one + "/users", api(organizations::users))
                .get(one + "/projects", api(projects::ofOrganization))
                .post(one + "/add-user", api(organizations::addUser));
    }

    private void addProjectsTo(Router router) {
        String one = "/projects/{project_id}";
        router.get("/projects", api(projects::ofNamedOrganization))
                .post("/projects", api(projects::add))
                .get(one, api(projects::read))
                .add(HandlerType.PATCH, one, null, api(projects::change))
                .add(HandlerType.DELETE, one, null, api(projects::delete))
                .get(one + "/sums", api(projects::sums))
                .get(one + "/experiments", api(experiments::ofProject))
                .get(one + "/experiments/sums", api(experiments::sumsOfProject))
                .get(one + "/api-tokens", api(projects::listTokens))
                .post(one + "/api-tokens", api(projects::addToken))
                .add(
                        HandlerType.DELETE,
                        one + "/api-tokens/{token_id}",
                        null,
                        api(projects::deleteToken));
    }

    private Handler api(Exchange.Work work) {
        return context -> {
            Requests.requireAccepts(context, Answers.JSON);
            try {
                work.answer(new Exchange(context, Caller.of(context, tokens), clock.instant()));
            } catch (RefusedException refused) {
                context.status(refused.status());
                context.contentType(Answers.JSON);
                context.result(refused.body());
            }
        };
    }

    @Override
    public InputStream openApi() {
        return DESCRIPTION.openApi();
    }

    /// Those of projects.
    @Override
    public Access access() {
        return Caller.access(tokens);
    }

    /// In the statuses that clients know: a wrong token is 403 here, and what cannot be read 422.
    @Override
    public @Nullable Refusal refusal(
            String path, @Nullable String accept, Problem problem, String instance) {
        if (!OURS.matcher(path).matches()) {
            return null;
        }
        String detail =
                problem.status() < 500 ? problem.detail() : problem.detail() + ": " + instance;
        int status =
                switch (problem.status()) {
                    case 400 -> 422;
                    case 401 -> 403;
                    default -> problem.status();
                };
        return new Refusal(
                status,
                Answers.JSON,
                JsonText.of(new Fields().put("detail", new Json.Text(detail)).json()));
    }
}
