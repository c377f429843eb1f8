package wattle.hub.web.runs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.hub.web.Problem;
import wattle.hub.web.ProblemException;
import wattle.ledger.LedgerException;
import wattle.ledger.sql.EnergySamples;
import wattle.ledger.sql.LivePart;
import wattle.ledger.sql.LiveRun;
import wattle.ledger.sql.LiveRuns;
import wattle.report.Versions;

/// Server-sent events (HTML standard, 9.2) of runs for those who watch them. The id of an event is
/// the time of its last sample in microseconds, which the store knows too: whoever comes back with
/// the id of the last event he has, to whichever server, gets what came since, all of it and once.
///
/// For each run that is watched here one thread looks into the store, once a second at most,
/// however many watch. Threads share it.
final class Watching implements AutoCloseable {

    private static final int PAGE = 10_000;
    private static final long BEAT_MILLIS = 1000;

    private final LiveRuns runs;
    private final EnergySamples samples;
    private final Clock clock;
    private final Versions versions;
    private final int most;
    private final Duration keepAlive;
    private final Duration longest;
    private final Map<String, Feed> feeds = new HashMap<>();
    private int watchers;
    private volatile boolean closed;

    /// @param most watchers at a time
    /// @param keepAlive how often something is sent at least
    /// @param longest how long one may watch before he has to come again with his token
    Watching(
            LiveRuns runs,
            EnergySamples samples,
            Clock clock,
            Versions versions,
            int most,
            Duration keepAlive,
            Duration longest) {
        this.runs = runs;
        this.samples = samples;
        this.clock = clock;
        this.versions = versions;
        this.most = most;
        this.keepAlive = keepAlive;
        this.longest = longest;
    }

    /// Something of a run was taken here.
    void changed(String run) {
        Feed feed;
        synchronized (feeds) {
            feed = feeds.get(run);
        }
        if (feed != null) {
            feed.changed();
        }
    }

    int watchers() {
        synchronized (feeds) {
            return watchers;
        }
    }

    /// Has a place for a watcher.
    final class Place implements AutoCloseable {

        private final String run;
        private final Feed feed;

        private Place(String run, Feed feed) {
            this.run = run;
            this.feed = feed;
        }

        @Override
        public void close() {
            synchronized (feeds) {
                watchers--;
                if (feed.go() == 0) {
                    feeds.remove(run, feed);
                }
            }
        }
    }

    /// @throws ProblemException 503 if there are too many already
    Place enter(LiveRun run) {
        synchronized (feeds) {
            if (watchers >= most || closed) {
                throw new ProblemException(
                        Problem.of(503, "too many watch at the moment: try again"),
                        Map.of("Retry-After", "30"));
            }
            watchers++;
            Feed feed = feeds.get(run.id());
            if (feed != null && !feed.hasEnded()) {
                feed.come();
                return new Place(run.id(), feed);
            }
            var made = new Feed(last(run));
            made.come();
            feeds.put(run.id(), made);
            Thread.ofVirtual().name("feed").start(() -> feed(run.id(), made));
            return new Place(run.id(), made);
        }
    }

    static long last(LiveRun run) {
        return run.lastMicros() == null ? 0 : run.lastMicros();
    }

    /// The id of the last event of a run that has ended.
    static long endOf(LiveRun run) {
        return last(run) + 1;
    }

