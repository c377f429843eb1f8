package wattle.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.core.JsonGenerator;
import wattle.meter.Found;
import wattle.meter.Meter;
import wattle.meter.MeterProblem;
import wattle.meter.MeterSource;
import wattle.meter.collector.CannotListenException;
import wattle.meter.collector.CollectorServer;
import wattle.meter.collector.CollectorSockets;
import wattle.report.json.FootprintWriter;
import wattle.run.local.StopSignal;

/// `wattle collect`: reads this machine's meters for all who may connect, until it is told to end.
final class CollectCommand implements Callable<Integer> {

    private static final double DEFAULT_REFRESH_SECONDS = 0.1;
    private static final double SHORTEST_REFRESH_SECONDS = 0.01;
    private static final double LONGEST_REFRESH_SECONDS = 3600;

    /// A collector that read itself would wait for itself.
    private static final String ITSELF = "collector";

    private final Console console;
    private final Map<String, String> environment;
    private final Supplier<List<MeterSource>> sources;

    private final Opt<String> socket =
            Opt.text(
                    "--socket",
                    "FILE",
                    "Where to listen (default: WATTLE_COLLECTOR, or /run/wattle/collector.sock as"
                            + " root, or wattle/collector.sock in XDG_RUNTIME_DIR).");

    private final Opt<String> group =
            Opt.text(
                    "--group",
                    "NAME",
                    "Group whose members may read (default: nobody but this user).");

    private final Opt<Double> refresh =
            Opt.number(
                    "--refresh",
                    "SECONDS",
                    "Shortest time between two readings of a sensor (default: 0.1). Finer readings"
                            + " tell more of what others compute.");

    private final Opt<String> meters =
            Opt.text(
                    "--meters",
                    "LIST",
                    "Which meters, such as nvml,rapl (default: all that may be read).");

    private final Opt<Boolean> once = Opt.flag("--once", "Print one reading of each and end.");

    private final Opt<Boolean> json =
            Opt.flag("--json", "With --once: print wattle.collect/1 instead of a table.");

    CollectCommand(Console console) {
        this(
                console,
                System.getenv(),
                () -> MeterSources.all(MeterSources.ofWholeMachine(System.getenv())));
    }

    /// @param sources asked for when the command runs
    CollectCommand(
            Console console, Map<String, String> environment, Supplier<List<MeterSource>> sources) {
        this.console = console;
        this.environment = environment;
        this.sources = sources;
    }

    CommandSpec spec() {
        return Opt.add(
                Opt.command(
                        this,
                        "collect",
                        "Read this machine's meters for everybody who may connect, root or not.",
                        "wattle collect --once"),
                socket,
                group,
                refresh,
                meters,
                once,
                json);
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        double seconds =
                Words.within(
                        "--refresh",
                        refresh.or(DEFAULT_REFRESH_SECONDS),
                        SHORTEST_REFRESH_SECONDS,
                        LONGEST_REFRESH_SECONDS,
                        " seconds");
        if (json.given() && !once.given()) {
            throw new Failure(
                    Exit.USAGE,
                    81,
                    "--json says how --once prints",
                    "Add --once, or leave it out.");
        }
        List<MeterSource> asked = asked();
        if (once.given()) {
            return printOnce(SurveyedSource.of(asked, SurveyedSource.LIMIT));
        }
        return serve(asked, place(), Duration.ofNanos(Math.round(seconds * 1e9)));
    }

    private List<MeterSource> asked() {
        List<MeterSource> all =
                sources.get().stream().filter(each -> !each.name().equals(ITSELF)).toList();
        return meters.given() ? MeterSources.named(meters.get(), all) : all;
    }

    private Path place() {
        if (socket.given()) {
            return Words.path("--socket", socket.get());
        }
        return CollectorSockets.toListenOn(environment)
                .orElseThrow(() ->
                        new Failure(
                                Exit.USAGE,
                                82,
                                "there is no place to listen at: XDG_RUNTIME_DIR is not" + " set",
                                "Give one with --socket."));
    }

    private int printOnce(List<SurveyedSource> surveyed) {
        for (SurveyedSource each : surveyed) {
            tell(each.name(), each.problems());
        }
        List<SurveyedPart> parts =
                surveyed.stream().flatMap(each -> each.parts().stream()).toList();
        if (json.given()) {
            printJson(surveyed);
        } else if (parts.isEmpty()) {
            tell("there is nothing to read here. See why: wattle doctor");
        } else {
            var table = new Columns();
            parts.forEach(each -> table.add(each.cells()));
            table.print("", console.out());
        }
        return Exit.DONE.code();
    }

