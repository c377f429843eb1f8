package wattle.hub.web.claims;

import io.javalin.http.Context;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
import wattle.ledger.Log;
import wattle.ledger.LogHead;
import wattle.ledger.LoggedLine;

/// `/v1/log`: what the log comes to, its lines, and proofs that a line is in it and that it begins
/// with what it was before. A proof takes its turn, since of many lines that came in one go it
/// takes a look at each.
public final class LogRoutes implements Routes {

    /// What can be said of these routes without a ledger.
    public static final Described DESCRIPTION =
            () -> Objects.requireNonNull(LogRoutes.class.getResourceAsStream("log.json"));

    private static final int MOST_LINES = 1000;
    private static final int MOST_SIZE = 999_999_999;

    private final Ledger ledger;
    private final Turns turns;

    public LogRoutes(Ledger ledger, Limits limits) {
        this.ledger = ledger;
        turns = new Turns(limits.calculations(), limits.turn(), limits.calculation());
    }

    @Override
    public void addTo(Router router) {
        router.get("/v1/log", context -> answer(context, this::head))
                .get("/v1/log/entries", context -> answer(context, this::entries))
                .get("/v1/log/inclusion", context -> answer(context, this::inclusion))
                .get("/v1/log/consistency", context -> answer(context, this::consistency));
    }

    @Override
    public InputStream openApi() {
        return DESCRIPTION.openApi();
    }

    /// What a route answers.
    private interface Work {
        String answer(Context context) throws LedgerException, InterruptedException;
    }

    private static void answer(Context context, Work work) throws InterruptedException {
        Requests.requireAccepts(context, Answers.JSON);
        try {
            Answers.json(context, work.answer(context));
        } catch (LedgerException failed) {
            throw away();
        }
    }

    private static ProblemException away() {
        return new ProblemException(
                Problem.of(503, "the store cannot be used now: try again"),
                Map.of("Retry-After", "5"));
    }

    private String head(Context context) throws LedgerException {
        Selections.only(Requests.query(context));
        return LogJson.head(ledger.head());
    }

    private String entries(Context context) throws LedgerException {
        Map<String, List<String>> query = Requests.query(context);
        Selections.only(query, "from", "to");
        long size = ledger.head().size();
        Integer asked = Selections.whole(query, "from", 0, MOST_SIZE);
        long from = asked == null ? 0 : asked;
        if (from > size) {
            throw Selections.refused("from", "the log has " + size + " lines");
        }
        Integer until = Selections.whole(query, "to", 0, MOST_SIZE);
        long to = until == null ? Math.min(size, from + MOST_LINES) : until;
        if (to > size) {
            throw Selections.refused("to", "the log has " + size + " lines");
        }
        if (to < from || to - from > MOST_LINES) {
            throw Selections.refused("to", "it has to be 0 to " + MOST_LINES + " behind from");
        }
        return LogJson.entries(
                from,
                to,
                size,
                ledger.log().lines(from, to),
                line -> Permission.READ_LINE.allowsLine(Requests.identity(context), line));
    }

    private String inclusion(Context context) throws LedgerException, InterruptedException {
        Map<String, List<String>> query = Requests.query(context);
        Selections.only(query, "index", "claim", "revision", "size");
        long size = size(query, "size", 0);
        Integer asked = Selections.whole(query, "index", 0, MOST_SIZE);
        String claim = Selections.one(query, "claim");
        Integer revision = Selections.whole(query, "revision", 1, MOST_SIZE);
        if ((asked == null) == (claim == null)) {
            throw Selections.refused("index", "give either index or claim");
        }
        if (revision != null && claim == null) {
            throw Selections.refused("revision", "it is one of a claim: give claim too");
        }
        long index = asked != null ? asked : line(context, String.valueOf(claim), revision);
        if (index >= size) {
            throw Selections.refused(
                    asked == null ? "size" : "index",
                    "line " + index + " is not among the first " + size + ", which count from 0");
        }
        Log log = ledger.log();
        LoggedLine line = log.lines(index, index + 1).getFirst();
        boolean isShown = Permission.READ_LINE.allowsLine(Requests.identity(context), line);
        return inTurn(
                () -> LogJson.inclusion(line, isShown, log.head(size), log.inclusion(index, size)));
    }

    /// Where a claim's revision stands in the log, its last one where none is named. A claim that
    /// may not be seen is not there.
    private long line(Context context, String claim, @Nullable Integer revision)
            throws LedgerException {
        UUID id = Selections.uuid("claim", claim);
        Optional<Entry> last = ledger.find(id);
        if (last.isPresent() && Permission.SEE.allows(Requests.identity(context), last.get())) {
            if (revision == null || revision == last.get().revision()) {
                return last.get().logIndex();
            }
            for (Entry each : ledger.history(id)) {
                if (each.revision() == revision) {
                    return each.logIndex();
                }
            }
        }
        throw new ProblemException(Problem.of(404, "there is no such claim or revision"));
    }

    private String consistency(Context context) throws LedgerException, InterruptedException {
        Map<String, List<String>> query = Requests.query(context);
        Selections.only(query, "first", "second");
        long second = size(query, "second", 1);
        Integer first = Selections.whole(query, "first", 1, MOST_SIZE);
        if (first == null) {
            throw Selections.refused("first", "it has to be there: the size that you have kept");
        }
        if (first > second) {
            throw Selections.refused("first", "it is more than second, which is " + second);
        }
        Log log = ledger.log();
        return inTurn(() ->
                LogJson.consistency(
                        log.head(first), log.head(second), log.consistency(first, second)));
    }

    /// How many lines of the log are meant; all that there are now where nobody says.
    private long size(Map<String, List<String>> query, String name, int least)
            throws LedgerException {
        LogHead head = ledger.head();
        Integer asked = Selections.whole(query, name, least, MOST_SIZE);
        if (asked != null && asked > head.size()) {
            throw Selections.refused(name, "the log has " + head.size() + " lines");
        }
        return asked == null ? head.size() : asked;
    }

    /// Something that asks the store for long.
    private interface Asked {
        String ask() throws LedgerException;
    }

    private String inTurn(Asked asked) throws InterruptedException {
        return turns.take(() -> {
            try {
                return asked.ask();
            } catch (LedgerException failed) {
                throw away();
            }
        });
    }
}
