package wattle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import wattle.meter.Channel;
import wattle.meter.Mark;
import wattle.meter.MeterSource;
import wattle.meter.Sample;
import wattle.meter.journal.End;
import wattle.meter.journal.Header;
import wattle.meter.journal.RecordListener;
import wattle.meter.journal.RecordWriter;
import wattle.meter.journal.Recording;
import wattle.meter.procfs.JobActivity;
import wattle.meter.procfs.ProcessTree;
import wattle.meter.sampler.Sampler;
import wattle.run.local.ChildResult;
import wattle.run.local.RunObserver;

/// Measures one run: samples it from its start to its end, adds them up, and writes the record.
/// Whatever goes wrong is noted; the child never waits for any of it.
final class RunMeasurement implements RunObserver {

    /// At the end, for how long a sampler that hangs is waited for.
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int MOST_PROBLEMS = 100;
    private static final Path PROC = Path.of("/proc");

    private final Clock clock;
    private final Duration interval;
    private final List<MeterSource> sources;
    private final Function<Instant, Header> header;
    private final @Nullable Path record;
    private final RunMarks marks;
    private final Path marksFolder;
    private final List<? extends RecordListener> watchers;
    private final Recording recording = new Recording();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final ProcessTree tree = new ProcessTree(PROC.toFile(), ProcessHandle.current().pid());

    /// Told before the next sample.
    private final Queue<Consumer<RecordListener>> pauses = new ConcurrentLinkedQueue<>();

    private volatile @Nullable Sampler sampler;
    private volatile @Nullable RecordWriter writer;
    private volatile boolean measured;
    private @Nullable Path kept;

    /// @param header from the run's start
    /// @param record where to; null for nowhere
    /// @param marksFolder where the processes of the run find a file for their marks
    /// @param watchers told of everything after the record was
    RunMeasurement(
            Clock clock,
            Duration interval,
            List<MeterSource> sources,
            Function<Instant, Header> header,
            @Nullable Path record,
            RunMarks marks,
            Path marksFolder,
            List<? extends RecordListener> watchers) {
        this.clock = clock;
        this.interval = interval;
        this.sources = sources;
        this.header = header;
        this.record = record;
        this.marks = marks;
        this.marksFolder = marksFolder;
        this.watchers = watchers;
    }

    /// The ids of the job's processes, as they are now.
    Set<Integer> processes() {
        tree.cpuTime();
        return tree.pids();
    }

    @Override
    public void helper(long pid) {
        tree.exclude(pid);
    }

    @Override
    public void paused(Instant at) {
        pauses.add(to -> to.paused(at));
    }

    @Override
    public void resumed(Instant at) {
        pauses.add(to -> to.resumed(at));
    }

    @Override
    public void started(long pid, Instant at, long atNanos) {
        var sampling =
                new Sampler(
                        clock,
                        atNanos,
                        interval,
                        sources,
                        new JobActivity(PROC.toFile(), tree),
                        PROC.toFile(),
                        new Everyone());
        sampler = sampling;
        Thread.ofPlatform().daemon().name("sampler").start(() -> sample(sampling, at));
    }

    private void sample(Sampler sampling, Instant at) {
        try {
            measure(sampling, at);
        } catch (RuntimeException | Error fault) {
            problems.add("measuring failed: " + fault);
        }
    }

    private void measure(Sampler sampling, Instant at) {
        sampling.search();
        Header head = header.apply(at);
        if (record != null) {
            try {
                writer = RecordWriter.create(record, this::recordFails);
            } catch (IOException problem) {
                recordFails("the run is not recorded: " + Problems.ofMaking(record, problem));
            }
        }
        String problem = marks.begin(marksFolder, head.id());
        if (problem != null) {
            problems.add(problem);
        }
        var everyone = new Everyone();
        everyone.began(head);
        everyone.machine(Machine.facts(PROC));
        sampling.run();
    }

    private void recordFails(String sentence) {
        problems.add(sentence);
        for (RecordListener watcher : watchers) {
            watcher.failed(sentence);
        }
    }

