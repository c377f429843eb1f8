package wattle.meter.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wattle.meter.Channel;
import wattle.meter.Mark;
import wattle.meter.Sample;
import wattle.meter.Tally;

/// A run as it was recorded or is being recorded, added up. For one thread.
public final class Recording implements RecordListener {

    private @Nullable Header header;
    private @Nullable Tally tally;
    private final Map<String, String> machine = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private @Nullable End end;

    /// Reads a record from its beginning to wherever it ends.
    public static Recording of(Path path) throws IOException, NotARecordException {
        var recording = new Recording();
        RecordReader.read(path, recording);
        return recording;
    }

    /// @throws IllegalStateException before the run began
    public Header header() {
        if (header == null) {
            throw new IllegalStateException("the run has not begun");
        }
        return header;
    }

    /// @throws IllegalStateException before the run began
    public Tally tally() {
        if (tally == null) {
            throw new IllegalStateException("the run has not begun");
        }
        return tally;
    }

    /// What is known of the machine, by name.
    public Map<String, String> machine() {
        return Map.copyOf(machine);
    }

    /// In the order in which they were met. What is said again with how often it was is said once.
    public List<String> problems() {
        List<String> all = new ArrayList<>(problems);
        all.addAll(tally().problems());
        if (end != null) {
            all.addAll(end.problems());
        }
        return counted(all);
    }

    private static List<String> counted(List<String> all) {
        List<String> kept = new ArrayList<>();
        for (String each : all) {
            String open = each.endsWith(" times)") ? each.substring(0, each.lastIndexOf(" (")) : "";
            int before = open.isEmpty() ? -1 : kept.indexOf(open);
            if (before >= 0) {
                kept.set(before, each);
            } else {
                kept.add(each);
            }
        }
        return kept;
    }

    /// Null where the record does not say how the run ended.
    public @Nullable End end() {
        return end;
    }

    @Override
    public void began(Header header) {
        this.header = header;
        tally = new Tally(header.started(), header.interval());
    }

    @Override
    public void machine(Map<String, String> facts) {
        machine.putAll(facts);
    }

    @Override
    public void channel(Channel channel) {
        tally().add(channel);
    }

    @Override
    public void mark(Mark mark) {
        tally().mark(mark);
    }

    @Override
    public void slept(Duration time) {
        tally().slept(time);
    }

    @Override
    public void paused(Instant at) {
        tally().paused(at);
    }

    @Override
    public void resumed(Instant at) {
        tally().resumed(at);
    }

    @Override
    public void sample(Sample sample) {
        tally().accept(sample);
    }

    @Override
    public void problem(String sentence) {
        problems.add(sentence);
    }

    @Override
    public void ended(End end) {
        this.end = Objects.requireNonNull(end);
    }
}
