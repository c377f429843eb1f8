package wattle.meter.replay;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import wattle.meter.Channel;
import wattle.meter.Found;
import wattle.meter.Meter;
import wattle.meter.MeterProblem;
import wattle.meter.MeterSource;
import wattle.meter.Sample;
import wattle.meter.journal.NotARecordException;
import wattle.meter.journal.RecordListener;
import wattle.meter.journal.RecordReader;

/// Plays a record in real time from the moment it is found: a reading is that of the last sample
/// that was taken by then. Before the first and after the last, a reading fails.
public final class ReplaySource implements MeterSource {

    /// Some twelve days at one second; about 100 MB.
    private static final int MOST_SAMPLES = 1_000_000;

    private final Path record;
    private final LongSupplier clock;

    /// @param clock monotonic, in nanoseconds
    public ReplaySource(Path record, LongSupplier clock) {
        this.record = record;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public boolean likely() {
        return true; // Somebody named it.
    }

    @Override
    public Found find() {
        var played = new Played();
        try {
            RecordReader.read(record, played);
        } catch (NoSuchFileException absent) {
            return Found.nothing(new MeterProblem.NotPresent("the record " + record));
        } catch (AccessDeniedException refused) {
            return Found.nothing(
                    new MeterProblem.NoPermission(
                            "the record " + record,
                            "ask its owner, or copy it where you may read it"));
        } catch (IOException | NotARecordException wrong) {
            return Found.nothing(
                    new MeterProblem.Unreadable(
                            "the record " + record, String.valueOf(wrong.getMessage())));
        }
        if (played.channels.isEmpty()) {
            return Found.nothing(new MeterProblem.NotPresent("a meter in the record " + record));
        }
        long begin = clock.getAsLong();
        List<Meter> meters = new ArrayList<>();
        for (int i = 0; i < played.channels.size(); i++) {
            var readings = new ReplayedReadings(played.samples, i, () -> clock.getAsLong() - begin);
            meters.add(
                    switch (played.channels.get(i)) {
                        case Channel.Counter counter -> new ReplayedCounter(counter, readings);
                        case Channel.Gauge gauge -> new ReplayedPower(gauge, readings);
                    });
        }
        return new Found(meters, List.of());
    }

    /// What the record holds, as far as it is played.
    private static final class Played implements RecordListener {

        private final List<Channel> channels = new ArrayList<>();
        private final List<Sample> samples = new ArrayList<>();

        @Override
        public void channel(Channel channel) {
            channels.add(channel);
        }

        @Override
        public void sample(Sample sample) {
            if (samples.size() < MOST_SAMPLES) {
                samples.add(sample);
            }
        }
    }
}