    @Override
    public void ended(ChildResult result) {
        Sampler sampling = sampler;
        if (sampling == null) {
            return;
        }
        Duration wall = result.wall().isPositive() ? result.wall() : Duration.ofNanos(1);
        try {
            marks.lastLook();
            measured = sampling.stop(wall, PATIENCE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (measured) {
            problems.addAll(result.problems());
            problems.addAll(marks.end());
            new Everyone()
                    .ended(
                            new End(
                                    false,
                                    result.exitCode(),
                                    wall,
                                    sampling.missed(),
                                    OwnCost.cpuTime(),
                                    OwnCost.peakBytes(),
                                    List.copyOf(problems)));
            problems.clear(); // The recording has them now.
        }
        RecordWriter open = writer;
        if (open != null && measured) {
            open.close();
        }
    }

    /// What is being measured; for the sampler's thread.
    Recording underWay() {
        return recording;
    }

    /// Beats that came too late so far.
    long missed() {
        Sampler sampling = sampler;
        return sampling == null ? 0 : sampling.missed();
    }

    /// What was measured, after the end.
    ///
    /// @return null where measuring hung
    @Nullable Recording recording() {
        return measured ? recording : null;
    }

    /// Moves the record to where those of ended runs are kept.
    ///
    /// One that measuring hangs on stays where a later run ends it.
    void keep(Path folder) {
        if (record == null || writer == null || !measured) {
            return;
        }
        Path to = folder.resolve(record.getFileName());
        try {
            Files.createDirectories(folder);
            Files.move(record, to);
            kept = to;
        } catch (IOException problem) {
            if (Files.exists(to) && !Files.exists(record)) { // Another Wattle has tidied it away.
                kept = to;
                return;
            }
            problems.add("the record stays in " + record + ": " + Problems.of(problem));
        }
    }

    /// Where the record is, once the run has ended; null where there is none.
    @Nullable Path record() {
        return writer == null ? null : kept != null ? kept : record;
    }

    /// What went wrong and is in no recording.
    List<String> problems() {
        return problems;
    }

    /// The sum, the record, and whoever watches, in this order.
    private final class Everyone implements RecordListener {

        @Override
        public void began(Header header) {
            tell(each -> each.began(header));
        }

        @Override
        public void machine(java.util.Map<String, String> facts) {
            tell(each -> each.machine(facts));
        }

        @Override
        public void channel(Channel channel) {
            tell(each -> each.channel(channel));
        }

        @Override
        public void mark(Mark mark) {
            tell(each -> each.mark(mark));
        }

        @Override
        public void slept(Duration time) {
            tell(each -> each.slept(time));
        }

        @Override
        public void sample(Sample sample) {
            for (Mark mark : marks.added(recording.tally().start())) {
                mark(mark);
            }
            for (var each = pauses.poll(); each != null; each = pauses.poll()) {
                tell(each);
            }
            tell(each -> each.sample(sample));
        }

        @Override
        public void problem(String sentence) {
            tell(each -> each.problem(sentence));
        }

        @Override
        public void failed(String sentence) {
            tell(each -> each.failed(sentence));
        }

        @Override
        public void ended(End end) {
            tell(each -> each.ended(end));
        }

        private void tell(Consumer<RecordListener> what) {
            tell(recording, what);
            RecordWriter open = writer;
            if (open != null) {
                tell(open, what);
            }
            for (RecordListener watcher : watchers) {
                tell(watcher, what);
            }
        }

        /// What one of them does not bear is no reason for the others to miss it.
        private void tell(RecordListener listener, Consumer<RecordListener> what) {
            try {
                what.accept(listener);
            } catch (RuntimeException | Error fault) {
                String sentence = listener.getClass().getSimpleName() + " failed: " + fault;
                if (problems.size() < MOST_PROBLEMS && !problems.contains(sentence)) {
                    problems.add(sentence);
                }
            }
        }
    }
}
