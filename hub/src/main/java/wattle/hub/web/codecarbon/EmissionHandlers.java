package wattle.hub.web.codecarbon;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import wattle.hub.web.Json;
import wattle.ledger.LedgerException;
import wattle.ledger.tracked.Emission;
import wattle.ledger.tracked.Run;
import wattle.ledger.tracked.TrackedRuns;

/// Emissions, which come every few minutes from every run, and are not sent again when they are
/// refused: they are written down and answered, and nothing else is done.
final class EmissionHandlers {

    private static final int PAGE = 100;
    private static final int LONGEST_PAGE = 10_000;

    private final RunHandlers ofRuns;
    private final TrackedRuns runs;

    EmissionHandlers(RunHandlers ofRuns, TrackedRuns runs) {
        this.ofRuns = ofRuns;
        this.runs = runs;
    }

    /// The same twice is one; another of the same run and instant is refused, so that neither is
    /// lost without a word.
    void add(Exchange exchange) throws LedgerException {
        Exchange.Sent sent = exchange.body(Shape.EMISSION);
        Run run = writable(exchange.caller(), sent.given().id("run_id"));
        var emission =
                new Emission(
                        UUID.randomUUID(), run.id(), sent.given().time("timestamp"), sent.text());
        Emission kept = runs.add(emission);
        if (!kept.id().equals(emission.id()) && !said(kept).equals(sent.given())) {
            throw RefusedException.conflict(
                    "The run has another emission of " + emission.at() + ": " + kept.id());
        }
        exchange.created(new Json.Text(kept.id().toString()));
    }

    private Run writable(Caller caller, UUID id) throws LedgerException {
        Run run = runs.run(id).orElse(null);
        if (run != null && caller.writes(run.projectId())) {
            return run;
        }
        throw caller.submits()
                ? RunHandlers.unknown(id)
                : Caller.refused("a token that writes, of the run's project or of the server");
    }

    void read(Exchange exchange) throws LedgerException {
        UUID id = exchange.id("emission_id");
        Emission emission = runs.emission(id).orElse(null);
        if (emission == null) {
            throw exchange.caller().reads()
                    ? RefusedException.notFound("Emission " + id)
                    : Caller.refused("a token that reads this emission");
        }
        ofRuns.readable(exchange, emission.runId());
        exchange.ok(json(emission));
    }

    void ofRun(Exchange exchange) throws LedgerException {
        Run run = ofRuns.readable(exchange, exchange.id("run_id"));
        int page = exchange.number("page", 1, Integer.MAX_VALUE / 2);
        int size = exchange.number("size", PAGE, LONGEST_PAGE);
        long total = runs.emissionCount(run.id());
        var items =
                runs.emissions(run.id(), (page - 1L) * size, size).stream()
                        .<Json>map(EmissionHandlers::json)
                        .toList();
        exchange.ok(
                new Fields()
                        .put("items", new Json.Items(items))
                        .number("total", total)
                        .number("page", page)
                        .number("size", size)
                        .number("pages", Math.ceilDiv(total, size))
                        .json());
    }

    /// Taken and thrown away: what clients send of themselves is no business of ours.
    static void telemetry(Exchange exchange) {
        exchange.body(Shape.ANYTHING);
        exchange.created(new Json.Text(UUID.randomUUID().toString()));
    }

    private static Json.Fields json(Emission emission) {
        return new Fields().text("id", emission.id()).all(said(emission).values()).json();
    }

    private static Given said(Emission emission) {
        return Shape.EMISSION.read(Json.parse(emission.body().getBytes(StandardCharsets.UTF_8)));
    }
}
