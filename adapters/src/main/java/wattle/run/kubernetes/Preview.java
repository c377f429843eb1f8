package wattle.run.kubernetes;

import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wattle.run.RunnerException;

/// What an operator would do at first with a Job of a manifest if it were created now. Asks no
/// cluster.
///
/// @param name of the Job, or of the CronJob that makes it
/// @param suspend whether it would be suspended
/// @param notes annotations that would be written, without the prefix, in this order
public record Preview(String name, boolean suspend, Map<String, String> notes) {

    /// @param manifest of a Job or a CronJob
    /// @param told what an operator would tell
    /// @throws RunnerException if the manifest has no Job, or none with annotations of Wattle
    public static Preview of(
            Path manifest,
            ZoneIntensity intensity,
            Operator.Settings settings,
            Instant now,
            Consumer<String> told)
            throws RunnerException {
        Job job = job(manifest);
        var seen = new Seen();
        var operator = new Operator(seen, intensity, settings, told);
        job.getMetadata().setUid("preview");
        job.getMetadata().setCreationTimestamp(now.truncatedTo(ChronoUnit.SECONDS).toString());
        operator.saw(job);
        operator.step(now);
        if (seen.notes.isEmpty()) {
            throw refused(
                    manifest
                            + ": "
                            + job.getMetadata().getName()
                            + " has no annotations "
                            + Note.PREFIX
                            + "…, and is left alone");
        }
        return new Preview(
                job.getMetadata().getName(),
                seen.suspend == null ? JobPhase.isSuspended(job) : seen.suspend,
                seen.notes);
    }

    private static Job job(Path manifest) throws RunnerException {
        Object read = JobTemplate.parse(manifest);
        List<?> all = read instanceof List<?> several ? several : List.of(read);
        List<Job> jobs = new ArrayList<>();
        for (Object each : all) {
            if (each instanceof Job job && job.getMetadata() != null) {
                jobs.add(job);
            } else if (each instanceof CronJob cron
                    && cron.getMetadata() != null
                    && cron.getSpec() != null
                    && cron.getSpec().getJobTemplate() != null) {
                jobs.add(made(cron));
            }
        }
        if (jobs.size() != 1) {
            throw refused(
                    manifest + " holds " + (jobs.isEmpty() ? "no Job" : jobs.size() + " Jobs"));
        }
        Job job = jobs.getFirst();
        if (job.getMetadata().getName() == null) {
            job.getMetadata()
                    .setName(
                            Objects.requireNonNullElse(job.getMetadata().getGenerateName(), "job"));
        }
        return job;
    }

    /// As the controller of CronJobs makes it.
    static Job made(CronJob cron) {
        var template = cron.getSpec().getJobTemplate();
        return new JobBuilder()
                .withMetadata(template.getMetadata())
                .editOrNewMetadata()
                .withName(cron.getMetadata().getName())
                .withNamespace(cron.getMetadata().getNamespace())
                .endMetadata()
                .withSpec(template.getSpec())
                .build();
    }

    private static RunnerException refused(String why) {
        return new RunnerException(RunnerException.Reason.REFUSED, why);
    }

    private static final class Seen implements Cluster {
        private @Nullable Boolean suspend;
        private final Map<String, String> notes = new LinkedHashMap<>();

        @Override
        public String patch(Ref job, @Nullable Boolean turned, Map<String, @Nullable String> by) {
            suspend = turned == null ? suspend : turned;
            by.forEach((key, value) -> {
                if (value != null) {
                    notes.put(key.substring(Note.PREFIX.length()), value);
                }
            });
            return job.version();
        }

        @Override
        public void event(Ref job, boolean warning, String reason, String message) {}
    }
}
