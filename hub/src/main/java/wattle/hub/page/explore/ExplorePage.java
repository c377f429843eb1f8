package wattle.hub.page.explore;

import io.javalin.http.Context;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import wattle.hub.analysis.Board;
import wattle.hub.exchange.CheckedClaim;
import wattle.hub.exchange.Checker;
import wattle.hub.page.EveryPage;
import wattle.hub.page.Frame;
import wattle.hub.page.Pages;
import wattle.hub.web.Answers;
import wattle.hub.web.Limits;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.hub.web.Requests;
import wattle.hub.web.Router;
import wattle.hub.web.Routes;
import wattle.hub.web.Turns;
import wattle.hub.web.claims.Selections;
import wattle.ledger.Entry;
import wattle.ledger.Ledger;
import wattle.ledger.LedgerException;
import wattle.ledger.Page;

/// `/explore`: the four figures of *Counting Carbon* over the published claims, their CSV, and at
/// `/explore/claims` the claims themselves. A figure reads all claims that are meant, so that it
/// takes its turn. Threads share it.
public final class ExplorePage implements Routes {

    private static final String SECTION = "/explore";
    private static final int PAGE = 50;

    private final Pages pages;
    private final Ledger ledger;
    private final Checker checker;
    private final Choices.Reader choices;
    private final Turns turns;

    public ExplorePage(Pages pages, Ledger ledger, Checker checker, Limits limits) {
        this.pages = pages;
        this.ledger = ledger;
        this.checker = checker;
        choices = new Choices.Reader(ledger, checker.published());
        turns = new Turns(limits.heavy(), limits.turn(), limits.calculation());
    }

    @Override
    public InputStream openApi() {
        return EveryPage.undescribed();
    }

    @Override
    public void addTo(Router router) {
        router.get(SECTION, this::figures)
                .get("/explore/claims", this::claims)
                .get("/explore/{figure}", this::csv);
    }

    /// What the figures show.
    ///
    /// @param board the one that is shown; null where there is none
    public record Shown(
            Explored explored,
            WorldView world,
            List<Figure> figures,
            List<Choices.Option> boards,
            @Nullable Board board) {

        private static Shown of(Explored explored, Filter filter, Choices choices, String wanted) {
            Board board = ScoreFigure.board(explored, wanted);
            return new Shown(
                    explored,
                    WorldView.of(explored, filter, choices),
                    List.of(
                            CountryFigure.of(explored, filter, choices),
                            EnergyFigure.of(explored, filter, choices),
                            YearFigure.of(explored, filter, choices),
                            ScoreFigure.of(explored, filter, board)),
                    ScoreFigure.options(explored),
                    board);
        }

        /// Of the board that is shown; empty for none.
        public String boardName() {
            return board == null ? "" : ScoreFigure.name(board);
        }

        public String direction() {
            return board == null ? "" : ScoreFigure.direction(board);
        }
    }

    private void figures(Context context) throws InterruptedException {
        Map<String, List<String>> query = Requests.query(context);
        Filter filter = Filter.of(query);
        Frame frame = pages.frame(context, "Explore", SECTION).withCharts();
        String board = first(query, "board");
        // The worker may not touch the request.
        Choices known = inTurn(choices::read);
        Shown shown =
                filter.wrong().isEmpty()
                        ? inTurn(() ->
                                Shown.of(
                                        Explored.of(checker, filter.wanted()),
                                        filter,
                                        known,
                                        board))
                        : null;
        Map<String, Object> values = values(filter, known);
        values.put("shown", shown);
        values.put("board", board);
        refuse(context, filter);
        pages.send(context, frame, "explore.jte", values);
    }

    private void claims(Context context) throws InterruptedException {
        Map<String, List<String>> query = Requests.query(context);
        Filter filter = Filter.of(query);
        String given = first(query, "cursor");
        String cursor = given.isEmpty() ? null : given;
        Frame frame = pages.frame(context, "Claims", SECTION);
        Choices known = inTurn(choices::read);
        Listed listed = filter.wrong().isEmpty() ? inTurn(() -> listed(filter, cursor)) : null;
        Map<String, Object> values = values(filter, known);
        values.put("listed", listed);
        values.put("isFirst", cursor == null);
        refuse(context, filter);
        pages.send(context, frame, "claims.jte", values);
    }

