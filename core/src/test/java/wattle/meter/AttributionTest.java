package wattle.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import wattle.Property;
import wattle.unit.Energy;
import wattle.unit.Power;
import wattle.unit.Range;
import wattle.unit.Share;

class AttributionTest {

    private static final long SECOND = SharedMachine.SECOND;

    private static final List<Domain> DOMAINS = List.of(Domain.values());

    private static final CpuModel CPU =
            new CpuModel(
                    "processor",
                    8,
                    new Range<>(new Power(1), new Power(2), new Power(3)),
                    new Range<>(new Power(6), new Power(8), new Power(11)),
                    "model",
                    false);

    private static final MemoryModel MEMORY =
            new MemoryModel(
                    new Range<>(new Power(0.1), new Power(0.3), new Power(0.6)),
                    64_000_000_000L,
                    "published");

    @Test
    void chargesOfAllJobsAndUnusedIdleEnergyAreTheMachines() {
        Property.forAll(
                100,
                random -> {
                    int jobs = 1 + random.nextInt(6);
                    var machine = new SharedMachine(random, jobs);
                    double sum = 0;
                    for (int job = 0; job < jobs; job++) {
                        Charge charge = only(of(machine.tallies[job], Scope.PROCESS));
                        double expected = machine.chargeOf(job);
                        assertThat(joules(charge)).isCloseTo(expected, near(machine.energy()));
                        Energy idle = charge.idle();
                        assertThat(idle).isNotNull();
                        assertThat(idle == null ? 0 : idle.joules())
                                .isLessThanOrEqualTo(joules(charge) + 1e-6);
                        sum += joules(charge);
                    }
                    assertThat(sum + machine.unused())
                            .isCloseTo(machine.energy(), near(machine.energy()));
                });
    }

    @Test
    void theWholeMachineIsItsMeter() {
        Property.forAll(
                50,
                random -> {
                    var machine = new SharedMachine(random, 2);
                    Charge charge = only(of(machine.tallies[0], Scope.MACHINE));
                    assertThat(joules(charge)).isCloseTo(machine.energy(), near(machine.energy()));
                    Energy idle = charge.idle();
                    assertThat(idle == null ? -1 : idle.joules())
                            .isCloseTo(machine.idleWatts * machine.seconds, near(machine.energy()));
                });
    }

    @Test
    void devicesTakeIdleEnergyByAllocationAndActiveEnergyByWork() {
        Property.forAll(
                50,
                random -> {
                    var machine = new SharedMachine(random, 2);
                    double given = random.nextDouble();
                    Charge charge =
                            only(
                                    new Attribution(
                                                    machine.tallies[0],
                                                    Scope.DEVICES,
                                                    SharedMachine.given(given, 0.5),
                                                    CPU,
                                                    null)
                                            .charges());
                    double active = machine.chargeOf(0);
                    for (int second = 0; second < machine.seconds; second++) {
                        active -= machine.idleWatts * machine.worked[second][0] / machine.threads;
                    }
                    double idle = machine.idleWatts * given * machine.seconds;
                    assertThat(joules(charge)).isCloseTo(active + idle, near(machine.energy()));
                });
    }

