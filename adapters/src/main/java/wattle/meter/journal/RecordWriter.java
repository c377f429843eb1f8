package wattle.meter.journal;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import wattle.meter.Accuracy;
import wattle.meter.Channel;
import wattle.meter.Mark;
import wattle.meter.Part;
import wattle.meter.Sample;

/// Writes a record as its run goes. A disk that is full or a file that is gone costs what could not
/// be written and nothing else: the line is tried again with the next one, after whatever half of
/// it had got through was cut away. Cost: one write of about 100 bytes a sample.
///
/// Holds a lock on the file as long as it lives, by which others tell whether the writer does. For
/// one thread.
public final class RecordWriter implements RecordListener, AutoCloseable {

    public static final String SCHEMA = "wattle.record/1";

    private static final long FORCE_EVERY_NANOS = 30_000_000_000L;
    private static final int MOST_KEPT = 10_000;

    private final FileChannel file;

    /// Held until the file is closed.
    @SuppressWarnings({"unused", "FieldCanBeLocal"})
    private final @Nullable FileLock lock;

    private final Consumer<String> problems;
    private final Line line = new Line();
    private final SampleText sampleText = new SampleText();

    /// Up to here the file is whole.
    private long whole;

    private long forcedAt = System.nanoTime();
    private boolean failing;
    private long lost;

    private int channels;

    /// Lines that others build on, kept until they can be written. Samples are not.
    private final Deque<byte[]> kept = new ArrayDeque<>();

    /// @param file at its end, open for writing
    /// @param whole its length
    RecordWriter(FileChannel file, @Nullable FileLock lock, long whole, Consumer<String> problems) {
        this.file = file;
        this.lock = lock;
        this.whole = whole;
        this.problems = problems;
    }

    /// Makes a record that nobody else may read.
    ///
    /// @param problems told when writing fails, and when it goes on
    /// @throws IOException if the file exists or cannot be made
    public static RecordWriter create(Path path, Consumer<String> problems) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        FileChannel file =
                FileChannel.open(
                        path,
                        options,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        return new RecordWriter(file, locked(file), 0, problems);
    }

    /// Null where the file system has no locks, as some network file systems do not. Somebody who
    /// looks whether a record is being written holds its lock for a moment.
    private static @Nullable FileLock locked(FileChannel file) {
        try {
            FileLock lock = file.tryLock();
            for (int again = 0; lock == null && again < 20; again++) {
                LockSupport.parkNanos(5_000_000);
                lock = file.tryLock();
            }
            return lock;
        } catch (IOException noLocks) {
            return null;
        }
    }

    @Override
    public void began(Header header) {
        if (!write(run(header))) {
            problems.accept("the command is too long for the record; it was left out");
            write(run(header.without()));
        }
        force();
    }

    private static Content run(Header header) {
        return json -> {
            json.writeName("run");
            json.writeStartObject();
            json.writeStringProperty("schema", SCHEMA);
            json.writeStringProperty("id", header.id());
            json.writeStringProperty("started", header.started().toString());
            json.writeNumberProperty("interval_nanos", header.interval().toNanos());
            json.writeName("command");
            json.writeStartArray();
            header.command().forEach(json::writeString);
            json.writeEndArray();
            texts(json, "labels", header.labels());
            json.writeStringProperty("host", header.host());
            json.writeStringProperty("boot_id", header.bootId());
            json.writeNumberProperty("pid", header.pid());
            texts(json, "options", header.options());
            json.writeEndObject();
        };
    }

    @Override
    public void machine(Map<String, String> facts) {
        write(json -> texts(json, "machine", facts));
    }

    @Override
    public void channel(Channel channel) {
        write(json -> {
            json.writeName("channel");
            json.writeStartObject();
            Part part = channel.part();
            json.writeNumberProperty("index", channels++);
            json.writeStringProperty("name", part.name());
            json.writeStringProperty("id", part.id());
            json.writeStringProperty("domain", part.domain().name());
            json.writeStringProperty("model", part.model());
            json.writeStringProperty("source", part.source());
            json.writeBooleanProperty("modelled", part.modelled());
            Accuracy accuracy = part.accuracy();
            json.writeNumberProperty("low", accuracy.low());
            json.writeNumberProperty("high", accuracy.high());
            json.writeStringProperty("basis", accuracy.basis());
            json.writeNumberProperty("limit_watts", channel.limit().watts());
            switch (channel) {
                case Channel.Counter counter -> {
                    json.writeNumberProperty("tick_joules", counter.scale().tick().joules());
                    if (counter.scale().wrapsAt().isPresent()) {
                        json.writeNumberProperty("wraps_at", counter.scale().wrapsAt().getAsLong());
                    }
                }
                case Channel.Gauge gauge ->
                        json.writeNumberProperty("window_seconds", gauge.windowSeconds());
            }
            json.writeEndObject();
        });
    }

