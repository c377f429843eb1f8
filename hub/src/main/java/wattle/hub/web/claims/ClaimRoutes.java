package wattle.hub.web.claims;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import wattle.hub.exchange.CheckedClaimJson;
import wattle.hub.exchange.Checker;
import wattle.hub.web.Answers;
import wattle.hub.web.Described;
import wattle.hub.web.Json;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.hub.web.Requests;
import wattle.hub.web.Router;
import wattle.hub.web.Routes;
import wattle.ledger.ConflictException;
import wattle.ledger.Entry;
import wattle.ledger.Ledger;
import wattle.ledger.LedgerException;
import wattle.ledger.Page;
import wattle.ledger.Scope;
import wattle.ledger.Selection;
import wattle.ledger.State;
import wattle.ledger.claim.Claim;
import wattle.ledger.json.ClaimJson;
import wattle.ledger.json.MalformedClaimException;
import wattle.report.Versions;

/// `/v1/claims`: read, added, revised, withdrawn, reviewed.
public final class ClaimRoutes implements Routes {

    /// What can be said of these routes without a ledger.
    public static final Described DESCRIPTION =
            () -> Objects.requireNonNull(ClaimRoutes.class.getResourceAsStream("claims.json"));

    private static final int STANDARD_PAGE = 50;
    private static final int MOST_PAGE = 100;
    private static final int MOST_REASON_BYTES = 4096;

    private final Ledger ledger;
    private final ClaimDesk desk;
    private final Checker checker;
    private final Versions versions;

    public ClaimRoutes(Ledger ledger, Checker checker, Versions versions) {
        this.ledger = ledger;
        this.desk = new ClaimDesk(ledger);
        this.checker = checker;
        this.versions = versions;
    }

    @Override
    public void addTo(Router router) {
        router.get("/v1/claims", context -> guarded(context, this::list))
                .post("/v1/claims", Scope.SUBMIT, context -> guarded(context, this::add))
                .get("/v1/claims/{claim}", context -> guarded(context, this::one))
                .add(
                        HandlerType.PUT,
                        "/v1/claims/{claim}",
                        Scope.SUBMIT,
                        context -> guarded(context, this::revise))
                .add(
                        HandlerType.DELETE,
                        "/v1/claims/{claim}",
                        Scope.SUBMIT,
                        context -> guarded(context, this::withdraw))
                .post(
                        "/v1/claims/{claim}/state",
                        Scope.ADMIN,
                        context -> guarded(context, this::review));
    }

    @Override
    public InputStream openApi() {
        return DESCRIPTION.openApi();
    }

    /// What a route does.
    private interface Work {
        void answer(Context context) throws LedgerException;
    }

    private void guarded(Context context, Work work) {
        try {
            work.answer(context);
        } catch (ConflictException changed) {
            throw another(changed.revision());
        } catch (LedgerException failed) {
            throw new ProblemException(
                    Problem.of(503, "the store cannot be used now: try again"),
                    Map.of("Retry-After", "5"));
        }
    }

    private void list(Context context) throws LedgerException {
        Requests.requireAccepts(context, Answers.JSON);
        Map<String, List<String>> query = Requests.query(context);
        Selection selection = Selections.of(query, Set.of("cursor", "limit"));
        if (selection.wantedState() == State.HELD && !isAdmin(context)) {
            throw new ProblemException(
                    Problem.of(403, "what is held is listed for those who review it"));
        }
        Integer limit = Selections.whole(query, "limit", 1, MOST_PAGE);
        String cursor = Selections.one(query, "cursor");
        Page page = page(selection, cursor, limit == null ? STANDARD_PAGE : limit);
        var text = new StringWriter();
        CheckedClaimJson.page(checker.check(page.entries()), page.next(), versions, text);
        Answers.json(context, text.toString());
    }

    private Page page(Selection selection, @Nullable String cursor, int limit)
            throws LedgerException {
        try {
            return ledger.list(selection, cursor, limit);
        } catch (LedgerException failed) {
            if (cursor == null) {
                throw failed;
            }
            throw Selections.refused("cursor", "it is none that this server gave out");
        }
    }

    private void one(Context context) throws LedgerException {
        Requests.requireAccepts(context, Answers.JSON);
        Entry entry = found(context);
        answer(context, entry);
        if (tag(entry.revision()).equals(context.header("If-None-Match"))) {
            context.status(304);
            context.result("");
        }
    }

