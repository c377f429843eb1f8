package wattle.benchmarks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import wattle.hub.analysis.Row;
import wattle.ledger.Selection;
import wattle.ledger.State;
import wattle.ledger.Submission;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.Inputs;
import wattle.ledger.claim.Place;
import wattle.ledger.sql.Verification;

/// A hub with 100,000 claims, asked over HTTP: pages by what is usually selected, analyses with
/// reading, many small writes at once, and the log verified. Each answer is looked at. Appends to
/// `results/hub.csv`. Arguments as for [IngestScenario].
public final class HubScenario {

    private static final int CLAIMS = 100_000;
    private static final int AT_ONCE = 5000;
    private static final int TASKS = 5;
    private static final String[] COUNTRIES = {"DE", "FR", "US", "CN", "IN", "BR", "SE", "PL"};
    private static final Instant START = Instant.parse("2026-03-01T04:05:00Z");
    private static final int PAGES = 500;
    private static final int WARM_PAGES = 50;

    private static final Map<String, String> SELECTIONS =
            Map.of(
                    "all", "",
                    "task", "&task=task%203",
                    "year", "&from_year=2019&to_year=2019",
                    "years", "&from_year=2024&to_year=2025",
                    "rare year", "&from_year=2011&to_year=2011",
                    "country", "&country=DE",
                    "model", "&model=9999");

    private HubScenario() {}

    public static void main(String[] arguments) throws Exception {
        for (String url : arguments) {
            try (var hub = new HubServer(url)) {
                var results = new HubResults(hub.kind());
                if (hub.ledger().count(Selection.ALL) == 0) {
                    results.once("claims put by " + AT_ONCE, 1, true, () -> fill(hub));
                }
                analyses(hub, results);
                pages(hub, results);
                emissions(hub, results);
                claims(hub, results);
                results.once("lines of the log verified", 1, true, () -> verified(hub));
            }
        }
    }

    private static long fill(HubServer hub) throws Exception {
        List<Submission> some = new ArrayList<>();
        for (Row each : AnalysisScenario.rows(TASKS)) {
            some.add(
                    new Submission(
                            "made/" + each.modelId(),
                            "import",
                            State.PUBLISHED,
                            coded(each.claim())));
            if (some.size() == AT_ONCE) {
                hub.ledger().put(some);
                some.clear();
            }
        }
        return CLAIMS;
    }

    /// With a code for the country, by which pages are selected.
    private static Claim coded(Claim claim) {
        Inputs in = claim.inputs();
        Place place = in.place();
        int country = Math.floorMod(String.valueOf(place.country()).hashCode(), COUNTRIES.length);
        return new Claim(
                claim.subject(),
                new Inputs(
                        in.accelerator(),
                        in.devices(),
                        in.deviceHours(),
                        in.wallHours(),
                        in.flop(),
                        in.power(),
                        in.powerScope(),
                        in.powerBasis(),
                        in.pue(),
                        in.intensity(),
                        in.intensityBasis(),
                        in.signal(),
                        new Place(
                                place.country(),
                                COUNTRIES[country],
                                place.location(),
                                place.provider(),
                                place.region(),
                                place.setting(),
                                place.energySource()),
                        in.start()),
                claim.reported(),
                claim.scores(),
                claim.evidence());
    }

    private static void analyses(HubServer hub, HubResults results) throws Exception {
        for (String what : List.of("the first", "again", "again", "again")) {
            results.once("claims analysed: " + what, 1, true, () -> analysed(hub));
        }
    }

    private static long analysed(HubServer hub) throws Exception {
        String said = hub.get("/v1/analyses?source=made");
        if (!said.matches("(?s).*\"models\" *: *" + CLAIMS + ",.*")) {
            throw new IllegalStateException("not of all claims: " + said.substring(0, 200));
        }
        return CLAIMS;
    }

