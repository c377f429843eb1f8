package wattle.hub.page.model;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.hub.exchange.Checker;
import wattle.hub.page.EveryPage;
import wattle.hub.page.Pages;
import wattle.hub.page.SignIn;
import wattle.hub.page.explore.ExplorePage;
import wattle.hub.submission.PublishedRuns;
import wattle.hub.web.Access;
import wattle.hub.web.TestServer;
import wattle.ledger.Entry;
import wattle.ledger.Ledger;
import wattle.ledger.LedgerException;
import wattle.ledger.Scope;
import wattle.ledger.State;
import wattle.ledger.Submission;
import wattle.ledger.claim.Claim;
import wattle.ledger.sql.Database;
import wattle.ledger.sql.Sessions;
import wattle.ledger.sql.SqlLedger;
import wattle.ledger.sql.Tokens;
import wattle.report.Versions;

/// A server of the pages of claims over SQLite, and what is read of its HTML.
public final class HubPages implements AutoCloseable {

    private final Database database;
    private final Ledger ledger;
    private final TestServer server;
    private final Map<Scope, String> cookies = new EnumMap<>(Scope.class);

    public HubPages(Path folder) throws LedgerException {
        Clock clock = Clock.systemUTC();
        database = Database.open(folder.resolve("hub.db").toString());
        ledger = new SqlLedger(database, clock);
        var checker = new Checker(ledger, clock);
        var pages =
                new Pages(
                        new SignIn(new Sessions(database, clock)),
                        new Versions("1.2.3", "2026.01"));
        server =
                new TestServer(
                        TestServer.PLENTY,
                        Access.NOBODY,
                        new EveryPage(pages),
                        new ExplorePage(pages, ledger, checker, TestServer.PLENTY),
                        new ModelPage(pages, ledger, checker, clock));
    }

    public Ledger ledger() {
        return ledger;
    }

    /// Adds the runs that ship.
    public void addShipped() throws LedgerException {
        List<Submission> shipped = new ArrayList<>();
        PublishedRuns.shipped()
                .forEach((key, claim) ->
                        shipped.add(new Submission(key, "wattle", State.PUBLISHED, claim)));
        ledger.put(shipped);
    }

    public Entry add(String key, State state, Claim claim) throws LedgerException {
        return ledger.put(List.of(new Submission(key, "somebody", state, claim)))
                .getFirst()
                .entry();
    }

    /// The cookie of somebody who signed in with a token of that scope.
    public String signedIn(Scope scope) throws LedgerException, IOException, InterruptedException {
        String before = cookies.get(scope);
        if (before != null) {
            return before;
        }
        String token =
                new Tokens(database, Clock.systemUTC())
                        .create("reviewer " + scope.label(), scope, null)
                        .reveal();
        HttpResponse<byte[]> answer =
                server.send(
                        server.request("/sign-in")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "token="
                                                        + URLEncoder.encode(
                                                                token, StandardCharsets.UTF_8)))
                                .build());
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        String bare = cookie.substring(0, cookie.indexOf(';'));
        cookies.put(scope, bare);
        return bare;
    }

    public HttpResponse<byte[]> get(String path, String... headers)
            throws IOException, InterruptedException {
        return server.get(path, headers);
    }

    /// The body of an answer that has to be that status.
    public String text(String path, int status) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = get(path, "Accept", "text/html");
        String text = TestServer.text(answer);
        if (answer.statusCode() != status) {
            throw new AssertionError(path + ": " + answer.statusCode() + "\n" + text);
        }
        return text;
    }

    /// The cells of the table with that id, row by row, as texts.
    public static List<List<String>> rows(String html, String table) {
        String body = html.substring(html.indexOf("<table id=\"" + table + "\">"));
        body = body.substring(0, body.indexOf("</table>"));
        List<List<String>> rows = new ArrayList<>();
        for (String row : body.substring(body.indexOf("<tbody>")).split("<tr>", -1)) {
            List<String> cells = new ArrayList<>();
            Matcher cell =
                    Pattern.compile("<t[hd][^>]*>(.*?)</t[hd]>", Pattern.DOTALL).matcher(row);
            while (cell.find()) {
                cells.add(unescaped(cell.group(1).replaceAll("<[^>]*>", "")).strip());
            }
            if (!cells.isEmpty()) {
                rows.add(cells);
            }
        }
        return rows;
    }

    /// What the figure with that id draws.
    public static JsonNode chart(String html, String id) {
        Matcher figure =
                Pattern.compile("<figure class=\"chart\" id=\"" + id + "\" data-chart=\"([^\"]*)\"")
                        .matcher(html);
        if (!figure.find()) {
            throw new AssertionError("no chart " + id + " in\n" + html);
        }
        return JsonMapper.shared().readTree(unescaped(figure.group(1)));
    }

    public static String unescaped(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    @Override
    public void close() throws LedgerException {
        server.close();
        ledger.close();
        database.close();
    }
}
