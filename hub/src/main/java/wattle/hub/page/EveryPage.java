package wattle.hub.page;

import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.hub.web.Refusal;
import wattle.hub.web.Router;
import wattle.hub.web.Routes;
import wattle.ledger.LedgerException;

/// What all pages share: style and scripts, signing in and out, and how a refusal looks.
public final class EveryPage implements Routes {

    private static final int LONGEST_TOKEN = 512;

    private final Pages pages;

    public EveryPage(Pages pages) {
        this.pages = pages;
    }

    /// What routes of pages say to [wattle.hub.web.Described]: they are no part of the API.
    public static InputStream undescribed() {
        return new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public InputStream openApi() {
        return undescribed();
    }

    @Override
    public void addTo(Router router) {
        pages.assets().addTo(router);
        router.get("/sign-in", context -> form(context, ""))
                .post("/sign-in", this::signIn)
                .post("/sign-out", this::signOut);
    }

    @Override
    public @Nullable Refusal refusal(
            String path, @Nullable String accept, Problem problem, String instance) {
        return pages.refusal(accept, problem, instance);
    }

    private void form(Context context, String wrong) {
        pages.send(
                context,
                pages.frame(context, "Sign in", "/sign-in"),
                "sign-in.jte",
                Map.of("wrong", wrong, "next", next(context)));
    }

    private void signIn(Context context) {
        SignIn.requireOwn(context);
        String token = context.formParam("token");
        try {
            if (token != null
                    && token.length() <= LONGEST_TOKEN
                    && pages.signIn().begin(context, token.strip())) {
                context.redirect(next(context), io.javalin.http.HttpStatus.SEE_OTHER);
                return;
            }
        } catch (LedgerException unreadable) {
            throw new ProblemException(
                    Problem.of(503, "the store cannot be used now: try again"),
                    Map.of("Retry-After", "5"));
        }
        context.status(422);
        form(context, "This token is not known, has expired or was revoked.");
    }

    private void signOut(Context context) throws LedgerException {
        pages.signIn().sender(context);
        pages.signIn().end(context);
        context.redirect("/", io.javalin.http.HttpStatus.SEE_OTHER);
    }

    /// Where to go afterwards: a page of this server, and nowhere else.
    private static String next(Context context) {
        String next = context.formParam("next");
        if (next == null) {
            next = context.queryParam("next");
        }
        return next != null
                        && next.matches(
                                "/([A-Za-z0-9-][A-Za-z0-9/_.-]{0,200})?(\\?[A-Za-z0-9%=&+._*-]{0,6000})?")
                ? next
                : "/";
    }
}
