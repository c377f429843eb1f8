package wattle.report.codecarbon;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import wattle.report.RecordedRun;
import wattle.report.Versions;
import wattle.series.csv.InvalidFileException;

/// CodeCarbon's `emissions.csv`, appended to. Several processes may append to one file: each locks
/// it and writes its row whole. Threads of one process take turns.
public final class EmissionsFile {

    private static final int HEADER_BYTES = 16 * 1024;

    private EmissionsFile() {}

    /// Appends a row for the run; makes the file, with its header, where it is not there or empty.
    /// A file with the same columns in another order gets the row in its own order. Of a row that
    /// cannot be written whole nothing stays.
    ///
    /// @param local the zone whose clock the timestamp shows
    /// @throws InvalidFileException if the file's columns are others; it is left as it is
    /// @throws IOException if the file cannot be written
    public static synchronized void append(
            Path file, RecordedRun run, Versions versions, ZoneId local) throws IOException {
        try (FileChannel out =
                        FileChannel.open(
                                file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                FileLock lock = out.lock()) {
            long size = out.size();
            String row =
                    size == 0
                            ? EmissionsCsv.of(List.of(run), versions, local)
                            : (endsInLineBreak(file, size) ? "" : "\n")
                                    + EmissionsCsv.row(run, versions, local, columns(file));
            if (!lock.isValid()) {
                throw new IOException("the lock on " + file + " was lost");
            }
            write(out, size, row);
        }
    }

    private static void write(FileChannel out, long size, String row) throws IOException {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(row.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException failed) {
            try {
                out.truncate(size);
            } catch (IOException alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
            throw failed;
        }
    }

    private static boolean endsInLineBreak(Path file, long size) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            in.read(last, size - 1);
            return last.get(0) == '\n';
        }
    }

    /// The columns that the file's first line names, which are CodeCarbon's in some order.
    private static List<String> columns(Path file) throws IOException {
        List<String> names = header(file);
        List<String> missing = new ArrayList<>(EmissionsCsv.COLUMNS);
        missing.removeAll(names);
        List<String> strange = new ArrayList<>(names);
        strange.removeAll(EmissionsCsv.COLUMNS);
        if (missing.isEmpty() && strange.isEmpty() && names.size() == EmissionsCsv.COLUMNS.size()) {
            return names;
        }
        throw new InvalidFileException(
                file,
                1,
                null,
                "the columns are not those of CodeCarbon 3.3"
                        + said("; missing: ", missing)
                        + said("; not known: ", strange),
                "Name another file; this one was left as it was.");
    }

    private static String said(String what, List<String> names) {
        return names.isEmpty() ? "" : what + shortened(String.join(", ", names));
    }

    private static String shortened(String names) {
        String safe = names.replaceAll("[^\\x20-\\x7e]", "?");
        return safe.length() <= 300 ? safe : safe.substring(0, 300) + "…";
    }

    private static List<String> header(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(HEADER_BYTES), StandardCharsets.UTF_8);
            String line = text.lines().findFirst().orElse("");
            String plain = line.startsWith("\uFEFF") ? line.substring(1) : line;
            List<String> names = new ArrayList<>();
            for (String each : plain.split(",", -1)) {
                String name = each.strip();
                boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
                names.add(quoted ? name.substring(1, name.length() - 1) : name);
            }
            return names;
        }
    }
}
