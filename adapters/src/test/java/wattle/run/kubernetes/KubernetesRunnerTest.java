package wattle.run.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wattle.run.RunState;
import wattle.run.Runner;
import wattle.run.RunnerException;
import wattle.run.Sighting;
import wattle.testing.SetClock;

class KubernetesRunnerTest {

    private static final String ID = "20261122-054008-3f9c21aa";
    private static final JobTemplate TEMPLATE =
            JobTemplate.of("busybox", List.of("sleep", "60")).thatCheckpoints();

    private final SetClock clock = new SetClock(Instant.parse("2026-11-22T05:40:00Z"));
    private final PlayedCluster cluster = new PlayedCluster(clock);
    private final KubernetesRunner runner = new KubernetesRunner(cluster.client(), TEMPLATE, clock);

    @AfterEach
    void close() {
        cluster.close();
    }

    private String started() throws RunnerException {
        String handle = runner.start(ID);
        cluster.reconcile();
        return handle;
    }

    private static String name(String handle) {
        return handle.split("/", -1)[1];
    }

    @Test
    void aRunIsOneJobThatCarriesItsId() throws RunnerException {
        String handle = started();
        assertThat(handle).startsWith("test/wattle-" + ID + "/");
        assertThat(runner.find(ID)).isEqualTo(handle);
        assertThat(runner.find("another")).isNull();
        assertThat(cluster.pods(name(handle))).hasSize(1);
    }

    @Test
    void aStartWhoseAnswerWasLostDoublesNothing() throws RunnerException {
        String handle = started();
        assertThat(runner.start(ID)).isEqualTo(handle);
        assertThat(cluster.jobs()).hasSize(1);
    }

    @Test
    void aJobIsSeenThroughItsLife() throws RunnerException {
        String handle = started();
        clock.goOn(Duration.ofSeconds(40)); // On its way to a node.
        assertThat(runner.look(handle).state()).isEqualTo(RunState.WAITING);
        cluster.ready(name(handle));
        clock.goOn(Duration.ofSeconds(20));
        assertThat(runner.look(handle))
                .isEqualTo(new Sighting(RunState.RUNNING, null, Duration.ofSeconds(20), ""));
        runner.pause(handle);
        cluster.reconcile();
        assertThat(cluster.pods(name(handle))).isEmpty();
        assertThat(cluster.job(name(handle)).getStatus().getStartTime()).isNull();
        clock.goOn(Duration.ofHours(3));
        Sighting paused = runner.look(handle);
        assertThat(paused.state()).isEqualTo(RunState.PAUSED);
        assertThat(paused.ran()).isEqualTo(Duration.ofSeconds(20));
        runner.resume(handle);
        cluster.run();
        clock.goOn(Duration.ofSeconds(30));
        assertThat(runner.look(handle).ran()).isEqualTo(Duration.ofSeconds(50));
        cluster.complete(name(handle));
        assertThat(runner.look(handle))
                .isEqualTo(new Sighting(RunState.FINISHED, 0, Duration.ofSeconds(50), ""));
    }