    /// Parts of one machine: a node around a platform and two accelerators, the platform around two
    /// packages with cores and uncore, and memory.
    private static Tally manyMeters(Random random, boolean node, boolean platform) {
        var tally = new Tally(SharedMachine.START);
        tally.add(Channels.counter("cpu-package-0", Domain.PACKAGE));
        tally.add(Channels.counter("cpu-package-1", Domain.PACKAGE));
        tally.add(Channels.counter("core-0", Domain.CORE));
        tally.add(Channels.counter("uncore-0", Domain.UNCORE));
        tally.add(Channels.counter("dram-0", Domain.DRAM));
        tally.add(Channels.counter("gpu-0", Domain.GPU_BOARD));
        tally.add(Channels.counter("gpu-1", Domain.GPU_BOARD));
        if (platform) {
            tally.add(Channels.counter("psys", Domain.PLATFORM));
        }
        if (node) {
            tally.add(Channels.counter("node", Domain.NODE));
        }
        long[] raw = new long[7 + (platform ? 1 : 0) + (node ? 1 : 0)];
        long[] step = new long[raw.length];
        long busy = 0;
        int seconds = 5 + random.nextInt(100);
        for (int second = 0; second <= seconds; second++) {
            boolean fails = second > 0 && second < seconds && random.nextInt(4) == 0;
            long[] shown = raw.clone();
            if (fails) { // All at once, or the host's meter would see what its parts' do not.
                java.util.Arrays.fill(shown, Sample.MISSING);
            }
            tally.accept(
                    Sample.of(
                            second * SECOND,
                            new Activity(busy / 2, busy, 8 * SECOND * second, 1 << 30),
                            shown));
            for (int i = 0; i < 7; i++) {
                step[i] = random.nextInt(200_000_000);
            }
            step[2] = step[0] / 2;
            step[3] = step[0] / 4;
            long within = step[0] + step[1] + step[4];
            if (platform) {
                step[7] = within + random.nextInt(50_000_000);
            }
            if (node) {
                long above = platform ? step[7] : within;
                step[raw.length - 1] = above + step[5] + step[6] + random.nextInt(50_000_000);
            }
            for (int i = 0; i < raw.length; i++) {
                raw[i] += step[i];
            }
            busy += random.nextInt(800) * 10_000_000L;
        }
        return tally;
    }

    @Test
    void aMachinesChargesAreItsNodesEnergyAndNothingIsCountedTwice() {
        Property.forAll(
                100,
                random -> {
                    Tally tally = manyMeters(random, true, random.nextBoolean());
                    var attribution =
                            new Attribution(tally, Scope.MACHINE, Allocation.ALL, CPU, MEMORY);
                    double node = tally.energy(tally.parts().size() - 1).joules();
                    assertThat(sum(attribution.charges())).isCloseTo(node, near(node));
                    assertThat(attribution.charges())
                            .extracting(Charge::name)
                            .containsExactly(
                                    "cpu-package-0",
                                    "cpu-package-1",
                                    "dram-0",
                                    "gpu-0",
                                    "gpu-1",
                                    "node-rest");
                });
    }

    @Test
    void aPlatformHoldsProcessorsAndMemorySoNeitherIsModelledBesideIt() {
        Property.forAll(
                50,
                random -> {
                    Tally tally = manyMeters(random, false, true);
                    double gpus = tally.energy(5).joules() + tally.energy(6).joules();
                    double psys = tally.energy(7).joules();
                    assertThat(sum(of(tally, Scope.MACHINE)))
                            .isCloseTo(psys + gpus, near(psys + gpus));
                });
        // The platform's meter alone.
        var tally = new Tally(SharedMachine.START);
        tally.add(Channels.counter("psys", Domain.PLATFORM));
        tally.accept(Sample.of(0, Activity.NONE, 0));
        tally.accept(Sample.of(SECOND, Activity.NONE, 50_000_000));
        assertThat(sum(of(tally, Scope.MACHINE))).isCloseTo(50, near(50));
    }

    @Test
    void partsAloneAreSummedWithoutWhatLiesWithinThem() {
        Property.forAll(
                50,
                random -> {
                    Tally tally = manyMeters(random, false, false);
                    double outer = 0;
                    for (int part : new int[] {0, 1, 4, 5, 6}) {
                        outer += tally.energy(part).joules();
                    }
                    assertThat(sum(of(tally, Scope.MACHINE))).isCloseTo(outer, near(outer));
                });
    }

