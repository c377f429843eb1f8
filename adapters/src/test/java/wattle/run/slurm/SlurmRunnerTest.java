package wattle.run.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import wattle.run.RunState;
import wattle.run.Runner;
import wattle.run.RunnerException;
import wattle.run.RunnerException.Reason;
import wattle.run.Sighting;
import wattle.testing.slurm.SlurmCluster;

/// On a real cluster.
@ResourceLock(SlurmCluster.LOCK)
@Execution(ExecutionMode.SAME_THREAD)
class SlurmRunnerTest {

    private static final String ENDLESS =
            "--wrap=i=0; while :; do i=$((i+1)); echo $i; sleep 0.2; done";

    private final SlurmCluster cluster = SlurmCluster.needed();
    private final String id = UUID.randomUUID().toString();

    @BeforeEach
    @AfterEach
    void nothingRuns() throws IOException {
        cluster.cancelAll();
    }

    private SlurmCommands commands() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(cluster.environment());
        return SlurmCommands.of(environment);
    }

    private SlurmRunner runner(Runner.Pauses pauses, String... options) {
        List<String> all = new ArrayList<>(List.of("--ntasks=1", "--output=" + output()));
        all.addAll(List.of(options));
        return new SlurmRunner(commands(), all, List.of(), pauses);
    }

    private Path output() {
        return cluster.folder().resolve(id + ".out");
    }

    private long starts() throws IOException {
        return Files.exists(output())
                ? Files.readAllLines(output()).stream().filter("start"::equals).count()
                : 0;
    }

    private Sighting until(SlurmRunner runner, String job, RunState state) throws IOException {
        Sighting[] last = new Sighting[1];
        cluster.await(
                "job " + job + " " + state.label(),
                () -> {
                    try {
                        last[0] = runner.look(job);
                        return last[0].state() == state;
                    } catch (RunnerException e) {
                        throw new IOException(e);
                    }
                });
        return last[0];
    }

    private static Duration ran(Sighting seen) {
        return Objects.requireNonNull(seen.ran());
    }

    @Test
    void carriesAJobThrough() throws Exception {
        SlurmRunner runner = runner(Runner.Pauses.NEVER, "--wrap=sleep 2; echo done");
        String job = runner.start(id);
        Sighting seen = until(runner, job, RunState.FINISHED);
        assertThat(seen.exitCode()).isEqualTo(0);
        assertThat(ran(seen)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(20));
        assertThat(Files.readString(output())).isEqualTo("done\n");
        assertThat(cluster.run("squeue", "-h", "-t", "all", "-j", job, "-o", "%j %k"))
                .isEqualTo("wattle-" + id + " wattle:" + id);
    }

    /// Words with blanks and quotes arrive as they are, and so does the caller's language.
    @Test
    void runsACommandAsItIs() throws Exception {
        String wrap =
                SlurmRunner.wrapped(
                        List.of(
                                "sh",
                                "-c",
                                "echo \"$1,${LC_ALL-},${SLURM_TIME_FORMAT-}\"",
                                "sh",
                                "a 'b' $c"));
        SlurmRunner runner = runner(Runner.Pauses.NEVER, wrap);
        until(runner, runner.start(id), RunState.FINISHED);
        String locale = System.getenv("LC_ALL");
        assertThat(Files.readString(output()))
                .isEqualTo("a 'b' $c," + (locale == null ? "" : locale) + ",\n");
    }

    @Test
    void saysHowAJobFailed() throws Exception {
        SlurmRunner code = runner(Runner.Pauses.NEVER, "--wrap=exit 3");
        assertThat(until(code, code.start(id), RunState.FAILED).exitCode()).isEqualTo(3);
        SlurmRunner signal = runner(Runner.Pauses.NEVER, "--wrap=sleep 1; kill -9 $$");
        assertThat(until(signal, signal.start(id + "s"), RunState.FAILED).exitCode())
                .isEqualTo(137);
        SlurmRunner cancelled = runner(Runner.Pauses.NEVER, ENDLESS);
        String job = cancelled.start(id + "c");
        until(cancelled, job, RunState.RUNNING);
        cluster.run("scancel", job);
        assertThat(until(cancelled, job, RunState.FAILED).remark()).startsWith("CANCELLED");
    }

    @Test
    void standsStillWhileItIsSuspended() throws Exception {
        SlurmRunner runner = runner(Runner.Pauses.FREEZES, ENDLESS);
        String job = runner.start(id);
        until(runner, job, RunState.RUNNING);
        cluster.await("output", () -> Files.exists(output()) && Files.size(output()) > 10);
        runner.pause(job);
        Sighting paused = runner.look(job);
        assertThat(paused.state()).isEqualTo(RunState.PAUSED);
        long written = Files.size(output());
        Thread.sleep(3_000);
        assertThat(Files.size(output())).isEqualTo(written);
        assertThat(runner.look(job).ran()).isEqualTo(paused.ran());
        runner.pause(job); // Nothing.
        runner.resume(job);
        assertThat(runner.look(job).state()).isEqualTo(RunState.RUNNING);
        cluster.await("more output", () -> Files.size(output()) > written);
        runner.resume(job); // Nothing.
        assertThat(ran(runner.look(job))).isLessThan(ran(paused).plusSeconds(3));
        runner.cancel(job);
        until(runner, job, RunState.FAILED);
        runner.pause(job);
        runner.resume(job);
        assertThat(runner.look(job).state()).isEqualTo(RunState.FAILED);
    }

    /// As the documentation says: others get its processors.
    @Test
    void givesTheProcessorsOfASuspendedJobToOthers() throws Exception {
        String all = "--cpus-per-task=" + SlurmCluster.CPUS;
        SlurmRunner first = runner(Runner.Pauses.FREEZES, all, ENDLESS);
        String job = first.start(id);
        until(first, job, RunState.RUNNING);
        SlurmRunner second = runner(Runner.Pauses.FREEZES, all, ENDLESS);
        String other = second.start(id + "o");
        assertThat(until(second, other, RunState.WAITING).remark())
                .isIn("Resources", "Priority", "");
        first.pause(job);
        until(second, other, RunState.RUNNING);
        first.resume(job);
        assertThat(first.look(job).state()).isEqualTo(RunState.RUNNING);
        assertThat(second.look(other).state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void startsAJobWithACheckpointAgain() throws Exception {
        SlurmRunner runner =
                runner(
                        Runner.Pauses.RESTARTS,
                        "--open-mode=append",
                        "--wrap=echo start; sleep 600");
        String job = runner.start(id);
        until(runner, job, RunState.RUNNING);
        cluster.await("output", () -> Files.exists(output()) && starts() == 1);
        Thread.sleep(2_000);
        runner.pause(job);
        Sighting paused = runner.look(job);
        assertThat(paused.state()).isEqualTo(RunState.PAUSED);
        Duration before = ran(paused);
        assertThat(before).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(60));
        cluster.await(
                "its end",
                () -> cluster.run("squeue", "-h", "-j", job, "-o", "%T").equals("PENDING"));
        assertThat(runner.look(job).state()).isEqualTo(RunState.PAUSED);
        assertThat(runner.find(id)).isEqualTo(job);
        runner.pause(job); // Nothing.
        runner.resume(job);
        assertThat(runner.look(job).state()).isIn(RunState.WAITING, RunState.RUNNING);
        until(runner, job, RunState.RUNNING);
        cluster.await("output", () -> starts() == 2);
        Thread.sleep(1_100);
        assertThat(ran(runner.look(job))).isGreaterThan(before);
        // Another Wattle knows what this one knows.
        assertThat(runner(Runner.Pauses.RESTARTS).look(job).ran()).isGreaterThanOrEqualTo(before);
    }

    @Test
    void holdsAJobThatWaits() throws Exception {
        SlurmRunner runner = runner(Runner.Pauses.NEVER, "--begin=now+3600", "--wrap=true");
        String job = runner.start(id);
        Sighting waiting = runner.look(job);
        assertThat(waiting.state()).isEqualTo(RunState.WAITING);
        assertThat(waiting.ran()).isEqualTo(Duration.ZERO);
        cluster.await(
                "a reason",
                () -> {
                    try {
                        return runner.look(job).remark().equals("BeginTime");
                    } catch (RunnerException e) {
                        throw new IOException(e);
                    }
                });
        runner.pause(job);
        assertThat(runner.look(job).state()).isEqualTo(RunState.PAUSED);
        cluster.run("scontrol", "update", "JobId=" + job, "StartTime=now");
        assertThat(runner.look(job).state()).isEqualTo(RunState.PAUSED);
        runner.resume(job);
        until(runner, job, RunState.FINISHED);
    }

    @Test
    void doesNotPauseWhatMayNotBePaused() throws Exception {
        SlurmRunner runner = runner(Runner.Pauses.NEVER, ENDLESS);
        String job = runner.start(id);
        until(runner, job, RunState.RUNNING);
        refused(() -> runner.pause(job), "may not be paused");
        assertThat(runner.look(job).state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void findsAJobWhoseNumberWasLost() throws Exception {
        SlurmRunner runner = runner(Runner.Pauses.NEVER, "--wrap=true");
        assertThat(runner.find(id)).isNull();
        String job = runner.start(id);
        assertThat(runner(Runner.Pauses.NEVER).find(id)).isEqualTo(job);
        until(runner, job, RunState.FINISHED);
        assertThat(runner(Runner.Pauses.NEVER).find(id)).isEqualTo(job);
        cluster.await(
                "the accounting",
                () ->
                        cluster.run("sacct", "-X", "-n", "-P", "--name=wattle-" + id, "-o", "State")
                                .equals("COMPLETED"));
        cluster.forgetJobs();
        assertThat(runner(Runner.Pauses.NEVER).find(id)).isEqualTo(job);
        Sighting seen = runner.look(job);
        assertThat(seen.state()).isEqualTo(RunState.FINISHED);
        assertThat(seen.exitCode()).isEqualTo(0);
    }

    /// With the first of these squeue would not show the job, with the second not as it is read.
    @Test
    void doesNotMindWhatTheUserLikesToSee() throws Exception {
        String before = runner(Runner.Pauses.NEVER, "--begin=now+3600", "--wrap=true").start(id);
        var preferring =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Looking.class.getName(),
                        before);
        preferring.environment().putAll(cluster.environment());
        preferring
                .environment()
                .putAll(Map.of("SQUEUE_PARTITION", "other", "SQUEUE_FORMAT2", "State"));
        Process looking = preferring.redirectErrorStream(true).start();
        assertThat(new String(looking.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("WAITING\n");
    }

    /// In a process whose environment is what a test wants it to be.
    static final class Looking {
        public static void main(String[] words) throws RunnerException {
            System.out.println(
                    new SlurmRunner(
                                    SlurmCommands.of(System.getenv()),
                                    List.of(),
                                    List.of(),
                                    Runner.Pauses.NEVER)
                            .look(words[0])
                            .state());
        }
    }

    @Test
    void losesWhatNobodyKnows() throws Exception {
        SlurmRunner runner = runner(Runner.Pauses.FREEZES);
        Sighting seen = runner.look("999999");
        assertThat(seen.state()).isEqualTo(RunState.LOST);
        assertThat(seen.remark()).contains("neither", "999999");
        runner.pause("999999");
        runner.resume("999999");
    }

    @Test
    void treatsAnArrayAsOneRun() throws Exception {
        SlurmRunner runner =
                runner(
                        Runner.Pauses.FREEZES,
                        "--array=0-5%2",
                        "--wrap=sleep 1; exit $SLURM_ARRAY_TASK_ID");
        String job = runner.start(id);
        assertThat(runner.find(id)).isEqualTo(job);
        until(runner, job, RunState.RUNNING);
        runner.pause(job);
        assertThat(runner.look(job).state()).isEqualTo(RunState.PAUSED);
        Thread.sleep(2_000);
        assertThat(runner.look(job).state()).isEqualTo(RunState.PAUSED);
        runner.resume(job);
        assertThat(until(runner, job, RunState.FAILED).exitCode()).isEqualTo(5);
    }

    @Test
    void saysThatTheControllerIsDownAndGoesOnAfterwards() throws Exception {
        SlurmRunner runner = runner(Runner.Pauses.FREEZES, ENDLESS);
        SlurmRunner waiting = runner(Runner.Pauses.FREEZES, "--begin=now+3600", ENDLESS);
        SlurmRunner paused = runner(Runner.Pauses.FREEZES, ENDLESS);
        String job = runner.start(id);
        String held = waiting.start(id + "w");
        String suspended = paused.start(id + "p");
        until(runner, job, RunState.RUNNING);
        until(paused, suspended, RunState.RUNNING);
        paused.pause(suspended);
        cluster.stopController();
        try {
            Runner.Pauses freezes = Runner.Pauses.FREEZES;
            // Each by a runner of its own, at once: Slurm's programs do not give up for seconds.
            allUnreachable(
                    () -> runner(freezes).look(job),
                    () -> runner(freezes).look(held),
                    () -> runner(freezes).look(suspended),
                    () -> runner(freezes).pause(job),
                    () -> runner(freezes).resume(suspended),
                    () -> runner(freezes).cancel(job),
                    () -> runner(freezes).find(id),
                    () -> runner(Runner.Pauses.NEVER, "--wrap=true").start(id + "n"));
        } finally {
            cluster.startController();
        }
        assertThat(until(runner, job, RunState.RUNNING).state()).isEqualTo(RunState.RUNNING);
        assertThat(waiting.look(held).state()).isEqualTo(RunState.WAITING);
        assertThat(paused.look(suspended).state()).isEqualTo(RunState.PAUSED);
        assertThat(runner.find(id + "n")).isNull();
        paused.resume(suspended);
        assertThat(paused.look(suspended).state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void seesAJobThatSomebodyCancelsInEachState() throws Exception {
        SlurmRunner waiting = runner(Runner.Pauses.FREEZES, "--begin=now+3600", ENDLESS);
        String job = waiting.start(id);
        cluster.run("scancel", job);
        Sighting seen = until(waiting, job, RunState.FAILED);
        assertThat(seen.exitCode()).isNull();
        assertThat(seen.ran()).isEqualTo(Duration.ZERO);
        SlurmRunner suspended = runner(Runner.Pauses.FREEZES, ENDLESS);
        String other = suspended.start(id + "s");
        until(suspended, other, RunState.RUNNING);
        suspended.pause(other);
        cluster.run("scancel", other);
        assertThat(until(suspended, other, RunState.FAILED).remark()).startsWith("CANCELLED");
    }

    @Test
    void waitsAgainAfterARequeueOfOthers() throws Exception {
        SlurmRunner runner = runner(Runner.Pauses.RESTARTS, ENDLESS);
        String job = runner.start(id);
        until(runner, job, RunState.RUNNING);
        cluster.run("scontrol", "requeue", job);
        until(runner, job, RunState.WAITING);
        until(runner, job, RunState.RUNNING);
    }

    @Test
    void seesANodeThatFails() throws Exception {
        SlurmRunner runner = runner(Runner.Pauses.NEVER, "--no-requeue", ENDLESS);
        String job = runner.start(id);
        until(runner, job, RunState.RUNNING);
        String node = cluster.run("squeue", "-h", "-j", job, "-o", "%N");
        cluster.run("scontrol", "update", "NodeName=" + node, "State=DOWN", "Reason=test");
        try {
            assertThat(until(runner, job, RunState.FAILED).remark()).startsWith("NODE_FAIL");
        } finally {
            cluster.bringBackNode();
        }
    }

    @Test
    void hasRefusalsInSlurmsOwnWords() throws Exception {
        refused(
                () -> runner(Runner.Pauses.NEVER, "--partition=nope", "--wrap=true").start(id),
                "invalid partition specified: nope");
        refused(
                () ->
                        new SlurmRunner(
                                        SlurmCommands.of(Map.of("PATH", "/nowhere")),
                                        List.of(),
                                        List.of("x.sh"),
                                        Runner.Pauses.NEVER)
                                .start(id),
                "slurm-client");
        assertThatThrownBy(() -> runner(Runner.Pauses.NEVER, "--comment=mine"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> runner(Runner.Pauses.NEVER).start("a b"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private interface Acting {
        void acts() throws Exception;
    }

    private static void allUnreachable(Acting... all) throws Exception {
        List<Callable<Void>> checks = new ArrayList<>();
        for (Acting each : all) {
            checks.add(() -> {
                unreachable(each);
                return null;
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> each : threads.invokeAll(checks)) {
                each.get();
            }
        }
    }

    private static void unreachable(Acting acting) {
        assertThatThrownBy(acting::acts)
                .isInstanceOfSatisfying(
                        RunnerException.class,
                        e ->
                                assertThat(e.reason())
                                        .as(e.getMessage())
                                        .isEqualTo(Reason.UNREACHABLE));
    }

    private static void refused(Acting acting, String words) {
        assertThatThrownBy(acting::acts)
                .isInstanceOfSatisfying(
                        RunnerException.class,
                        e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(Reason.REFUSED))
                .hasMessageContaining(words);
    }
}
