package wattle.meter.sampler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import wattle.meter.Channel;
import wattle.meter.CounterMeter;
import wattle.meter.CounterScale;
import wattle.meter.Domain;
import wattle.meter.Found;
import wattle.meter.MeterException;
import wattle.meter.MeterSource;
import wattle.meter.Part;
import wattle.meter.Sample;
import wattle.meter.journal.Header;
import wattle.meter.journal.RecordListener;
import wattle.meter.journal.Recording;
import wattle.meter.procfs.JobActivity;
import wattle.meter.procfs.ProcessTree;
import wattle.unit.Energy;
import wattle.unit.Power;

/// A machine for a sampler to run on: a `/proc` of files, and hardware that does as it is told.
final class Rig {

    final Path proc;
    final Recording recording = new Recording();
    final List<Sample> samples = new ArrayList<>();
    private final RecordListener also;
    final Sampler sampler;
    private final Thread thread;
    private final long origin;

    Rig(Path proc, Clock clock, Duration interval, List<MeterSource> sources, RecordListener also)
            throws IOException {
        this.proc = proc;
        this.also = also;
        Files.createDirectories(proc.resolve("100"));
        Files.writeString(
                proc.resolve("100/stat"),
                "100 (wattle) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 5 0 0\n");
        Files.writeString(proc.resolve("stat"), "cpu  1 2 3 4 5 6 7 8 9 10\n");
        if (Files.notExists(proc.resolve("uptime"))) {
            uptime(proc, 1000);
        }
        var listener = new Both();
        origin = System.nanoTime();
        listener.began(
                new Header(
                        "run",
                        Instant.EPOCH,
                        interval,
                        List.of("x"),
                        Map.of(),
                        "host",
                        "boot",
                        1,
                        Map.of()));
        sampler =
                new Sampler(
                        clock,
                        origin,
                        interval,
                        sources,
                        new JobActivity(proc.toFile(), new ProcessTree(proc.toFile(), 100)),
                        proc.toFile(),
                        listener);
        sampler.search();
        thread = Thread.ofPlatform().daemon().name("sampler").unstarted(sampler::run);
    }

    static void uptime(Path proc, double seconds) throws IOException {
        Files.writeString(proc.resolve("uptime"), seconds + " 5.0\n");
    }

    Rig start() {
        thread.start();
        return this;
    }

    /// Waits until the sampler has taken so many samples.
    void await(int count) throws InterruptedException {
        while (true) {
            synchronized (samples) {
                if (samples.size() >= count) {
                    return;
                }
            }
            Thread.sleep(1);
        }
    }

    /// @return whether the last sample was taken in time
    boolean stop() throws InterruptedException {
        return sampler.stop(Duration.ofNanos(System.nanoTime() - origin), Duration.ofSeconds(10));
    }

    /// The difference of the first and the last reading of a channel, in its ticks. A beat may fall
    /// on the run's end, after which nothing counts.
    long counted(int channel) {
        long first = Sample.MISSING;
        long last = Sample.MISSING;
        long at = -1;
        for (Sample each : samples) {
            if (channel < each.size()
                    && each.reading(channel) != Sample.MISSING
                    && each.elapsedNanos() > at) {
                first = first == Sample.MISSING ? each.reading(channel) : first;
                last = each.reading(channel);
                at = each.elapsedNanos();
            }
        }
        return last - first;
    }

    /// Sources that give one meter each.
    static MeterSource source(String name, CounterMeter meter) {
        return source(name, () -> new Found(List.of(meter), List.of()));
    }

    interface Search {
        Found find() throws Exception;
    }

    static MeterSource source(String name, Search search) {
        return new MeterSource() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean likely() {
                return true;
            }

            @Override
            public Found find() {
                try {
                    return search.find();
                } catch (RuntimeException | Error fault) {
                    throw fault;
                } catch (Exception other) {
                    throw new IllegalStateException(other);
                }
            }
        };
    }

    interface Reading {
        long at(int count) throws Exception;
    }

    /// A counter of microjoules at 100 W that does something of its own at each reading.
    static class Counter implements CounterMeter {

        final AtomicInteger reads = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();
        private final String name;
        private final double every;
        private final Reading reading;

        Counter(String name, double every, Reading reading) {
            this.name = name;
            this.every = every;
            this.reading = reading;
        }

        /// One that always works.
        Counter(String name) {
            this(name, 0, count -> System.nanoTime() / 10);
        }

        @Override
        public CounterScale scale() {
            return new CounterScale(new Energy(1e-6), OptionalLong.empty(), new Power(1e9));
        }

        @Override
        public Part part() {
            return Part.sensed(name, "id:" + name, Domain.PACKAGE, "", "rig");
        }

        @Override
        public double every() {
            return every;
        }

        @Override
        public long read() throws MeterException {
            try {
                return reading.at(reads.getAndIncrement());
            } catch (MeterException | RuntimeException | Error failure) {
                throw failure;
            } catch (Exception other) {
                throw new IllegalStateException(other);
            }
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    private final class Both implements RecordListener {
        @Override
        public void began(Header header) {
            recording.began(header);
        }

        @Override
        public void channel(Channel channel) {
            recording.channel(channel);
            also.channel(channel);
        }

        @Override
        public void slept(Duration time) {
            recording.slept(time);
            also.slept(time);
        }

        @Override
        public void sample(Sample sample) {
            recording.sample(sample);
            synchronized (samples) {
                samples.add(sample);
            }
            also.sample(sample);
        }

        @Override
        public void problem(String sentence) {
            recording.problem(sentence);
            also.problem(sentence);
        }
    }
}
