package wattle.hub.page.submission;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import wattle.hub.exchange.Checker;
import wattle.hub.page.EveryPage;
import wattle.hub.page.Pages;
import wattle.hub.page.SignIn;
import wattle.hub.submission.BoampsFile;
import wattle.hub.submission.ClaimFile;
import wattle.hub.submission.ModelCardFile;
import wattle.hub.web.TestServer;
import wattle.hub.web.TokenAccess;
import wattle.hub.web.calculation.Calculations;
import wattle.hub.web.calculation.Calculator;
import wattle.hub.web.claims.ClaimDesk;
import wattle.ledger.Ledger;
import wattle.ledger.LedgerException;
import wattle.ledger.Scope;
import wattle.ledger.claim.Claim;
import wattle.ledger.sql.Database;
import wattle.ledger.sql.Sessions;
import wattle.ledger.sql.SqlLedger;
import wattle.ledger.sql.Tokens;
import wattle.report.Versions;

/// A server of these pages over SQLite, with somebody of each scope who is signed in.
final class Desk implements AutoCloseable {

    /// Complete, and nothing about it is odd.
    static final Map<String, String> GOOD =
            Map.ofEntries(
                    Map.entry("model", "Tiny"),
                    Map.entry("accelerator", "NVIDIA A100-80GB"),
                    Map.entry("devices", "8"),
                    Map.entry("wall_hours", "10"),
                    Map.entry("power_watts", "300"),
                    Map.entry("power_scope", "device"),
                    Map.entry("pue", "1.2"),
                    Map.entry("intensity", "60"),
                    Map.entry("country_code", "fr"),
                    Map.entry("energy", "28.80"),
                    Map.entry("boundary", "facility"),
                    Map.entry("carbon", "1.73"),
                    Map.entry("basis", "location"));

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");

    private final Database database;
    private final Ledger ledger;
    private final TestServer server;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    Desk(Path folder) throws Exception {
        database = Database.open(folder.resolve("hub.db").toString());
        ledger = new SqlLedger(database, Clock.systemUTC());
        var tokens = new Tokens(database, Clock.systemUTC());
        var sessions = new Sessions(database, Clock.systemUTC());
        for (Scope each : Scope.values()) {
            String token = tokens.create(each.label(), each, null).reveal();
            cookies.put(each.label(), "wattle_session=" + sessions.begin(token).orElseThrow());
        }
        String token = tokens.create("other", Scope.ADMIN, null).reveal();
        cookies.put("other", "wattle_session=" + sessions.begin(token).orElseThrow());
        var pages = new Pages(new SignIn(sessions), new Versions("1.2.3", "2026.01"));
        var checker = new Checker(ledger, Clock.systemUTC());
        var desk = new ClaimDesk(ledger);
        var calculator =
                new Calculator(
                        arguments ->
                                new Calculations.Result(
                                        "",
                                        List.of(),
                                        new Calculations.Refusal(3, "WATTLE-3012", "no", "")),
                        TestServer.PLENTY);
        server =
                new TestServer(
                        TestServer.PLENTY,
                        new TokenAccess(tokens),
                        new EveryPage(pages),
                        new SubmitPage(
                                pages, desk, checker, Desk::read, calculator, Clock.systemUTC()),
                        new ReviewPage(pages, desk, checker));
    }

    private static Map<String, Claim> read(Path file, Consumer<String> leftOut) {
        return ClaimFile.of(file) == ClaimFile.BOAMPS
                ? BoampsFile.read(file)
                : ModelCardFile.read(file);
    }

    Ledger ledger() {
        return ledger;
    }

    TestServer server() {
        return server;
    }

    /// @param who the label of a scope, `other` for a second admin, or empty for nobody
    HttpResponse<byte[]> get(String who, String path) throws IOException, InterruptedException {
        return who.isEmpty() ? server.get(path) : server.get(path, "Cookie", cookie(who));
    }

    String cookie(String who) {
        return cookies.getOrDefault(who, "");
    }

    HttpResponse<byte[]> post(String who, String path, Map<String, String> form, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                server.request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(query(form)));
        if (!who.isEmpty()) {
            request.header("Cookie", cookie(who));
        }
        return server.send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    static String query(Map<String, String> form) {
        List<String> all = new ArrayList<>();
        form.forEach((name, value) ->
                all.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return String.join("&", all);
    }

    static Map<String, String> with(Map<String, String> form, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(form);
        more.put(name, value);
        return more;
    }

    /// What a browser sends with the form that stands after some text of the page, as it is
    /// escaped.
    static Map<String, String> hidden(String html, String after) {
        int from = html.indexOf(after);
        if (from < 0) {
            throw new AssertionError("the page has no " + after + "\n" + html);
        }
        Map<String, String> hidden = new LinkedHashMap<>();
        Matcher fields = HIDDEN.matcher(html.substring(from, html.indexOf("</form>", from)));
        while (fields.find()) {
            hidden.put(fields.group(1), fields.group(2));
        }
        return hidden;
    }

    /// Sends a claim as a person does: by the preview's form.
    ///
    /// @return its id
    String sent(String who, Map<String, String> form) throws IOException, InterruptedException {
        String preview = TestServer.text(get(who, "/submit?step=5&" + query(form)));
        HttpResponse<byte[]> answer = post(who, "/submit/send", hidden(preview, "id=\"send\""));
        if (answer.statusCode() != 303) {
            throw new AssertionError(answer.statusCode() + " " + TestServer.text(answer));
        }
        String location = answer.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    @Override
    public void close() throws LedgerException {
        server.close();
        ledger.close();
        database.close();
    }
}
