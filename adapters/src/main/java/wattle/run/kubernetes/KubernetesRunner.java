package wattle.run.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ScalableResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.run.RunState;
import wattle.run.Runner;
import wattle.run.RunnerException;
import wattle.run.Sighting;

/// Carries a run out as a Job of a Kubernetes cluster.
///
/// The Job's name is made from the run's id, so the API server itself keeps a run from being
/// started twice. A handle is `namespace/name/uid`: another Job that gets the same name later is
/// not taken for it. How long the Job ran before its last pause stands in an annotation, which is
/// written together with `spec.suspend`.
///
/// Who uses it may create, get, list, patch and delete Jobs. May they list pods, too, exit codes
/// are known, and running times to the second; else a wait for a node counts as running.
public final class KubernetesRunner implements Runner, AutoCloseable {

    private static final int HANDLE_PARTS = 3;

    private final KubernetesClient client;
    private final JobTemplate template;
    private final Clock clock;

    KubernetesRunner(KubernetesClient client, JobTemplate template, Clock clock) {
        this.client = client;
        this.template = template;
        this.clock = clock;
    }

    /// By `KUBECONFIG`, `~/.kube/config` or a pod's service account, as kubectl does. Asks nobody
    /// yet.
    ///
    /// @param namespace of the Job; null for the template's, or else the configuration's
    public static KubernetesRunner connect(
            JobTemplate template, @Nullable String namespace, Clock clock) throws RunnerException {
        return new KubernetesRunner(
                ApiServer.connect(namespace == null ? template.namespace() : namespace),
                template,
                clock);
    }

    @Override
    public String name() {
        return "kubernetes";
    }

    @Override
    public Pauses pauses() {
        return template.checkpoints() ? Pauses.RESTARTS : Pauses.NEVER;
    }

    @Override
    public String start(String id) throws RunnerException {
        Job job = template.forRun(id);
        job.getMetadata().setNamespace(client.getNamespace());
        String what = "create Job " + client.getNamespace() + "/" + job.getMetadata().getName();
        try {
            return handle(ApiServer.ask(what, () -> client.resource(job).create()));
        } catch (RunnerException failed) {
            // It was created before, and the answer was lost on its way.
            String found = ApiServer.isConflict(failed.getCause()) ? find(id) : null;
            if (found != null) {
                return found;
            }
            throw failed;
        }
    }

    @Override
    public @Nullable String find(String id) throws RunnerException {
        List<Job> found =
                ApiServer.ask(
                        "list the Jobs of run " + id,
                        () ->
                                client.batch()
                                        .v1()
                                        .jobs()
                                        .inNamespace(client.getNamespace())
                                        .withLabel(Note.RUN.key(), JobTemplate.label(id))
                                        .list()
                                        .getItems());
        for (Job each : found) {
            if (id.equals(Note.RUN.of(each))) {
                return handle(each);
            }
        }
        return null;
    }

    @Override
    public Sighting look(String handle) throws RunnerException {
        Job job = job(handle);
        if (job == null) {
            return Sighting.lost("the cluster has no such Job any more");
        }
        JobPhase phase = JobPhase.of(job);
        Stretches before = Stretches.parse(Note.RAN.of(job));
        return switch (phase.kind()) {
            case SUSPENDED ->
                    new Sighting(
                            Note.RAN.of(job) == null ? RunState.WAITING : RunState.PAUSED,
                            null,
                            before.sum(),
                            "suspended");
            case PENDING ->
                    new Sighting(RunState.WAITING, null, before.sum(), "its pods do not run yet");
            case UP ->
                    new Sighting(RunState.RUNNING, null, ran(job, phase, before, now()).sum(), "");
            case COMPLETE -> new Sighting(RunState.FINISHED, 0, ended(job, phase, before), "");
            case FAILED ->
                    new Sighting(
                            RunState.FAILED,
                            exitCode(job),
                            ended(job, phase, before),
                            phase.remark());
        };
    }

    @Override
    public void pause(String handle) throws RunnerException {
        Job job = job(handle);
        if (job == null) {
            return;
        }
        JobPhase phase = JobPhase.of(job);
        switch (phase.kind()) {
            case UP -> {
                Stretches before = Stretches.parse(Note.RAN.of(job));
                String ran = ran(job, phase, before, now()).text();
                suspend(job, true, Map.of(Note.RAN.key(), ran));
            }
            case PENDING -> suspend(job, true, Map.of());
            case SUSPENDED, COMPLETE, FAILED -> {}
        }
    }

    @Override
    public void resume(String handle) throws RunnerException {
        Job job = job(handle);
        if (job != null && !JobPhase.of(job).isOver() && JobPhase.isSuspended(job)) {
            suspend(job, false, Map.of());
        }
    }

