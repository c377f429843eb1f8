package wattle.hub.page;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wattle.hub.web.Access;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.ledger.LedgerException;
import wattle.ledger.sql.Sessions;

/// Who is signed in, by a cookie that only pages look at: the API knows tokens alone, so that no
/// page of somebody else's can use it in a visitor's name.
///
/// A form that changes something brings a proof along that is made from the session, and its
/// `Origin`, where a browser sends one, has to be this server. Threads share it.
public final class SignIn {

    private static final String COOKIE = "wattle_session";
    private static final String PROOF = "proof";
    private static final int SECONDS = (int) Sessions.LIFE.toSeconds();

    private final @Nullable Sessions sessions;

    /// @param sessions null where nobody can sign in
    public SignIn(@Nullable Sessions sessions) {
        this.sessions = sessions;
    }

    /// Who asks, by the cookie that came along.
    Visitor visitor(Context context) {
        String secret = context.cookie(COOKIE);
        if (sessions == null || secret == null) {
            return Visitor.NOBODY;
        }
        try {
            return sessions.check(secret)
                    .map(token ->
                            new Visitor(
                                    new Access.Identity(token.name(), token.scope()),
                                    proof(secret)))
                    .orElse(Visitor.NOBODY);
        } catch (LedgerException unreadable) {
            return Visitor.NOBODY; // As without a cookie: what is public can still be seen.
        }
    }

    /// @return whether the token was good
    boolean begin(Context context, String token) throws LedgerException {
        Optional<String> secret = sessions == null ? Optional.empty() : sessions.begin(token);
        secret.ifPresent(each -> context.cookie(cookie(context, each, SECONDS)));
        return secret.isPresent();
    }

    void end(Context context) throws LedgerException {
        String secret = context.cookie(COOKIE);
        if (sessions != null && secret != null) {
            sessions.end(secret);
        }
        context.cookie(cookie(context, "", 0));
    }

    private static Cookie cookie(Context context, String value, int seconds) {
        // Over plain HTTP a browser would not send it back if it were for HTTPS alone.
        boolean secure =
                context.scheme().equals("https")
                        || "https".equalsIgnoreCase(context.header("X-Forwarded-Proto"));
        return new Cookie(COOKIE, value, "/", seconds, secure, true, null, SameSite.STRICT);
    }

    /// The visitor whose own form this is.
    ///
    /// @throws ProblemException 403 where somebody else's page may have sent it
    public Visitor sender(Context context) {
        requireOwn(context);
        Visitor visitor = visitor(context);
        String sent = context.formParam(PROOF);
        if (!visitor.isSignedIn()
                || sent == null
                || !MessageDigest.isEqual(
                        sent.getBytes(StandardCharsets.UTF_8),
                        visitor.proof().getBytes(StandardCharsets.UTF_8))) {
            throw new ProblemException(
                    Problem.of(
                            403,
                            "this form is not of your session: sign in, open its page again and"
                                    + " send it from there"));
        }
        return visitor;
    }

    /// @throws ProblemException 403 where a page of another server sent the request
    public static void requireOwn(Context context) {
        String site = context.header("Sec-Fetch-Site");
        String origin = context.header("Origin");
        boolean foreign =
                site != null
                        ? !site.equals("same-origin") && !site.equals("none")
                        : origin != null && !origin.endsWith("://" + context.host());
        if (foreign) {
            throw new ProblemException(
                    Problem.of(403, "the form was sent by a page of another site"));
        }
    }

    /// Nobody can make it who does not know the session's secret, which no script can read.
    private static String proof(String secret) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(("form:" + secret).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
