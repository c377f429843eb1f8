package wattle.meter.nvml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wattle.meter.CounterMeter;
import wattle.meter.CounterReading;
import wattle.meter.CounterScale;
import wattle.meter.Domain;
import wattle.meter.Found;
import wattle.meter.Increment;
import wattle.meter.Meter;
import wattle.meter.MeterException;
import wattle.meter.MeterProblem;
import wattle.meter.Part;
import wattle.meter.PowerMeter;
import wattle.meter.SharedMeter;

/// The real binding, on GPUs that a stub of NVML makes up.
class NvmlTest {

    private static final String ENERGY = "nvmlDeviceGetTotalEnergyConsumption";
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final List<Meter> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(Meter::close);
    }

    @Test
    void readsTheCounterInMillijoules() throws MeterException {
        StubNvml machine = StubNvml.withGpus(1).set(0, "millijoules", 123_456_789_012_345L);
        CounterMeter counter = counter(machine);
        assertThat(counter.read()).isEqualTo(123_456_789_012_345L);
        assertThat(counter.scale().tick().joules()).isEqualTo(0.001);
        assertThat(counter.scale().wrapsAt()).isEmpty();
        assertThat(counter.scale().limit().watts()).isEqualTo(4 * 400.0);
        assertThat(counter.part())
                .isEqualTo(
                        new Part(
                                "gpu-0",
                                "nvml:" + StubNvml.uuid(0),
                                Domain.GPU_BOARD,
                                StubNvml.H100,
                                "nvml counter",
                                false,
                                counter.part().accuracy()));
        assertThat(counter.part().accuracy().low()).isEqualTo(0.95);
        assertThat(counter.part().accuracy().basis()).contains("arXiv");
    }

    /// The closed form: at a known power the energy is power × time, to the counter's two ticks.
    @Test
    void energyIsPowerTimesTime() throws MeterException {
        for (long seed = 1; seed <= 50; seed++) {
            var random = new Random(seed);
            StubNvml machine =
                    StubNvml.withGpus(1).set(0, "millijoules", random.nextLong(1L << 50));
            CounterMeter counter = counter(machine);
            double joules = 0;
            double expected = 0;
            var before = new CounterReading(START, counter.read());
            for (int i = 0; i < 20; i++) {
                long milliseconds = 100L + random.nextInt(60_000);
                long watts = random.nextInt(700);
                machine.set(0, "advance", watts * milliseconds);
                expected += watts * milliseconds / 1e3;
                var after =
                        new CounterReading(before.at().plusMillis(milliseconds), counter.read());
                assertThat(counter.scale().between(before, after))
                        .as("seed " + seed)
                        .isInstanceOf(Increment.Counted.class);
                joules += counted(counter.scale(), before, after);
                before = after;
            }
            assertThat(joules).as("seed " + seed).isCloseTo(expected, within(0.002));
            close();
        }
    }

    @Test
    void readsField83WhereTheFunctionIsNotThere() throws MeterException {
        StubNvml machine = StubNvml.withGpus(1).fail(ENERGY, 13).set(0, "millijoules", 77);
        CounterMeter counter = counter(machine);
        assertThat(counter.read()).isEqualTo(77);
        machine.set(0, "advance", 5);
        assertThat(counter.read()).isEqualTo(82);
    }

    /// As nvml.h says: the plain function is a mean from Ampere on, except on GA100 (8.0).
    @ParameterizedTest
    @CsvSource({"7, 0, 0", "8, 0, 0", "8, 6, 1", "8, 9, 1", "9, 0, 1", "10, 0, 1", "6, 1, 0"})
    void knowsWhatThePlainPowerIsTheMeanOf(int major, int minor, double window)
            throws MeterException {
        StubNvml machine =
                withoutCounter()
                        .fail("field 185", 3)
                        .set(0, "major", major)
                        .set(0, "minor", minor)
                        .set(0, "milliwatts", 312_345);
        PowerMeter power = power(machine);
        assertThat(power.readMicrowatts()).isEqualTo(312_345_000);
        assertThat(power.window()).isEqualTo(window);
        assertThat(power.limit().watts()).isEqualTo(800);
    }

    @Test
    void prefersTheMeanOverASecondToAnInstant() throws MeterException {
        StubNvml machine = withoutCounter().set(0, "average", 111).set(0, "milliwatts", 222);
        PowerMeter power = power(machine);
        assertThat(power.readMicrowatts()).isEqualTo(111_000);
        assertThat(power.window()).isEqualTo(1);
        assertThat(power.part().source()).isEqualTo("nvml power (mean of 1 s)");
        assertThat(power.part().modelled()).isFalse();
    }

    @Test
    void readsAnInstantWhereThereIsNothingElse() throws MeterException {
        StubNvml machine =
                withoutCounter()
                        .fail("field 185", 3)
                        .fail("nvmlDeviceGetPowerUsage", 3)
                        .set(0, "milliwatts", 222);
        PowerMeter power = power(machine);
        assertThat(power.readMicrowatts()).isEqualTo(222_000);
        assertThat(power.window()).isZero();
        assertThat(power.part().source()).isEqualTo("nvml power (instant)");
    }

    @Test
    void modelsPowerFromUtilisationWhereNothingSensesIt() throws MeterException {
        StubNvml machine = withoutSensors().set(0, "busy", 40);
        PowerMeter power = power(machine);
        assertThat(power.readMicrowatts()).isEqualTo(160_000_000);
        assertThat(power.part().modelled()).isTrue();
        assertThat(power.part().accuracy().low()).isLessThan(0.5);
        assertThat(power.part().accuracy().basis()).contains("assumed");
        assertThat(power.part().source()).isEqualTo("nvml utilisation × rated power");
    }

    @Test
    void takesTheMakersRatedPowerWhereTheDriverKnowsNoLimit() throws MeterException {
        StubNvml machine = withoutLimits(withoutSensors()).set(0, "busy", 50);
        assertThat(power(machine).readMicrowatts()).isEqualTo(350_000_000);
    }

    @Test
    void doesNotModelAGpuThatNobodyHasRated() {
        StubNvml machine = withoutLimits(withoutSensors()).gpu(0, "GPU-x", "NVIDIA Mystery 9000");
        Found found = find(withoutLimits(machine).source());
        assertThat(found.meters()).isEmpty();
        assertThat(found.problems())
                .singleElement()
                .isInstanceOf(MeterProblem.NotPresent.class)
                .extracting(MeterProblem::text, InstanceOfAssertFactories.STRING)
                .contains("gpu-0", "NVIDIA Mystery 9000");
    }

    @Test
    void limitsAUnknownBoardByMoreThanAnyBoardDraws() {
        StubNvml machine = withoutLimits(StubNvml.machine().gpu(0, "GPU-x", "NVIDIA Mystery 9000"));
        assertThat(counter(machine).scale().limit().watts()).isEqualTo(4 * 1500.0);
    }

    @Test
    void limitsByTheUsualLimitWhereALowerOneIsInForce() {
        StubNvml machine = StubNvml.withGpus(1).set(0, "enforced", 200_000);
        assertThat(counter(machine).scale().limit().watts()).isEqualTo(4 * 400.0);
    }

    @Test
    void findsEightGpusAndReadsEachItsOwn() throws MeterException {
        StubNvml machine = StubNvml.withGpus(8);
        for (int i = 0; i < 8; i++) {
            machine.set(i, "millijoules", 1000L + i);
        }
        Found found = find(machine.source());
        assertThat(found.problems()).isEmpty();
        for (int i = 0; i < 8; i++) {
            CounterMeter counter = (CounterMeter) found.meters().get(i);
            assertThat(counter.part().name()).isEqualTo("gpu-" + i);
            assertThat(counter.part().id()).isEqualTo("nvml:" + StubNvml.uuid(i));
            assertThat(counter.read()).isEqualTo(1000 + i);
        }
    }

    @Test
    void aJobsMetersAreThoseOfItsDevices() {
        StubNvml machine = StubNvml.withGpus(4);
        assertThat(names(find(machine.job(Map.of("CUDA_VISIBLE_DEVICES", "3,1")))))
                .containsExactly("gpu-1", "gpu-3");
        assertThat(names(find(machine.job(Map.of("CUDA_VISIBLE_DEVICES", "GPU-2222")))))
                .containsExactly("gpu-2");
        assertThat(names(find(machine.job(Map.of())))).hasSize(4);
        Found none = find(machine.job(Map.of("CUDA_VISIBLE_DEVICES", "")));
        assertThat(none.meters()).isEmpty();
        assertThat(none.problems())
                .singleElement()
                .isInstanceOf(MeterProblem.NotPresent.class)
                .extracting(MeterProblem::text, InstanceOfAssertFactories.STRING)
                .contains("CUDA_VISIBLE_DEVICES=");
    }

    @Test
    void aGpuThatCannotBeOpenedDoesNotHideTheOthers() {
        StubNvml machine =
                StubNvml.withGpus(3)
                        .fail("nvmlDeviceGetHandleByIndex_v2", 1, 15)
                        .fail("nvmlDeviceGetUUID", 2, 999);
        Found found = find(machine.source());
        assertThat(names(found)).containsExactly("gpu-0");
        assertThat(found.problems())
                .extracting(MeterProblem::text)
                .satisfiesExactly(
                        lost -> assertThat(lost).contains("gpu-1", "fallen off the bus"),
                        broken -> assertThat(broken).contains("the UUID of gpu-2", "999"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9  | NotPresent   | modprobe nvidia",
                "12 | NotPresent   | a library that NVML needs",
                "13 | NotPresent   | NVML is not there",
                "4  | NoPermission | /dev/nvidia",
                "17 | NoPermission | control group",
                "18 | Unreadable   | different versions",
                "999| Unreadable   | NVML code 999",
            })
    void saysWhyTheLibraryDoesNotStart(int code, String kind, String words) {
        Found found = find(StubNvml.withGpus(1).fail("nvmlInit_v2", code).source());
        assertThat(found.meters()).isEmpty();
        assertThat(found.problems())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.getClass().getSimpleName()).isEqualTo(kind);
                    assertThat(each.text()).contains(words);
                });
    }

    /// Whatever a function says, a search ends with a meter or a reason, and a reading with a
    /// number or an exception.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "nvmlInit_v2",
                "nvmlDeviceGetCount_v2",
                "nvmlDeviceGetHandleByIndex_v2",
                "nvmlDeviceGetUUID",
                "nvmlDeviceGetName",
                "nvmlDeviceGetPowerUsage",
                "nvmlDeviceGetEnforcedPowerLimit",
                "nvmlDeviceGetPowerManagementDefaultLimit",
                "nvmlDeviceGetUtilizationRates",
                "nvmlDeviceGetComputeRunningProcesses_v3",
                "nvmlDeviceGetGraphicsRunningProcesses_v3",
                "nvmlDeviceGetTotalEnergyConsumption",
                "nvmlDeviceGetCudaComputeCapability",
                "nvmlDeviceGetFieldValues",
                "nvmlDeviceGetProcessUtilization",
                "nvmlDeviceGetMigMode",
                "nvmlDeviceGetMaxMigDeviceCount",
                "nvmlDeviceGetMigDeviceHandleByIndex",
                "nvmlDeviceGetAttributes_v2",
                "*"
            })
    void survivesEveryCodeOfEveryFunction(String function) {
        for (int code = 1; code < 32; code++) {
            for (boolean late : new boolean[] {false, true}) {
                StubNvml machine =
                        StubNvml.withGpus(2)
                                .slice(1, "MIG-1", "NVIDIA H100 80GB HBM3 MIG 3g.40gb", 1, 0, 3);
                machine.fail(function, late ? 0 : code);
                Found found = find(machine.source());
                find(machine.job(Map.of("CUDA_VISIBLE_DEVICES", "MIG-1")));
                machine.fail(function, code);
                for (Meter meter : found.meters()) {
                    readsOrThrows(meter, function + " " + code);
                }
                close();
                open.clear();
                assertThat(machine.running()).as(function + " " + code).isZero();
            }
        }
    }

    private static void readsOrThrows(Meter meter, String what) {
        try {
            long value =
                    switch (meter) {
                        case CounterMeter counter -> counter.read();
                        case PowerMeter power -> power.readMicrowatts();
                    };
            assertThat(value).as(what).isPositive();
        } catch (MeterException e) {
            assertThat(e.problem().what()).as(what).isNotBlank();
        }
        try {
            assertThat(((SharedMeter) meter).utilization().orElse(0)).as(what).isBetween(0.0, 1.0);
            assertThat(((SharedMeter) meter).shareOf(pid -> true).orElse(0))
                    .as(what)
                    .isBetween(0.0, 1.0);
        } catch (MeterException e) {
            assertThat(e.problem().what()).as(what).isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "15, NotPresent",
        "16, NotPresent",
        "28, NotPresent",
        "3, NotPresent",
        "4, NoPermission",
        "17, NoPermission",
        "10, Unreadable",
        "18, Unreadable",
        "999, Unreadable"
    })
    void saysWhatAFailedReadingMeansAndReadsOn(int code, String kind) throws MeterException {
        StubNvml machine = StubNvml.withGpus(2);
        List<? extends Meter> meters = find(machine.source()).meters();
        machine.fail(ENERGY, 0, code);
        assertThatThrownBy(() -> ((CounterMeter) meters.get(0)).read())
                .isInstanceOfSatisfying(
                        MeterException.class,
                        e -> {
                            assertThat(e.problem().getClass().getSimpleName()).isEqualTo(kind);
                            assertThat(e.problem().what()).contains("gpu-0");
                        });
        assertThat(((CounterMeter) meters.get(1)).read()).isEqualTo(1000);
        machine.fail(ENERGY, 0, 0);
        assertThat(((CounterMeter) meters.get(0)).read()).isEqualTo(1000);
    }

    @Test
    void aCounterThatFailsForNowIsReplacedByPowerAndThatIsSaid() {
        Found found = find(StubNvml.withGpus(1).fail(ENERGY, 999).fail("field 83", 999).source());
        assertThat(found.meters()).singleElement().isInstanceOf(PowerMeter.class);
        assertThat(found.problems())
                .singleElement()
                .extracting(MeterProblem::text, InstanceOfAssertFactories.STRING)
                .contains("in whose place power is read", "999");
    }

    @Test
    void aCounterThatStandsStillIsNoCounter() throws MeterException {
        var nanos = new AtomicLong();
        StubNvml machine = StubNvml.withGpus(1);
        CounterMeter counter =
                (CounterMeter) find(machine.source().withNanos(nanos::get)).meters().getFirst();
        counter.read();
        counter.read();
        nanos.addAndGet(10_000_000_000L);
        assertThat(counter.read()).isEqualTo(1000);
        nanos.addAndGet(1_000_000_000L);
        assertThatThrownBy(counter::read)
                .isInstanceOf(MeterException.class)
                .hasMessageContaining("stood still");
        machine.set(0, "advance", 1);
        assertThat(counter.read()).isEqualTo(1001);
        assertThat(counter.read()).isEqualTo(1001);
    }

    @Test
    void aCounterBeyondReasonIsNotRead() throws MeterException {
        StubNvml machine = StubNvml.withGpus(1);
        CounterMeter counter = counter(machine);
        machine.set(0, "millijoules", -1);
        assertThatThrownBy(counter::read).isInstanceOf(MeterException.class);
        machine.set(0, "millijoules", 2000);
        assertThat(counter.read()).isEqualTo(2000);
    }

    @Test
    void goesOnAfterTheDriverWasReplacedWithTheSameGpus() throws MeterException {
        StubNvml machine = StubNvml.withGpus(3);
        machine.set(0, "millijoules", 5_000_000).set(2, "millijoules", 7_000_000);
        List<? extends Meter> meters = find(machine.source()).meters();
        CounterMeter first = (CounterMeter) meters.get(0);
        CounterMeter last = (CounterMeter) meters.get(2);
        var before = new CounterReading(START, first.read());
        assertThat(last.read()).isEqualTo(7_000_000);

        machine.reload(); // The GPU that was 0 is 2 now, and all counters start again.
        machine.set(2, "millijoules", 100).set(0, "millijoules", 300);
        var after = new CounterReading(START.plusSeconds(1), first.read());
        assertThat(after.raw()).isEqualTo(100);
        assertThat(first.scale().between(before, after)).isInstanceOf(Increment.Reset.class);
        assertThat(last.read()).isEqualTo(300);
        assertThat(machine.running()).isOne();
    }

    @Test
    void waitsForADriverThatIsBeingReplaced() throws MeterException {
        StubNvml machine = StubNvml.withGpus(1);
        CounterMeter counter = counter(machine);
        counter.read();
        machine.reload();
        machine.fail("nvmlInit_v2", 9);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(counter::read)
                    .isInstanceOfSatisfying(
                            MeterException.class,
                            e ->
                                    assertThat(e.problem())
                                            .isInstanceOf(MeterProblem.Unreadable.class));
        }
        machine.fail("nvmlInit_v2", 0);
        assertThat(counter.read()).isZero();
    }

    @Test
    void startsAgainWhenAReadingSaysThatTheDriverIsNotLoaded() throws MeterException {
        StubNvml machine = StubNvml.withGpus(1);
        CounterMeter counter = counter(machine);
        int starts = machine.starts();
        machine.fail(ENERGY, 9);
        assertThatThrownBy(counter::read)
                .isInstanceOfSatisfying(
                        MeterException.class,
                        e -> assertThat(e.problem()).isInstanceOf(MeterProblem.Unreadable.class));
        assertThat(machine.starts()).isEqualTo(starts + 1);
        machine.fail(ENERGY, 0);
        assertThat(counter.read()).isEqualTo(1000);
    }

    @Test
    void aGpuThatIsNotThereAfterTheDriverWasReplacedHasGone() {
        StubNvml machine = StubNvml.withGpus(1);
        CounterMeter counter = counter(machine);
        machine.reload();
        machine.gpu(0, "GPU-another", StubNvml.H100);
        assertThatThrownBy(counter::read)
                .isInstanceOfSatisfying(
                        MeterException.class,
                        e -> assertThat(e.problem()).isInstanceOf(MeterProblem.NotPresent.class));
    }

    @Test
    void endsItsUseOfTheLibraryWithTheLastMeter() {
        StubNvml machine = StubNvml.withGpus(2);
        List<? extends Meter> meters = find(machine.source()).meters();
        assertThat(machine.running()).isOne();
        List<? extends Meter> others = find(machine.source()).meters();
        assertThat(machine.running()).isEqualTo(2);
        meters.getFirst().close();
        meters.getFirst().close();
        assertThat(machine.running()).isEqualTo(2);
        meters.getLast().close();
        assertThat(machine.running()).isOne();
        others.forEach(Meter::close);
        assertThat(machine.running()).isZero();
    }

    @Test
    void leavesTheLibraryWhereItFindsNothing() {
        StubNvml machine = StubNvml.machine();
        assertThat(find(machine.source()).problems())
                .singleElement()
                .isInstanceOf(MeterProblem.NotPresent.class);
        assertThat(machine.running()).isZero();
    }

    /// A library of long ago: no counter, no fields, no MIG, no samples, rows of 16 bytes.
    @Test
    void doesWithWhatAnOldLibraryHas() throws MeterException {
        StubNvml machine = StubNvml.oldMachine().gpu(0, "GPU-old", "Tesla P100-SXM2-16GB");
        machine.set(0, "milliwatts", 55_000).set(0, "compute", 10).set(0, "compute", 11);
        PowerMeter power = power(machine);
        assertThat(power.readMicrowatts()).isEqualTo(55_000_000);
        assertThat(power.window()).isZero();
        assertThat(((SharedMeter) power).shareOf(pid -> pid == 10)).hasValue(0.5);
    }

    @Test
    void saysThatTheLibraryIsNotThereOrIsNone(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("libnvidia-ml.so.1"), "no library");
        assertThat(find(Nvml.ofMachine().withLibrary(text.toString())).problems())
                .singleElement()
                .isInstanceOf(MeterProblem.Unreadable.class);
        assertThat(find(Nvml.ofMachine().withLibrary("libnot-there.so.7")).problems())
                .singleElement()
                .isInstanceOf(MeterProblem.NotPresent.class)
                .extracting(MeterProblem::text, InstanceOfAssertFactories.STRING)
                .contains("libnot-there.so.7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proc/driver/nvidia/version", "dev/nvidiactl", "dev/dxg"})
    void isLikelyWhereTheDriverIs(String file, @TempDir Path root) throws IOException {
        Nvml source = Nvml.ofMachine().withRoot(root.toFile());
        assertThat(source.likely()).isFalse();
        assertThat(source.find().problems())
                .singleElement()
                .isInstanceOf(MeterProblem.NotPresent.class);
        Files.createDirectories(root.resolve(file).getParent());
        Files.createFile(root.resolve(file));
        assertThat(source.likely()).isTrue();
    }

    private static StubNvml withoutCounter() {
        return StubNvml.withGpus(1).fail(ENERGY, 3).fail("field 83", 3);
    }

    private static StubNvml withoutSensors() {
        return withoutCounter()
                .fail("nvmlDeviceGetFieldValues", 3)
                .fail("nvmlDeviceGetPowerUsage", 3);
    }

    private static StubNvml withoutLimits(StubNvml machine) {
        return machine.fail("nvmlDeviceGetEnforcedPowerLimit", 3)
                .fail("nvmlDeviceGetPowerManagementDefaultLimit", 3);
    }

    private static double counted(CounterScale scale, CounterReading before, CounterReading after) {
        return scale.between(before, after) instanceof Increment.Counted counted
                ? counted.energy().joules()
                : Double.NaN;
    }

    private static List<String> names(Found found) {
        return found.meters().stream().map(each -> each.part().name()).toList();
    }

    private CounterMeter counter(StubNvml machine) {
        return (CounterMeter) find(machine.source()).meters().getFirst();
    }

    private PowerMeter power(StubNvml machine) {
        return (PowerMeter) find(machine.source()).meters().getFirst();
    }

    private Found find(Nvml source) {
        Found found = source.find();
        open.addAll(found.meters());
        return found;
    }
}