    /// A page of the list.
    ///
    /// @param all how many the selection has
    /// @param next the address of the next page; null on the last
    public record Listed(List<CheckedClaim> claims, long all, @Nullable String next) {}

    private Listed listed(Filter filter, @Nullable String cursor) throws LedgerException {
        Page page;
        long all;
        if (filter.wanted().isSelection()) {
            page = page(filter, cursor);
            all = ledger.count(filter.wanted().selection());
        } else {
            List<Entry> wanted = checker.published().of(filter.wanted());
            page = page(wanted, cursor);
            all = wanted.size();
        }
        String next =
                page.next() == null
                        ? null
                        : "/explore/claims?"
                                + (filter.isEmpty() ? "" : filter.query() + "&")
                                + Filter.part("cursor", page.next());
        return new Listed(checker.check(page.entries()), all, next);
    }

    private Page page(Filter filter, @Nullable String cursor) throws LedgerException {
        try {
            return ledger.list(filter.wanted().selection(), cursor, PAGE);
        } catch (LedgerException failed) {
            if (cursor == null) {
                throw failed;
            }
            throw unknown();
        }
    }

    /// By id, which tells when a claim was first said.
    ///
    /// @param cursor the id of the last one that was given
    private static Page page(List<Entry> wanted, @Nullable String cursor) {
        if (cursor != null && !cursor.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw unknown();
        }
        List<Entry> rest =
                wanted.stream()
                        .filter(each ->
                                cursor == null || each.id().toString().compareTo(cursor) > 0)
                        .sorted(Comparator.comparing(each -> each.id().toString()))
                        .limit(PAGE + 1)
                        .toList();
        return rest.size() <= PAGE
                ? new Page(rest, null)
                : new Page(rest.subList(0, PAGE), rest.get(PAGE - 1).id().toString());
    }

    private static ProblemException unknown() {
        return Selections.refused("cursor", "it is none that this server gave out");
    }

    private void csv(Context context) throws InterruptedException {
        String name = context.pathParam("figure");
        Map<String, List<String>> query = Requests.query(context);
        Filter filter = Filter.of(query);
        String board = first(query, "board");
        if (!filter.wrong().isEmpty()) {
            Map.Entry<String, String> wrong = filter.wrong().entrySet().iterator().next();
            throw Selections.refused(
                    wrong.getKey().isEmpty() ? "?" : wrong.getKey(), wrong.getValue());
        }
        String text =
                name.endsWith(".csv")
                        ? inTurn(() ->
                                FigureCsv.of(
                                        name.substring(0, name.length() - ".csv".length()),
                                        Explored.of(checker, filter.wanted()),
                                        board))
                        : null;
        if (text == null) {
            throw new ProblemException(Problem.of(404, "there is no such figure"));
        }
        Answers.send(
                context,
                "text/csv; charset=utf-8; header=present",
                text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> values(Filter filter, Choices choices) {
        Map<String, Object> values = new HashMap<>();
        values.put("filter", filter);
        values.put("choices", choices);
        return values;
    }

    /// A browser without scripts gets the status, too; htmx shows nothing that has one.
    private static void refuse(Context context, Filter filter) {
        if (!filter.wrong().isEmpty() && context.header("HX-Request") == null) {
            context.status(422);
        }
    }

    private static String first(Map<String, List<String>> query, String name) {
        String first = query.getOrDefault(name, List.of("")).getFirst();
        return first.length() > 400 ? "" : first;
    }

    private <T extends @Nullable Object> T inTurn(Callable<T> work) throws InterruptedException {
        return turns.take(() -> {
            try {
                return work.call();
            } catch (LedgerException failed) {
                throw new ProblemException(
                        Problem.of(503, "the store cannot be used now: try again"),
                        Map.of("Retry-After", "5"));
            }
        });
    }
}