    @Test
    void oneSensorBehindTwoMetersIsCountedOnce() {
        var tally = new Tally(SharedMachine.START);
        tally.add(Channels.counter("cpu-package-0", Domain.PACKAGE));
        tally.add(Channels.counter("cpu-package-0", Domain.PACKAGE));
        tally.accept(Sample.of(0, Activity.NONE, 0, 5));
        tally.accept(Sample.of(SECOND, Activity.NONE, 50_000_000, 50_000_005));
        assertThat(sum(of(tally, Scope.MACHINE))).isCloseTo(50, near(50));
        assertThat(sum(of(tally, Scope.PROCESS))).isCloseTo(50, near(50));
    }

    @Test
    void theSecondMeterOfASensorCountsWhereTheFirstIsSilent() {
        var tally = new Tally(SharedMachine.START);
        tally.add(Channels.counter("cpu-package-0", Domain.PACKAGE));
        tally.add(Channels.counter("cpu-package-0", Domain.PACKAGE));
        tally.accept(Sample.of(0, Activity.NONE, Sample.MISSING, 5));
        tally.accept(Sample.of(SECOND, Activity.NONE, Sample.MISSING, 50_000_005));
        assertThat(sum(of(tally, Scope.MACHINE))).isCloseTo(50, near(50));
    }

    @Test
    void aNodesMeterThatSawLessThanItsPartsIsNotBelieved() {
        var tally = new Tally(SharedMachine.START);
        tally.add(Channels.counter("cpu-package-0", Domain.PACKAGE));
        tally.add(Channels.counter("node", Domain.NODE));
        tally.accept(Sample.of(0, Activity.NONE, 0, 0));
        tally.accept(Sample.of(SECOND, Activity.NONE, 50_000_000, 49_000_000));
        var attribution = new Attribution(tally, Scope.MACHINE, Allocation.ALL, CPU, null);
        assertThat(sum(attribution.charges())).isCloseTo(50, near(50));
        assertThat(attribution.notes())
                .containsExactly(
                        "test node saw less than the parts within it, so it is not believed");
    }

    @Test
    void aNodesMeterThatIsFoundLateExplainsOnlyWhatItSaw() {
        // 100 W in the package all along, 150 W in the node from second 10 of 20.
        var tally = new Tally(SharedMachine.START.plusMillis(300));
        tally.add(Channels.counter("cpu-package-0", Domain.PACKAGE));
        for (int second = 0; second < 10; second++) {
            tally.accept(Sample.of(second * SECOND, Activity.NONE, second * 100_000_000L));
        }
        tally.add(Channels.counter("node", Domain.NODE));
        for (int second = 10; second <= 20; second++) {
            tally.accept(
                    Sample.of(
                            second * SECOND,
                            Activity.NONE,
                            second * 100_000_000L,
                            second * 150_000_000L));
        }
        List<Charge> charges = of(tally, Scope.MACHINE);
        assertThat(joules(charges.getFirst())).isCloseTo(2000, near(2000));
        assertThat(joules(charges.getLast())).isCloseTo(500, near(500));
    }

    @Test
    void anAcceleratorsDriverSaysWhoseWorkItWas() {
        // 100 W idle for 10 s, then 300 W for 10 s, a quarter of it the job's.
        var tally = new Tally(SharedMachine.START);
        tally.add(Channels.counter("gpu-0", Domain.GPU_BOARD));
        long raw = 0;
        for (int second = 0; second <= 20; second++) {
            boolean works = second > 10;
            tally.accept(
                    new Sample(
                            second * SECOND,
                            Activity.NONE,
                            new long[] {raw},
                            new double[] {works ? 0.25 : 0},
                            new double[] {works ? 1 : 0}));
            raw += second < 10 ? 100_000_000 : 300_000_000;
        }
        Charge charge = only(of(tally, Scope.PROCESS, null, null));
        assertThat(joules(charge)).isCloseTo(0.25 * 3000, near(1));
        assertThat(charge.idle()).isEqualTo(new Energy(250));
        assertThat(joules(only(of(tally, Scope.MACHINE, null, null)))).isCloseTo(4000, near(1));
        // A device that the job was given is its own, used or not.
        var given =
                new Attribution(
                        tally, Scope.DEVICES, SharedMachine.given(1, 1, "id:gpu-0"), null, null);
        assertThat(sum(given.charges())).isCloseTo(4000, near(1));
        var other =
                new Attribution(
                        tally, Scope.DEVICES, SharedMachine.given(1, 1, "id:gpu-1"), null, null);
        assertThat(other.charges()).isEmpty();
    }

