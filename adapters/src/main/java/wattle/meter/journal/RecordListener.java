package wattle.meter.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import wattle.meter.Channel;
import wattle.meter.Mark;
import wattle.meter.Sample;

/// Told what a run measures as it goes, or what its record holds, in the same order. One call at a
/// time.
public interface RecordListener {

    /// First of all, and once.
    default void began(Header header) {}

    /// What is known of the machine, by name.
    default void machine(Map<String, String> facts) {}

    /// One more channel of the samples to come.
    default void channel(Channel channel) {}

    default void mark(Mark mark) {}

    /// The machine slept between the last sample and the next.
    default void slept(Duration time) {}

    /// Whoever drives the run made its processes stand still. Samples go on meanwhile.
    default void paused(Instant at) {}

    /// They were let go on.
    default void resumed(Instant at) {}

    default void sample(Sample sample) {}

    /// Something went wrong, in a sentence.
    default void problem(String sentence) {}

    /// Something could not be measured or recorded, in a sentence: a problem of its own kind.
    default void failed(String sentence) {
        problem(sentence);
    }

    /// Last of all, if at all.
    default void ended(End end) {}
}
