package wattle.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.meter.Found;
import wattle.meter.Meter;
import wattle.meter.MeterProblem;
import wattle.meter.MeterSource;
import wattle.meter.journal.RecordListener;
import wattle.run.local.JobControl;

/// `--strict`: a run that is not measured and recorded as asked shall not be. The one exception to
/// the rule that a failure of ours never touches the command.
final class Strict implements RecordListener {

    private final JobControl job;
    private final PrintWriter err;
    private volatile @Nullable String failure;

    Strict(JobControl job, PrintWriter err) {
        this.job = job;
        this.err = err;
    }

    /// Before the command starts: every source has something to read.
    ///
    /// @param named whether they were asked for by name, in which case there may be none
    /// @throws Failure if one has not
    static void require(List<MeterSource> sources, boolean named) {
        if (sources.isEmpty() && !named) {
            throw new Failure(
                    Exit.DATA_MISSING,
                    98,
                    "--strict: this machine has no meter",
                    "See: wattle doctor");
        }
        Map<MeterSource, Found> all = new LinkedHashMap<>();
        Set<String> given = new HashSet<>();
        for (MeterSource source : sources) {
            Found found = source.find();
            found.meters().forEach(meter -> given.add(meter.part().id()));
            found.meters().forEach(Meter::close);
            all.put(source, found);
        }
        all.forEach((source, found) -> {
            if (found.meters().isEmpty() && !isMadeGood(found, given)) {
                MeterProblem why = found.problems().getFirst();
                throw new Failure(
                        why instanceof MeterProblem.NoPermission
                                ? Exit.NOT_AUTHORISED
                                : Exit.DATA_MISSING,
                        97,
                        "--strict: " + source.name() + " cannot be read: " + why.brief(),
                        "See: wattle doctor");
            }
        });
    }

    /// Whether what a source was refused is given by another, such as the collector.
    private static boolean isMadeGood(Found found, Set<String> given) {
        for (MeterProblem each : found.problems()) {
            if (!(each instanceof MeterProblem.NoPermission refused
                    && given.stream().anyMatch(refused::isMadeGoodBy))) {
                return false;
            }
        }
        return true;
    }

    /// Before the command starts: there is a folder for the record.
    ///
    /// @throws Failure if there is none and none can be made
    static void requireWritable(Path record) {
        Path folder = Objects.requireNonNull(record.getParent(), "a record lies in a folder");
        try {
            Files.createDirectories(folder);
        } catch (IOException refused) {
            throw notRecorded(folder, refused);
        }
        if (!Files.isWritable(folder)) {
            throw notRecorded(folder, new java.nio.file.AccessDeniedException(folder.toString()));
        }
    }

    private static Failure notRecorded(Path folder, IOException why) {
        return new Failure(
                Exit.DATA_MISSING,
                99,
                "--strict: the run cannot be recorded in " + folder,
                "Name another place with --record or WATTLE_HOME.",
                why);
    }

    @Override
    public void failed(String sentence) {
        if (failure == null) {
            failure = sentence;
            err.println("wattle: --strict: the run is stopped: " + sentence);
            err.flush();
            job.stop();
        }
    }

    /// Whether the run was stopped.
    boolean stopped() {
        return failure != null;
    }
}