    @Override
    public void cancel(String handle) throws RunnerException {
        Job job = job(handle);
        if (job != null) {
            ApiServer.askFor(
                    "delete Job " + words(job),
                    () ->
                            resource(job)
                                    .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                                    .delete());
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private void suspend(Job job, boolean on, Map<String, String> notes) throws RunnerException {
        Map<String, @Nullable Object> patch = new LinkedHashMap<>();
        // Whoever changed the Job since it was read is not overwritten.
        patch.put(
                "metadata",
                Map.of(
                        "resourceVersion",
                        job.getMetadata().getResourceVersion(),
                        "annotations",
                        notes));
        patch.put("spec", Map.of("suspend", on));
        String json = client.getKubernetesSerialization().asJson(patch);
        ApiServer.ask(
                (on ? "suspend Job " : "continue Job ") + words(job),
                () -> resource(job).patch(PatchContext.of(PatchType.JSON_MERGE), json));
    }

    /// The Job of a handle; null where it is gone, and another one may have its name.
    private @Nullable Job job(String handle) throws RunnerException {
        String[] parts = handle.split("/", -1);
        if (parts.length != HANDLE_PARTS) {
            throw new RunnerException(
                    RunnerException.Reason.REFUSED, "\"" + handle + "\" names no Job");
        }
        Job job =
                ApiServer.askFor(
                        "get Job " + parts[0] + "/" + parts[1],
                        () ->
                                client.batch()
                                        .v1()
                                        .jobs()
                                        .inNamespace(parts[0])
                                        .withName(parts[1])
                                        .get());
        return job != null && parts[2].equals(job.getMetadata().getUid()) ? job : null;
    }

    private ScalableResource<Job> resource(Job job) {
        return client.batch()
                .v1()
                .jobs()
                .inNamespace(job.getMetadata().getNamespace())
                .withName(job.getMetadata().getName());
    }

    private static String handle(Job job) {
        return words(job) + "/" + job.getMetadata().getUid();
    }

    private static String words(Job job) {
        return job.getMetadata().getNamespace() + "/" + job.getMetadata().getName();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /// With the present stretch.
    private Stretches ran(Job job, JobPhase phase, Stretches before, Instant until)
            throws RunnerException {
        Instant since = runningSince(job);
        return before.and(since == null ? phase.started() : since, until);
    }

    private @Nullable Duration ended(Job job, JobPhase phase, Stretches before)
            throws RunnerException {
        return phase.started() == null || phase.ended() == null
                ? null
                : ran(job, phase, before, phase.ended()).sum();
    }

    /// When the first container of the present pods began; null where none did, or nobody may know.
    private @Nullable Instant runningSince(Job job) throws RunnerException {
        Instant first = null;
        for (ContainerStatus each : containers(job)) {
            ContainerState state = each.getState();
            Instant began = null;
            if (state != null && state.getRunning() != null) {
                began = Stretches.instant(state.getRunning().getStartedAt());
            } else if (state != null && state.getTerminated() != null) {
                began = Stretches.instant(state.getTerminated().getStartedAt());
            }
            if (began != null && (first == null || began.isBefore(first))) {
                first = began;
            }
        }
        return first;
    }

    /// Of the container that failed last; null where nobody knows, since pods of a failed Job may
    /// be gone.
    private @Nullable Integer exitCode(Job job) throws RunnerException {
        Integer code = null;
        for (ContainerStatus each : containers(job)) {
            ContainerState state = each.getState();
            if (state != null && state.getTerminated() != null) {
                Integer its = state.getTerminated().getExitCode();
                if (its != null && its != 0) {
                    code = its;
                }
            }
        }
        return code;
    }

    private List<ContainerStatus> containers(Job job) throws RunnerException {
        if (job.getSpec().getSelector() == null
                || job.getSpec().getSelector().getMatchLabels() == null
                || job.getSpec().getSelector().getMatchLabels().isEmpty()) {
            return List.of();
        }
        List<Pod> pods;
        try {
            pods =
                    ApiServer.ask(
                            "list the pods of Job " + words(job),
                            () ->
                                    client.pods()
                                            .inNamespace(job.getMetadata().getNamespace())
                                            .withLabelSelector(job.getSpec().getSelector())
                                            .list()
                                            .getItems());
        } catch (RunnerException refused) {
            if (refused.reason() == RunnerException.Reason.REFUSED) {
                return List.of(); // No permission, which is all right.
            }
            throw refused;
        }
        List<ContainerStatus> all = new ArrayList<>();
        for (Pod each : pods) {
            if (each.getStatus() != null && each.getStatus().getContainerStatuses() != null) {
                all.addAll(each.getStatus().getContainerStatuses());
            }
        }
        return all;
    }
}