    @Test
    void anotherWattleGoesOnWithTheHandle() throws RunnerException {
        String handle = started();
        cluster.ready(name(handle));
        clock.goOn(Duration.ofSeconds(20));
        runner.pause(handle);
        cluster.reconcile();
        var next = new KubernetesRunner(cluster.client(), TEMPLATE, clock);
        assertThat(next.look(handle).ran()).isEqualTo(Duration.ofSeconds(20));
        next.resume(handle);
        cluster.run();
        assertThat(next.look(handle).state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void aJobThatFailsHasTheExitCodeOfItsContainer() throws RunnerException {
        String handle = started();
        cluster.ready(name(handle));
        cluster.fail(name(handle), 3);
        Sighting seen = runner.look(handle);
        assertThat(seen.state()).isEqualTo(RunState.FAILED);
        assertThat(seen.exitCode()).isEqualTo(3);
        assertThat(seen.remark()).isEqualTo("BackoffLimitExceeded");
    }

    @Test
    void aPodThatIsGoneTookItsExitCodeAlong() throws RunnerException {
        String handle = started();
        cluster.client().pods().inNamespace(PlayedCluster.NAMESPACE).delete();
        cluster.fail(name(handle), 3);
        assertThat(runner.look(handle).exitCode()).isNull();
    }

    @Test
    void aJobThatIsGoneIsLostAndSoIsOneWhoseNameAnotherHas() throws RunnerException {
        String handle = started();
        cluster.delete(name(handle));
        assertThat(runner.look(handle).state()).isEqualTo(RunState.LOST);
        runner.pause(handle);
        runner.resume(handle);
        runner.cancel(handle);
        runner.start(ID);
        assertThat(runner.look(handle).state()).isEqualTo(RunState.LOST);
        runner.cancel(handle);
        assertThat(cluster.jobs()).hasSize(1);
    }

    @Test
    void whatIsDoneTwiceIsDoneOnce() throws RunnerException {
        String handle = started();
        cluster.ready(name(handle));
        clock.goOn(Duration.ofSeconds(20));
        runner.pause(handle);
        cluster.reconcile();
        runner.pause(handle);
        clock.goOn(Duration.ofSeconds(20));
        assertThat(runner.look(handle).ran()).isEqualTo(Duration.ofSeconds(20));
        runner.resume(handle);
        runner.resume(handle);
        cluster.run();
        cluster.complete(name(handle));
        runner.pause(handle);
        runner.resume(handle);
        assertThat(runner.look(handle).state()).isEqualTo(RunState.FINISHED);
    }

    @Test
    void aJobIsHeldBeforeItsPodsRun() throws RunnerException {
        String handle = started();
        runner.pause(handle);
        cluster.reconcile();
        assertThat(cluster.pods(name(handle))).isEmpty();
        assertThat(runner.look(handle).state()).isEqualTo(RunState.WAITING);
    }

    @Test
    void cancelDeletesTheJob() throws RunnerException {
        String handle = started();
        runner.cancel(handle);
        assertThat(cluster.jobs()).isEmpty();
    }

    @Test
    void onlyAJobThatCheckpointsIsPaused() {
        assertThat(runner.pauses()).isEqualTo(Runner.Pauses.RESTARTS);
        var other =
                new KubernetesRunner(
                        cluster.client(), JobTemplate.of("busybox", List.of("true")), clock);
        assertThat(other.pauses()).isEqualTo(Runner.Pauses.NEVER);
    }

    @Test
    void aServerThatIsAwayMayComeBack() throws RunnerException {
        String handle = started();
        cluster.shutDown();
        assertThatThrownBy(() -> runner.look(handle))
                .hasMessageContaining("does not answer to get Job test/wattle-")
                .isInstanceOfSatisfying(
                        RunnerException.class,
                        failed ->
                                assertThat(failed.reason())
                                        .isEqualTo(RunnerException.Reason.UNREACHABLE));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 409, 422})
    void aRefusalComesWithTheServersWords(int code) {
        cluster.answer(code);
        assertThatThrownBy(() -> runner.start(ID))
                .hasMessageContaining(code + " answered " + code + " on purpose")
                .isInstanceOfSatisfying(
                        RunnerException.class,
                        failed ->
                                assertThat(failed.reason())
                                        .isEqualTo(RunnerException.Reason.REFUSED));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void aServerThatIsTooBusyMayBeAskedAgain(int code) {
        cluster.answer(code);
        assertThatThrownBy(() -> runner.find(ID))
                .isInstanceOfSatisfying(
                        RunnerException.class,
                        failed ->
                                assertThat(failed.reason())
                                        .isEqualTo(RunnerException.Reason.UNREACHABLE));
    }

    @Test
    void aManifestIsTheTemplate(@TempDir Path folder) throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("job.yaml"),
                        """
                        apiVersion: batch/v1
                        kind: Job
                        metadata:
                          generateName: train-
                          annotations:
                            wattle.dev/checkpoints: "true"
                        spec:
                          template:
                            spec:
                              containers:
                                - name: main
                                  image: python:3.13
                                  args: ["train.py"]
                        """);
        JobTemplate template = JobTemplate.read(file);
        assertThat(template.checkpoints()).isTrue();
        var job = template.withCommand(List.of("python", "other.py")).forRun(ID);
        assertThat(job.getMetadata().getName()).isEqualTo("train-" + ID);
        var spec = job.getSpec().getTemplate().getSpec();
        assertThat(spec.getRestartPolicy()).isEqualTo("Never");
        assertThat(spec.getContainers().getFirst().getCommand())
                .containsExactly("python", "other.py");
        assertThat(spec.getContainers().getFirst().getArgs()).isEmpty();
    }

    @Test
    void whatIsNoJobIsRefused(@TempDir Path folder) throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("pod.yaml"), "apiVersion: v1\nkind: Pod\nmetadata: {}\n");
        assertThatThrownBy(() -> JobTemplate.read(file)).hasMessageContaining("a Pod, not one Job");
        Files.writeString(file, "a: [");
        assertThatThrownBy(() -> JobTemplate.read(file)).hasMessageContaining("no manifest");
        assertThatThrownBy(() -> JobTemplate.read(folder.resolve("none.yaml")))
                .hasMessageContaining("cannot be read");
    }

    @Test
    void aNameIsShortEnoughForTheLabelsOfItsPods() {
        var template = JobTemplate.of("busybox", List.of("true"));
        for (String id : List.of(ID, "x".repeat(200), "Ünïcode run_7")) {
            assertThat(template.forRun(id).getMetadata().getName())
                    .hasSizeLessThanOrEqualTo(57)
                    .matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
            assertThat(JobTemplate.label(id))
                    .matches("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?");
        }
    }
}
