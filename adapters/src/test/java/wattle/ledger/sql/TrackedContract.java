package wattle.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import wattle.ledger.LedgerException;
import wattle.ledger.tracked.Emission;
import wattle.ledger.tracked.Experiment;
import wattle.ledger.tracked.Organization;
import wattle.ledger.tracked.Project;
import wattle.ledger.tracked.ProjectTokens;
import wattle.ledger.tracked.Run;
import wattle.ledger.tracked.TrackedProjects;
import wattle.ledger.tracked.TrackedRuns;

/// What trackers report, kept by either database. One store for all tests of a class.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TrackedContract {

    private static final Instant AT = Instant.parse("2026-03-01T00:00:00.000001Z");
    private static final Instant END = AT.plusSeconds(86_400);

    private Database store;
    private TrackedProjects projects;
    private TrackedRuns runs;
    private ProjectTokens tokens;

    /// The URL of a database with nothing in it.
    abstract String url() throws Exception;

    @BeforeAll
    void open() throws Exception {
        store = Database.open(url());
        var clock = Clock.fixed(AT, ZoneOffset.UTC);
        projects = new TrackedProjects(store, clock);
        runs = new TrackedRuns(store, clock);
        tokens = new ProjectTokens(store, clock);
    }

    @AfterAll
    void close() {
        store.close();
    }

    private Project project(String name) throws LedgerException {
        Organization organization = projects.addOrganization("of " + name, "");
        return projects.addProject(organization.id(), name, "");
    }

    private Run run(Experiment experiment, Instant at) throws LedgerException {
        var run =
                new Run(
                        UUID.randomUUID(),
                        experiment.projectId(),
                        experiment.id(),
                        at,
                        "{\"é\": 1}");
        runs.add(run);
        return run;
    }

    private Experiment experiment(Project project) throws LedgerException {
        return projects.experiment(UUID.randomUUID(), project.id(), "{}").orElseThrow();
    }

    private static Emission emission(Run run, Instant at, String body) {
        return new Emission(UUID.randomUUID(), run.id(), at, body);
    }

    private List<String> visited(TrackedRuns.Of of, UUID id, UUID project) throws LedgerException {
        List<String> bodies = new ArrayList<>();
        runs.visit(of, id, project, AT, END, (experiment, run, body) -> bodies.add(body));
        Collections.sort(bodies);
        return bodies;
    }

    @Test
    void whatIsChangedIsThatAndNoMore() throws Exception {
        Project project = project("trees");
        assertThat(projects.changeProject(project.id(), null, "new", true))
                .hasValue(
                        new Project(project.id(), project.organizationId(), "trees", "new", true));
        assertThat(projects.changeProject(project.id(), null, null, null))
                .isEqualTo(projects.project(project.id()));
        assertThat(projects.changeOrganization(project.organizationId(), "other", null))
                .hasValue(new Organization(project.organizationId(), "other", ""));
        assertThat(projects.changeOrganization(UUID.randomUUID(), "other", null)).isEmpty();
        assertThat(projects.projectsOf(project.organizationId())).hasSize(1);
    }

    @Test
    void anExperimentIsOneProjectsButForTheDefault() throws Exception {
        Project one = project("one");
        Project two = project("two");
        UUID id = UUID.randomUUID();
        Experiment first = projects.experiment(id, one.id(), "{\"a\": 1}").orElseThrow();
        assertThat(projects.experiment(id, one.id(), "{\"b\": 1}")).hasValue(first);
        assertThat(projects.experiment(id, two.id(), "{}")).isEmpty();
        UUID everybodys = TrackedProjects.DEFAULT_EXPERIMENT;
        assertThat(projects.experiment(everybodys, one.id(), "{}")).isPresent();
        assertThat(projects.experiment(everybodys, two.id(), "{}")).isPresent();
        assertThat(projects.experiments(everybodys)).hasSize(2);
        assertThat(projects.experimentsOf(one.id())).hasSize(2);
        projects.makeDefaultProject();
        projects.makeDefaultProject();
        assertThat(projects.project(TrackedProjects.DEFAULT_PROJECT)).isPresent();
    }

    @Test
    void aRunHasOneEmissionOfAnInstant() throws Exception {
        Run run = run(experiment(project("trees")), AT);
        Emission first = emission(run, AT, "{\"x\": 1.50}");
        assertThat(runs.add(first)).isEqualTo(first);
        assertThat(runs.add(emission(run, AT, "{\"x\": 2}"))).isEqualTo(first);
        Emission next = emission(run, AT.plusNanos(1), "{}");
        assertThat(runs.add(next)).isEqualTo(next);
        assertThat(runs.emission(first.id())).hasValue(first);
        assertThat(runs.emissionCount(run.id())).isEqualTo(2);
        assertThat(runs.emissions(run.id(), 0, 1)).containsExactly(next);
        assertThat(runs.emissions(run.id(), 1, 9)).containsExactly(first);
        assertThat(runs.run(run.id())).hasValue(run);
        assertThatThrownBy(() ->
                        runs.add(new Emission(UUID.randomUUID(), UUID.randomUUID(), AT, "{}")))
                .isInstanceOf(LedgerException.class);
    }

    @Test
    void thirtyTwoThatAddTheSameAddOne() throws Exception {
        Run run = run(experiment(project("trees")), AT);
        Set<Emission> kept = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Emission> add = () -> runs.add(emission(run, AT, "{}"));
            for (var each : threads.invokeAll(Collections.nCopies(32, add))) {
                kept.add(each.get());
            }
        }
        assertThat(kept).hasSize(1);
        assertThat(runs.emissionCount(run.id())).isEqualTo(1);
    }

    @Test
    void emissionsAreFoundByWhatTheyBelongTo() throws Exception {
        Project one = project("one");
        Project two = projects.addProject(one.organizationId(), "two", "");
        Experiment ofOne = experiment(one);
        Experiment otherOfOne = experiment(one);
        Experiment ofTwo = experiment(two);
        runs.add(emission(run(ofOne, AT), AT, "\"a\""));
        runs.add(emission(run(otherOfOne, AT), END, "\"b\""));
        runs.add(emission(run(ofTwo, AT), AT, "\"c\""));
        runs.add(emission(run(ofOne, AT), AT.minusNanos(1), "\"early\""));
        runs.add(emission(run(ofOne, AT), END.plusNanos(1), "\"late\""));
        assertThat(visited(TrackedRuns.Of.ORGANIZATION, one.organizationId(), one.id()))
                .containsExactly("\"a\"", "\"b\"", "\"c\"");
        assertThat(visited(TrackedRuns.Of.PROJECT, one.id(), one.id()))
                .containsExactly("\"a\"", "\"b\"");
        assertThat(visited(TrackedRuns.Of.EXPERIMENT, ofOne.id(), one.id()))
                .containsExactly("\"a\"");
        assertThat(visited(TrackedRuns.Of.EXPERIMENT, ofOne.id(), two.id())).isEmpty();
    }

    @Test
    void theNewestRunsComeFirst() throws Exception {
        Project project = project("trees");
        Experiment experiment = experiment(project);
        Run early = run(experiment, AT);
        Run late = run(experiment, AT.plusSeconds(1));
        assertThat(runs.runs()).contains(late, early);
        assertThat(runs.runsOf(project.id())).containsExactly(late, early);
        assertThat(runs.runsOf(experiment)).containsExactly(late, early);
        assertThat(runs.runsOf(UUID.randomUUID())).isEmpty();
        assertThat(runs.lastRun(project.id(), AT, END)).hasValue(late);
        assertThat(runs.lastRun(project.id(), AT, AT)).hasValue(early);
        assertThat(runs.lastRun(project.id(), END, END)).isEmpty();
    }

    @Test
    void aProjectGoesWithAllItHas() throws Exception {
        Project one = project("one");
        Project two = project("two");
        for (Project each : List.of(one, two)) {
            Run run = run(experiment(each), AT);
            runs.add(emission(run, AT, "{}"));
            tokens.create(each.id(), null, true, true);
        }
        assertThat(projects.deleteProject(one.id())).isTrue();
        assertThat(projects.deleteProject(one.id())).isFalse();
        assertThat(visited(TrackedRuns.Of.PROJECT, one.id(), one.id())).isEmpty();
        assertThat(visited(TrackedRuns.Of.PROJECT, two.id(), two.id())).hasSize(1);
        assertThat(tokens.ofProject(one.id())).isEmpty();
        assertThat(tokens.ofProject(two.id())).hasSize(1);
        assertThat(runs.runsOf(one.id())).isEmpty();
        assertThat(runs.runsOf(two.id())).hasSize(1);
    }

    @Test
    void tokensAreKeptAsHashesAndKnownUntilTheyAreDeleted() throws Exception {
        Project project = project("trees");
        ProjectTokens.Made made = tokens.create(project.id(), "name", false, true);
        assertThat(made.secret()).matches("cpt_[-_A-Za-z0-9]{43}");
        assertThat(made.toString()).doesNotContain(made.secret());
        assertThat(tokens.check(made.secret())).hasValue(made.token());
        assertThat(tokens.find(made.token().id()).orElseThrow().lastUsedAt())
                .isEqualTo(AT.truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
        assertThat(tokens.check(made.secret() + "x")).isEmpty();
        assertThat(tokens.check("cpt_")).isEmpty();
        assertThat(tokens.check("")).isEmpty();
        String kept =
                store.read(handle ->
                                handle.createQuery("SELECT * FROM tracked_token").mapToMap().list())
                        .toString();
        assertThat(kept).doesNotContain(made.secret().substring(4));
        assertThat(tokens.delete(UUID.randomUUID(), made.token().id())).isFalse();
        assertThat(tokens.delete(project.id(), made.token().id())).isTrue();
        assertThat(tokens.check(made.secret())).isEmpty();
    }

    @Test
    void theLedgersLogIsNoneTheWiser() throws Exception {
        new SqlLedger(store, Clock.systemUTC());
        runs.add(emission(run(experiment(project("trees")), AT), AT, "{}"));
        assertThat(Verification.of(store, List.of()).problems()).isEmpty();
    }
}
