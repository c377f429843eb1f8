package wattle.hub.page.submission;

import io.javalin.http.Context;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import wattle.hub.exchange.Checker;
import wattle.hub.page.EveryPage;
import wattle.hub.page.Frame;
import wattle.hub.page.Pages;
import wattle.hub.page.SentFile;
import wattle.hub.page.SignIn;
import wattle.hub.page.Visitor;
import wattle.hub.submission.ClaimFiles;
import wattle.hub.web.ProblemException;
import wattle.hub.web.Requests;
import wattle.hub.web.Router;
import wattle.hub.web.Routes;
import wattle.hub.web.calculation.Calculator;
import wattle.hub.web.claims.ClaimDesk;
import wattle.ledger.ConflictException;
import wattle.ledger.Entry;
import wattle.ledger.LedgerException;
import wattle.ledger.Scope;
import wattle.ledger.State;
import wattle.ledger.claim.Claim;
import wattle.ledger.json.ClaimJson;
import wattle.series.csv.InvalidFileException;

/// `/submit`: a claim in four steps, a preview of the public record, and a receipt. Threads share
/// it.
public final class SubmitPage implements Routes {

    /// The step after the last one that asks.
    static final int PREVIEW = 5;

    private static final String SECTION = "/submit";

    private final Pages pages;
    private final ClaimDesk desk;
    private final Checker checker;
    private final ClaimFiles files;
    private final Calculator calculator;
    private final Clock clock;

    public SubmitPage(
            Pages pages,
            ClaimDesk desk,
            Checker checker,
            ClaimFiles files,
            Calculator calculator,
            Clock clock) {
        this.pages = pages;
        this.desk = desk;
        this.checker = checker;
        this.files = files;
        this.calculator = calculator;
        this.clock = clock;
    }

    @Override
    public InputStream openApi() {
        return EveryPage.undescribed();
    }

    @Override
    public void addTo(Router router) {
        router.get(SECTION, context -> guarded(context, this::show))
                .post(SECTION, context -> guarded(context, this::posted))
                .post("/submit/read", context -> guarded(context, this::read))
                .post("/submit/send", context -> guarded(context, this::send))
                .post("/submit/revise", context -> guarded(context, this::revise))
                .get("/submit/receipt/{claim}", context -> guarded(context, this::receipt))
                .post("/submit/withdraw", context -> guarded(context, this::withdraw));
    }

    private static void guarded(Context context, Forms.Work work) throws InterruptedException {
        Forms.guarded(context, work);
    }

    private void show(Context context) throws LedgerException, InterruptedException {
        Map<String, List<String>> query = Requests.query(context);
        if (FromCalculator.is(query)) {
            Forms.seeOther(context, FromCalculator.draft(query, calculator).address(1));
            return;
        }
        Draft draft = Draft.of(query);
        if (draft.isRevision() && draft.value(Draft.REVISION).isEmpty()) {
            begin(context, draft);
            return;
        }
        step(context, query);
    }

    /// Fills the form in from a claim that is there.
    private void begin(Context context, Draft asked) throws LedgerException {
        Visitor visitor = pages.frame(context, "", SECTION).visitor();
        if (!visitor.isSignedIn()) {
            Forms.seeOther(context, signIn(asked.address(1)));
            return;
        }
        Draft draft = Revising.of(desk, visitor.identity(), asked).draft();
        form(context, draft, 1, Map.of(), "");
    }

