package wattle.run.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import wattle.meter.journal.Line;
import wattle.run.RunState;

/// The log of a shifted run: an [Entry] a line, appended and forced to the disk before anything is
/// done that rests on it. A last line that was cut off is as if it had not been written. For one
/// thread; of several processes one holds the run's lock.
final class RunLog {

    /// Nobody pauses a run a million times.
    private static final long LONGEST = 256L << 20;

    private final Path file;
    private final Line line = new Line();

    RunLog(Path file) {
        this.file = file;
    }

    /// @throws UncheckedIOException if it cannot be written; then nothing may be done either
    void add(Entry entry) {
        byte[] content = content(entry);
        ByteBuffer bytes = line.of(content, content.length);
        try (FileChannel out =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            out.position(whole(out));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.truncate(out.position());
            out.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    /// Where the last whole line ends.
    private static long whole(FileChannel log) throws IOException {
        long end = log.size();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (end > 0) {
            one.clear();
            if (log.read(one, end - 1) == 1 && one.get(0) == '\n') {
                return end;
            }
            end--;
        }
        return 0;
    }

    /// All entries, oldest first; lines that are not whole are left out.
    List<Entry> entries() throws IOException {
        byte[] all;
        try {
            if (Files.size(file) > LONGEST) {
                throw new IOException(file + " is too long to be a run's log");
            }
            all = Files.readAllBytes(file);
        } catch (NoSuchFileException notBegun) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < all.length; at++) {
            if (all[at] == '\n') {
                Entry entry = line.fault(all, from, at) == null ? entry(all, from, at) : null;
                if (entry != null) {
                    entries.add(entry);
                }
                from = at + 1;
            }
        }
        return entries;
    }

    private static byte[] content(Entry entry) {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        node.put("at", entry.at().toString());
        node.put("ticks_ns", entry.ticks());
        node.put("boot", entry.boot());
        node.put("state", entry.state().label());
        node.put("step", entry.step().name().toLowerCase(Locale.ROOT));
        node.put("handle", entry.handle());
        node.put("ran_ns", entry.ran().toNanos());
        node.put("pauses", entry.pauses());
        node.put("exit_code", entry.exitCode());
        node.put("why", entry.why());
        return ("\"entry\":" + node).getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable Entry entry(byte[] line, int from, int to) {
        try {
            JsonNode node =
                    JsonMapper.shared()
                            .readTree(new String(line, from, to - from, StandardCharsets.UTF_8))
                            .path("entry");
            return new Entry(
                    Instant.parse(node.path("at").asString()),
                    node.path("ticks_ns").asLong(),
                    node.path("boot").asString(),
                    RunState.valueOf(node.path("state").asString().toUpperCase(Locale.ROOT)),
                    Entry.Step.valueOf(node.path("step").asString().toUpperCase(Locale.ROOT)),
                    node.path("handle").isString() ? node.path("handle").asString() : null,
                    Duration.ofNanos(node.path("ran_ns").asLong()),
                    node.path("pauses").asInt(),
                    node.path("exit_code").isInt() ? node.path("exit_code").asInt() : null,
                    node.path("why").asString());
        } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException other) {
            return null; // Written by another version of Wattle.
        }
    }
}
