package wattle.ledger.sql;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.exc.JacksonIOException;
import wattle.ledger.LedgerException;
import wattle.ledger.LogHead;

/// A store in one file, and back: compressed JSON lines (`wattle.hub-backup/2`), the same for both
/// databases, so that a backup of SQLite can be read into PostgreSQL.
///
/// It has all that is kept: the log, what the claims say, the tokens' hashes, what trackers
/// reported, and live runs with their energy ([StoredTables]). Whoever has the file has all that is
/// held. Restoring writes the log anew line by line and compares it with every head that was kept,
/// checks each value of the other tables, and verifies the whole before it is committed.
///
/// Time and disk grow with what is kept, memory with nothing but the number of claims: rows are in
/// it a thousand at a time, or as many as make a megabyte.
public final class Backup {

    private Backup() {}

    /// Writes the store as it is at one moment, while others use it. The file is there as a whole
    /// or not at all, readable by its owner alone; one that was there before is replaced.
    ///
    /// @return what the log came to at that moment
    public static LogHead write(Database database, Path file, Clock clock)
            throws LedgerException, IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path part = Files.createTempFile(folder, file.getFileName() + ".", ".part");
        try {
            LogHead head;
            try (OutputStream out =
                    new GZIPOutputStream(
                            new BufferedOutputStream(Files.newOutputStream(part)), 1 << 16)) {
                head =
                        database.snapshot(
                                handle -> new BackupWriter(handle, out).write(clock.instant()));
            }
            try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            return head;
        } catch (JacksonIOException failed) {
            throw failed.getCause();
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /// Reads a backup into a store that has nothing yet: all of it, or nothing.
    ///
    /// @return what the log comes to, as it did when the backup was made
    /// @throws LedgerException if the store has something, or the file is no whole backup, or does
    ///   not agree with itself
    public static LogHead restore(Database database, Path file)
            throws LedgerException, IOException {
        try (InputStream in =
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), 1 << 16)) {
            return database.append(handle -> {
                LogHead head = new BackupReader(handle, database.dialect(), in).read();
                Verification result =
                        Verification.of(
                                handle,
                                database.dialect(),
                                List.of(head),
                                new Verification.Problems());
                if (!result.isClean()) {
                    throw new LedgerException(
                            "the backup does not agree with itself, and nothing of it was kept: "
                                    + result.problems().getFirst());
                }
                return head;
            });
        }
    }
}
