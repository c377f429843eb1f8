package wattle.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wattle.meter.journal.Header;
import wattle.meter.journal.NotARecordException;
import wattle.meter.journal.RecordListener;
import wattle.report.hub.Hub;
import wattle.report.hub.RecordPush;
import wattle.report.hub.RefusedException;
import wattle.unit.http.HttpProblemException;

/// Sends a run's record to a hub while it is written, on a thread of its own that nothing waits for
/// but its end, and that for a bounded time. What could not be sent is in the record, and can be
/// sent afterwards.
final class RunPush implements RecordListener, AutoCloseable {

    /// Between looks at the record.
    private static final long BEAT_MILLIS = 2000;

    private static final long LONGEST_PAUSE_MILLIS = 30_000;

    /// For how long the end of a run waits for what is left to be sent.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Path record;
    private final Hub hub;
    private final String address;
    private final boolean isPublic;
    private final Consumer<String> say;
    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile boolean isOver;
    private volatile boolean whole;
    private volatile long sent;
    private volatile String id = "";
    private volatile @Nullable String problem;
    private boolean begun;

    RunPush(Path record, Hub hub, String address, boolean isPublic, Consumer<String> say) {
        this.record = record;
        this.hub = hub;
        this.address = address;
        this.isPublic = isPublic;
        this.say = say;
    }

    /// The command runs, and its record has its first line.
    @Override
    public void began(Header header) {
        id = header.id();
        begun = true;
        Thread.ofPlatform().daemon().name("push").start(this::send);
    }

    private void send() {
        try {
            say.accept("sends the run to " + HubAccount.named(hub) + " as it goes");
            try (var push = new RecordPush(record, hub, isPublic)) {
                send(push);
            }
        } catch (IOException | NotARecordException unreadable) {
            problem = String.valueOf(unreadable.getMessage());
        } catch (RefusedException refused) {
            problem = String.valueOf(refused.getMessage());
        } catch (InterruptedException left) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error fault) {
            problem = "fault of ours: " + fault;
        } finally {
            done.countDown();
        }
    }

    private void send(RecordPush push)
            throws IOException, NotARecordException, RefusedException, InterruptedException {
        long pause = BEAT_MILLIS;
        while (true) {
            boolean last = isOver; // Before the look: then the record is whole.
            try {
                while (push.step()) {
                    sent = push.taken();
                }
                problem = null;
                pause = BEAT_MILLIS;
                if (last) {
                    whole = push.hasEnded();
                    return;
                }
            } catch (HttpProblemException away) {
                problem = String.valueOf(away.getMessage());
                pause = longer(pause, last);
            } catch (RefusedException refused) {
                if (!refused.mayPass()) {
                    throw refused;
                }
                problem = String.valueOf(refused.getMessage());
                pause = longer(pause, last);
            }
            if (last) {
                Thread.sleep(pause);
            } else if (over.await(pause, TimeUnit.MILLISECONDS)) {
                pause = BEAT_MILLIS;
            }
        }
    }

    /// At the end somebody waits.
    private static long longer(long pause, boolean last) {
        return last ? BEAT_MILLIS / 4 : Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }

    /// The record is whole: sends the rest, and says what was sent.
    ///
    /// @param kept where the record is now; null where there is none
    void finish(@Nullable Path kept) throws InterruptedException {
        if (!begun) {
            return;
        }
        isOver = true;
        over.countDown();
        boolean ended = done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (ended && whole) {
            say.accept("sent the run (" + sent + " bytes): " + hub.run(id));
            return;
        }
        String why = problem;
        say.accept(
                "problem: "
                        + (sent == 0 ? "nothing" : "only " + sent + " bytes")
                        + " of the run could be sent"
                        + (why == null ? "" : ": " + why));
        if (kept != null) {
            say.accept(
                    "send the rest with: wattle push "
                            + kept
                            + " --to "
                            + address
                            + (isPublic ? " --public" : ""));
        }
    }

    @Override
    public void close() {
        hub.close();
    }
}
