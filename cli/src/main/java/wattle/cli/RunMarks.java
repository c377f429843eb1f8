package wattle.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.meter.Mark;

/// All marks of a run, wherever they come from. For the sampler's thread, but for [#end].
final class RunMarks {

    private final Clock clock;
    private final @Nullable LogMarks log;
    private volatile @Nullable Marks file;

    RunMarks(Clock clock, @Nullable LogMarks log) {
        this.clock = clock;
        this.log = log;
    }

    /// @return what went wrong, in a sentence; null where nothing did
    @Nullable String begin(Path folder, String runId) {
        if (log != null) {
            log.follow();
        }
        try {
            file =
                    Marks.create(
                            folder,
                            runId,
                            Machine.host(Path.of("/proc")),
                            ProcessHandle.current().pid());
            return null;
        } catch (IOException problem) {
            return "wattle mark will not find this run: " + Problems.of(problem);
        }
    }

    /// Those since the last call, none before the run's start.
    List<Mark> added(Instant start) {
        List<Mark> added = new ArrayList<>();
        Marks open = file;
        if (open != null) {
            added.addAll(open.added(clock.instant()));
        }
        if (log != null) {
            added.addAll(log.added());
        }
        added.replaceAll(mark ->
                mark.at().isBefore(start) ? new Mark(mark.kind(), start, mark.count()) : mark);
        return added;
    }

    /// Before the last sample: what a log holds and nobody has seen yet.
    void lastLook() {
        if (log != null) {
            log.look();
        }
    }

    /// @return what was no mark, in sentences
    List<String> end() {
        Marks open = file;
        if (open == null) {
            return List.of();
        }
        open.delete();
        return open.problems();
    }
}
