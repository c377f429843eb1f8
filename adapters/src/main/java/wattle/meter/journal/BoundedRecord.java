package wattle.meter.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import wattle.meter.Channel;
import wattle.meter.Mark;
import wattle.meter.Sample;

/// Hands on what a record of somebody else holds as long as adding it up takes bounded memory: a
/// few hundred bytes may claim decades of a thousand parts, and a [wattle.meter.Tally] keeps a row
/// for each of their minutes. For one thread.
public final class BoundedRecord implements RecordListener {

    private static final int MOST_PARTS = 1000;

    /// Rows times parts, and the processors once: about 150 MB. 160 days of twelve parts.
    private static final long MOST_ROWS = 3_000_000;

    /// Rows are seconds at first.
    private static final long SECONDS = 4096;

    private static final long MINUTE = 60_000_000_000L;

    /// As a machine may sleep while a run goes on.
    private static final Duration LONGEST_SLEEP = Duration.ofDays(3660);

    private final RecordListener listener;
    private long parts;
    private long minutes;
    private Duration asleep = Duration.ZERO;

    public BoundedRecord(RecordListener listener) {
        this.listener = listener;
    }

    /// @throws RecordTooLargeException if there are more than 1,000, or too many for the time
    @Override
    public void channel(Channel channel) {
        if (parts == MOST_PARTS) {
            throw new RecordTooLargeException("it has more than " + MOST_PARTS + " parts");
        }
        parts++;
        requireBounded();
        listener.channel(channel);
    }

    /// @throws RecordTooLargeException if it is too late in the run for so many parts
    @Override
    public void sample(Sample sample) {
        minutes = Math.max(minutes, sample.elapsedNanos() / MINUTE);
        requireBounded();
        listener.sample(sample);
    }

    private void requireBounded() {
        if (Math.max(minutes, Math.min(SECONDS, 60 * (minutes + 1))) > MOST_ROWS / (parts + 1)) {
            throw new RecordTooLargeException(
                    "it lasts "
                            + minutes / (24 * 60)
                            + " days, which is too long for its "
                            + parts
                            + " parts");
        }
    }

    /// @throws RecordTooLargeException if it slept for longer than can be
    @Override
    public void slept(Duration time) {
        asleep = time.isNegative() ? LONGEST_SLEEP : asleep.plus(time);
        if (asleep.compareTo(LONGEST_SLEEP) >= 0) {
            throw new RecordTooLargeException("the machine slept for longer than can be");
        }
        listener.slept(time);
    }

    @Override
    public void began(Header header) {
        listener.began(header);
    }

    @Override
    public void machine(Map<String, String> facts) {
        listener.machine(facts);
    }

    @Override
    public void mark(Mark mark) {
        listener.mark(mark);
    }

    @Override
    public void paused(Instant at) {
        listener.paused(at);
    }

    @Override
    public void resumed(Instant at) {
        listener.resumed(at);
    }

    @Override
    public void problem(String sentence) {
        listener.problem(sentence);
    }

    @Override
    public void failed(String sentence) {
        listener.failed(sentence);
    }

    @Override
    public void ended(End end) {
        listener.ended(end);
    }
}
