package wattle.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wattle.meter.Scope;
import wattle.meter.journal.BoundedRecord;
import wattle.meter.journal.End;
import wattle.meter.journal.Header;
import wattle.meter.journal.NotARecordException;
import wattle.meter.journal.Orphans;
import wattle.meter.journal.RecordReader;
import wattle.meter.journal.RecordTooLargeException;
import wattle.meter.journal.Recording;
import wattle.report.Foreseen;
import wattle.report.RecordedRun;
import wattle.series.EnergySeries;
import wattle.series.csv.InvalidFileException;
import wattle.unit.catalog.UnknownNameException;

/// Runs from their records, accounted for as they asked or otherwise.
final class RecordedRuns {

    private RecordedRuns() {}

    /// How a run is to be accounted for, where that is not as it asked.
    ///
    /// @param place instead of the run's, if one is named
    /// @param intensityFiles instead of the run's intensity; empty for none
    /// @param scope instead of the run's; null for the run's
    /// @param trusted whether files that the record names may be read, and whether it may be of any
    ///   size: not where somebody else sent it
    record Otherwise(
            PlaceOptions place, String intensityFiles, @Nullable Scope scope, boolean trusted) {

        static final Otherwise NOT = new Otherwise(new PlaceOptions(), "", null);

        static final Otherwise SENT = new Otherwise(new PlaceOptions(), "", null, false);

        Otherwise(PlaceOptions place, String intensityFiles, @Nullable Scope scope) {
            this(place, intensityFiles, scope, true);
        }

        private RunOptions apply(RunOptions asked) {
            if (!trusted && !asked.intensityFiles().isEmpty()) {
                throw new IllegalArgumentException(
                        "its intensity is that of a file, which is not in it");
            }
            boolean named = place.isNamed() || !intensityFiles.isEmpty();
            return new RunOptions(
                    scope != null ? scope : asked.scope(),
                    asked.allocation(),
                    named ? place.withPueOf(asked.place()) : place.orElse(asked.place()),
                    named ? intensityFiles : asked.intensityFiles(),
                    asked.unit());
        }
    }

    /// A run from its record, finished or cut off.
    ///
    /// @throws Failure if the file is no record or cannot be read
    static RecordedRun read(Path file, Otherwise otherwise) throws InterruptedException {
        return read(file, otherwise, ReadingProgress.NONE);
    }

    /// @param progress shown while it is read
    static RecordedRun read(Path file, Otherwise otherwise, ReadingProgress progress)
            throws InterruptedException {
        Recording recording = new Recording();
        RecordedRun.State state;
        try {
            try (InputStream in = progress.open(file)) {
                RecordReader.read(
                        in,
                        file.toString(),
                        otherwise.trusted() ? recording : new BoundedRecord(recording));
            }
            End end = recording.end();
            state =
                    end == null
                            ? Orphans.isBeingWritten(file)
                                    ? RecordedRun.State.RUNNING
                                    : RecordedRun.State.RECOVERED
                            : end.recovered()
                                    ? RecordedRun.State.RECOVERED
                                    : RecordedRun.State.FINISHED;
        } catch (NotARecordException wrong) {
            throw new Failure(
                    Exit.INVALID_INPUT,
                    90,
                    String.valueOf(wrong.getMessage()),
                    "Give a file that wattle run --record wrote.",
                    wrong);
        } catch (RecordTooLargeException tooLarge) {
            throw unaccountable(file, tooLarge, "Read it with wattle report, where it was made.");
        } catch (IOException problem) {
            throw Failure.unreadable(file.toString(), problem);
        }
        try {
            RunOptions options = otherwise.apply(RunOptions.of(recording.header().options()));
            var account = new RunAccount(options, recording::machine, recording.header().started());
            return of(recording, state, options, account, recording.problems());
        } catch (UnknownNameException unknown) {
            throw unaccountable(file, unknown, unknown.advice());
        } catch (InvalidFileException | IllegalArgumentException wrong) {
            throw unaccountable(
                    file, wrong, "Account for it otherwise, by --zone or --intensity-file.");
        }
    }

    /// What the parts of a recorded job took.
    static List<EnergySeries> energy(Path file) throws IOException, InterruptedException {
        Recording recording = new Recording();
        try {
            RecordReader.read(file, recording);
        } catch (NotARecordException cutOff) {
            return List.of();
        }
        return new RunAccount(
                        RunOptions.of(recording.header().options()),
                        recording::machine,
                        recording.header().started())
                .energy(recording.tally());
    }

    /// A run that was to be accounted for by something that is not there any more.
    private static Failure unaccountable(Path file, RuntimeException why, String advice) {
        return new Failure(
                Exit.INVALID_INPUT,
                91,
                file + " gives no footprint: " + String.valueOf(why.getMessage()),
                advice,
                why);
    }