    /// One after the other, with cursors from all over the ledger.
    private static void pages(HubServer hub, HubResults results) throws Exception {
        for (var selection : new TreeMap<>(SELECTIONS).entrySet()) {
            String name = selection.getKey();
            String query = selection.getValue();
            var random = new Random(1);
            for (int i = 0; i < WARM_PAGES; i++) {
                hub.get(page(query, random));
            }
            for (int clients : new int[] {1, 8}) {
                results.requests(
                        "pages of 100 by " + name,
                        clients,
                        PAGES / clients,
                        (client, time) -> hub.get(page(query, new Random(client * PAGES + time))));
            }
        }
    }

    private static String page(String query, Random random) {
        return "/v1/claims?limit=100&cursor=" + random.nextInt(CLAIMS) + query;
    }

    /// As CodeCarbon's trackers send them, each client those of its own run.
    private static void emissions(HubServer hub, HubResults results) throws Exception {
        for (int clients : new int[] {1, 8, 64, 256}) {
            List<String> runs = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                runs.add(run(hub));
            }
            int times = Math.max(4, 512 / clients);
            for (int i = 0; i < WARM_PAGES; i++) {
                hub.post("/emissions", emission(runs.getFirst(), -1 - i));
            }
            long count = emissions(hub);
            results.requests(
                    "emissions posted",
                    clients,
                    times,
                    (client, time) -> hub.post("/emissions", emission(runs.get(client), time)));
            if (emissions(hub) != count + (long) clients * times) {
                throw new IllegalStateException("not every emission is there, once");
            }
        }
    }

    private static long emissions(HubServer hub) throws Exception {
        return hub.store()
                .read(handle ->
                        handle.createQuery("SELECT count(*) FROM tracked_emission")
                                .mapTo(Long.class)
                                .one());
    }

    private static String run(HubServer hub) throws Exception {
        String answer =
                hub.post(
                        "/runs",
                        """
                        {"timestamp": "%s", "experiment_id": "%s", "os": "Linux"}
                        """
                                .formatted(
                                        Instant.now(),
                                        wattle.ledger.tracked.TrackedProjects.DEFAULT_EXPERIMENT));
        var id = java.util.regex.Pattern.compile("\"id\":\\s*\"([0-9a-f-]{36})\"").matcher(answer);
        if (!id.find()) {
            throw new IllegalStateException("a run without an id: " + answer);
        }
        return id.group(1);
    }

    private static String emission(String run, int time) {
        return String.format(
                Locale.ROOT,
                """
                {"timestamp": "%s", "run_id": "%s", "duration": 15, "emissions_sum": 0.0012,
                 "emissions_rate": 0.00008, "energy_consumed": 0.003, "cpu_power": 42.5,
                 "gpu_power": 301.25, "ram_power": 11.0, "cpu_energy": 0.0002,
                 "gpu_energy": 0.0013, "ram_energy": 0.00005}
                """,
                START.plusSeconds(15L * time),
                run);
    }

    private static void claims(HubServer hub, HubResults results) throws Exception {
        for (int clients : new int[] {1, 64}) {
            long lines = hub.ledger().head().size();
            int times = Math.max(4, 256 / clients);
            results.requests(
                    "claims posted",
                    clients,
                    times,
                    (client, time) ->
                            hub.post(
                                    "/v1/claims",
                                    """
                                    {"subject": {"model": "posted %d", "year": 2025},
                                     "reported": {"energy": {"number": "12.5", "unit": "kWh"},
                                                  "boundary": "it"}}
                                    """
                                            .formatted(client)));
            if (hub.ledger().head().size() != lines + (long) clients * times) {
                throw new IllegalStateException("not every claim is there, once");
            }
        }
    }

    private static long verified(HubServer hub) throws Exception {
        Verification said = Verification.of(hub.store(), List.of(hub.ledger().head()));
        if (!said.isClean()) {
            throw new IllegalStateException(said.problems().toString());
        }
        return said.head().size();
    }
}
