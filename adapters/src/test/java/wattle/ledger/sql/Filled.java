package wattle.ledger.sql;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import wattle.ledger.Entry;
import wattle.ledger.LedgerException;
import wattle.ledger.Receipt;
import wattle.ledger.Scope;
import wattle.ledger.State;
import wattle.ledger.Submission;
import wattle.ledger.tracked.Emission;
import wattle.ledger.tracked.Experiment;
import wattle.ledger.tracked.Organization;
import wattle.ledger.tracked.Project;
import wattle.ledger.tracked.ProjectTokens;
import wattle.ledger.tracked.Run;
import wattle.ledger.tracked.TrackedProjects;
import wattle.ledger.tracked.TrackedRuns;
import wattle.meter.Domain;
import wattle.testing.ledger.RandomClaims;

/// Stores with something in them.
final class Filled {

    private Filled() {}

    /// Claims in every state, put, revised, shown and withdrawn, in several transactions.
    static void with(Database store, int claims, long seed) throws LedgerException {
        var random = new RandomClaims(new Random(seed));
        var ledger = new SqlLedger(store, Clock.systemUTC());
        List<Submission> submissions = new ArrayList<>();
        for (int i = 0; i < claims; i++) {
            State state = i % 5 == 0 ? State.HELD : State.PUBLISHED;
            submissions.add(new Submission("s/" + i, "import", state, random.next()));
        }
        List<Entry> entries = ledger.put(submissions).stream().map(Receipt::entry).toList();
        for (int i = 0; i + 3 < claims; i += 7) {
            ledger.revise(
                    entries.get(i + 1).id(),
                    1,
                    State.PUBLISHED,
                    random.next(),
                    "Ada",
                    "hours were swapped");
            ledger.show(entries.get(i + 2).id(), 1, State.HELD, "Ada Ö.", "doubt");
            ledger.withdraw(entries.get(i + 3).id(), 1, "Ada", "asked to");
            ledger.revise(
                    entries.get(i + 1).id(), 2, State.PUBLISHED, random.next(), "Ada", "and again");
        }
    }

    /// Something in every table that is not of claims: odd texts, numbers of many digits, values
    /// that are missing, and samples over the end of a year.
    static void withAllElse(Database store) throws LedgerException {
        var clock = Clock.fixed(Instant.parse("2026-12-31T23:59:00.001Z"), ZoneOffset.UTC);
        var tokens = new Tokens(store, clock);
        Secret used = tokens.create("Ada Ö. \"🌳\"", Scope.ADMIN, clock.instant().plusSeconds(9));
        tokens.check(used.reveal());
        new Sessions(store, clock).begin(used.reveal());
        tokens.create("Bob", Scope.READ, null);
        tokens.revoke(tokens.list().getLast().prefix());
        withTrackers(store, clock);
        withLiveRuns(store, clock);
    }

    private static void withTrackers(Database store, Clock clock) throws LedgerException {
        var projects = new TrackedProjects(store, clock);
        var runs = new TrackedRuns(store, clock);
        projects.makeDefaultProject();
        Organization organization = projects.addOrganization("a\nb\u2028", "");
        for (String name : List.of("one", "two")) {
            Project project = projects.addProject(organization.id(), name, "é\\\t'");
            projects.changeProject(project.id(), null, null, true);
            Experiment experiment =
                    projects.experiment(
                                    TrackedProjects.DEFAULT_EXPERIMENT, project.id(), "{\"a\":1}")
                            .orElseThrow();
            var run =
                    new Run(
                            UUID.randomUUID(),
                            project.id(),
                            experiment.id(),
                            Instant.parse("1999-01-01T00:00:00.000000001Z"),
                            "{ \"os\": \"\\u0000 é\" }\n");
            runs.add(run);
            for (int i = 0; i < 3; i++) {
                runs.add(
                        new Emission(
                                UUID.randomUUID(),
                                run.id(),
                                run.at().plusNanos(1 + i),
                                "{\"emissions\":1e-7,\"deep\":[[[[[[" + i + "]]]]]]}"));
            }
            var tokens = new ProjectTokens(store, clock);
            tokens.check(tokens.create(project.id(), "x", true, false).secret());
            tokens.create(project.id(), null, false, true);
        }
    }

    private static void withLiveRuns(Database store, Clock clock) throws LedgerException {
        var runs = new LiveRuns(store, new EnergySamples(store, null), clock);
        runs.start(new LiveRuns.Start("silent", "Bob", true, null, null, Map.of()));
        Map<String, String> labels = Map.of("model", "Tiny 🌳", "task", "\u0085");
        LiveRun run = runs.start(new LiveRuns.Start("a-1", "Ada", false, "FR", 1.1, labels));
        double[] joules = {0.1, 1e-300, Double.MIN_VALUE, Double.MAX_VALUE / 4, 1e22, -0.0, 7};
        var batch = new EnergyBatch();
        for (int i = 0; i < joules.length; i++) {
            long at = LiveRun.micros(clock.instant()) + i * 20_000_000L;
            batch.add(at, 0, joules[i]);
            batch.add(at, 1, 1.0 / 3);
        }
        byte[] lines = new byte[3000];
        new Random(5).nextBytes(lines);
        runs.append(
                run,
                new LiveRuns.Chunk(
                        0,
                        5000,
                        lines,
                        batch,
                        joules.length,
                        1L,
                        batch.micros(batch.size() - 1),
                        LiveRun.State.RUNNING,
                        List.of(
                                new LivePart(0, "gpu-0", Domain.GPU_BOARD, "", false, 0.3, null),
                                new LivePart(1, "dram-0", Domain.DRAM, "m", true, null, 2.5))));
    }

    /// All claims with all their revisions, by age.
    static List<List<Entry>> everything(Database store) throws LedgerException {
        var ledger = new SqlLedger(store, Clock.systemUTC());
        List<List<Entry>> all = new ArrayList<>();
        for (State state : State.values()) {
            var selection = selection(state);
            String cursor = null;
            do {
                var page = ledger.list(selection, cursor, 100);
                for (Entry each : page.entries()) {
                    all.add(ledger.history(each.id()));
                }
                cursor = page.next();
            } while (cursor != null);
        }
        return all;
    }

    private static wattle.ledger.Selection selection(State state) {
        return new wattle.ledger.Selection(
                null, null, null, null, null, null, null, null, null, null, null, null, state);
    }
}