    /// A run that was measured.
    ///
    /// @param problems of the run
    static RecordedRun of(
            Recording recording,
            RecordedRun.State state,
            RunOptions options,
            RunAccount account,
            List<String> problems)
            throws InterruptedException {
        if (recording.tally().elapsed().isZero()) {
            throw new Failure(
                    Exit.DATA_MISSING,
                    90,
                    "the record of run " + recording.header().id() + " holds no sample",
                    "It was cut off before the first; there is nothing to account for.");
        }
        RunAccount.Result result = account.of(recording.tally(), problems);
        Header header = recording.header();
        Map<String, String> machine = recording.machine();
        End end = recording.end();
        Integer epochs = header.epochs();
        Foreseen foreseen =
                epochs == null ? null : account.foreseen(result, recording.tally(), epochs);
        return new RecordedRun(
                header.id(),
                header.command(),
                header.labels(),
                state,
                end == null ? null : end.exitCode(),
                options.scope().label(),
                recording.tally().samples(),
                end == null ? RecordedRun.UNKNOWN : end.missed(),
                new RecordedRun.Machine(
                        header.host(),
                        machine.getOrDefault("os", ""),
                        machine.getOrDefault("cpu_name", ""),
                        Machine.threads(machine),
                        Machine.memoryBytes(machine)),
                result.metered(),
                result.intensity(),
                result.footprint(),
                end == null || end.ownCpu() == null
                        ? null
                        : new RecordedRun.OwnCost(end.ownCpu(), end.ownBytes()),
                foreseen);
    }

    /// All runs below `WATTLE_HOME`. What cannot be read of them does not keep the rest back.
    ///
    /// @param leftOut told why, for each that is left out
    static List<RecordedRun> ofHome(
            Home home, Otherwise otherwise, Consumer<String> leftOut, ReadingProgress progress)
            throws InterruptedException {
        // In this order: a run that ends meanwhile is moved from the first to the second.
        List<Path> running = in(home.running());
        List<Path> ended = in(home.runs());
        Set<Path> names = new HashSet<>();
        ended.forEach(each -> names.add(each.getFileName()));
        running.removeIf(each -> names.contains(each.getFileName()));
        List<Path> records = new ArrayList<>(ended);
        records.addAll(running);
        progress.expect(records);
        List<RecordedRun> runs = new ArrayList<>();
        for (Path record : records) {
            try {
                runs.add(readOrMoved(record, home, otherwise, progress));
            } catch (Failure unreadable) {
                leftOut.accept(unreadable.getMessage());
            }
        }
        return runs;
    }

    private static RecordedRun readOrMoved(
            Path record, Home home, Otherwise otherwise, ReadingProgress progress)
            throws InterruptedException {
        Path moved = home.runs().resolve(record.getFileName());
        try {
            return read(record, otherwise, progress);
        } catch (Failure gone) {
            if (!Files.exists(record) && Files.exists(moved)) {
                return read(moved, otherwise, progress);
            }
            throw gone;
        }
    }

    /// A file, or the record of the run that is called so.
    static Path named(Home home, String name) {
        Path file = Words.path("FILE", name);
        if (!Files.exists(file) && !name.isEmpty() && name.indexOf('/') < 0) {
            Path record = ofId(home, name);
            return record == null ? file : record;
        }
        return file;
    }

    /// The record of a run below `WATTLE_HOME`, by its id or the beginning of one.
    ///
    /// @return null where no run is called so
    /// @throws Failure where several are
    private static @Nullable Path ofId(Home home, String id) {
        Map<String, Path> found = new TreeMap<>();
        for (Path folder : List.of(home.running(), home.runs())) {
            for (Path record : in(folder)) {
                String name = String.valueOf(record.getFileName());
                if (name.equals(id + Orphans.SUFFIX)) {
                    return record;
                }
                if (name.startsWith(id)) {
                    found.put(name.substring(0, name.length() - Orphans.SUFFIX.length()), record);
                }
            }
        }
        if (found.size() > 1) {
            throw new Failure(
                    Exit.USAGE,
                    95,
                    "the ids of " + found.size() + " runs begin with \"" + id + "\"",
                    "Name one of them: " + Lists.some(List.copyOf(found.keySet())));
        }
        return found.isEmpty() ? null : found.values().iterator().next();
    }

    /// Those of a folder, in order of their names, which is that of time.
    static List<Path> in(Path folder) {
        List<Path> records = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return records;
        }
        try (var files = Files.newDirectoryStream(folder, "*" + Orphans.SUFFIX)) {
            files.forEach(records::add);
        } catch (IOException problem) {
            throw Failure.unreadable(folder.toString(), problem);
        }
        records.sort(null);
        return records;
    }
}
