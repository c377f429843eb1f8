package wattle.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.meter.Mark;

/// The file in which a run's processes count their units and epochs: a line each, such as `unit 32`
/// or `epoch`, with a time behind it or without. Anybody who may write it can: `wattle mark`, or
/// one line of any language. It lies beside the record of the run and is named after Wattle's
/// process.
///
/// A line takes the time at which it was seen where it gives none. What is no mark is left out and
/// said.
final class Marks {

    private static final String SUFFIX = ".marks";

    /// Beyond this much at one beat, the rest is read at the next.
    private static final int MOST_BYTES = 1 << 20;

    private final Path file;
    private final List<String> problems = new ArrayList<>();
    private volatile boolean nothingFollows;
    private long read;

    private Marks(Path file) {
        this.file = file;
    }

    /// The empty file of a run.
    ///
    /// @param host and `pid` of Wattle's process, by which those below it find it
    static Marks create(Path folder, String runId, String host, long pid) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(runId + "." + pid + "." + plain(host) + SUFFIX);
        Files.writeString(file, "", StandardOpenOption.CREATE_NEW);
        return new Marks(file);
    }

    /// The file of the run that this process is part of: the nearest ancestor's.
    ///
    /// @return null where there is none
    static @Nullable Path ofAncestors(Path folder, String host, ProcessHandle self) {
        for (var each = self.parent(); each.isPresent(); each = each.get().parent()) {
            Path found = find(folder, "*." + each.get().pid() + "." + plain(host) + SUFFIX);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /// The file of a run by its id; null where no such run goes on.
    static @Nullable Path ofRun(Path folder, String runId) {
        return find(folder, plain(runId) + ".*" + SUFFIX);
    }

    private static @Nullable Path find(Path folder, String glob) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, glob)) {
            for (Path file : files) {
                return file;
            }
        } catch (IOException none) {
            return null;
        }
        return null;
    }

    /// Letters, digits and dashes: what is safe in a file's name and in a glob.
    private static String plain(String text) {
        return text.replaceAll("[^A-Za-z0-9-]", "_");
    }

    /// Appends one mark, which other writers cannot cut in two.
    static void append(Path file, Mark mark) throws IOException {
        Files.write(
                file,
                (mark.kind() + " " + mark.count() + " " + mark.at() + "\n")
                        .getBytes(StandardCharsets.US_ASCII),
                StandardOpenOption.APPEND);
    }

    /// The marks that were added since the last call, in order.
    ///
    /// @param now the time of those that give none
    List<Mark> added(Instant now) {
        if (file.toFile().length() <= read) { // Much cheaper than to open it.
            return List.of();
        }
        byte[] bytes;
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            if (in.length() <= read) {
                return List.of();
            }
            in.seek(read);
            bytes = new byte[(int) Math.min(MOST_BYTES, in.length() - read)];
            in.readFully(bytes);
        } catch (IOException gone) {
            return List.of();
        }
        int end = bytes.length;
        while (!nothingFollows && end > 0 && bytes[end - 1] != '\n') {
            end--; // The rest of a line comes later,
        }
        read += end > 0 || bytes.length < MOST_BYTES ? end : bytes.length; // or is none.
        List<Mark> marks = new ArrayList<>();
        for (String line : new String(bytes, 0, end, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            Mark mark = parse(line, now);
            if (mark != null) {
                marks.add(mark);
            }
        }
        return marks;
    }

    /// The run has ended: a line without its end will not get one any more.
    void nothingFollows() {
        nothingFollows = true;
    }

    /// What was no mark, in sentences.
    List<String> problems() {
        return problems;
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            problems.add(file + " was left behind");
        }
    }

    private @Nullable Mark parse(String line, Instant now) {
        String[] words = line.strip().split("\\s+", 4);
        if (words[0].isEmpty()) {
            return null;
        }
        try {
            double count = words.length > 1 ? Double.parseDouble(words[1]) : 1;
            Instant at = words.length > 2 ? Instant.parse(words[2]) : now;
            return new Mark(words[0], at.isAfter(now) ? now : at, count);
        } catch (DateTimeException | IllegalArgumentException wrong) {
            if (problems.size() < 10) {
                problems.add("a line among the marks is none and was left out: " + line);
            }
            return null;
        }
    }
}