    private void answer(Context context, Entry entry) throws LedgerException {
        var text = new StringWriter();
        CheckedClaimJson.one(checker.check(entry), ledger.history(entry.id()), versions, text);
        context.header("ETag", tag(entry.revision()));
        context.header("Cache-Control", "no-cache");
        context.contentType(Answers.JSON);
        context.result(text.toString());
    }

    /// The client's `Idempotency-Key` becomes part of the claim's key: sent again, it is the same
    /// claim.
    private void add(Context context) throws LedgerException {
        Claim claim = claim(context);
        Entry entry =
                desk.add(Requests.identity(context), context.header("Idempotency-Key"), claim);
        answer(context, entry);
        context.status(201);
        context.header("Location", "/v1/claims/" + entry.id());
    }

    private void revise(Context context) throws LedgerException {
        Entry entry = changeable(context, Permission.REVISE);
        Claim claim = claim(context);
        String reason = reason(context);
        int revision = revision(context, entry);
        answer(context, desk.revise(Requests.identity(context), entry, revision, claim, reason));
    }

    private void withdraw(Context context) throws LedgerException {
        Entry entry = changeable(context, Permission.WITHDRAW);
        String reason = reason(context);
        int revision = revision(context, entry);
        answer(context, desk.withdraw(Requests.identity(context), entry, revision, reason));
    }

    private void review(Context context) throws LedgerException {
        Entry entry = changeable(context, Permission.REVIEW);
        Json body = Requests.json(context, MOST_REASON_BYTES);
        State state =
                switch (text(body, "state")) {
                    case "published" -> State.PUBLISHED;
                    case "held" -> State.HELD;
                    case null, default ->
                            throw new ProblemException(
                                    Problem.of(
                                            422,
                                            "state is published or held",
                                            Problem.Place.inBody(
                                                    "/state", "WATTLE-3391", "published or held")));
                };
        answer(
                context,
                desk.show(
                        Requests.identity(context),
                        entry,
                        revision(context, entry),
                        state,
                        text(body, "reason")));
    }

    private static @Nullable String text(Json body, String field) {
        return body instanceof Json.Fields fields
                        && fields.values().get(field) instanceof Json.Text text
                ? text.value()
                : null;
    }

    private static String reason(Context context) {
        Map<String, List<String>> query = Requests.query(context);
        Selections.only(query, "reason");
        return ClaimDesk.requireReason(Selections.one(query, "reason"));
    }

    private Entry found(Context context) throws LedgerException {
        return desk.seen(Requests.identity(context), context.pathParam("claim"));
    }

    /// A claim that whoever asks may change, and that can be changed.
    private Entry changeable(Context context, Permission permission) throws LedgerException {
        Entry entry = found(context);
        ClaimDesk.require(permission, Requests.identity(context), entry);
        return entry;
    }

    private Claim claim(Context context) {
        byte[] body = Requests.jsonBytes(context, ClaimJson.MOST_BYTES);
        Claim claim;
        try {
            claim = ClaimJson.read(body);
        } catch (MalformedClaimException malformed) {
            boolean isNoJson = malformed.getCause() instanceof JacksonException;
            String why = String.valueOf(malformed.getMessage());
            throw new ProblemException(
                    Problem.of(
                            isNoJson ? 400 : 422,
                            why,
                            Problem.Place.inBody(malformed.pointer(), "WATTLE-3390", why)));
        }
        ClaimDesk.requireProvable(Requests.identity(context), claim);
        return claim;
    }

    private static boolean isAdmin(Context context) {
        return ClaimDesk.reviews(Requests.identity(context));
    }

    /// As `If-Match` says it.
    private static int revision(Context context, Entry entry) {
        String header = context.header("If-Match");
        if (header == null) {
            throw new ProblemException(
                    Problem.of(428, "a change needs If-Match with the ETag that was read"));
        }
        if (!header.matches("\"r[0-9]{1,9}\"")) {
            throw another(entry.revision());
        }
        return Integer.parseInt(header.substring(2, header.length() - 1));
    }

    private static ProblemException another(int stands) {
        return new ProblemException(
                Problem.of(
                        412,
                        "If-Match has not the revision that stands, which is "
                                + stands
                                + ": read the claim again"),
                Map.of("ETag", tag(stands)));
    }

    private static String tag(int revision) {
        return "\"r" + revision + '"';
    }
}