    private static String signIn(String next) {
        return "/sign-in?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }

    /// Null for a new claim, and for a visitor who has yet to sign in.
    private @Nullable Revising revising(Visitor visitor, Draft draft) throws LedgerException {
        return draft.isRevision() && visitor.isSignedIn()
                ? Revising.of(desk, visitor.identity(), draft)
                : null;
    }

    /// What is too long for an address.
    private void posted(Context context) throws LedgerException {
        Forms.requireBounded(context, Forms.MOST_BYTES);
        step(context, context.formParamMap());
    }

    private void step(Context context, Map<String, List<String>> sent) throws LedgerException {
        Draft draft = Draft.of(sent);
        int step = number(sent, "step", 1);
        int from = number(sent, "from", 0);
        Map<String, String> wrong = draft.wrong();
        Map<String, String> here = Map.of();
        int first = Draft.stepOf(wrong);
        if (step > from && from > 0 && Draft.stepOf(of(from, wrong)) == from) {
            step = from;
            here = of(from, wrong);
        } else if (step == PREVIEW && !wrong.isEmpty()) {
            step = Math.min(first, 4);
            here = wrong;
        }
        if (!here.isEmpty()) {
            context.status(422);
        }
        if (step == PREVIEW) {
            preview(context, draft, "");
        } else {
            form(context, draft, step, here, "");
        }
    }

    private static Map<String, String> of(int step, Map<String, String> wrong) {
        Map<String, String> here = new java.util.LinkedHashMap<>();
        for (Field each : Field.ALL) {
            String why = wrong.get(each.name());
            if (why != null && each.step() == step) {
                here.put(each.name(), why);
            }
        }
        return here;
    }

    private static int number(Map<String, List<String>> sent, String name, int standard) {
        String text = sent.getOrDefault(name, List.of("")).getFirst();
        return text.matches("[1-5]") ? Integer.parseInt(text) : standard;
    }

    /// @param unread why a file could not be read; empty where none was sent
    private void form(
            Context context, Draft draft, int step, Map<String, String> wrong, String unread)
            throws LedgerException {
        Frame frame = pages.frame(context, Field.STEPS.get(step - 1), SECTION);
        Map<String, Object> values = new HashMap<>();
        values.put("draft", draft);
        values.put("revising", revising(frame.visitor(), draft));
        values.put("step", step);
        values.put("wrong", wrong);
        values.put("unread", unread);
        pages.send(context, frame, "submit.jte", values);
    }

    private void preview(Context context, Draft typed, String refused) throws LedgerException {
        Frame frame = pages.frame(context, "Preview", SECTION);
        boolean reviews = ClaimDesk.reviews(frame.visitor().identity());
        Revising revising = revising(frame.visitor(), typed);
        // Whoever has seen what was changed meanwhile may send over it.
        Draft draft =
                revising != null && revising.isLate()
                        ? typed.with(Draft.REVISION, "" + revising.stands().revision())
                        : typed;
        Draft sent = reviews ? draft : draft.withoutDigest();
        Claim claim = sent.claim();
        Preview preview = Preview.of(checker.check(unsent(claim, frame.visitor().name())), claim);
        Map<String, Object> values = new HashMap<>();
        values.put("draft", draft);
        values.put("preview", preview);
        values.put("digest", reviews ? "" : draft.value(Draft.DIGEST));
        values.put("maySend", frame.visitor().allows(Scope.SUBMIT));
        values.put("reviews", reviews);
        values.put("once", UUID.randomUUID().toString());
        values.put("refused", refused);
        values.put("revising", revising);
        values.put("changes", revising == null ? List.of() : revising.changes(claim));
        values.put(
                "reason",
                context.formParam("reason") == null ? "" : Forms.value(context, "reason"));
        String here = draft.address(PREVIEW);
        values.put("signIn", signIn(here.length() > 3000 ? SECTION : here));
        pages.send(context, frame, "submit-preview.jte", values);
    }

    /// As it would stand in the ledger.
    private Entry unsent(Claim claim, String submitter) {
        return new Entry(
                new UUID(0, 0),
                1,
                "api/" + submitter,
                State.HELD,
                clock.instant(),
                submitter,
                submitter,
                claim,
                null,
                0);
    }

    private void read(Context context) throws InterruptedException, LedgerException {
        SignIn.requireOwn(context);
        byte[] bytes = Upload.received(context);
        if (bytes.length == 0) {
            context.status(422);
            form(
                    context,
                    Draft.of(Map.of()),
                    1,
                    Map.of(),
                    "Choose a file, or paste what is in it.");
            return;
        }
        try {
            pages.send(
                    context,
                    pages.frame(context, "What the file says", SECTION),
                    "submit-read.jte",
                    Map.of("upload", SentFile.read(() -> Upload.read(bytes, files))));
        } catch (InvalidFileException refused) {
            context.status(422);
            form(context, Draft.of(Map.of()), 1, Map.of(), Upload.why(refused));
        }
    }

    private void send(Context context) throws LedgerException {
        Forms.requireBounded(context, Forms.MOST_BYTES);
        Visitor visitor = pages.signIn().sender(context);
        Draft all = Draft.of(context.formParamMap());
        Draft draft = ClaimDesk.reviews(visitor.identity()) ? all : all.withoutDigest();
        if (!isComplete(context, visitor, all, draft)) {
            return;
        }
        Claim claim = draft.claim();
        String once = Forms.value(context, "once");
        try {
            Entry entry =
                    desk.add(
                            visitor.identity(),
                            once.matches("[0-9a-f-]{36}") ? "form-" + once : null,
                            claim);
            Forms.seeOther(context, "/submit/receipt/" + entry.id());
        } catch (ProblemException refused) {
            if (refused.problem().status() >= 500) {
                throw refused;
            }
            context.status(refused.problem().status());
            preview(context, all, refused.problem().detail());
        }
    }

    /// Shows the form again where something is missing.
    private boolean isComplete(Context context, Visitor visitor, Draft all, Draft draft)
            throws LedgerException {
        Map<String, String> wrong = draft.wrong();
        if (!wrong.isEmpty()) {
            context.status(422);
            form(context, all, Math.min(4, Draft.stepOf(wrong)), wrong, "");
            return false;
        }
        if (!draft.isCommented()
                && !checker.check(unsent(draft.claim(), visitor.name())).findings().isEmpty()) {
            context.status(422);
            preview(context, all, "Something about it is odd: say why it is right nonetheless.");
            return false;
        }
        return true;
    }

    /// Sends a claim anew, over the revision that was read.
    private void revise(Context context) throws LedgerException {
        Forms.requireBounded(context, Forms.MOST_BYTES);
        Visitor visitor = pages.signIn().sender(context);
        int begun = Forms.revision(context);
        Draft all = Draft.of(context.formParamMap());
        Entry stands = Revising.of(desk, visitor.identity(), all).stands();
        Draft draft = ClaimDesk.reviews(visitor.identity()) ? all : all.withoutDigest();
        if (!isComplete(context, visitor, all, draft)) {
            return;
        }
        try {
            String reason = Forms.value(context, "reason");
            desk.revise(visitor.identity(), stands, begun, draft.claim(), reason);
        } catch (ConflictException changed) {
            Entry now = Revising.of(desk, visitor.identity(), all).stands();
            boolean isSent =
                    now.submitter().equals(visitor.name()) && draft.claim().equals(now.claim());
            if (!isSent) { // Else the button was pressed twice.
                context.status(409);
                preview(context, all, ReviewPage.changed(desk.ledger().find(now.id())));
                return;
            }
        } catch (ProblemException refused) {
            if (refused.problem().status() >= 500) {
                throw refused;
            }
            context.status(refused.problem().status());
            preview(context, all, "Nothing was changed: " + refused.problem().detail() + ".");
            return;
        }
        Forms.seeOther(context, "/submit/receipt/" + stands.id());
    }

    private void receipt(Context context) throws LedgerException {
        Frame frame = pages.frame(context, "Receipt", SECTION);
        receipt(context, frame, desk.seen(frame.visitor().identity(), context.pathParam("claim")));
    }

    private void receipt(Context context, Frame frame, Entry entry) throws LedgerException {
        Map<String, Object> values = new HashMap<>();
        values.put("entry", entry);
        values.put("hash", hash(entry.claim()));
        values.put("head", desk.ledger().head());
        values.put("owns", ClaimDesk.owns(frame.visitor().identity(), entry));
        pages.send(context, frame, "submit-receipt.jte", values);
    }

    private void withdraw(Context context) throws LedgerException {
        Forms.requireBounded(context, Forms.MOST_BYTES);
        Visitor visitor = pages.signIn().sender(context);
        Entry entry = desk.seen(visitor.identity(), Forms.value(context, "claim"));
        try {
            desk.withdraw(
                    visitor.identity(),
                    entry,
                    Forms.revision(context),
                    Forms.value(context, "reason"));
        } catch (ConflictException changed) {
            context.status(409);
            receipt(
                    context,
                    pages.frame(context, "Receipt", SECTION)
                            .saying(ReviewPage.changed(desk.ledger().find(entry.id()))),
                    entry);
            return;
        }
        Forms.seeOther(context, "/submit/receipt/" + entry.id());
    }

    /// SHA-256 of the claim's one form as JSON; empty where it was withdrawn.
    private static String hash(@Nullable Claim claim) {
        if (claim == null) {
            return "";
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(ClaimJson.bytes(claim)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
