package wattle.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import wattle.meter.Activity;
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

    /// What of it a job is charged at least: between each two readings the job's share of what the
    /// processors could have done.
    double joulesByCapacity(String part) {
        return joulesBy(part, Activity::capacityNanos);
    }

    /// What of it a job is charged at most: between each two readings the job's share of what the
    /// processors did.
    double joulesByWork(String part) {
        return joulesBy(part, Activity::busyNanos);
    }

    private double joulesBy(String part, ToLongFunction<Activity> whole) {
        List<Sample> good = good(part);
        int channel = index(part);
        double joules = 0;
        Activity before = good.getFirst().activity();
        for (int i = 1; i < good.size(); i++) {
            Sample from = good.get(i - 1);
            Sample to = good.get(i);
            // Two that stand for the end are of one time, since the reading before them.
            before = to.elapsedNanos() > from.elapsedNanos() ? from.activity() : before;
            double job = to.activity().jobCpuNanos() - before.jobCpuNanos();
            double all = whole.applyAsLong(to.activity()) - whole.applyAsLong(before);
            joules +=
                    (to.reading(channel) - from.reading(channel))
                            / 1e6
                            * (all > 0 ? Math.clamp(job / all, 0, 1) : 0);
        }
        return joules;
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
