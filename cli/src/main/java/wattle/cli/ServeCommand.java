package wattle.cli;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import wattle.hub.web.Access;
import wattle.hub.web.CannotServeException;
import wattle.hub.web.Limits;
import wattle.hub.web.Routes;
import wattle.hub.web.Server;
import wattle.hub.web.calculation.CalculationRoutes;
import wattle.hub.web.carbonaware.CarbonAwareRoutes;
import wattle.run.local.StopSignal;

/// `wattle serve`: the HTTP API, until it is told to stop.
final class ServeCommand implements Callable<Integer> {

    private static final int PORT = 8080;
    private static final String HOST = "127.0.0.1";
    private static final int MOST_PORT = 65_535;
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

    private final Opt<Boolean> openApi =
            Opt.flag("--openapi", "Print the OpenAPI document of the API and end.");

    ServeCommand(Console console, Home home, Clock clock) {
        this.console = console;
        this.home = home;
        this.clock = clock;
    }

    CommandSpec spec() {
        CommandSpec command =
                Opt.command(
                        this,
                        "serve",
                        "Serve the HTTP API until TERM or Ctrl-C.",
                        "wattle serve --openapi");
        return Opt.add(command, port, host, requests, openApi);
    }

    @Override
    public Integer call() throws InterruptedException {
        Limits limits = limits();
        List<Routes> routes =
                List.of(
                        new CalculationRoutes(new CommandCalculations(home, clock), limits),
                        new CarbonAwareRoutes(new CatalogLocations(home), clock));
        if (openApi.given()) {
            console.out().print(Server.openApi(routes, Versions.current()));
            return Exit.DONE.code();
        }
        try (StopSignal stop = StopSignal.catchAll();
                Server server = start(routes, limits)) {
            say("serving on http://" + named(host.or(HOST)) + ":" + server.port());
            return switch (stop.await()) {
                case MANAGER -> Exit.DONE.code();
                case PERSON -> Exit.INTERRUPTED.code();
            };
        }
    }

    private Limits limits() {
        Limits standard = Limits.standard();
        if (!requests.given()) {
            return standard;
        }
        int each =
                (int)
                        Words.within(
                                "--requests-per-minute", requests.get(), 1, MOST_REQUESTS, "");
        return standard.withRequests(each, 10 * each);
    }

    private Server start(List<Routes> routes, Limits limits) {
        int wanted = (int) Words.within("--port", port.or(PORT), 0, MOST_PORT, "");
        try {
            return Server.start(
                    new Server.Settings(
                            host.or(HOST),
                            wanted,
                            limits,
                            Access.NOBODY,
                            List.of(),
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
