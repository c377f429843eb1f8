package wattle.meter.nvml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wattle.meter.CounterMeter;
import wattle.meter.CounterReading;
import wattle.meter.Found;
import wattle.meter.Increment;
import wattle.meter.Meter;
import wattle.meter.MeterException;
import wattle.meter.MeterProblem;
import wattle.meter.PowerMeter;

/// Two A100, the second cut into slices of 3, 2 and 1 of its 7 parts.
class NvmlSliceTest {

    private static final String THREE = "MIG-c7384736-a75d-5afc-978f-d2f1294409fd";
    private static final String TWO = "MIG-a28ad590-3fda-56dd-84fc-0a0b96edc58d";
    private static final String ONE = "MIG-d3b95e3c-0000-0000-0000-0a0b96edc58d";
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final StubNvml machine =
            StubNvml.machine()
                    .gpu(0, StubNvml.uuid(0), StubNvml.A100)
                    .gpu(1, StubNvml.uuid(1), StubNvml.A100)
                    .slice(1, THREE, StubNvml.A100 + " MIG 3g.20gb", 2, 0, 3)
                    .slice(1, TWO, StubNvml.A100 + " MIG 2g.10gb", 3, 0, 2)
                    .slice(1, ONE, StubNvml.A100 + " MIG 1c.2g.10gb", 5, 1, 1);

    @Test
    void aMachinesGpusAreMeteredAsAWhole() {
        Found found = machine.source().find();
        assertThat(names(found)).containsExactly("gpu-0", "gpu-1");
        assertThat(found.meters()).noneMatch(each -> each.part().modelled());
        close(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {TWO, "MIG-a28", "MIG-GPU-11111111-d72c-4106-c12f-20bd9faed9f6/3/0"})
    void aJobsSliceIsFoundByEachOfItsNames(String name) {
        Found found = job(name);
        assertThat(names(found)).containsExactly("gpu-1-mig-1");
        assertThat(found.meters().getFirst().part().id()).isEqualTo("nvml:" + TWO);
        close(found);
    }

    @Test
    void aSliceIsGivenItsPartsOfTheBoardsEnergy() throws MeterException {
        Found found = job(THREE + "," + TWO);
        double[] joules = new double[2];
        for (int i = 0; i < 2; i++) {
            CounterMeter counter = (CounterMeter) found.meters().get(i);
            machine.set(1, "millijoules", 1_000_000);
            var before = new CounterReading(START, counter.read());
            machine.set(1, "advance", 3_500_000);
            var after = new CounterReading(START.plusSeconds(10), counter.read());
            var counted = (Increment.Counted) counter.scale().between(before, after);
            joules[i] = counted.energy().joules();
        }
        assertThat(joules[0]).isCloseTo(3500 * 3 / 7.0, within(0.002));
        assertThat(joules[1]).isCloseTo(3500 * 2 / 7.0, within(0.002));
        close(found);
    }

    @Test
    void aSliceSaysThatItIsAModelOfWhat() {
        Found found = job(TWO);
        var part = found.meters().getFirst().part();
        assertThat(part.modelled()).isTrue();
        assertThat(part.model()).isEqualTo(StubNvml.A100 + " MIG 2g.10gb");
        assertThat(part.source()).isEqualTo("nvml counter × share of slice");
        assertThat(part.accuracy().low()).isZero();
        assertThat(part.accuracy().high()).isEqualTo(3.5);
        assertThat(part.accuracy().basis()).contains("2 of 7 parts");
        close(found);
    }

    @Test
    void aSliceOfABoardWithoutACounterIsGivenItsPartsOfThePower() throws MeterException {
        machine.fail("nvmlDeviceGetTotalEnergyConsumption", 3)
                .fail("field 83", 3)
                .set(1, "average", 280_000);
        Found found = job(TWO);
        PowerMeter power = (PowerMeter) found.meters().getFirst();
        assertThat(power.readMicrowatts()).isEqualTo(80_000_000);
        close(found);
    }

    @Test
    void theSizeIsInTheNameWhereTheDriverDoesNotSayIt() {
        machine.fail("nvmlDeviceGetAttributes_v2", 3);
        Found found = job(ONE);
        assertThat(found.meters().getFirst().part().accuracy().high()).isEqualTo(7);
        close(found);
    }

    @ParameterizedTest
    @CsvSource({
        "NVIDIA A100-SXM4-40GB MIG 3g.20gb, 3",
        "NVIDIA A100-SXM4-40GB MIG 1c.3g.20gb, 1",
        "NVIDIA H100 80GB HBM3 MIG 1g.10gb+me, 1",
        "NVIDIA A100-SXM4-40GB, 0",
        "MIG, 0",
        "'', 0",
        "NVIDIA MIG 99999999999999999999g, 0"
    })
    void readsTheSizeFromTheName(String name, int parts) {
        assertThat(Slice.partsOf(name)).isEqualTo(parts);
    }

    @Test
    void aSliceOfUnknownSizeIsNotGuessed() {
        machine.fail("nvmlDeviceGetAttributes_v2", 3).fail("nvmlDeviceGetName", 3);
        Found found = job(TWO);
        assertThat(found.meters()).isEmpty();
        assertThat(found.problems())
                .singleElement()
                .satisfies(each -> assertThat(each.text()).contains("gpu-1-mig-1"));
    }

    @Test
    void aCutGpuOfWhichNoSliceIsNamedIsMeteredWholeAndThatIsSaid() {
        for (Map<String, String> each :
                List.of(Map.<String, String>of(), Map.of("CUDA_VISIBLE_DEVICES", "1"))) {
            Found found = machine.job(each).find();
            assertThat(names(found)).contains("gpu-1");
            assertThat(found.problems())
                    .singleElement()
                    .extracting(MeterProblem::text)
                    .asString()
                    .contains("slice of gpu-1", "the whole GPU is metered");
            close(found);
        }
    }

    @Test
    void aSliceThatIsNotThereIsNotReplacedByAnother() {
        Found found = job("MIG-ffffffff");
        assertThat(found.meters()).isEmpty();
        assertThat(found.problems()).isNotEmpty();
    }

    private Found job(String visible) {
        return machine.job(Map.of("CUDA_VISIBLE_DEVICES", visible)).find();
    }

    private static List<String> names(Found found) {
        return found.meters().stream().map(each -> each.part().name()).toList();
    }

    private static void close(Found found) {
        found.meters().forEach(Meter::close);
    }
}
