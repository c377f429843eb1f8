package wattle.hub.page.submission;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import wattle.hub.page.SentFile;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.ledger.LedgerException;

/// What the forms of these pages have in common.
final class Forms {

    /// Of a form without a file, in bytes.
    static final int MOST_BYTES = 128 << 10;

    private Forms() {}

    /// Refuses a form before it is read.
    ///
    /// @throws ProblemException 411 where it does not say how long it is, 413 where that is too
    ///   much
    static void requireBounded(Context context, long most) {
        SentFile.requireBounded(context, most);
    }

    /// What stands in a field; empty for nothing.
    static String value(Context context, String name) {
        return SentFile.value(context, name);
    }

    /// The revision that the sender of a form has seen.
    ///
    /// @throws ProblemException 422
    static int revision(Context context) {
        String revision = value(context, "revision");
        if (!revision.matches("[0-9]{1,9}")) {
            throw new ProblemException(
                    Problem.of(422, "the form does not say which revision it is about"));
        }
        return Integer.parseInt(revision);
    }

    static void seeOther(Context context, String address) {
        context.redirect(address, HttpStatus.SEE_OTHER);
    }

    /// What a page does with a ledger.
    interface Work {
        void answer(Context context) throws LedgerException, InterruptedException;
    }

    static void guarded(Context context, Work work) throws InterruptedException {
        try {
            work.answer(context);
        } catch (LedgerException failed) {
            throw new ProblemException(
                    Problem.of(503, "the store cannot be used now: try again"),
                    Map.of("Retry-After", "5"));
        }
    }
}