    @Test
    void anAcceleratorThatDoesNotSayIsTheJobs() {
        var tally = new Tally(SharedMachine.START);
        tally.add(Channels.counter("gpu-0", Domain.GPU_BOARD));
        tally.accept(Sample.of(0, Activity.NONE, 0));
        tally.accept(Sample.of(SECOND, Activity.NONE, 100_000_000));
        Charge charge = only(of(tally, Scope.PROCESS, null, null));
        assertThat(joules(charge)).isCloseTo(100, near(1));
        assertThat(charge.idle()).isNull();
        assertThat(charge.modelled()).isFalse();
    }

    @Test
    void processorsThatNothingMetersAreModelled() {
        Property.forAll(
                100,
                random -> {
                    var tally = new Tally(SharedMachine.START.plusNanos(random.nextLong(SECOND)));
                    long at = 0;
                    long job = 0;
                    long busy = 0;
                    long memory = random.nextLong(100_000_000_000L);
                    tally.accept(Sample.of(0, new Activity(0, 0, 0, 0)));
                    double held = 0;
                    for (int i = 0; i < 60; i++) {
                        long step = 1 + random.nextLong(2 * SECOND);
                        at += step;
                        job += random.nextLong(4 * step);
                        busy = job + random.nextLong(4 * step);
                        tally.accept(Sample.of(at, new Activity(job, busy, 8 * at, memory)));
                        held += Math.min(memory / 1e9, 64) * step / 1e9;
                    }
                    double time = at / 1e9;
                    double used = job / 1e9;
                    // Of a machine's counters the highest counts.
                    double all = sum(tally, tally.busy());
                    Charge process = only(of(tally, Scope.PROCESS, CPU, null));
                    assertThat(joules(process)).isCloseTo(8 * used, near(time));
                    Charge machine = only(of(tally, Scope.MACHINE, CPU, null));
                    assertThat(joules(machine)).isCloseTo(2 * 8 * time + 6 * all, near(time));
                    Charge devices =
                            only(
                                    new Attribution(
                                                    tally,
                                                    Scope.DEVICES,
                                                    SharedMachine.given(0.25, 0.5),
                                                    CPU,
                                                    null)
                                            .charges());
                    assertThat(joules(devices))
                            .isCloseTo(2 * 8 * 0.25 * time + 6 * used, near(time));
                    Charge dram = of(tally, Scope.PROCESS, CPU, MEMORY).getLast();
                    assertThat(joules(dram)).isCloseTo(0.3 * held, near(time));
                    Charge allDram = of(tally, Scope.MACHINE, CPU, MEMORY).getLast();
                    assertThat(joules(allDram)).isCloseTo(0.3 * 64 * time, near(time));
                    // 6 to 11 W for a busy thread, all of it the job's.
                    assertThat(process.accuracy().low()).isCloseTo(6.0 / 8, within(1e-9));
                    assertThat(process.accuracy().high()).isCloseTo(11.0 / 8, within(1e-9));
                });
    }

    @Test
    void aModelThatHoldsTheMemoryIsNotGivenMemoryAgain() {
        var tally = new Tally(SharedMachine.START);
        tally.accept(Sample.of(SECOND, new Activity(SECOND, 0, 0, 1 << 30)));
        var withMemory = new CpuModel("p", 8, CPU.idle(), CPU.full(), "model", true);
        assertThat(of(tally, Scope.PROCESS, withMemory, MEMORY)).hasSize(1);
        assertThat(of(tally, Scope.PROCESS, CPU, MEMORY)).hasSize(2);
        assertThat(of(tally, Scope.PROCESS, null, MEMORY)).hasSize(1);
        assertThat(of(tally, Scope.PROCESS, null, null)).isEmpty();
    }

