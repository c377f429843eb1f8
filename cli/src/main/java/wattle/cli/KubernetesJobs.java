package wattle.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import wattle.run.Runner;
import wattle.run.RunnerException;
import wattle.run.driver.ShiftFolder;
import wattle.run.kubernetes.JobTemplate;
import wattle.run.kubernetes.KubernetesRunner;
import wattle.run.local.StoredCommand;

/// Shifted runs as Jobs of a Kubernetes cluster: a manifest of the user's, or a command in an
/// image.
final class KubernetesJobs {

    private KubernetesJobs() {}

    static Runner runner(ShiftFolder folder) {
        Map<String, String> texts = folder.shift().texts();
        try {
            JobTemplate template = template(StoredCommand.words(folder.folder()), texts);
            return KubernetesRunner.connect(
                    texts.containsKey(Shifts.CHECKPOINTS) ? template.thatCheckpoints() : template,
                    texts.get(Shifts.NAMESPACE),
                    Clock.systemUTC());
        } catch (IOException unreadable) {
            throw Failure.unreadable(folder.folder().toString(), unreadable);
        } catch (RunnerException refused) {
            throw new Failure(
                    Exit.INVALID_INPUT,
                    378,
                    String.valueOf(refused.getMessage()),
                    "Give the manifest of one Job, or --image IMAGE with a command.",
                    refused);
        }
    }

    private static JobTemplate template(List<String> command, Map<String, String> texts)
            throws RunnerException {
        String image = texts.get(Shifts.IMAGE);
        if (image != null) {
            return JobTemplate.of(image, command);
        }
        if (command.size() != 1) {
            throw new RunnerException(
                    RunnerException.Reason.REFUSED,
                    "without --image the command is the manifest of a Job, which is one word");
        }
        return JobTemplate.read(Path.of(command.getFirst()));
    }
}
