package wattle.meter.amd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import wattle.meter.CounterMeter;
import wattle.meter.Domain;
import wattle.meter.Found;
import wattle.meter.Meter;
import wattle.meter.MeterException;
import wattle.meter.MeterProblem;
import wattle.meter.MeterSource;
import wattle.meter.SharedMeter;
import wattle.meter.sysfs.Trees;
import wattle.testing.MeterContract;
import wattle.testing.Unprivileged;

class AmdSourceTest extends MeterContract {

    @Override
    protected MeterSource healthy() throws IOException {
        return source("amd/mi300x");
    }

    @Override
    protected MeterSource absent() throws IOException {
        return new AmdSource(Trees.empty(), VisibleGpus.ALL);
    }

    @Override
    protected MeterSource refused() throws IOException {
        Path sys = Trees.sys("amd/mi100");
        Trees.refuse(sys, "power1_average");
        return Unprivileged.source(new AmdSource(sys, VisibleGpus.ALL));
    }

    @Override
    protected MeterSource broken() throws IOException {
        return source("amd/garbage");
    }

    private static MeterSource source(String tree) throws IOException {
        return new AmdSource(Trees.sys(tree), VisibleGpus.ALL);
    }

    private static Meter only(Found found) {
        assertThat(found.meters()).hasSize(1);
        return found.meters().getFirst();
    }

    @Test
    void readsTheAccumulatorWhoseUnitTheKernelStates() throws Exception {
        List<? extends Meter> meters = healthy().find().meters();
        var first = (CounterMeter) meters.get(0);
        var second = (CounterMeter) meters.get(1);
        // ROCm's order, by the nodes of its driver, rather than that of the cards.
        assertThat(first.part().name()).isEqualTo("gpu-0");
        assertThat(first.part().id()).isEqualTo("GPU-99aabbccddeeff00");
        assertThat(first.read()).isEqualTo(223456789012L); // format 1.6
        assertThat(second.read()).isEqualTo(123456789012L); // format 1.4
        assertThat(first.scale().tick().joules()).isEqualTo(15.2587890625e-6);
        assertThat(first.scale().limit().watts()).isEqualTo(1500);
        assertThat(first.part().model()).isEqualTo("AMD Instinct MI300X");
    }

    @Test
    void readsThePowerOfAnMi100WhoseAccumulatorMayStandStill() throws Exception {
        Meter meter = only(source("amd/mi100").find());
        assertThat(value(meter)).isEqualTo(187_000_000);
        assertThat(meter.part().source()).isEqualTo("amdgpu power1_average");
        assertThat(((SharedMeter) meter).utilization()).hasValue(0.97);
        assertThat(((SharedMeter) meter).shareOf(_ -> true)).isEmpty();
    }

    @Test
    void prefersAFileOfEnergyWhereThereIsOne() throws Exception {
        Path sys = Trees.sys("amd/mi100");
        Path chip = sys.resolve("class/drm/card0/device/hwmon/hwmon2");
        Trees.write(chip.resolve("energy1_input"), 5_000_000);
        var counter = (CounterMeter) only(new AmdSource(sys, VisibleGpus.ALL).find());
        assertThat(counter.read()).isEqualTo(5_000_000);
        assertThat(counter.scale().tick().joules()).isEqualTo(1e-6);
    }

    @Test
    void countsAPairOnce() throws Exception {
        Found found = source("amd/mi250-pair").find();
        assertThat(only(found).part().id()).isEqualTo("GPU-e7c1d8ab13cfa1f2");
        assertThat(value(only(found))).isEqualTo(4750896266L);
        assertThat(found.problems())
                .singleElement()
                .isInstanceOf(MeterProblem.NotPresent.class)
                .satisfies(each -> assertThat(each.what()).contains("gpu-1", "0000:c6:00.0"));
    }

    @Test
    void metersAPairForItsSecondHalf() throws Exception {
        var visible = VisibleGpus.of(Map.of("ROCR_VISIBLE_DEVICES", "1"));
        Found found = new AmdSource(Trees.sys("amd/mi250-pair"), visible).find();
        assertThat(only(found).part().name()).isEqualTo("gpu-0");
    }

    @Test
    void metersOnlyWhatIsVisible() throws Exception {
        var visible = VisibleGpus.of(Map.of("HIP_VISIBLE_DEVICES", "GPU-1122334455667788"));
        Found found = new AmdSource(Trees.sys("amd/mi300x"), visible).find();
        assertThat(only(found).part().name()).isEqualTo("gpu-1");
        var none = VisibleGpus.of(Map.of("HIP_VISIBLE_DEVICES", ""));
        assertThat(new AmdSource(Trees.sys("amd/mi300x"), none).find().problems())
                .singleElement()
                .satisfies(each -> assertThat(each.what()).contains("HIP_VISIBLE_DEVICES"));
    }

    @Test
    void leavesTheGpuOfAProcessorToTheProcessorsMeter() throws Exception {
        Found found = source("amd/radeon-and-igpu").find();
        assertThat(value(only(found))).isEqualTo(31_000_000);
        assertThat(only(found).part().model()).isEqualTo("AMD GPU 1002:73bf");
        assertThat(found.problems())
                .singleElement()
                .satisfies(each -> assertThat(each.what()).contains("part of a processor"));
    }

    /// An MI300A's sensor covers processor and memory as well.
    @Test
    void neverAddsAnMi300aToItsProcessor() throws Exception {
        Path sys = Trees.sys("amd/mi300x");
        Path event = sys.resolve("class/drm/card2/device/uevent");
        Trees.write(event, Files.readString(event).replace("1002:74A1", "1002:74A0"));
        Found found = new AmdSource(sys, VisibleGpus.ALL).find();
        Domain domain = found.meters().getFirst().part().domain();
        assertThat(domain.contains(Domain.PACKAGE)).isTrue();
    }

    @Test
    void neverTakesAFieldThatIsNotFilledForACounter() throws Exception {
        Path sys = Trees.sys("amd/mi250-pair");
        Path metrics = sys.resolve("class/drm/card1/device/gpu_metrics");
        var counter = (CounterMeter) only(new AmdSource(sys, VisibleGpus.ALL).find());
        byte[] bytes = Files.readAllBytes(metrics);
        java.util.Arrays.fill(bytes, 24, 32, (byte) 0xff);
        Files.write(metrics, bytes);
        assertThatThrownBy(counter::read).isInstanceOf(MeterException.class);
        // Found anew, its power serves.
        Meter other = only(new AmdSource(sys, VisibleGpus.ALL).find());
        assertThat(value(other)).isEqualTo(418_000_000);
    }
}
