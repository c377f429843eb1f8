package wattle.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import wattle.meter.journal.Excerpt;
import wattle.meter.journal.Header;
import wattle.meter.journal.NotARecordException;
import wattle.meter.journal.RecordReader;
import wattle.report.hub.Hub;
import wattle.report.hub.RecordPush;
import wattle.report.hub.RefusedException;
import wattle.unit.http.HttpProblemException;

/// `wattle push`: sends records of runs to a hub, from wherever it has got to.
final class PushCommand implements Callable<Integer> {

    private static final int ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Console console;
    private final Home home;
    private final Map<String, String> environment;

    private final PositionalParamSpec files =
            Opt.words("FILE", "1..*", "Records, as wattle run wrote them.");

    private final Opt<String> to =
            Opt.text("--to", "URL", "The hub; its token is in WATTLE_TOKEN.");

    private final Opt<Boolean> isPublic = Opt.flag("--public", "Let everybody see them there.");

    private final Opt<Boolean> show =
            Opt.flag("--show", "Print what would be sent, and send nothing.");

    PushCommand(Console console, Home home, Map<String, String> environment) {
        this.console = console;
        this.home = home;
        this.environment = environment;
    }

    CommandSpec spec() {
        CommandSpec spec =
                Opt.command(
                        this,
                        "push",
                        "Send records of runs to a hub, without what tells of the machine.",
                        "wattle push run.wattle --to http://localhost:8080");
        return Opt.add(spec, to, isPublic, show).addPositional(files);
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Path> paths = Opt.all(files).stream().map(each -> Words.path("FILE", each)).toList();
        if (show.given()) {
            paths.forEach(this::show);
            return Exit.DONE.code();
        }
        if (!to.given()) {
            throw new Failure(
                    Exit.USAGE,
                    343,
                    "push needs to know where to",
                    "For example: --to http://localhost:8080, or --show to see what would be sent");
        }
        try (Hub hub = HubAccount.of("--to", to.get(), environment, home)) {
            for (Path each : paths) {
                console.err().println("wattle: sends " + each + " to " + HubAccount.named(hub));
                console.err().flush();
                push(each, hub);
            }
        }
        return Exit.DONE.code();
    }

    private void push(Path file, Hub hub) throws InterruptedException {
        try (var push = new RecordPush(file, hub, isPublic.given())) {
            int failed = 0;
            boolean more = true;
            while (more) {
                try {
                    more = push.step();
                    failed = 0;
                } catch (HttpProblemException away) {
                    failed = again(file, push, failed, String.valueOf(away.getMessage()), away);
                } catch (RefusedException refused) {
                    if (!refused.mayPass()) {
                        throw refused(file, refused);
                    }
                    failed =
                            again(
                                    file,
                                    push,
                                    failed,
                                    String.valueOf(refused.getMessage()),
                                    refused);
                }
            }
            Header header = push.header();
            if (header == null) {
                throw new NotARecordException(
                        file + " is not a record of a run, or it was cut off in its first line");
            }
            console.out().println(hub.run(header.id()));
            if (!push.hasEnded()) {
                console.err()
                        .println(
                                "wattle: "
                                        + file
                                        + " does not say how its run ended; send it again when it"
                                        + " does");
            }
        } catch (IOException unreadable) {
            throw Failure.unreadable(file.toString(), unreadable);
        } catch (NotARecordException none) {
            throw notARecord(none);
        }
    }

    /// @return how often it has failed
    private static int again(Path file, RecordPush push, int failed, String why, Exception cause)
            throws InterruptedException {
        if (failed + 1 >= ATTEMPTS) {
            long sent = Math.max(0, push.taken());
            throw new Failure(
                    Exit.UPSTREAM,
                    344,
                    file + ": " + sent + " bytes were sent, and then: " + why,
                    "Send it again later: it goes on from there.",
                    cause);
        }
        Thread.sleep(PAUSE.multipliedBy(1L << failed));
        return failed + 1;
    }

    private static Failure refused(Path file, RefusedException refused) {
        return new Failure(
                Exit.CONFLICT,
                345,
                file + " was not taken: " + refused.getMessage(),
                "Check the token and the address.",
                refused);
    }

    private static Failure notARecord(NotARecordException none) {
        return new Failure(
                Exit.INVALID_INPUT,
                346,
                String.valueOf(none.getMessage()),
                "Give a file that wattle run wrote.",
                none);
    }

    private void show(Path file) {
        var excerpt = new Excerpt();
        try {
            RecordReader.read(file, excerpt);
        } catch (IOException unreadable) {
            throw Failure.unreadable(file.toString(), unreadable);
        } catch (NotARecordException none) {
            throw notARecord(none);
        }
        console.out().print(new String(excerpt.take(), StandardCharsets.UTF_8));
    }
}
