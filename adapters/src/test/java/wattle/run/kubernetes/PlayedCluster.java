package wattle.run.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/// An API server that keeps objects, and a Job controller that is played as the documentation of
/// Kubernetes describes it ("Jobs", sections "Suspending a Job", "Job termination and cleanup" and
/// "Pod backoff failure policy"): a Job that is suspended has no pods; `false` makes its pod and
/// sets `startTime`; `true` deletes active pods and resets `startTime`; a Job that ended has a
/// condition and is changed no more.
final class PlayedCluster implements AutoCloseable {

    static final String NAMESPACE = "test";

    /// It writes a line for each request.
    private static final Logger LOG = Logger.getLogger("io.fabric8.mockwebserver");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, String> created = new HashMap<>();
    private volatile int refusal;

    private final KubernetesMockServer server =
            new KubernetesMockServer(
                    new Context(),
                    new MockWebServer(),
                    new HashMap<>(),
                    new KubernetesCrudDispatcher() {
                        @Override
                        public MockResponse dispatch(RecordedRequest request) {
                            asked.add(request.getMethod() + " " + request.getPath());
                            return refusal == 0 ? super.dispatch(request) : refused();
                        }
                    },
                    false);
    private final NamespacedKubernetesClient client;
    private final KubernetesClient wattles;
    private final Clock clock;

    PlayedCluster(Clock clock) {
        LOG.setLevel(Level.WARNING);
        this.clock = clock;
        server.init();
        client = server.createClient();
        wattles = ApiServer.bounded(client.getConfiguration());
    }

    /// Of the namespace `test`, as Wattle connects.
    KubernetesClient client() {
        return wattles;
    }

    /// From now on each request is answered with this code; 0 for as it should be.
    void answer(int code) {
        refusal = code;
    }

    private MockResponse refused() {
        return new MockResponse()
                .setResponseCode(refusal)
                .setBody(
                        client.getKubernetesSerialization()
                                .asJson(
                                        new StatusBuilder()
                                                .withCode(refusal)
                                                .withMessage("answered " + refusal + " on purpose")
                                                .build()));
    }

    /// The server ends, and nobody listens any more.
    void shutDown() {
        server.shutdown();
    }