    /// Looks into the store as long as somebody watches. Store and watchers may both be slow:
    /// neither holds the other up.
    private void feed(String id, Feed feed) {
        try {
            while (feed.watchers() > 0 && !closed) {
                long begun = System.nanoTime();
                if (look(id, feed)) {
                    feed.end();
                    return;
                }
                long took = (System.nanoTime() - begun) / 1_000_000;
                Thread.sleep(Math.max(0, BEAT_MILLIS - took));
                feed.awaitChange(BEAT_MILLIS);
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        } finally {
            feed.end();
        }
    }

    /// @return whether the run has ended
    private boolean look(String id, Feed feed) {
        try {
            LiveRuns.Status status = runs.status(id).orElseThrow();
            long last = last(status.run());
            if (last > feed.last()) {
                between(status, feed.last(), last).forEach(feed::publish);
            }
            return status.run().hasEnded();
        } catch (LedgerException away) {
            return false; // The next look may find it again; nothing is lost meanwhile.
        }
    }

    /// The samples after one and up to another, as few events.
    private List<Feed.Event> between(LiveRuns.Status status, long after, long upTo)
            throws LedgerException {
        List<Feed.Event> events = new ArrayList<>();
        long at = after;
        while (at < upTo) {
            List<EnergySamples.Sum> page = samples.between(status.run().number(), at, upTo, PAGE);
            long to = page.size() < PAGE ? upTo : wholeSamples(page);
            events.add(new Feed.Event(at, to, data(status, at, to, page)));
            at = to;
        }
        return events;
    }

    /// A full page may end within a sample: that one belongs to the next.
    private static long wholeSamples(List<EnergySamples.Sum> page) {
        long last = page.getLast().startMicros();
        for (int i = page.size() - 1; i >= 0; i--) {
            if (page.get(i).startMicros() < last) {
                return page.get(i).startMicros();
            }
        }
        return last;
    }

    private static String data(
            LiveRuns.Status status, long after, long upTo, List<EnergySamples.Sum> sums) {
        List<LivePart> parts = status.parts();
        Double[] joules = new Double[parts.size()];
        for (EnergySamples.Sum each : sums) {
            if (each.startMicros() <= upTo && each.part() < joules.length) {
                Double before = joules[each.part()];
                joules[each.part()] = before == null ? each.joules() : before + each.joules();
            }
        }
        Long started = status.run().startedMicros();
        long from = after > 0 || started == null ? after : started;
        return RunJson.sample(parts, from == 0 ? null : LiveRun.at(from), LiveRun.at(upTo), joules);
    }

    /// Sends events until the run ends, the watcher goes, or this is closed. On the watcher's
    /// thread.
    ///
    /// @param from the last event that the watcher has; null where he has none
    /// @throws IOException when he has gone
    void send(Place place, @Nullable Long from, OutputStream out)
            throws IOException, LedgerException, InterruptedException {
        Feed feed = place.feed;
        LiveRuns.Status status = runs.status(place.run).orElseThrow();
        long at = from == null ? -1 : from;
        if (at < 0 || at > endOf(status.run()) || at < samples.keptFrom(clock.instant())) {
            at = last(status.run());
            write(out, "state", status.run().hasEnded() ? null : at, state(status));
        }
        String said = RunJson.state(status.run(), clock.instant());
        long until = System.nanoTime() + longest.toNanos();
        long sent = System.nanoTime();
        while (!closed && System.nanoTime() < until) {
            boolean ended = feed.hasEnded(); // Before the look: what it had is in the store now.
            long before = at;
            at = sendAfter(feed, place.run, at, out);
            if (at > before) {
                sent = System.nanoTime();
            }
            if (ended) {
                status = runs.status(place.run).orElseThrow();
                if (status.run().hasEnded() && at >= last(status.run())) {
                    write(out, "state", endOf(status.run()), state(status));
                }
                return;
            }
            Instant now = clock.instant();
            if (System.nanoTime() - sent > keepAlive.toNanos()) {
                status = runs.status(place.run).orElseThrow();
                String state = RunJson.state(status.run(), now);
                if (state.equals(said)) {
                    out.write(": still there\n\n".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                } else {
                    write(out, "state", null, state(status));
                    said = state;
                }
                sent = System.nanoTime();
            }
            feed.awaitAfter(at, BEAT_MILLIS);
        }
    }

    /// @return the last sample that was sent
    private long sendAfter(Feed feed, String run, long after, OutputStream out)
            throws IOException, LedgerException {
        long at = after;
        List<Feed.Event> ready = feed.after(at);
        long gap = ready.isEmpty() ? feed.last() : ready.getFirst().after();
        if (gap > at) {
            LiveRuns.Status status = runs.status(run).orElseThrow();
            for (Feed.Event each : between(status, at, gap)) {
                write(out, "sample", each.upTo(), each.data());
                at = each.upTo();
            }
        }
        for (Feed.Event each : ready) {
            write(out, "sample", each.upTo(), each.data());
            at = each.upTo();
        }
        return at;
    }

    private String state(LiveRuns.Status status) {
        return RunJson.one(status, null, clock.instant(), versions).strip();
    }

    private static void write(OutputStream out, String event, @Nullable Long id, String data)
            throws IOException {
        String text =
                (id == null ? "" : "id: " + id + "\n")
                        + "event: "
                        + event
                        + "\ndata: "
                        + data
                        + "\n\n";
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /// Ends all streams; those who watch come again with the id of their last event.
    @Override
    public void close() {
        closed = true;
        synchronized (feeds) {
            feeds.values().forEach(Feed::end);
        }
    }
}
