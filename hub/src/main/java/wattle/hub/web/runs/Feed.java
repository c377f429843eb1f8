package wattle.hub.web.runs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The last events of one run, for all who watch it. Threads share it.
final class Feed {

    /// A watcher that is further behind reads the store.
    private static final int MOST_EVENTS = 64;

    private final Deque<Event> recent = new ArrayDeque<>();
    private long last;
    private int watchers;
    private boolean changed;
    private boolean ended;

    /// What came in a time.
    ///
    /// @param after the sample it begins behind, in microseconds
    /// @param upTo the last sample of it
    /// @param data as it is sent
    record Event(long after, long upTo, String data) {}

    /// @param last the last sample that no event will have, in microseconds
    Feed(long last) {
        this.last = last;
    }

    synchronized int watchers() {
        return watchers;
    }

    synchronized void come() {
        watchers++;
    }

    /// @return how many are left
    synchronized int go() {
        watchers--;
        notifyAll();
        return watchers;
    }

    synchronized long last() {
        return last;
    }

    synchronized void publish(Event event) {
        recent.addLast(event);
        if (recent.size() > MOST_EVENTS) {
            recent.removeFirst();
        }
        last = event.upTo();
        notifyAll();
    }

    /// No more will come.
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    /// Something new is in the store.
    synchronized void changed() {
        changed = true;
        notifyAll();
    }

    /// Waits until something new is said to be in the store, or the time is up.
    synchronized void awaitChange(long millis) throws InterruptedException {
        long until = System.nanoTime() + millis * 1_000_000;
        while (!changed && watchers > 0) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        changed = false;
    }

    /// Waits until there are samples behind one, nothing more will come, or the time is up.
    synchronized void awaitAfter(long sample, long millis) throws InterruptedException {
        long until = System.nanoTime() + millis * 1_000_000;
        while (last <= sample && !ended) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            wait(left);
        }
    }

    /// The events behind a sample that are at hand. Where the first does not begin just behind it,
    /// what is in between is in the store.
    synchronized List<Event> after(long sample) {
        List<Event> events = new ArrayList<>();
        for (Event each : recent) {
            if (each.after() >= sample) {
                events.add(each);
            }
        }
        return events;
    }
}
