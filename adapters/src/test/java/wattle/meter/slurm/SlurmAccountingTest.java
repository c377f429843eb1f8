package wattle.meter.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wattle.meter.MeterException;
import wattle.meter.MeterProblem;
import wattle.meter.program.Stub;
import wattle.meter.sysfs.Trees;
import wattle.unit.Energy;

class SlurmAccountingTest {

    /// Lines of a job and its steps; job 5 is asked for as sacct answers it, with all its array.
    private static SlurmAccounting slurm() throws IOException {
        Path rows = Trees.resource("slurm/sacct.txt");
        Path sacct =
                Stub.script(
                        "sacct",
                        """
                        [ "$SLURM_TIME_FORMAT" = %%s ] || exit 9
                        case "$4" in
                          --jobs=5) grep -E '^[56][.|]' '%1$s' ;;
                          --jobs=5_) grep -E '^[56][|]' '%1$s' ;;
                          --jobs=5_2) grep -E '^5[.|]' '%1$s' ;;
                          --jobs=*) grep -E "^${4#--jobs=}[.|]" '%1$s' ;;
                        esac
                        exit 0\
                        """
                                .formatted(rows));
        Path sinfo =
                Stub.script(
                        "sinfo",
                        "case \"$3\" in --nodes=vm) echo vm 2; echo vm 2 ;; *) echo vm1 2 ;; esac");
        return new SlurmAccounting(sacct, sinfo);
    }

    @Test
    void takesTheJobsLineAndNotItsSteps() throws Exception {
        JobEnergy job = slurm().job("100");
        assertThat(job.energy()).isEqualTo(new Energy(1_260_000));
        assertThat(job.exclusive()).isTrue();
        assertThat(job.gpus()).isEqualTo(2);
        assertThat(job.cpus()).isEqualTo(2);
        assertThat(job.nodes()).isEqualTo(1);
        assertThat(job.start()).isEqualTo(Instant.ofEpochSecond(1795325900));
        assertThat(job.end()).isEqualTo(Instant.ofEpochSecond(1795329500));
        assertThat(job.problems()).isEmpty();
    }

    @Test
    void saysThatOtherJobsMayBeInANodesEnergy() throws Exception {
        JobEnergy job = slurm().job("101");
        assertThat(job.exclusive()).isFalse();
        assertThat(job.energy()).isEqualTo(new Energy(1_260_000));
        assertThat(job.problems())
                .singleElement()
                .satisfies(each -> assertThat(each).contains("other jobs' energy"));
        assertThat(job.gpus()).isNull();
    }

    /// The batch step and the steps that it starts measure the same node at the same time.
    @Test
    void takesTheBatchStepWhereTheJobsLineIsEmpty() throws Exception {
        assertThat(slurm().job("102").energy()).isEqualTo(new Energy(1_259_800));
    }

    @Test
    void addsTheStepsWhereThereIsNothingElse() throws Exception {
        JobEnergy job = slurm().job("104");
        assertThat(job.energy()).isEqualTo(new Energy(1_100_000));
        assertThat(job.exclusive()).isNull();
        assertThat(job.gpus()).isEqualTo(6);
        assertThat(job.problems()).hasSize(2);
    }

    /// Nothing, zero and Slurm's "no value".
    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3", "103"})
    void knowsNoEnergyWhereTheClusterKeepsNone(String number) throws Exception {
        JobEnergy job = slurm().job(number);
        assertThat(job.energy()).isNull();
        assertThat(job.problems())
                .singleElement()
                .satisfies(each -> assertThat(each).contains("AcctGatherEnergyType"));
    }

    @Test
    void knowsWhatNeverStartedOrHasNotEnded() throws Exception {
        JobEnergy cancelled = slurm().job("4");
        assertThat(cancelled.start()).isNull();
        assertThat(cancelled.cpus()).isNull();
        assertThat(cancelled.nodes()).isNull();
        JobEnergy running = slurm().job("7");
        assertThat(running.end()).isNull();
        assertThat(running.problems())
                .anySatisfy(each -> assertThat(each).contains("has not ended"));
    }

    @Test
    void findsOneTaskOfAnArray() throws Exception {
        assertThat(slurm().job("5").start()).isEqualTo(Instant.ofEpochSecond(1795325905));
        assertThat(slurm().job("5_2").job()).isEqualTo("5");
        assertThatThrownBy(() -> slurm().job("5_")).hasMessageContaining("several jobs");
    }

    @Test
    void saysWhatIsNotThere() throws Exception {
        SlurmAccounting slurm = slurm();
        assertThatThrownBy(() -> slurm.job("999"))
                .isInstanceOfSatisfying(
                        MeterException.class,
                        e -> assertThat(e.problem()).isInstanceOf(MeterProblem.NotPresent.class));
        assertThatThrownBy(() -> SlurmAccounting.on("/nowhere"))
                .isInstanceOf(MeterException.class)
                .hasMessageContaining("sacct");
        assertThatThrownBy(() -> slurm.job("1; rm")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> slurm.job("--help")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void repeatsWhatSacctComplainsOf() throws Exception {
        Path sacct = Stub.script("sacct", "echo 'sacct: error: Connection refused' >&2; exit 1");
        assertThatThrownBy(() -> new SlurmAccounting(sacct, null).job("1"))
                .isInstanceOf(MeterException.class)
                .hasMessageContaining("Connection refused");
    }
}