    @Test
    void idleEnergyIsNotKnownWhereTheMachineWasNeverIdle() {
        var tally = new Tally(SharedMachine.START);
        tally.add(Channels.counter("cpu", Domain.PACKAGE));
        for (int second = 0; second <= 10; second++) {
            long busy = 4 * SECOND * second;
            tally.accept(
                    Sample.of(
                            second * SECOND,
                            new Activity(busy / 2, busy, 8 * SECOND * second, 0),
                            second * 100_000_000L));
        }
        assertThat(only(of(tally, Scope.MACHINE)).idle()).isNull();
        // Without a model all of it is active: half of the work was the job's.
        Charge unknown = only(of(tally, Scope.PROCESS, null, null));
        assertThat(unknown.idle()).isNull();
        assertThat(joules(unknown)).isCloseTo(500, near(1));
        // By the model: r = 2/8 and u = 1/2, so 100 W × r / (r + (1 − r)·u) = 40 W are idle.
        Charge modelled = only(of(tally, Scope.PROCESS));
        assertThat(joules(modelled)).isCloseTo(10 * (60 * 0.5 + 40 * 0.25), near(1));
        Energy idle = modelled.idle();
        assertThat(idle == null ? -1 : idle.joules()).isCloseTo(100, near(1));
        // Between none of the idle energy and a share by work of it.
        assertThat(modelled.accuracy().low()).isCloseTo(300.0 / 400, within(1e-9));
        assertThat(modelled.accuracy().high()).isCloseTo(500.0 / 400, within(1e-9));
    }

    @Test
    void splittingSamplesChangesNothingWhereSharesAreSteady() {
        Property.forAll(
                50,
                random -> {
                    double share = random.nextDouble();
                    double busy = random.nextDouble();
                    double watts = 1 + random.nextInt(300);
                    Tally whole = steady(share, busy, watts, new Random(1), 1);
                    Tally split = steady(share, busy, watts, random, 1 + random.nextInt(20));
                    for (Scope scope : Scope.values()) {
                        assertThat(sum(of(split, scope)))
                                .isCloseTo(sum(of(whole, scope)), within(1e-3));
                    }
                });
    }

    private static Tally steady(double share, double busy, double watts, Random random, int parts) {
        var tally = new Tally(SharedMachine.START);
        tally.add(Channels.counter("cpu", Domain.PACKAGE));
        tally.add(Channels.gauge("b", 0));
        long end = 60 * SECOND;
        long at = 0;
        while (true) {
            tally.accept(
                    Sample.of(
                            at,
                            new Activity(
                                    Math.round(share * busy * 8 * at),
                                    Math.round(busy * 8 * at),
                                    8 * at,
                                    1 << 30),
                            Math.round(watts * at / 1000),
                            Math.round(watts * 1e6)));
            if (at == end) {
                return tally;
            }
            at = Math.min(end, at + 1 + (parts == 1 ? SECOND - 1 : random.nextLong(SECOND)));
        }
    }

    @Test
    void whateverIsReadNothingIsNegativeAndEveryRangeHoldsItsValue() {
        Property.forAll(
                500,
                random -> {
                    Tally tally = nonsense(random);
                    for (Scope scope : Scope.values()) {
                        var allocation =
                                new Allocation(
                                        new Share(random.nextDouble()),
                                        new Share(random.nextDouble()),
                                        null);
                        for (Charge charge :
                                new Attribution(
                                                tally,
                                                scope,
                                                allocation,
                                                random.nextBoolean() ? CPU : null,
                                                random.nextBoolean() ? MEMORY : null)
                                        .charges()) {
                            assertThat(charge.accuracy().low()).isBetween(0.0, 1.0);
                            assertThat(charge.accuracy().high()).isBetween(1.0, 1e300);
                            Energy idle = charge.idle();
                            assertThat(idle == null ? 0 : idle.joules())
                                    .as(charge.toString())
                                    .isLessThanOrEqualTo(joules(charge) * (1 + 1e-9) + 1e-9);
                        }
                    }
                });
    }

