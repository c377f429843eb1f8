package wattle.hub.page.model;

import static java.time.ZoneOffset.UTC;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import wattle.hub.exchange.CheckedClaim;
import wattle.hub.exchange.Checker;
import wattle.hub.exchange.ClaimCsv;
import wattle.hub.page.EveryPage;
import wattle.hub.page.Frame;
import wattle.hub.page.Pages;
import wattle.hub.page.Visitor;
import wattle.hub.web.Answers;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.hub.web.Requests;
import wattle.hub.web.Router;
import wattle.hub.web.Routes;
import wattle.hub.web.claims.ClaimDesk;
import wattle.hub.web.claims.Permission;
import wattle.hub.web.claims.Selections;
import wattle.ledger.Entry;
import wattle.ledger.Ledger;
import wattle.ledger.LedgerException;
import wattle.ledger.State;
import wattle.ledger.claim.Claim;
import wattle.report.Escape;

/// `/models/ID`: a claim, with what else is known of its model. `/models?key=…` and
/// `/models/SOURCE/NAME` lead there from a claim's key. What may not be seen is not there. Threads
/// share it.
public final class ModelPage implements Routes {

    private static final int MOST_REVISION = 999_999_999;
    private static final int LONGEST_KEY = 400;

    /// A revision never changes, but it gets outdated, and what was withdrawn has to go: a badge of
    /// it is kept for a day.
    private static final String DAY = "public, max-age=86400";

    private static final String MINUTES = "public, max-age=300";

    private final Pages pages;
    private final Ledger ledger;
    private final Checker checker;
    private final Clock clock;

    public ModelPage(Pages pages, Ledger ledger, Checker checker, Clock clock) {
        this.pages = pages;
        this.ledger = ledger;
        this.checker = checker;
        this.clock = clock;
    }

    @Override
    public InputStream openApi() {
        return EveryPage.undescribed();
    }

    @Override
    public void addTo(Router router) {
        router.get("/models", context -> guarded(context, this::byKey))
                .get("/models/{claim}", context -> guarded(context, this::show))
                .get("/models/{claim}/badge.svg", context -> guarded(context, this::badge))
                .get("/models/{claim}/claim.csv", context -> guarded(context, this::csv));
        for (Format each : Format.values()) {
            router.get(
                    "/models/{claim}/" + each.file(),
                    context -> guarded(context, at -> format(at, each)));
        }
        router.get("/models/{source}/{name}", context -> guarded(context, this::byName));
    }

    /// A way to take the claim along.
    public record Copy(String name, String id, String text) {}

    /// What a route does.
    private interface Work {
        void answer(Context context) throws LedgerException;
    }

    private static void guarded(Context context, Work work) {
        try {
            work.answer(context);
        } catch (LedgerException failed) {
            throw new ProblemException(
                    Problem.of(503, "the store cannot be used now: try again"),
                    Map.of("Retry-After", "5"));
        }
    }

    private void byKey(Context context) throws LedgerException {
        String key = Selections.one(Requests.query(context), "key");
        if (key == null) {
            context.redirect("/explore/claims", HttpStatus.SEE_OTHER);
        } else {
            lead(context, key);
        }
    }

    private void byName(Context context) throws LedgerException {
        lead(context, context.pathParam("source") + "/" + context.pathParam("name"));
    }

    private void lead(Context context, String key) throws LedgerException {
        Optional<Entry> entry = key.length() > LONGEST_KEY ? Optional.empty() : ledger.find(key);
        if (entry.isEmpty() || !maySee(context, entry.get())) {
            throw none();
        }
        context.redirect("/models/" + entry.get().id(), HttpStatus.SEE_OTHER);
    }

    private void show(Context context) throws LedgerException {
        Entry entry = found(context);
        ModelView view = ModelView.of(entry, ledger, checker);
        Claim claim = entry.claim();
        Frame frame =
                pages.frame(
                        context,
                        claim == null ? "Withdrawn claim" : claim.subject().model(),
                        "/explore");
        Integer asked = Selections.whole(Requests.query(context), "revision", 1, MOST_REVISION);
        if (asked != null && asked != entry.revision()) {
            frame =
                    frame.saying(
                            "The link that led here names revision "
                                    + asked
                                    + "; this is revision "
                                    + entry.revision()
                                    + ", which stands. The history below says what was changed.");
        }
        Map<String, Object> values = new HashMap<>();
        values.put("view", view);
        Exported exported = claim == null ? null : exported(context, view.claim(), claim);
        values.put("copies", exported == null ? List.of() : copies(context, exported));
        values.put("formats", exported == null ? List.of() : Format.fitting(exported));
        Visitor visitor = frame.visitor();
        values.put("owns", claim != null && ClaimDesk.owns(visitor.identity(), entry));
        values.put("reviews", ClaimDesk.reviews(visitor.identity()));
        values.put("badge", badgeAddress(entry));
        values.put("badgeWords", Badge.words(view.claim(), false));
        pages.send(context, frame, "model.jte", values);
    }

    private static String badgeAddress(Entry entry) {
        return "/models/" + entry.id() + "/badge.svg?revision=" + entry.revision();
    }