    /// Every request so far: `GET /apis/batch/v1/jobs`.
    List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        wattles.close();
        client.close();
        server.destroy();
    }

    Job create(Job job) {
        Job made =
                client.resource(
                                new JobBuilder(job)
                                        .editMetadata()
                                        .withNamespace(NAMESPACE)
                                        .endMetadata()
                                        .build())
                        .create();
        created.put(made.getMetadata().getUid(), now());
        return stamped(made);
    }

    /// By this clock: the server stamps by its own.
    private Job stamped(Job job) {
        job.getMetadata().setCreationTimestamp(created.get(job.getMetadata().getUid()));
        return job;
    }

    Job job(String name) {
        return stamped(
                Objects.requireNonNull(
                        client.batch().v1().jobs().inNamespace(NAMESPACE).withName(name).get(),
                        name));
    }

    List<Job> jobs() {
        List<Job> all = client.batch().v1().jobs().inNamespace(NAMESPACE).list().getItems();
        all.forEach(this::stamped);
        return all;
    }

    /// The controller sees what has changed.
    void reconcile() {
        for (Job each : jobs()) {
            if (!JobPhase.of(each).isOver()) {
                reconcile(each);
            }
        }
    }

    private void reconcile(Job job) {
        String name = job.getMetadata().getName();
        if (JobPhase.isSuspended(job)) {
            deletePods(name);
            status(
                    name,
                    was ->
                            was.withActive(0)
                                    .withReady(0)
                                    .withStartTime(null)
                                    .withConditions(condition("Suspended", "JobSuspended")));
        } else if (pods(name).isEmpty()) {
            client.resource(
                            new PodBuilder()
                                    .withNewMetadata()
                                    .withNamespace(NAMESPACE)
                                    .withName(name + "-" + made++)
                                    .addToLabels("job-name", name)
                                    .endMetadata()
                                    .build())
                    .create();
            if (job.getSpec().getSelector() == null) {
                client.resource(job)
                        .edit(old ->
                                new JobBuilder(old)
                                        .editSpec()
                                        .withNewSelector()
                                        .addToMatchLabels("job-name", name)
                                        .endSelector()
                                        .endSpec()
                                        .build());
            }
            status(
                    name,
                    was ->
                            was.withActive(1)
                                    .withReady(0)
                                    .withStartTime(now())
                                    .withConditions(List.of()));
        }
    }

    private int made;

    /// The Job's pod is scheduled, pulled, and runs.
    void ready(String name) {
        Pod pod = pods(name).getFirst();
        client.resource(pod)
                .editStatus(old ->
                        new PodBuilder(old)
                                .withNewStatus()
                                .withPhase("Running")
                                .addNewContainerStatus()
                                .withName("main")
                                .withState(
                                        new ContainerStateBuilder().withNewRunning(now()).build())
                                .endContainerStatus()
                                .endStatus()
                                .build());
        status(name, was -> was.withActive(1).withReady(1));
    }

    /// Starts what is to start, pods and all.
    void run() {
        reconcile();
        for (Job each : jobs()) {
            if (JobPhase.of(each).kind() == JobPhase.Kind.PENDING) {
                ready(each.getMetadata().getName());
            }
        }
    }

    void complete(String name) {
        deletePods(name);
        status(
                name,
                was ->
                        was.withActive(0)
                                .withReady(0)
                                .withSucceeded(1)
                                .withCompletionTime(now())
                                .withConditions(condition("Complete", "CompletionsReached")));
    }

    /// Its last pod ends with this code, and the backoff limit is reached.
    void fail(String name, int code) {
        for (Pod each : pods(name)) {
            client.resource(each)
                    .editStatus(old ->
                            new PodBuilder(old)
                                    .withNewStatus()
                                    .withPhase("Failed")
                                    .addNewContainerStatus()
                                    .withName("main")
                                    .withNewState()
                                    .withNewTerminated()
                                    .withExitCode(code)
                                    .withStartedAt(now())
                                    .withFinishedAt(now())
                                    .endTerminated()
                                    .endState()
                                    .endContainerStatus()
                                    .endStatus()
                                    .build());
        }
        status(
                name,
                was ->
                        was.withActive(0)
                                .withReady(0)
                                .withFailed(1)
                                .withConditions(condition("Failed", "BackoffLimitExceeded")));
    }

    void delete(String name) {
        deletePods(name);
        client.batch().v1().jobs().inNamespace(NAMESPACE).withName(name).delete();
    }

    /// As `kubectl patch job NAME -p '{"spec":{"suspend":…}}'` does.
    void suspendByHand(String name, boolean on) {
        client.batch()
                .v1()
                .jobs()
                .inNamespace(NAMESPACE)
                .withName(name)
                .edit(old -> new JobBuilder(old).editSpec().withSuspend(on).endSpec().build());
    }

    List<Pod> pods(String job) {
        return client.pods().inNamespace(NAMESPACE).withLabel("job-name", job).list().getItems();
    }

    private void deletePods(String job) {
        client.pods().inNamespace(NAMESPACE).withLabel("job-name", job).delete();
    }

    private void status(String name, UnaryOperator<JobStatusBuilder> change) {
        client.batch()
                .v1()
                .jobs()
                .inNamespace(NAMESPACE)
                .withName(name)
                .editStatus(old ->
                        new JobBuilder(old)
                                .withStatus(
                                        change.apply(
                                                        old.getStatus() == null
                                                                ? new JobStatusBuilder()
                                                                : new JobStatusBuilder(
                                                                        old.getStatus()))
                                                .build())
                                .build());
    }

    private List<JobCondition> condition(String type, String reason) {
        return new ArrayList<>(
                List.of(
                        new JobConditionBuilder()
                                .withType(type)
                                .withStatus("True")
                                .withReason(reason)
                                .withLastTransitionTime(now())
                                .build()));
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
