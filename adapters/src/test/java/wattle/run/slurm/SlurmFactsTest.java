package wattle.run.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wattle.meter.slurm.PastJob;
import wattle.meter.slurm.SlurmAccounting;
import wattle.series.Interval;
import wattle.testing.slurm.SlurmCluster;

/// What a real cluster says of itself and its past.
@ResourceLock(SlurmCluster.LOCK)
@Execution(ExecutionMode.SAME_THREAD)
class SlurmFactsTest {

    private final SlurmCluster cluster = SlurmCluster.needed();

    @BeforeEach
    @AfterEach
    void nothingRuns() throws IOException {
        cluster.cancelAll();
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(cluster.environment());
        return environment;
    }

    private void ended(String job) throws IOException {
        cluster.await(
                "the accounting",
                () ->
                        cluster.run(
                                        "sacct",
                                        "-X",
                                        "-n",
                                        "-P",
                                        "--starttime=now-1days",
                                        "-o",
                                        "JobID,State")
                                .contains(job + "|COMPLETED"));
    }

    @Test
    void knowsWhatIsFree() throws Exception {
        SlurmCommands commands = SlurmCommands.of(environment());
        cluster.await("the node", () -> cluster.run("sinfo", "-h", "-o", "%T").equals("idle"));
        assertThat(Capacity.of(commands, "batch"))
                .isEqualTo(
                        new Capacity(
                                1,
                                SlurmCluster.CPUS,
                                SlurmCluster.CPUS,
                                SlurmCluster.GPUS,
                                SlurmCluster.GPUS));
        cluster.run("sbatch", "-n1", "--gpus=a100:1", "--wrap=sleep 60");
        cluster.await("the job", () -> cluster.run("squeue", "-h", "-o", "%T").equals("RUNNING"));
        assertThat(Capacity.of(commands, null))
                .isEqualTo(
                        new Capacity(
                                1,
                                SlurmCluster.CPUS,
                                SlurmCluster.CPUS - 1,
                                SlurmCluster.GPUS,
                                SlurmCluster.GPUS - 1));
        assertThat(Capacity.of(commands, "nope").nodes()).isZero();
    }

    @Test
    void knowsForHowLongJobsWaited() throws Exception {
        String job = cluster.run("sbatch", "--parsable", "-n1", "--wrap=true");
        ended(job);
        Waiting waiting =
                Waiting.of(
                        SlurmCommands.of(environment()),
                        "batch",
                        Instant.now().minus(Duration.ofDays(1)));
        assertThat(waiting.jobs()).isPositive();
        assertThat(waiting.median()).isNotNull().isLessThanOrEqualTo(waiting.ninth());
        assertThat(Waiting.of(SlurmCommands.of(environment()), "nope", Instant.EPOCH).jobs())
                .isZero();
    }

    @Test
    void knowsWhatAJobTook() throws Exception {
        String job =
                cluster.run(
                        "sbatch",
                        "--parsable",
                        "-n1",
                        "--gpus=a100:2",
                        "--job-name=a|b",
                        "--wrap=timeout 2 sh -c 'while :; do :; done'; true");
        ended(job);
        Instant now = Instant.now();
        List<PastJob> jobs =
                SlurmAccounting.in(environment())
                        .jobs(
                                new Interval(now.minusSeconds(86_400), now.plusSeconds(60)),
                                "root",
                                "batch",
                                now);
        PastJob found =
                jobs.stream().filter(each -> each.job().equals(job)).findFirst().orElseThrow();
        assertThat(found.name()).isEqualTo("a|b");
        assertThat(found.gpus()).isEqualTo(2);
        assertThat(found.gpuModel()).isEqualTo("a100");
        assertThat(found.cpus()).isEqualTo(1);
        assertThat(found.memoryBytes()).isNull();
        assertThat(found.energy()).isNull();
        assertThat(found.cpuTime()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(5));
        assertThat(found.ran()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30));
        assertThat(found.start()).isBetween(now.minusSeconds(120), now);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(null);0",
                "gpu:2;2",
                "gpu:a100:2(S:0-1),gpu:v100:1;3",
                "gpu:a100:1(IDX:0);1"
            })
    void countsGpus(String gres, int count) {
        assertThat(Capacity.gpus(gres)).isEqualTo(count);
    }

    @Test
    void takesQuantilesOfWhatWasWaited() {
        assertThat(Waiting.of(List.of(9L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 100L)))
                .isEqualTo(new Waiting(10, Duration.ofSeconds(5), Duration.ofSeconds(9)));
        assertThat(Waiting.of(List.of()).median()).isNull();
    }
}
