package wattle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import wattle.plan.Policy;
import wattle.run.Runner;
import wattle.run.driver.Shift;
import wattle.run.driver.ShiftFolder;
import wattle.run.local.StoredCommand;
import wattle.run.slurm.SlurmCommands;
import wattle.run.slurm.SlurmRunner;

/// Shifted runs as jobs of Slurm. A command is measured on its node, by this Wattle, into the run's
/// folder; a batch script is handed over as it is.
final class SlurmJobs {

    private static final String SCRIPTS_MARK = "#SBATCH";

    /// Options of a run that its record is accounted by.
    private static final List<String> ACCOUNTED_BY =
            List.of("zone", "provider", "region", "intensity", "signal", "factor", "pue");

    private static final int HEAD = 1 << 16;

    private SlurmJobs() {}

    static Runner runner(ShiftFolder folder) {
        Shift shift = folder.shift();
        List<String> options = new ArrayList<>();
        String given = shift.texts().get(Shifts.SBATCH);
        if (given != null) {
            options.addAll(List.of(given.split("\n", -1)));
        }
        List<String> command;
        try {
            command = StoredCommand.words(folder.folder());
        } catch (IOException unreadable) {
            throw Failure.unreadable(folder.folder().toString(), unreadable);
        }
        boolean script = isScript(command.getFirst());
        if (!script) {
            options.add(SlurmRunner.wrapped(measured(folder, command)));
        }
        try {
            return new SlurmRunner(
                    SlurmCommands.of(System.getenv()),
                    options,
                    script ? command : List.of(),
                    pauses(shift));
        } catch (IllegalArgumentException refused) {
            throw new Failure(
                    Exit.USAGE,
                    375,
                    String.valueOf(refused.getMessage()),
                    "Leave it out.",
                    refused);
        }
    }

    private static Runner.Pauses pauses(Shift shift) {
        if (shift.policy() == Policy.FLEXIBLE_START) {
            return Runner.Pauses.NEVER;
        }
        return shift.texts().containsKey(Shifts.REQUEUE)
                ? Runner.Pauses.RESTARTS
                : Runner.Pauses.FREEZES;
    }

    /// Where the records of a run are written that is carried out elsewhere.
    static Path records(ShiftFolder folder) {
        return folder.folder().resolve("records");
    }

    private static List<String> measured(ShiftFolder folder, List<String> command) {
        String launcher = System.getProperty("wattle.launcher");
        if (launcher == null) {
            return command; // Started without its launcher, which would not be found there.
        }
        List<String> words = new ArrayList<>();
        words.add(launcher);
        words.addAll(List.of("run", "--quiet", "--record", records(folder) + "/"));
        Map<String, String> texts = folder.shift().texts();
        for (String each : ACCOUNTED_BY) {
            String value = texts.get(each);
            if (value != null) {
                words.addAll(List.of("--" + each, value));
            }
        }
        String files = texts.get("intensity_files");
        if (files != null) {
            for (String each : files.split("\n", -1)) {
                words.addAll(List.of("--intensity-file", each));
            }
        }
        words.add("--");
        words.addAll(command);
        return words;
    }

    /// Whether it says itself what it wants of Slurm.
    private static boolean isScript(String file) {
        try (var in = Files.newInputStream(Path.of(file))) {
            String head =
                    new String(in.readNBytes(HEAD), java.nio.charset.StandardCharsets.ISO_8859_1);
            return head.startsWith("#!") && head.contains(SCRIPTS_MARK);
        } catch (IOException | java.nio.file.InvalidPathException none) {
            return false;
        }
    }
}
