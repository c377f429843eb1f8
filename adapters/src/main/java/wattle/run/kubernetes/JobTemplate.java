package wattle.run.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.run.RunnerException;

/// What a Job is made from: a manifest, or an image with a command. Immutable.
public final class JobTemplate {

    /// Of a manifest, in bytes; an API server takes no larger object.
    private static final int LARGEST = 1_500_000;

    private final Job job;

    private JobTemplate(Job job) {
        this.job = job;
    }

    /// A manifest of one Job, as YAML or JSON.
    ///
    /// @throws RunnerException [RunnerException.Reason#REFUSED] if it is not one
    public static JobTemplate read(Path manifest) throws RunnerException {
        Object read = parse(manifest);
        if (!(read instanceof Job job)) {
            throw refused(
                    manifest
                            + " holds "
                            + (read instanceof HasMetadata other
                                    ? "a " + other.getKind()
                                    : "no Job")
                            + ", not one Job",
                    null);
        }
        if (job.getSpec() == null
                || job.getSpec().getTemplate() == null
                || job.getSpec().getTemplate().getSpec() == null) {
            throw refused(manifest + ": the Job has no spec.template.spec", null);
        }
        return new JobTemplate(job);
    }

    /// What a manifest of one object holds; of several a list.
    static Object parse(Path manifest) throws RunnerException {
        byte[] text;
        try (InputStream in = Files.newInputStream(manifest)) {
            text = in.readNBytes(LARGEST + 1);
        } catch (IOException unreadable) {
            throw refused(manifest + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
        if (text.length > LARGEST) {
            throw refused(manifest + " is larger than a Job can be", null);
        }
        try {
            return new KubernetesSerialization().unmarshal(new ByteArrayInputStream(text));
        } catch (RuntimeException wrong) {
            throw refused(manifest + " is no manifest: " + firstLine(wrong), wrong);
        }
    }

    /// One container that is not started again when it fails.
    public static JobTemplate of(String image, List<String> command) {
        return new JobTemplate(
                new JobBuilder()
                        .withNewMetadata()
                        .withName("wattle")
                        .endMetadata()
                        .withNewSpec()
                        .withBackoffLimit(0)
                        .withNewTemplate()
                        .withNewSpec()
                        .withRestartPolicy("Never")
                        .addNewContainer()
                        .withName("main")
                        .withImage(image)
                        .withCommand(command)
                        .endContainer()
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build());
    }

    /// With another command of its first container; its arguments go.
    public JobTemplate withCommand(List<String> command) {
        Job copy = new JobBuilder(job).build();
        List<Container> containers = copy.getSpec().getTemplate().getSpec().getContainers();
        if (containers.isEmpty()) {
            throw new IllegalArgumentException("the Job's template has no container");
        }
        containers.getFirst().setCommand(List.copyOf(command));
        containers.getFirst().setArgs(List.of());
        return new JobTemplate(copy);
    }

    /// Says of the Job that it goes on from its own checkpoint when its pods are deleted.
    public JobTemplate thatCheckpoints() {
        return new JobTemplate(
                new JobBuilder(job)
                        .editOrNewMetadata()
                        .addToAnnotations(Note.CHECKPOINTS.key(), "true")
                        .endMetadata()
                        .build());
    }

    /// Whether it goes on from its own checkpoint when its pods are deleted.
    public boolean checkpoints() {
        return job.getMetadata() != null && "true".equals(Note.CHECKPOINTS.of(job));
    }

    /// The namespace that it names; null where it leaves that to the configuration.
    @Nullable String namespace() {
        return job.getMetadata() == null ? null : job.getMetadata().getNamespace();
    }

    /// The Job of a run: not suspended, and with a name that no other run has.
    Job forRun(String id) {
        Job made =
                new JobBuilder(job)
                        .editOrNewMetadata()
                        .withName(name(id))
                        .withGenerateName(null)
                        .addToLabels(Note.RUN.key(), label(id))
                        .addToAnnotations(Note.RUN.key(), id)
                        .endMetadata()
                        .editSpec()
                        .withSuspend(false)
                        .endSpec()
                        .build();
        if (made.getSpec().getTemplate().getSpec().getRestartPolicy() == null) {
            made.getSpec().getTemplate().getSpec().setRestartPolicy("Never");
        }
        return made;
    }

    /// The value of a label: letters, digits and `-_.`, at most 63 of them.
    static String label(String id) {
        String plain = id.replaceAll("[^A-Za-z0-9._-]", "-");
        String bounded =
                plain.length() > LONGEST ? plain.substring(plain.length() - LONGEST) : plain;
        return bounded.replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
    }

    /// A Job's name becomes a label of its pods, and so do the names of these, with a dash and five
    /// more characters.
    private String name(String id) {
        String own = job.getMetadata() == null ? null : job.getMetadata().getName();
        String prefix =
                own == null && job.getMetadata() != null
                        ? job.getMetadata().getGenerateName()
                        : own;
        String end = label(id).toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
        String begin = prefix == null ? "wattle" : prefix.replaceAll("-+$", "");
        int room = LONGEST - SUFFIX - 1 - end.length();
        if (room < 1) {
            return end.substring(Math.max(0, end.length() - LONGEST + SUFFIX))
                    .replaceAll("^-+", "");
        }
        return begin.substring(0, Math.min(room, begin.length())) + "-" + end;
    }

    private static final int LONGEST = 63;
    private static final int SUFFIX = 6;

    private static String firstLine(Exception wrong) {
        return String.valueOf(wrong.getMessage()).lines().findFirst().orElse("");
    }

    private static RunnerException refused(String why, @Nullable Throwable cause) {
        return cause == null
                ? new RunnerException(RunnerException.Reason.REFUSED, why)
                : new RunnerException(RunnerException.Reason.REFUSED, why, cause);
    }
}
