package wattle.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import wattle.Property;
import wattle.unit.Energy;
import wattle.unit.Power;

class CounterScaleTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long MAX_ENERGY_RANGE_UJ = 262_143_328_850L;

    /// A package of 150 W behind RAPL, refused above three times that.
    private static final CounterScale RAPL =
            new CounterScale(
                    new Energy(1e-6), OptionalLong.of(MAX_ENERGY_RANGE_UJ), new Power(450));

    private static final CounterScale NVML =
            new CounterScale(new Energy(1e-3), OptionalLong.empty(), new Power(2100));

    private static CounterReading at(double seconds, long raw) {
        return new CounterReading(START.plusNanos(Math.round(seconds * 1e9)), raw);
    }

    @Test
    void aRisingCounterIsItsDifference() {
        assertThat(NVML.between(at(0, 1_000), at(1, 301_000)))
                .isEqualTo(new Increment.Counted(new Energy(300), false));
    }

    @Test
    void aWrapGoesOnFromZero() {
        // 50 J before the wrap and 70 J after it, in one second.
        Increment increment =
                RAPL.between(at(0, MAX_ENERGY_RANGE_UJ - 50_000_000), at(1, 70_000_000));
        assertThat(increment)
                .isInstanceOfSatisfying(
                        Increment.Counted.class,
                        counted -> {
                            assertThat(counted.wrapped()).isTrue();
                            assertThat(counted.energy().joules()).isCloseTo(120, within(1e-6));
                        });
    }

    @Test
    void aFailedReadingOfZeroIsNoWrap() {
        // A peer took it for one: +0.0448 kWh and then +0.0282 kWh, where 15 s at 50 W are 0.000208
        // kWh.
        Increment increment = RAPL.between(at(0, 101_000_000_000L), at(15, 0));
        assertThat(increment).isEqualTo(new Increment.Reset(at(15, 0)));
    }

    @Test
    void aCounterThatNeverWrapsWasReset() {
        assertThat(NVML.between(at(0, 9_000_000), at(1, 40)))
                .isEqualTo(new Increment.Reset(at(1, 40)));
    }

    @Test
    void aJumpBeyondWhatTheSocketDrawsIsImplausible() {
        assertThat(RAPL.between(at(0, 0), at(1, 451_000_000)))
                .isInstanceOf(Increment.Implausible.class);
        assertThat(RAPL.between(at(0, 0), at(1, 449_000_000)))
                .isInstanceOf(Increment.Counted.class);
    }

    @Test
    void readingsInTheWrongOrderAreRefused() {
        assertThatThrownBy(() -> RAPL.between(at(1, 0), at(1, 5))).hasMessageContaining("later");
        assertThatThrownBy(() -> new CounterReading(START, -1)).hasMessageContaining("-1");
    }

    @Test
    void everyPairOfACounterThatWrapsOftenAddsUp() {
        Property.forAll(
                200,
                random -> {
                    var scale =
                            new CounterScale(new Energy(1), OptionalLong.of(1000), new Power(500));
                    long truth = 0;
                    double counted = 0;
                    CounterReading last = at(0, 0);
                    for (int second = 1; second <= 100; second++) {
                        truth += random.nextInt(500);
                        CounterReading next = at(second, truth % 1000);
                        if (scale.between(last, next) instanceof Increment.Counted increment) {
                            counted += increment.energy().joules();
                        }
                        last = next;
                    }
                    assertThat(counted).isEqualTo((double) truth);
                });
    }

    @Test
    void aWholeIsNeverAddedToItsParts() {
        assertThat(
                        Domain.summable(
                                List.of(
                                        Domain.CORE,
                                        Domain.UNCORE,
                                        Domain.PACKAGE,
                                        Domain.DRAM,
                                        Domain.GPU_BOARD)))
                .isEqualTo(EnumSet.of(Domain.PACKAGE, Domain.DRAM, Domain.GPU_BOARD));
        assertThat(Domain.summable(List.of(Domain.PLATFORM, Domain.PACKAGE, Domain.GPU_BOARD)))
                .isEqualTo(EnumSet.of(Domain.PLATFORM, Domain.GPU_BOARD));
        assertThat(Domain.summable(List.of(Domain.values()))).isEqualTo(EnumSet.of(Domain.NODE));
    }
}
