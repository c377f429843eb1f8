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

    /// Ends the records of runs whose Wattle was killed, and moves them to those that have ended.
    /// What cannot be done is left for the next start.
    ///
    /// @param own the record of this process, which is left alone
    /// @return those that were ended
    static List<Path> tidy(Home home, Path own) {
        List<Path> moved = new ArrayList<>();
        List<Path> ended = Orphans.end(home.running(), own, problem -> {});
        for (Path record : ended) {
            try {
                Files.createDirectories(home.runs());
                Path to = home.runs().resolve(record.getFileName());
                Files.move(record, to);
                deleteMarks(home.running(), record);
                moved.add(to);
            } catch (IOException left) {
                moved.add(record);
            }
        }
        return moved;
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
