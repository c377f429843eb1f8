package wattle.meter.collector;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import wattle.meter.Meter;

/// The readings of all sources as the line that answers a request: made once, sent to all who ask.
/// Thread-safe.
final class Readings implements AutoCloseable {

    private final List<SourceReader> readers = new ArrayList<>();

    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private List<Answer> written = List.of();
    private byte[] line = {};

    /// @param sources the meters of each source, which nobody else reads from now on
    Readings(List<? extends List<? extends Meter>> sources, long refresh) {
        for (List<? extends Meter> meters : sources) {
            readers.add(new SourceReader(meters, refresh));
        }
    }

    void start() {
        readers.forEach(SourceReader::start);
    }

    /// Waits at most for the slowest source's [SourceReader#LONG_PATIENCE].
    byte[] line() throws InterruptedException {
        List<Answer> answers = new ArrayList<>(readers.size());
        for (SourceReader each : readers) {
            each.ask();
        }
        for (SourceReader each : readers) {
            answers.add(each.answer());
        }
        lock.lock();
        try {
            if (!answers.equals(written)) {
                line = together(answers).line();
                written = answers;
            }
            return line;
        } finally {
            lock.unlock();
        }
    }

    private static Answer together(List<Answer> answers) {
        List<Sample> samples = new ArrayList<>();
        for (Answer each : answers) {
            samples.addAll(each.samples());
        }
        return new Answer(samples);
    }

    @Override
    public void close() {
        readers.forEach(SourceReader::close);
    }
}
