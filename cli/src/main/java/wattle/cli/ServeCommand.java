package wattle.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.hub.exchange.Checker;
import wattle.hub.page.EveryPage;
import wattle.hub.page.Pages;
import wattle.hub.page.SignIn;
import wattle.hub.page.api.ApiPage;
import wattle.hub.page.calculator.CalculatorPage;
import wattle.hub.page.documents.DocsPage;
import wattle.hub.page.explore.ExplorePage;
import wattle.hub.page.live.LivePages;
import wattle.hub.page.model.ModelPage;
import wattle.hub.page.plan.PlanPage;
import wattle.hub.page.regions.RegionsPage;
import wattle.hub.page.submission.ReviewPage;
import wattle.hub.page.submission.SubmitPage;
import wattle.hub.web.CannotServeException;
import wattle.hub.web.Described;
import wattle.hub.web.Limits;
import wattle.hub.web.Routes;
import wattle.hub.web.Server;
import wattle.hub.web.TokenAccess;
import wattle.hub.web.calculation.CalculationRoutes;
import wattle.hub.web.calculation.Calculator;
import wattle.hub.web.carbonaware.CarbonAwareRoutes;
import wattle.hub.web.claims.AnalysisRoutes;
import wattle.hub.web.claims.ClaimDesk;
import wattle.hub.web.claims.ClaimRoutes;
import wattle.hub.web.claims.LogRoutes;
import wattle.hub.web.codecarbon.CodeCarbonRoutes;
import wattle.hub.web.runs.RunRoutes;
import wattle.ledger.Ledger;
import wattle.ledger.LedgerException;
import wattle.ledger.sql.Database;
import wattle.ledger.sql.EnergySamples;
import wattle.ledger.sql.LiveRuns;
import wattle.ledger.sql.Sessions;
import wattle.ledger.sql.Tokens;
import wattle.run.local.StopSignal;

/// `wattle serve`: the HTTP API, until it is told to stop.
final class ServeCommand implements Callable<Integer> {

    private static final int PORT = 8080;
    private static final String HOST = "127.0.0.1";
    private static final int MOST_PORT = 65_535;
    private static final int KEPT_DAYS = 90;
    private static final int MOST_DAYS = 36_500;
    private static final int MOST_REQUESTS = 1_000_000;

    private final Console console;
    private final Home home;
    private final Clock clock;

    private final Opt<Integer> port =
            Opt.whole(
                    "--port",
                    "N",
                    "Port to listen at; 0 for any that is free (default: " + PORT + ").");

    private final Opt<String> host =
            Opt.text(
                    "--host",
                    "ADDRESS",
                    "Address or name to listen at (default: " + HOST + ", this machine only).");

    private final Opt<Integer> requests =
            Opt.whole(
                    "--requests-per-minute",
                    "N",
                    "That one address may send (default: 600), and one token ten times.");

    private final Opt<Integer> keepSamples =
            Opt.whole(
                    "--keep-samples",
                    "DAYS",
                    "For how long every sample of a live run is kept (default: "
                            + KEPT_DAYS
                            + "); sums by the hour are kept for ever.");

    private final Opt<Boolean> openApi =
            Opt.flag("--openapi", "Print the OpenAPI document of the API and end.");

    private final DatabaseOptions database;

    ServeCommand(Console console, Home home, Map<String, String> environment, Clock clock) {
        this.console = console;
        this.database = new DatabaseOptions(home, environment, clock);
        this.home = home;
        this.clock = clock;
    }

    CommandSpec spec() {
        CommandSpec command =
                Opt.command(
                        this,
                        "serve",
                        "Serve the pages and the HTTP API until TERM or Ctrl-C.",
                        "wattle serve --openapi");
        return database.addTo(Opt.add(command, port, host, requests, keepSamples, openApi));
    }

    @Override
    @SuppressWarnings("try") // The samples are kept beside; the runs end before the server does.
    public Integer call() throws InterruptedException {
        Limits limits = limits();
        List<Routes> stateless = stateless(home, clock, limits);
        if (openApi.given()) {
            console.out().print(described(stateless));
            return Exit.DONE.code();
        }
        try (StopSignal stop = StopSignal.catchAll();
                Database store = database.open();
                Ledger ledger = database.ledger(store);
                var kept = new KeptSamples(samples(store), clock, this::say);
                var runs = runs(store, limits);
                Server server =
                        start(store, routes(stateless, store, ledger, runs, limits), limits)) {
            say("serving on http://" + named(host.or(HOST)) + ":" + server.port());
            if (Boolean.getBoolean("wattle.training.serve")) { // The launcher makes the AOT cache.
                askOnce(server.port());
                return Exit.DONE.code();
            }
            StopSignal.Sender sender = stop.await();
            runs.close(); // The server waits for those who watch.
            return switch (sender) {
                case MANAGER -> Exit.DONE.code();
                case PERSON -> Exit.INTERRUPTED.code();
            };
        } catch (LedgerException failed) {
            throw DatabaseOptions.failure(failed);
        }
    }