    /// Readings of any size at any time, of parts of any kind, some of them missing.
    private static Tally nonsense(Random random) {
        var tally = new Tally(SharedMachine.START.plusNanos(random.nextLong(SECOND)));
        int parts = random.nextInt(6);
        for (int i = 0; i < parts; i++) {
            Domain domain = DOMAINS.get(random.nextInt(DOMAINS.size()));
            tally.add(
                    random.nextBoolean()
                            ? Channels.counter("part-" + i, domain)
                            : Channels.gauge("gauge-" + i, random.nextInt(3)));
        }
        long at = 0;
        long job = 0;
        int samples = random.nextInt(80);
        for (int i = 0; i < samples; i++) {
            if (random.nextInt(20) == 0) {
                tally.slept(Duration.ofMillis(random.nextInt(100_000)));
            }
            long[] readings = new long[parts];
            double[] shares = new double[parts];
            double[] utilizations = new double[parts];
            for (int part = 0; part < parts; part++) {
                readings[part] =
                        switch (random.nextInt(6)) {
                            case 0 -> Sample.MISSING;
                            case 1 -> random.nextLong();
                            default -> at / 10 + random.nextInt(100_000_000);
                        };
                shares[part] = random.nextInt(3) == 0 ? Double.NaN : 2 * random.nextDouble() - 0.5;
                utilizations[part] = random.nextInt(3) == 0 ? Double.NaN : random.nextDouble();
            }
            job += random.nextInt(1_000_000_000);
            tally.accept(
                    new Sample(
                            at,
                            new Activity(
                                    job,
                                    random.nextInt(3) == 0
                                            ? Activity.UNKNOWN
                                            : random.nextLong(2 * job + 1),
                                    random.nextInt(3) == 0
                                            ? Activity.UNKNOWN
                                            : random.nextLong(8 * job + 1),
                                    random.nextLong(1L << 40)),
                            readings,
                            shares,
                            utilizations));
            at += random.nextInt(5) == 0 ? 0 : random.nextLong(40 * SECOND);
        }
        return tally;
    }

    private static List<Charge> of(Tally tally, Scope scope) {
        return of(tally, scope, CPU, null);
    }

    private static List<Charge> of(
            Tally tally, Scope scope, @Nullable CpuModel cpu, @Nullable MemoryModel memory) {
        return new Attribution(tally, scope, Allocation.ALL, cpu, memory).charges();
    }

    private static Charge only(List<Charge> charges) {
        assertThat(charges).hasSize(1);
        return charges.getFirst();
    }

    private static double joules(Charge charge) {
        return charge.energy().total().joules();
    }

    private static double sum(List<Charge> charges) {
        return charges.stream().mapToDouble(AttributionTest::joules).sum();
    }

    private static double sum(Tally tally, int column) {
        double sum = 0;
        for (int row = 0; row < tally.buckets().size(); row++) {
            sum += tally.buckets().value(column, row);
        }
        return sum;
    }

    /// To the microjoule of the counters.
    private static org.assertj.core.data.Offset<Double> near(double joules) {
        return within(1e-3 + 1e-9 * joules);
    }

    @Test
    void aProcessorWhoseCounterStandsStillIsModelled() {
        var tally = new Tally(java.time.Instant.EPOCH);
        tally.add(Channels.counter("cpu-package-0", Domain.PACKAGE));
        for (int second = 0; second <= 20; second++) {
            long nanos = second * 1_000_000_000L;
            tally.accept(Sample.of(nanos, new Activity(nanos, nanos, 4 * nanos, 0), 1000));
        }
        var charges = new Attribution(tally, Scope.PROCESS, Allocation.ALL, CPU, null).charges();
        assertThat(charges).singleElement().matches(Charge::modelled);
        assertThat(charges.getFirst().energy().total().joules()).isPositive();
    }
}
