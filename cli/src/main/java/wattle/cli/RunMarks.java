package wattle.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.meter.Mark;

/// All marks of a run, wherever they come from. For the sampler's thread, but for [#end].
final class RunMarks {

    /// For how long the last lines of a log are waited for.
    private static final Duration PATIENCE = Duration.ofSeconds(1);

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

    /// Before the last sample: what a log holds and nobody has seen yet, and a last mark whose line
    /// was not ended.
    void lastLook() throws InterruptedException {
        Marks open = file;
        if (open != null) {
            open.nothingFollows();
        }
        if (log != null) {
            log.lastLook(PATIENCE);
        }
    }

    /// @return what was no mark and what else went wrong, in sentences
    List<String> end() {
        List<String> problems = new ArrayList<>();
        Marks open = file;
        if (open != null) {
            open.delete();
            problems.addAll(open.problems());
        }
        String ofLog = log == null ? null : log.problem();
        if (ofLog != null) {
            problems.add(ofLog);
        }
        return problems;
    }
}