    /// So that the first answer comes fast, too.
    private static void askOnce(int port) {
        URI page = URI.create("http://127.0.0.1:" + port + "/v1/claims");
        try (InputStream answer = page.toURL().openStream()) {
            answer.readAllBytes();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /// The OpenAPI document of the API.
    private static String described(List<Routes> stateless) {
        List<Described> all = new ArrayList<>(stateless);
        all.add(ClaimRoutes.DESCRIPTION);
        all.add(AnalysisRoutes.DESCRIPTION);
        all.add(LogRoutes.DESCRIPTION);
        all.add(RunRoutes.DESCRIPTION);
        all.add(CodeCarbonRoutes.DESCRIPTION);
        return Server.openApi(all, Versions.current());
    }

    /// What is answered without a database.
    static List<Routes> stateless(Home home, Clock clock, Limits limits) {
        return List.of(
                new CalculationRoutes(
                        new Calculator(new CommandCalculations(home, clock), limits), limits),
                new CarbonAwareRoutes(new CatalogLocations(home), clock));
    }

    private EnergySamples samples(Database store) {
        double days = Words.within("--keep-samples", keepSamples.or(KEPT_DAYS), 1, MOST_DAYS, "");
        return new EnergySamples(store, Duration.ofDays((long) days));
    }

    private RunRoutes runs(Database store, Limits limits) {
        EnergySamples samples = samples(store);
        return new RunRoutes(
                new LiveRuns(store, samples, clock),
                samples,
                new CatalogLocations(home),
                Versions.current(),
                clock,
                limits);
    }

    private List<Routes> routes(
            List<Routes> stateless, Database store, Ledger ledger, RunRoutes runs, Limits limits) {
        List<Routes> all = new ArrayList<>(stateless);
        var checker = new Checker(ledger, clock);
        all.addAll(pages(stateless, store, ledger, checker, runs, limits));
        all.add(new ClaimRoutes(ledger, checker, Versions.current()));
        all.add(new AnalysisRoutes(ledger, checker, Versions.current(), clock, limits));
        all.add(new LogRoutes(ledger, limits));
        all.add(runs);
        all.add(new CodeCarbonRoutes(store, clock));
        return all;
    }

    private List<Routes> pages(
            List<Routes> stateless,
            Database store,
            Ledger ledger,
            Checker checker,
            RunRoutes runs,
            Limits limits) {
        var pages = new Pages(new SignIn(new Sessions(store, clock)), Versions.current());
        var calculator = new Calculator(new CommandCalculations(home, clock), limits);
        var desk = new ClaimDesk(ledger);
        return List.of(
                new EveryPage(pages),
                new LivePages(pages, runs.seen(), clock),
                new CalculatorPage(pages, calculator, Versions.current(), clock),
                new ExplorePage(pages, ledger, checker, limits),
                new ModelPage(pages, ledger, checker, clock),
                new PlanPage(
                        pages,
                        calculator,
                        new KnownPlaces(home, clock),
                        runs.seen(),
                        Versions.current(),
                        clock),
                new RegionsPage(pages, calculator, Versions.current(), clock),
                new SubmitPage(pages, desk, checker, ClaimsOfFiles::ofUpload, calculator, clock),
                new ReviewPage(pages, desk, checker),
                new ApiPage(pages, () -> described(stateless)),
                new DocsPage(pages));
    }

    private Limits limits() {
        Limits standard = Limits.standard();
        if (!requests.given()) {
            return standard;
        }
        int each =
                (int) Words.within("--requests-per-minute", requests.get(), 1, MOST_REQUESTS, "");
        return standard.withRequests(each, 10 * each);
    }

    private Server start(Database store, List<Routes> routes, Limits limits) {
        int wanted = (int) Words.within("--port", port.or(PORT), 0, MOST_PORT, "");
        try {
            return Server.start(
                    new Server.Settings(
                            host.or(HOST),
                            wanted,
                            limits,
                            new TokenAccess(new Tokens(store, clock)),
                            List.of(new StoreReadiness(store)),
                            Versions.current(),
                            console.err()),
                    routes);
        } catch (CannotServeException refused) {
            throw new Failure(
                    Exit.CONFLICT,
                    370,
                    String.valueOf(refused.getMessage()),
                    "Choose another with --port, or --port 0 for any that is free.",
                    refused);
        }
    }

    /// An address of IPv6 stands in brackets.
    private static String named(String host) {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    private void say(String words) {
        console.err().println("wattle: " + words);
        console.err().flush();
    }
}
