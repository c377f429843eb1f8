package wattle.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import wattle.meter.journal.Orphans;

/// The records below `WATTLE_HOME`.
final class Records {

    private Records() {}

    /// Ends the records of runs whose Wattle was killed, and moves them, and those that ended and
    /// were not moved, to those that have ended. What cannot be done is left for the next start;
    /// what another Wattle does at the same time is done.
    ///
    /// @param own the record of this process, which is left alone
    /// @return those that were ended
    static List<Path> tidy(Home home, Path own) {
        List<Path> ended = Orphans.end(home.running(), own, problem -> {});
        List<Path> moved = new ArrayList<>();
        for (Path record : ended) {
            moved.add(moved(home, record));
        }
        Orphans.ended(home.running(), own).forEach(record -> moved(home, record));
        return moved;
    }

    /// Where it is now.
    private static Path moved(Home home, Path record) {
        Path to = home.runs().resolve(record.getFileName());
        try {
            Files.createDirectories(home.runs());
            Files.move(record, to);
            deleteMarks(home.running(), record);
            return to;
        } catch (IOException left) {
            return Files.exists(record) ? record : to;
        }
    }

    private static void deleteMarks(Path folder, Path record) throws IOException {
        String id = String.valueOf(record.getFileName()).replace(Orphans.SUFFIX, "");
        try (DirectoryStream<Path> marks = Files.newDirectoryStream(folder, id + ".*")) {
            for (Path each : marks) {
                Files.deleteIfExists(each);
            }
        }
    }
}
