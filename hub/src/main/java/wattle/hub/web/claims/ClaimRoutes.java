package wattle.hub.web.claims;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import wattle.hub.exchange.CheckedClaimJson;
import wattle.hub.exchange.Checker;
import wattle.hub.web.Access;
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
import wattle.ledger.Receipt;
import wattle.ledger.Scope;
import wattle.ledger.Selection;
import wattle.ledger.State;
import wattle.ledger.Submission;
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
    private final Checker checker;
    private final Versions versions;

    public ClaimRoutes(Ledger ledger, Checker checker, Versions versions) {
        this.ledger = ledger;
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
        Access.Identity identity = identity(context);
        String idempotency = context.header("Idempotency-Key");
        if (idempotency != null && !idempotency.matches("[\\x21-\\x7e]{1,100}")) {
            throw new ProblemException(
                    Problem.of(
                            422,
                            "Idempotency-Key is 1 to 100 printable characters without blanks"));
        }
        String key =
                "api/"
                        + identity.id()
                        + "/"
                        + (idempotency == null ? UUID.randomUUID().toString() : idempotency);
        Optional<Entry> before = ledger.find(key);
        if (before.isPresent() && !claim.equals(before.get().claim())) {
            throw new ProblemException(
                    Problem.of(
                            422,
                            "Idempotency-Key was used for another claim, or one that was changed since"));
        }
        State state = isAdmin(context) ? State.PUBLISHED : State.HELD;
        Receipt receipt =
                before.isPresent()
                        ? new Receipt(Receipt.Outcome.UNCHANGED, before.get())
                        : ledger.put(List.of(new Submission(key, identity.id(), state, claim)))
                                .getFirst();
        answer(context, receipt.entry());
        context.status(201);
        context.header("Location", "/v1/claims/" + receipt.entry().id());
    }

    private void revise(Context context) throws LedgerException {
        Entry entry = changeable(context, Permission.REVISE);
        Claim claim = claim(context);
        String reason = reason(context);
        int revision = revision(context, entry);
        answer(context, ledger.revise(entry.id(), revision, claim, identity(context).id(), reason));
    }

    private void withdraw(Context context) throws LedgerException {
        Entry entry = changeable(context, Permission.WITHDRAW);
        String reason = reason(context);
        int revision = revision(context, entry);
        answer(context, ledger.withdraw(entry.id(), revision, identity(context).id(), reason));
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
                ledger.show(
                        entry.id(),
                        revision(context, entry),
                        state,
                        identity(context).id(),
                        reason(text(body, "reason"))));
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
        return reason(Selections.one(query, "reason"));
    }

    private static String reason(@Nullable String text) {
        if (text == null || text.isBlank() || text.length() > 1000) {
            throw new ProblemException(
                    Problem.of(
                            422,
                            "a change needs a reason of 1 to 1000 characters, for everybody to read"));
        }
        return text;
    }

    /// What may not be seen is not there.
    private Entry found(Context context) throws LedgerException {
        String name = context.pathParam("claim");
        if (name.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            Optional<Entry> entry = ledger.find(UUID.fromString(name));
            if (entry.isPresent()
                    && Permission.SEE.allows(Requests.identity(context), entry.get())) {
                return entry.get();
            }
        }
        throw new ProblemException(Problem.of(404, "there is no such claim"));
    }

    /// A claim that whoever asks may change, and that can be changed.
    private Entry changeable(Context context, Permission permission) throws LedgerException {
        Entry entry = found(context);
        if (!permission.allows(Requests.identity(context), entry)) {
            throw new ProblemException(
                    Problem.of(403, "this is for those who sent the claim, or who review claims"));
        }
        if (entry.state() == State.WITHDRAWN) {
            throw new ProblemException(
                    Problem.of(409, "the claim was withdrawn, and stays so: send a new one"));
        }
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
        if (!isAdmin(context)) {
            unproven(claim);
        }
        return claim;
    }

    /// What makes a claim measured or audited is not taken from whoever sends it.
    private static void unproven(Claim claim) {
        if (claim.evidence().audit() != null) {
            throw unproven("/evidence/audit", "an audit is entered by those who review claims");
        }
        if (claim.evidence().metering() != null && claim.evidence().metering().digest() != null) {
            throw unproven(
                    "/evidence/metering/record_sha256",
                    "the digest of a record is entered by those who have seen the record");
        }
    }

    private static ProblemException unproven(String pointer, String why) {
        return new ProblemException(
                Problem.of(422, why, Problem.Place.inBody(pointer, "WATTLE-3392", why)));
    }

    private static Access.Identity identity(Context context) {
        Access.Identity identity = Requests.identity(context);
        if (identity == null) {
            throw new ProblemException(Problem.of(401, "this needs a token"));
        }
        return identity;
    }

    private static boolean isAdmin(Context context) {
        return Permission.REVIEW.allows(Requests.identity(context), null);
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
