package wattle.meter.nvml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import wattle.meter.Meter;
import wattle.meter.MeterException;
import wattle.meter.SharedMeter;

/// Whose work a GPU did. The job's processes are 100 to 199; times are in microseconds.
class NvmlSharedTest {

    private static final String SAMPLES = "nvmlDeviceGetProcessUtilization";

    private final StubNvml machine = StubNvml.withGpus(1);
    private Meter meter = machine.source().find().meters().getFirst();

    private static boolean ofTheJob(long pid) {
        return pid >= 100 && pid < 200;
    }

    @AfterEach
    void close() {
        meter.close();
    }

    private SharedMeter shared() {
        return (SharedMeter) meter;
    }

    private OptionalDouble share() throws MeterException {
        return shared().shareOf(NvmlSharedTest::ofTheJob);
    }

    @Test
    void saysHowBusyItIs() throws MeterException {
        machine.set(0, "busy", 37);
        assertThat(shared().utilization()).hasValue(0.37);
        machine.fail("nvmlDeviceGetUtilizationRates", 3);
        assertThat(shared().utilization()).isEmpty();
        machine.fail("nvmlDeviceGetUtilizationRates", 15);
        assertThatThrownBy(shared()::utilization).isInstanceOf(MeterException.class);
    }

    @Test
    void countsProcessesAtFirstAndWhileThereAreNoSamples() throws MeterException {
        assertThat(share()).hasValue(0);
        machine.set(0, "compute", 100);
        assertThat(share()).hasValue(1);
        machine.set(0, "graphics", 7).set(0, "graphics", 8).set(0, "compute", 101);
        assertThat(share()).hasValue(0.5);
        machine.set(0, "quiet", 1).set(0, "graphics", 7);
        assertThat(share()).hasValue(0);
    }

    @Test
    void countsAProcessOnceThatComputesAndDraws() throws MeterException {
        machine.set(0, "compute", 100).set(0, "graphics", 100).set(0, "graphics", 7);
        assertThat(share()).hasValue(0.5);
    }

    @Test
    void weighsByTheSamplesSinceTheLastCall() throws MeterException {
        machine.set(0, "compute", 100).set(0, "compute", 7);
        machine.sample(0, 7, 1_000, 90);
        assertThat(share()).as("nothing to count from yet").hasValue(0.5);
        machine.sample(0, 100, 2_000, 60).sample(0, 7, 2_100, 20);
        assertThat(share()).hasValue(0.75);
        machine.sample(0, 100, 3_000, 50);
        assertThat(share()).as("they alone worked").hasValue(1);
        machine.sample(0, 7, 4_000, 50);
        assertThat(share()).hasValue(0);
        assertThat(share()).as("nobody worked: counted again").hasValue(0.5);
    }

    @Test
    void countsTheWorkOfProcessesThatHaveEnded() throws MeterException {
        share();
        machine.sample(0, 101, 2_000, 80);
        assertThat(share()).hasValue(1);
    }

    @Test
    void leavesOutRowsThatWereNeverFilled() throws MeterException {
        machine.set(0, "compute", 100);
        share();
        machine.sample(0, 100, 2_000, 30)
                .sample(0, 7, 2_000, 1_998_000)
                .sample(0, 0, 2_000, 50)
                .sample(0, 8, 2_000, -5);
        assertThat(share()).hasValue(1);
    }

    @Test
    void makesRoomForManySamplesAndManyProcesses() throws MeterException {
        for (int i = 0; i < 400; i++) {
            machine.set(0, "compute", 100L + i);
        }
        assertThat(share()).hasValue(0.25);
        for (int i = 0; i < 400; i++) {
            machine.sample(0, 100L + i, 2_000, i < 100 ? 30 : 10);
        }
        assertThat(share()).hasValue(0.5);
    }

    @Test
    void readsTheLongerRowsOfSomeDrivers() throws MeterException {
        machine.set(0, "long_rows", 1);
        machine.set(0, "compute", 100).set(0, "compute", 101).set(0, "compute", 7);
        assertThat(share().orElseThrow()).isEqualTo(2 / 3.0);
    }

    @Test
    void countsWhereTheDriverHasNoSamples() throws MeterException {
        machine.fail(SAMPLES, 3).set(0, "compute", 100).set(0, "compute", 7);
        share();
        assertThat(share()).hasValue(0.5);
    }

    @Test
    void isNotKnownWhereTheDriverNamesNoProcesses() throws MeterException {
        machine.fail(SAMPLES, 3)
                .fail("nvmlDeviceGetComputeRunningProcesses_v3", 3)
                .fail("nvmlDeviceGetGraphicsRunningProcesses_v3", 3);
        assertThat(share()).isEmpty();
    }

    @Test
    void isNotKnownWhereProcessIdsAreOthers() throws MeterException {
        machine.set(0, "compute", 100);
        var container =
                machine.source().withRoot(StubNvml.root("pid:[4026532999]").toFile()).find();
        SharedMeter inside = (SharedMeter) container.meters().getFirst();
        assertThat(inside.shareOf(NvmlSharedTest::ofTheJob)).isEmpty();
        container.meters().forEach(Meter::close);
    }

    @Test
    void isNotKnownOfAGpuThatIsCut() throws MeterException {
        meter.close();
        machine.set(0, "mig", 1).set(0, "compute", 100);
        meter = machine.source().find().meters().getFirst();
        assertThat(share()).isEmpty();
        assertThat(shared().utilization()).isEmpty();
    }

    @Test
    void failsWithTheDevice() {
        machine.fail("*", 15);
        assertThatThrownBy(this::share).isInstanceOf(MeterException.class);
        meter.close();
        assertThatThrownBy(this::share).hasMessageContaining("closed");
    }
}