    private void printJson(List<SurveyedSource> surveyed) {
        try (JsonGenerator out = FootprintWriter.generator(console.out())) {
            out.writeStartObject();
            out.writeStringProperty("schema", "wattle.collect/1");
            out.writeStringProperty("at", Clock.systemUTC().instant().toString());
            out.writeName("sources");
            out.writeStartArray();
            surveyed.forEach(each -> each.write(out));
            out.writeEndArray();
            FootprintWriter.versions(Versions.current(), out);
            out.writeEndObject();
            out.writeRaw('\n');
        }
    }

    private int serve(List<MeterSource> asked, Path place, Duration every)
            throws InterruptedException, IOException {
        try (StopSignal stop = StopSignal.catchAll();
                CollectorServer server = listen(asked, place, every)) {
            tell(
                    "listens at "
                            + server.path()
                            + " for "
                            + (group.given() ? "group " + group.get() : "this user only"));
            return switch (stop.await()) {
                case MANAGER -> Exit.DONE.code();
                case PERSON -> Exit.INTERRUPTED.code();
            };
        }
    }

    private CollectorServer listen(List<MeterSource> asked, Path place, Duration every)
            throws InterruptedException {
        List<List<Meter>> found = find(asked);
        if (found.isEmpty()) {
            throw new Failure(
                    Exit.DATA_MISSING,
                    10,
                    "there is no meter here that may be read",
                    "See why: wattle doctor");
        }
        try {
            CollectorServer server = CollectorServer.listen(found, place, group.value(), every);
            tell(
                    "reads "
                            + found.stream()
                                    .flatMap(List::stream)
                                    .map(each -> each.part().name())
                                    .collect(Collectors.joining(", ")));
            return server;
        } catch (CannotListenException refused) {
            found.forEach(meters -> meters.forEach(Meter::close));
            throw failure(refused);
        }
    }

    /// The meters of each source that has any. Where two sources give a part of one id, the first
    /// one's is read.
    private List<List<Meter>> find(List<MeterSource> asked) throws InterruptedException {
        List<Found> answers =
                InTime.answers(
                        asked,
                        MeterSource::find,
                        SurveyedSource.LIMIT,
                        (source, why) ->
                                Found.nothing(new MeterProblem.Unreadable(source.name(), why)));
        List<List<Meter>> found = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < asked.size(); i++) {
            tell(asked.get(i).name(), answers.get(i).problems());
            List<Meter> mine = new ArrayList<>();
            for (Meter each : answers.get(i).meters()) {
                if (ids.add(each.part().id())) {
                    mine.add(each);
                } else {
                    each.close();
                }
            }
            if (!mine.isEmpty()) {
                found.add(mine);
            }
        }
        return found;
    }

    private static Failure failure(CannotListenException refused) {
        String problem = String.valueOf(refused.getMessage());
        return switch (refused.reason()) {
            case TAKEN ->
                    new Failure(
                            Exit.CONFLICT,
                            10,
                            problem,
                            "End it first, or listen elsewhere with --socket.",
                            refused);
            case NOT_A_SOCKET ->
                    new Failure(
                            Exit.CONFLICT,
                            11,
                            problem,
                            "Give another name with --socket.",
                            refused);
            case NO_SUCH_GROUP ->
                    new Failure(
                            Exit.USAGE,
                            83,
                            problem,
                            "Check --group; as root, groupadd makes one.",
                            refused);
            case NOT_PERMITTED ->
                    new Failure(
                            Exit.NOT_AUTHORISED,
                            10,
                            problem,
                            "Run it as another user, or listen elsewhere with --socket.",
                            refused);
            case FAILED ->
                    new Failure(
                            Exit.INVALID_INPUT,
                            80,
                            problem,
                            "Give another place with --socket.",
                            refused);
        };
    }

    /// What is absent is worth a word only where it was asked for.
    private void tell(String source, List<MeterProblem> problems) {
        for (MeterProblem each : problems) {
            if (!(each instanceof MeterProblem.NotPresent) || meters.given()) {
                tell(source + ": " + each.text());
            }
        }
    }

    private void tell(String words) {
        console.err().println("wattle: " + words);
        console.err().flush();
    }
}
