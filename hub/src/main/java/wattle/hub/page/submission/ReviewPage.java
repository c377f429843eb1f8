package wattle.hub.page.submission;

import io.javalin.http.Context;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wattle.hub.exchange.CheckedClaim;
import wattle.hub.exchange.Checker;
import wattle.hub.page.EveryPage;
import wattle.hub.page.Frame;
import wattle.hub.page.Pages;
import wattle.hub.page.Visitor;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.hub.web.Requests;
import wattle.hub.web.Router;
import wattle.hub.web.Routes;
import wattle.hub.web.claims.ClaimDesk;
import wattle.ledger.ConflictException;
import wattle.ledger.Entry;
import wattle.ledger.LedgerException;
import wattle.ledger.Page;
import wattle.ledger.Selection;
import wattle.ledger.State;
import wattle.ledger.claim.Claim;

/// `/review`: what is held, for those who review it; with `?claim=ID` one claim in whatever state.
/// Threads share it.
public final class ReviewPage implements Routes {

    private static final String SECTION = "/review";
    private static final int ON_A_PAGE = 20;

    private static final Selection HELD =
            new Selection(
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    State.HELD);

    private final Pages pages;
    private final ClaimDesk desk;
    private final Checker checker;

    public ReviewPage(Pages pages, ClaimDesk desk, Checker checker) {
        this.pages = pages;
        this.desk = desk;
        this.checker = checker;
    }

    @Override
    public InputStream openApi() {
        return EveryPage.undescribed();
    }

    @Override
    public void addTo(Router router) {
        router.get(SECTION, context -> Forms.guarded(context, this::show))
                .post(SECTION, context -> Forms.guarded(context, this::decide));
    }

    /// A claim that is to be decided on.
    ///
    /// @param preview null where it was withdrawn
    public record Held(Entry entry, @Nullable Preview preview, String reason) {}

    private void show(Context context) throws LedgerException {
        Frame frame = pages.frame(context, "Review", SECTION);
        if (!frame.visitor().isSignedIn()) {
            Forms.seeOther(context, "/sign-in?next=/review");
            return;
        }
        requireReviewer(frame.visitor());
        Map<String, List<String>> query = Requests.query(context);
        String one = query.getOrDefault("claim", List.of("")).getFirst();
        if (!one.isEmpty()) {
            Entry entry = desk.seen(frame.visitor().identity(), one);
            send(context, frame, List.of(held(checker.check(entry), "")), null, 1, one);
            return;
        }
        String cursor = query.getOrDefault("cursor", List.of("")).getFirst();
        queue(context, frame, cursor.isEmpty() ? null : cursor);
    }

    private void queue(Context context, Frame frame, @Nullable String cursor)
            throws LedgerException {
        Page page;
        try {
            page = desk.ledger().list(HELD, cursor, ON_A_PAGE);
        } catch (LedgerException failed) {
            if (cursor == null) {
                throw failed;
            }
            page = desk.ledger().list(HELD, null, ON_A_PAGE); // Not a cursor of ours.
        }
        List<Held> held = new ArrayList<>();
        for (CheckedClaim each : checker.check(page.entries())) {
            held.add(held(each, ""));
        }
        send(context, frame, held, page.next(), desk.ledger().count(HELD), "");
    }

    private static Held held(CheckedClaim checked, String reason) {
        Claim claim = checked.entry().claim();
        return new Held(checked.entry(), claim == null ? null : Preview.of(checked, claim), reason);
    }

    private void send(
            Context context,
            Frame frame,
            List<Held> held,
            @Nullable String next,
            long count,
            String one) {
        Map<String, Object> values = new HashMap<>();
        values.put("held", held);
        values.put("next", next);
        values.put("count", count);
        values.put("one", one);
        pages.send(context, frame, "review.jte", values);
    }

    private void decide(Context context) throws LedgerException {
        Forms.requireBounded(context, Forms.MOST_BYTES);
        Visitor visitor = pages.signIn().sender(context);
        requireReviewer(visitor);
        Entry entry = desk.seen(visitor.identity(), Forms.value(context, "claim"));
        String reason = Forms.value(context, "reason");
        int revision = Forms.revision(context);
        Frame frame = pages.frame(context, "Review", SECTION);
        try {
            switch (Forms.value(context, "do")) {
                case "publish" ->
                        desk.show(visitor.identity(), entry, revision, State.PUBLISHED, reason);
                case "hold" -> desk.show(visitor.identity(), entry, revision, State.HELD, reason);
                case "withdraw" -> desk.withdraw(visitor.identity(), entry, revision, reason);
                default ->
                        throw new ProblemException(
                                Problem.of(422, "the form says publish, hold or withdraw"));
            }
        } catch (ConflictException changed) {
            late(context, frame, entry, reason);
            return;
        } catch (ProblemException refused) {
            if (refused.problem().status() == 409) { // Withdrawn before the form was sent.
                late(context, frame, entry, reason);
                return;
            }
            if (refused.problem().status() != 422) {
                throw refused;
            }
            context.status(422);
            send(
                    context,
                    frame.saying("Nothing was changed: " + refused.problem().detail() + "."),
                    List.of(held(checker.check(entry), reason)),
                    null,
                    1,
                    entry.id().toString());
            return;
        }
        Forms.seeOther(
                context,
                Forms.value(context, "one").isEmpty() ? SECTION : SECTION + "?claim=" + entry.id());
    }

    private void late(Context context, Frame frame, Entry entry, String reason)
            throws LedgerException {
        context.status(409);
        Entry now = desk.ledger().find(entry.id()).orElse(entry);
        send(
                context,
                frame.saying(changed(Optional.of(now))),
                List.of(held(checker.check(now), reason)),
                null,
                1,
                now.id().toString());
    }

    /// Who changed a claim while somebody looked at it.
    static String changed(Optional<Entry> now) {
        return now.map(each ->
                        "Nothing was changed, since "
                                + each.submitter()
                                + " changed this claim meanwhile: it is "
                                + each.state().label()
                                + ", revision "
                                + each.revision()
                                + (each.reason() == null ? "" : ", reason: " + each.reason())
                                + ". Look at it again.")
                .orElse("There is no such claim any more.");
    }

    private static void requireReviewer(Visitor visitor) {
        if (!ClaimDesk.reviews(visitor.identity())) {
            throw new ProblemException(
                    Problem.of(
                            403,
                            "the queue is for those who review claims: sign in with a token of the"
                                    + " scope admin"));
        }
    }
}
