package wattle.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import wattle.meter.Channel;
import wattle.meter.Sample;
import wattle.meter.journal.NotARecordException;
import wattle.meter.journal.RecordListener;
import wattle.meter.journal.RecordReader;

/// What a record holds, as it was read, for closed forms to be taken of it.
final class Samples implements RecordListener {

    private final List<Channel> channels = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();

    static Samples of(Path record) throws IOException, NotARecordException {
        var read = new Samples();
        RecordReader.read(record, read);
        return read;
    }

    @Override
    public void channel(Channel channel) {
        channels.add(channel);
    }

    @Override
    public void sample(Sample sample) {
        samples.add(sample);
    }

    List<Sample> all() {
        return samples;
    }

    /// Seconds from the first to the last good reading of a part.
    double seconds(String part) {
        List<Sample> good = good(part);
        return (good.getLast().elapsedNanos() - good.getFirst().elapsedNanos()) / 1e9;
    }

    /// What a part's counter in microjoules advanced by.
    double joules(String part) {
        List<Sample> good = good(part);
        int channel = index(part);
        return (good.getLast().reading(channel) - good.getFirst().reading(channel)) / 1e6;
    }

    private List<Sample> good(String part) {
        int channel = index(part);
        return samples.stream()
                .filter(it -> channel < it.size() && it.reading(channel) != Sample.MISSING)
                .toList();
    }

    private int index(String part) {
        for (int i = 0; i < channels.size(); i++) {
            if (channels.get(i).part().name().equals(part)) {
                return i;
            }
        }
        throw new AssertionError("no channel " + part + " in " + channels);
    }
}
