package wattle.run.kubernetes;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.run.RunnerException;

/// A [Cluster] by its API server.
final class FabricCluster implements Cluster {

    private static final String OURS = "wattle-operator";

    private final KubernetesClient client;
    private final Clock clock;
    private long events;

    FabricCluster(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public String patch(Ref job, @Nullable Boolean suspend, Map<String, @Nullable String> notes)
            throws RunnerException, StaleException {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("resourceVersion", job.version());
        metadata.put("annotations", notes);
        Map<String, Object> patch = new LinkedHashMap<>();
        patch.put("metadata", metadata);
        if (suspend != null) {
            patch.put("spec", Map.of("suspend", suspend));
        }
        String json = client.getKubernetesSerialization().asJson(patch);
        try {
            Job changed =
                    ApiServer.ask(
                            "patch Job " + job,
                            () ->
                                    client.batch()
                                            .v1()
                                            .jobs()
                                            .inNamespace(job.namespace())
                                            .withName(job.name())
                                            .patch(PatchContext.of(PatchType.JSON_MERGE), json));
            return changed.getMetadata().getResourceVersion();
        } catch (RunnerException failed) {
            if (ApiServer.isConflict(failed.getCause())
                    || ApiServer.isNotFound(failed.getCause())) {
                throw new StaleException(job + " is not as it was", failed);
            }
            throw failed;
        }
    }

    @Override
    public void event(Ref job, boolean warning, String reason, String message)
            throws RunnerException {
        Instant now = clock.instant();
        String name = job.name() + "." + Long.toHexString(now.toEpochMilli()) + "-" + events++;
        String at = now.truncatedTo(ChronoUnit.SECONDS).toString();
        ApiServer.ask(
                "create an event of Job " + job,
                () ->
                        client.v1()
                                .events()
                                .inNamespace(job.namespace())
                                .resource(
                                        new EventBuilder()
                                                .withNewMetadata()
                                                .withNamespace(job.namespace())
                                                .withName(name)
                                                .endMetadata()
                                                .withNewInvolvedObject()
                                                .withApiVersion("batch/v1")
                                                .withKind("Job")
                                                .withNamespace(job.namespace())
                                                .withName(job.name())
                                                .withUid(job.uid())
                                                .endInvolvedObject()
                                                .withNewSource()
                                                .withComponent(OURS)
                                                .endSource()
                                                .withType(warning ? "Warning" : "Normal")
                                                .withReason(reason)
                                                .withMessage(message)
                                                .withCount(1)
                                                .withFirstTimestamp(at)
                                                .withLastTimestamp(at)
                                                .build())
                                .create());
    }
}
