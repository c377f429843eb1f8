package wattle.meter.collector;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import wattle.meter.MeterException;
import wattle.meter.MeterProblem;

/// What the meters of one search share: the connection and the last answer, so that reading one
/// after the other asks once. Connects again when the collector was started again. Thread-safe.
final class CollectedReadings {

    /// An answer serves each meter once, and none of them for longer than this.
    private static final long GOOD_FOR = TimeUnit.MILLISECONDS.toNanos(20);

    private final Path socket;
    private final Duration limit;
    private final List<Offer> offers;

    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private @Nullable CollectorConnection connection;
    private int open;
    private @Nullable Answer answer;
    private @Nullable MeterException failure;
    private long answered;
    private final boolean[] used;

    /// Where each part stands in the connection's answers; below 0 where it is not offered any
    /// more.
    private final int[] place;

    private CollectedReadings(
            Path socket, Duration limit, CollectorConnection connection, List<Offer> offers) {
        this.socket = socket;
        this.limit = limit;
        this.connection = connection;
        this.offers = offers;
        open = offers.size();
        used = new boolean[open];
        place = new int[open];
        for (int i = 0; i < open; i++) {
            place[i] = i;
            used[i] = true; // There is no answer yet.
        }
    }

    /// @throws MeterException if there is no collector there that can be read
    static CollectedReadings of(Path socket, Duration limit) throws MeterException {
        CollectorConnection connection = CollectorConnection.open(socket, limit);
        try {
            return new CollectedReadings(socket, limit, connection, connection.greeting().offers());
        } catch (IOException failed) {
            connection.close();
            throw unreadable(socket, failed);
        }
    }

    List<Offer> offers() {
        return offers;
    }

    /// The part's value in its own unit, of a reading as new as the server gives.
    long value(int part) throws MeterException {
        lock.lock();
        try {
            if (used[part] || System.nanoTime() - answered > GOOD_FOR) {
                ask();
            }
            used[part] = true;
            if (failure != null) {
                throw failure;
            }
            return value(part, answer);
        } finally {
            lock.unlock();
        }
    }

    private long value(int part, @Nullable Answer given) throws MeterException {
        int at = place[part];
        if (given == null || at < 0) {
            throw MeterException.gone(offers.get(part).part().name() + " of " + what());
        }
        Sample sample = given.samples().get(at);
        if (sample.hasValue()) {
            return sample.value();
        }
        MeterProblem problem = sample.problem();
        throw problem == null
                ? MeterException.unreadable(
                        offers.get(part).part().name(), what() + " gives no value")
                : new MeterException(problem);
    }

    private void ask() {
        Arrays.fill(used, false);
        answer = null;
        failure = null;
        try {
            answer = answerOnce();
        } catch (MeterException failed) {
            failure = failed;
        } catch (IOException failed) {
            failure = unreadable(socket, failed);
        }
        if (failure != null) {
            disconnect();
        }
        answered = System.nanoTime();
    }

    /// On a connection that has lain since the last time: when it turns out to be over, on a new
    /// one.
    private Answer answerOnce() throws IOException, MeterException {
        CollectorConnection lying = connection;
        if (lying != null) {
            try {
                return lying.ask();
            } catch (InterruptedIOException | MalformedLineException failed) {
                throw failed; // It is there, and late or not what it should be.
            } catch (IOException ended) {
                disconnect();
            }
        }
        return connect().ask();
    }

    private CollectorConnection connect() throws IOException, MeterException {
        CollectorConnection next = CollectorConnection.open(socket, limit);
        connection = next;
        List<Offer> offered = next.greeting().offers();
        for (int i = 0; i < place.length; i++) {
            place[i] = -1;
            for (int j = 0; j < offered.size(); j++) {
                if (offers.get(i).continuedBy(offered.get(j))) {
                    place[i] = j;
                }
            }
        }
        return next;
    }

    private void disconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /// One meter less reads; after the last, the connection is given back.
    void release() {
        lock.lock();
        try {
            open--;
            if (open == 0) {
                disconnect();
            }
        } finally {
            lock.unlock();
        }
    }

    private String what() {
        return CollectorConnection.what(socket);
    }

    private static MeterException unreadable(Path socket, IOException failed) {
        return MeterException.unreadable(
                CollectorConnection.what(socket), String.valueOf(failed.getMessage()));
    }
}
