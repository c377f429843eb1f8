package wattle.hub.web.claims;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import wattle.hub.analysis.Analysis;
import wattle.hub.analysis.AnalysisJson;
import wattle.hub.analysis.Row;
import wattle.hub.analysis.Settings;
import wattle.hub.exchange.Bundle;
import wattle.hub.exchange.CheckedClaim;
import wattle.hub.exchange.CheckedClaimJson;
import wattle.hub.exchange.Checker;
import wattle.hub.exchange.ClaimCsv;
import wattle.hub.exchange.Wanted;
import wattle.hub.web.Answers;
import wattle.hub.web.Described;
import wattle.hub.web.Limits;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.hub.web.Requests;
import wattle.hub.web.Router;
import wattle.hub.web.Routes;
import wattle.hub.web.Turns;
import wattle.ledger.Entry;
import wattle.ledger.Ledger;
import wattle.ledger.LedgerException;
import wattle.ledger.State;
import wattle.report.Versions;

/// What is made of many claims: analyses, exports and dumps. Each takes its turn, since each reads
/// all claims that are meant.
public final class AnalysisRoutes implements Routes {

    /// What can be said of these routes without a ledger.
    public static final Described DESCRIPTION =
            () -> Objects.requireNonNull(AnalysisRoutes.class.getResourceAsStream("analyses.json"));

    private static final int MOST_SEED = 999_999_999;

    private final Ledger ledger;
    private final Checker checker;
    private final Versions versions;
    private final Clock clock;
    private final Turns turns;

    public AnalysisRoutes(
            Ledger ledger, Checker checker, Versions versions, Clock clock, Limits limits) {
        this.ledger = ledger;
        this.checker = checker;
        this.versions = versions;
        this.clock = clock;
        turns = new Turns(limits.heavy(), limits.turn(), limits.calculation());
    }

    @Override
    public void addTo(Router router) {
        router.get("/v1/analyses", context -> inTurn(context, this::analysis))
                .get("/v1/exports/claims.csv", context -> inTurn(context, this::csv))
                .get(
                        "/v1/exports/claims-spreadsheet.csv",
                        context -> inTurn(context, this::spreadsheet))
                .get("/v1/exports/claims.json", context -> inTurn(context, this::json))
                .get("/v1/dumps/claims.zip", context -> inTurn(context, this::bundle));
    }

    @Override
    public InputStream openApi() {
        return DESCRIPTION.openApi();
    }

    /// An answer's body and its type.
    private static final class Body {

        private final String type;
        private final byte[] bytes;

        Body(String type, byte[] bytes) {
            this.type = type;
            this.bytes = bytes;
        }
    }

    /// Reads a request, and says how its answer is made: on another thread, which may not touch the
    /// request.
    private interface Work {
        Asked<Body> of(Context context);
    }

    private void inTurn(Context context, Work work) throws InterruptedException {
        Asked<Body> asked = work.of(context);
        Body body = turns.take(() -> guarded(asked));
        context.header("Repr-Digest", "sha-256=:" + sha256(body.bytes) + ":");
        Answers.send(context, body.type, body.bytes);
    }

    /// Something that asks the store.
    private interface Asked<T> {
        T ask() throws LedgerException, IOException;
    }

    private static <T> T guarded(Asked<T> asked) throws IOException {
        try {
            return asked.ask();
        } catch (LedgerException failed) {
            throw new ProblemException(
                    Problem.of(503, "the store cannot be used now: try again"),
                    Map.of("Retry-After", "5"));
        }
    }

    private Asked<Body> analysis(Context context) {
        Requests.requireAccepts(context, Answers.JSON);
        Map<String, List<String>> query = Requests.query(context);
        Wanted wanted = wanted(query, Set.of("seed"));
        Integer seed = Selections.whole(query, "seed", 0, MOST_SEED);
        Settings settings =
                seed == null ? Settings.DEFAULT : new Settings(seed, Settings.DEFAULT.resamples());
        return () -> analysis(wanted, settings);
    }

    private Body analysis(Wanted wanted, Settings settings) throws LedgerException {
        List<Row> rows = new ArrayList<>();
        for (Entry each : checker.published().of(wanted)) {
            if (each.claim() != null) {
                rows.add(new Row(modelId(each), each.claim()));
            }
        }
        var text = new StringWriter();
        AnalysisJson.write(Analysis.of(rows, settings), versions, text);
        return new Body(Answers.JSON, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String modelId(Entry entry) {
        return entry.key().substring(entry.key().indexOf('/') + 1);
    }

    private Asked<Body> csv(Context context) {
        Wanted wanted = all(context);
        return () -> csv(wanted, ClaimCsv.Flavour.RAW);
    }

    private Asked<Body> spreadsheet(Context context) {
        Wanted wanted = all(context);
        return () -> csv(wanted, ClaimCsv.Flavour.SPREADSHEET);
    }

    private Body csv(Wanted wanted, ClaimCsv.Flavour flavour) throws LedgerException {
        var bytes = new ByteArrayOutputStream();
        try (var rows =
                new ClaimCsv(new OutputStreamWriter(bytes, StandardCharsets.UTF_8), flavour)) {
            claims(wanted).forEach(rows::add);
        }
        return new Body("text/csv; charset=utf-8; header=present", bytes.toByteArray());
    }

    private Asked<Body> json(Context context) {
        Wanted wanted = all(context);
        return () -> {
            var text = new StringWriter();
            CheckedClaimJson.page(claims(wanted), null, versions, text);
            return new Body(Answers.JSON, text.toString().getBytes(StandardCharsets.UTF_8));
        };
    }

    private Asked<Body> bundle(Context context) {
        Wanted wanted = all(context);
        return () -> {
            var bytes = new ByteArrayOutputStream();
            new Bundle(claims(wanted), clock.instant(), versions).write(bytes);
            return new Body("application/zip", bytes.toByteArray());
        };
    }

    private List<CheckedClaim> claims(Wanted wanted) throws LedgerException {
        List<Entry> entries = new ArrayList<>();
        ledger.each(
                wanted.selection(),
                each -> {
                    if (wanted.test(each)) {
                        entries.add(each);
                    }
                });
        return checker.check(entries);
    }

    private static Wanted all(Context context) {
        return wanted(Requests.query(context), Set.of());
    }

    /// What is held is in no dump and no analysis.
    private static Wanted wanted(Map<String, List<String>> query, Set<String> others) {
        Wanted wanted = Selections.wanted(query, others);
        if (wanted.selection().wantedState() != State.PUBLISHED) {
            throw Selections.refused("state", "only what is published can be asked for here");
        }
        return wanted;
    }

    private static String sha256(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // Every JDK has SHA-256.
        }
    }
}