    @Override
    public void mark(Mark mark) {
        write(json -> {
            json.writeName("mark");
            json.writeStartObject();
            json.writeStringProperty("kind", mark.kind());
            json.writeStringProperty("at", mark.at().toString());
            json.writeNumberProperty("count", mark.count());
            json.writeEndObject();
        });
    }

    @Override
    public void slept(Duration time) {
        write(json -> json.writeNumberProperty("slept_nanos", time.toNanos()));
    }

    @Override
    public void sample(Sample sample) {
        int length = sampleText.write(sample);
        append(line.of(sampleText.bytes(), length), false);
        if (System.nanoTime() - forcedAt > FORCE_EVERY_NANOS) {
            force();
        }
    }

    @Override
    public void problem(String sentence) {
        write(json -> json.writeStringProperty("problem", sentence));
    }

    @Override
    public void ended(End end) {
        write(json -> {
            json.writeName("end");
            json.writeStartObject();
            json.writeBooleanProperty("recovered", end.recovered());
            if (end.exitCode() != null) {
                json.writeNumberProperty("exit_code", end.exitCode());
            }
            if (end.wall() != null) {
                json.writeNumberProperty("wall_nanos", end.wall().toNanos());
            }
            json.writeNumberProperty("missed", end.missed());
            if (end.ownCpu() != null) {
                json.writeNumberProperty("own_cpu_nanos", end.ownCpu().toNanos());
            }
            json.writeNumberProperty("own_bytes", end.ownBytes());
            json.writeName("problems");
            json.writeStartArray();
            end.problems().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        });
        force();
    }

    /// How many samples could not be written.
    public long lost() {
        return lost;
    }

    /// Whether everything was written that was to be.
    boolean isWhole() {
        return !failing;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException problem) {
            problems.accept("the record could not be closed: " + problem.getMessage());
        }
    }

    private interface Content {
        void to(JsonGenerator json);
    }

    private static void texts(JsonGenerator json, String name, Map<String, String> texts) {
        json.writeName(name);
        json.writeStartObject();
        texts.forEach(json::writeStringProperty);
        json.writeEndObject();
    }

    /// @return whether it fits into a line
    private boolean write(Content content) {
        var text = new StringWriter();
        try (JsonGenerator json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            content.to(json);
            json.writeEndObject();
        }
        // Without the braces: the line has its own.
        byte[] bytes =
                text.getBuffer()
                        .substring(1, text.getBuffer().length() - 1)
                        .getBytes(StandardCharsets.UTF_8);
        if (!Line.fits(bytes.length)) {
            return false;
        }
        append(line.of(bytes, bytes.length), true);
        return true;
    }

    private void append(ByteBuffer bytes, boolean needed) {
        byte[] copy = new byte[needed ? bytes.remaining() : 0];
        bytes.get(bytes.position(), copy);
        try {
            if (failing) { // Half of a line may be there.
                file.truncate(whole);
                file.position(whole);
            }
            while (!kept.isEmpty()) {
                write(ByteBuffer.wrap(kept.getFirst()));
                kept.removeFirst();
            }
            write(bytes);
            if (failing) {
                failing = false;
                problems.accept("the record is written again; samples that are missing: " + lost);
            }
        } catch (IOException problem) {
            if (needed && kept.size() < MOST_KEPT) {
                kept.addLast(copy);
            } else {
                lost++;
            }
            if (!failing) {
                failing = true;
                problems.accept(
                        "the record cannot be written: "
                                + problem.getMessage()
                                + "; the run goes on without it");
            }
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        whole += length;
    }

    private void force() {
        forcedAt = System.nanoTime();
        try {
            file.force(false);
        } catch (IOException problem) {
            if (!failing) {
                problems.accept("the record cannot be forced to the disk: " + problem.getMessage());
            }
        }
    }

    /// Made with the first line that needs it, off the way to a command's start.
    private static final class Json {
        static final JsonFactory FACTORY = new JsonFactory();
    }
}