    private Exported exported(Context context, CheckedClaim checked, Claim claim) {
        Entry entry = checked.entry();
        String page = site(context) + "/models/" + entry.id() + "?revision=" + entry.revision();
        return new Exported(checked, claim, page, LocalDate.ofInstant(clock.instant(), UTC));
    }

    /// Where others find this server, as far as a browser's word for it is the name of a host.
    private static String site(Context context) {
        String host = context.host();
        return host != null && host.matches("[A-Za-z0-9.:\\[\\]-]{1,255}")
                ? context.scheme() + "://" + host
                : "";
    }

    private static List<Copy> copies(Context context, Exported exported) {
        Entry entry = exported.entry();
        String page = exported.address();
        String badge = site(context) + badgeAddress(entry);
        String words = Badge.words(exported.checked(), false);
        List<Copy> copies = new ArrayList<>();
        add(copies, Format.BIBTEX, "copy-bibtex", exported);
        add(copies, Format.LATEX, "copy-latex", exported);
        add(copies, Format.MARKDOWN, "copy-table", exported);
        add(copies, Format.MODEL_CARD, "copy-card", exported);
        if (entry.state() == State.PUBLISHED) {
            copies.add(
                    new Copy(
                            "Badge in Markdown",
                            "copy-markdown",
                            "[![" + words + "](" + badge + ")](" + page + ")\n"));
            copies.add(
                    new Copy(
                            "Badge in HTML",
                            "copy-html",
                            "<a href=\""
                                    + Escape.html(page)
                                    + "\"><img src=\""
                                    + Escape.html(badge)
                                    + "\" width=\""
                                    + Badge.WIDTH
                                    + "\" height=\""
                                    + Badge.HEIGHT
                                    + "\" alt=\""
                                    + Escape.html(words)
                                    + "\"></a>\n"));
        }
        return copies;
    }

    private static void add(List<Copy> copies, Format format, String id, Exported exported) {
        String text = format.of(exported);
        if (text != null) {
            copies.add(new Copy(format.label(), id, text));
        }
    }

    private void format(Context context, Format format) throws LedgerException {
        Entry entry = found(context);
        Claim claim = entry.claim();
        String text =
                claim == null ? null : format.of(exported(context, checker.check(entry), claim));
        if (text == null) {
            throw none();
        }
        String name =
                format == Format.CITATION
                        ? format.file()
                        : "wattle-" + entry.id() + "-" + format.file();
        context.header("Content-Disposition", "attachment; filename=\"" + name + '"');
        Answers.send(context, format.type(), text.getBytes(StandardCharsets.UTF_8));
    }

    private void csv(Context context) throws LedgerException {
        Entry entry = found(context);
        if (entry.claim() == null) {
            throw none();
        }
        var text = new StringWriter();
        try (var rows = new ClaimCsv(text, ClaimCsv.Flavour.SPREADSHEET)) {
            rows.add(checker.check(entry));
        }
        Answers.send(
                context,
                "text/csv; charset=utf-8; header=present",
                text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// Of the revision that `?revision=` names, or of the one that stands.
    private void badge(Context context) throws LedgerException {
        Entry last = found(context);
        Integer asked = Selections.whole(Requests.query(context), "revision", 1, MOST_REVISION);
        Entry meant = asked == null ? last : revision(context, last, asked);
        CheckedClaim checked = checker.check(meant);
        boolean outdated = last.claim() != null && meant.revision() != last.revision();
        String model = meant.claim() == null ? "" : meant.claim().subject().model();
        String svg = Badge.svg(Badge.words(checked, outdated), model);
        Answers.send(context, "image/svg+xml", svg.getBytes(StandardCharsets.UTF_8));
        // Other sites show it as a picture; opened alone, it can load and run nothing.
        context.header("Content-Security-Policy", "default-src 'none'; sandbox");
        context.header("Cross-Origin-Resource-Policy", "cross-origin");
        boolean isPublic = last.state() != State.HELD && meant.state() != State.HELD;
        context.header(
                "Cache-Control", !isPublic ? "private, no-store" : asked == null ? MINUTES : DAY);
    }

    /// What was held when it was said stays so.
    private Entry revision(Context context, Entry last, int asked) throws LedgerException {
        if (last.claim() == null || asked == last.revision()) {
            return last; // What was withdrawn is withdrawn in all revisions.
        }
        return ledger.history(last.id()).stream()
                .filter(each -> each.revision() == asked && maySee(context, each))
                .findFirst()
                .orElseThrow(ModelPage::none);
    }

    private Entry found(Context context) throws LedgerException {
        String name = context.pathParam("claim");
        Optional<Entry> entry =
                name.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
                        ? ledger.find(UUID.fromString(name))
                        : Optional.empty();
        if (entry.isEmpty() || !maySee(context, entry.get())) {
            throw none();
        }
        return entry.get();
    }

    private boolean maySee(Context context, Entry entry) {
        return Permission.SEE.allows(pages.frame(context, "", "").visitor().identity(), entry);
    }

    private static ProblemException none() {
        return new ProblemException(Problem.of(404, "there is no such claim"));
    }
}
