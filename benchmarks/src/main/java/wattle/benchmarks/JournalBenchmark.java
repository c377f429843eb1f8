package wattle.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import wattle.meter.Sample;
import wattle.meter.journal.NotARecordException;
import wattle.meter.journal.RecordWriter;
import wattle.meter.journal.Recording;

/// Writing 1,000 samples of twelve channels to a record in memory, and reading a record of 100,000
/// of them back and adding it up.
///
/// Gate: what is read adds up to what was written.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class JournalBenchmark {

    private static final int WRITTEN = 1000;
    private static final int READ = 100_000;
    private static final Path MEMORY = Path.of("/dev/shm");

    private Sample[] samples = {};
    private Path folder = Path.of("");
    private Path record = Path.of("");
    private Path written = Path.of("");
    private @Nullable RecordWriter writer;

    @Setup
    public void setUp() throws IOException, NotARecordException {
        folder =
                Files.isDirectory(MEMORY)
                        ? Files.createTempDirectory(MEMORY, "records")
                        : Files.createTempDirectory("records");
        samples = Samples.make(READ);
        record = folder.resolve("read.jsonl");
        try (RecordWriter all = create(record)) {
            for (Sample sample : samples) {
                all.sample(sample);
            }
        }
        TallyBenchmark.check(readHundredThousand().tally(), samples);
    }

    private static RecordWriter create(Path path) throws IOException {
        RecordWriter writer =
                RecordWriter.create(
                        path,
                        problem -> {
                            throw new IllegalStateException(problem);
                        });
        writer.began(Samples.header());
        for (int channel = 0; channel < Samples.CHANNELS; channel++) {
            writer.channel(Samples.channel(channel));
        }
        return writer;
    }

    @Setup(Level.Invocation)
    public void begin() throws IOException {
        written = folder.resolve("written.jsonl");
        writer = create(written);
    }

    @TearDown(Level.Invocation)
    public void end() throws IOException {
        if (writer != null) {
            writer.close();
        }
        Files.delete(written);
    }

    @TearDown
    public void delete() throws IOException {
        Files.delete(record);
        Files.delete(folder);
    }

    @Benchmark
    public @Nullable RecordWriter appendThousand() {
        if (writer != null) {
            for (int i = 0; i < WRITTEN; i++) {
                writer.sample(samples[i]);
            }
        }
        return writer;
    }

    @Benchmark
    public Recording readHundredThousand() throws IOException, NotARecordException {
        return Recording.of(record);
    }
}
