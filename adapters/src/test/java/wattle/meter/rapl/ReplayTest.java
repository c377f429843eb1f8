package wattle.meter.rapl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import wattle.meter.CounterReading;
import wattle.meter.Increment;
import wattle.meter.MeterException;
import wattle.meter.sysfs.FileCounter;
import wattle.meter.sysfs.Trees;

/// A processor's counter as its hardware keeps it, replayed through the files: 32 bits of 61 µJ
/// that the kernel multiplies out, so that a wrap loses one of those ticks and no more.
class ReplayTest {

    /// 2⁻¹⁴ J in nanojoules, as the kernel has it.
    private static final long UNIT_NANOJOULES = 61_035;

    private static final long STATES = 1L << 32;

    private static final double HARDWARE_TICK = UNIT_NANOJOULES * 1e-9;

    @Test
    void wrapsAndFailedReadingsKeepTheEnergy() throws Exception {
        for (long seed = 20_260_101; seed < 20_260_141; seed++) {
            replay(new Random(seed), "seed " + seed);
        }
    }

    private static void replay(Random random, String seed) throws Exception {
        Path sys = Trees.sys("rapl/near-wrap");
        Path zone = sys.resolve("class/powercap/intel-rapl:0");
        Path energy = zone.resolve("energy_uj");
        long raw = random.nextLong(STATES);
        Trees.write(zone.resolve("max_energy_range_uj"), microjoules(STATES - 1));
        Trees.write(energy, microjoules(raw));
        long first = raw;
        double counted = 0;
        int wraps = 0;
        try (var counter = (FileCounter) new RaplSource(sys, "").find().meters().getFirst()) {
            var last = new CounterReading(Instant.EPOCH, counter.read());
            Instant now = Instant.EPOCH;
            for (int i = 0; i < 60; i++) {
                // At most 250 W for at most 300 s, twice over after a failure: less than one wrap.
                int seconds = 1 + random.nextInt(300);
                now = now.plusSeconds(seconds);
                raw += (long) (random.nextDouble() * 250 * seconds / HARDWARE_TICK);
                boolean fails =
                        random.nextInt(3) == 0 && !last.at().isBefore(now.minusSeconds(300));
                Trees.write(energy, fails ? "" : microjoules(raw % STATES));
                try {
                    var next = new CounterReading(now, counter.read());
                    Increment increment = counter.scale().between(last, next);
                    assertThat(increment).as(seed).isInstanceOf(Increment.Counted.class);
                    var advance = (Increment.Counted) increment;
                    counted += advance.energy().joules();
                    wraps += advance.wrapped() ? 1 : 0;
                    last = next;
                } catch (MeterException dropped) {
                    assertThat(fails).as(seed).isTrue();
                }
            }
            Trees.write(energy, microjoules(raw % STATES));
            var end = new CounterReading(now.plusSeconds(1), counter.read());
            var rest = (Increment.Counted) counter.scale().between(last, end);
            counted += rest.energy().joules();
            wraps += rest.wrapped() ? 1 : 0;
        }
        double truth = (raw - first) * HARDWARE_TICK;
        assertThat(wraps).as(seed).isEqualTo((int) (raw / STATES));
        // One hardware tick for each wrap, and a microjoule of rounding at either end of it.
        assertThat(truth - counted)
                .as(seed)
                .isBetween(-2e-6 * (wraps + 1), wraps * HARDWARE_TICK + 2e-6 * (wraps + 1));
    }

    private static long microjoules(long raw) {
        return raw * UNIT_NANOJOULES / 1000;
    }

    /// Whatever the memory-mapped copies hold, and wherever they stand, the sum stays.
    @Test
    void copiesNeverChangeTheSum() throws Exception {
        var random = new Random(7);
        for (int round = 0; round < 20; round++) {
            Path sys = Trees.sys("rapl/two-sockets-dram");
            long before = sum(sys);
            Path powercap = sys.resolve("class/powercap");
            for (int copy = 0; copy <= random.nextInt(3); copy++) {
                Path zone = powercap.resolve("intel-rapl-mmio:" + copy);
                java.nio.file.Files.createDirectories(zone);
                Trees.write(zone.resolve("name"), "package-" + random.nextInt(2));
                Trees.write(zone.resolve("energy_uj"), random.nextLong(STATES));
            }
            assertThat(sum(sys)).isEqualTo(before);
        }
    }

    private static long sum(Path sys) throws MeterException {
        long sum = 0;
        for (var meter : new RaplSource(sys, "").find().meters()) {
            sum += ((FileCounter) meter).read();
            meter.close();
        }
        return sum;
    }
}
