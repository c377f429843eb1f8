package wattle.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import wattle.Property;
import wattle.unit.Energy;
import wattle.unit.Power;

/// The optimum where slots have a price or are closed, against every schedule.
class SurchargeTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration STEP = Duration.ofHours(1);
    private static final double KWH = Energy.JOULES_PER_KILOWATT_HOUR;

    @Test
    void theOptimumAmongPricedAndClosedSlotsIsTheBestOfAll() {
        Property.forAll(
                4000,
                random -> {
                    Load load = load(random);
                    int size = load.slots() + random.nextInt(6);
                    Slots window = Slots.ofMeans(START, STEP, values(random, size));
                    double[] surcharge = surcharge(random, size);
                    Pausing pausing = random.nextBoolean() ? Pausing.FREE : pausing(random);

                    Schedule found = PauseResume.choose(load, window, pausing, surcharge);

                    double least = Double.POSITIVE_INFINITY;
                    for (Schedule each : BruteForce.all(load, window, pausing)) {
                        least = Math.min(least, cost(each, load, window, pausing, surcharge));
                    }
                    assertThat(cost(found, load, window, pausing, surcharge))
                            .isCloseTo(least, org.assertj.core.data.Offset.offset(1e-9 * KWH));
                });
    }

    private static double cost(
            @Nullable Schedule schedule,
            Load load,
            Slots window,
            Pausing pausing,
            double[] surcharge) {
        if (schedule == null) {
            return Double.POSITIVE_INFINITY;
        }
        double sum = Grams.of(schedule, load, window, pausing).grams() * KWH;
        boolean keeps = pausing.idle().watts() > 0;
        for (int i = 0; i < schedule.size(); i++) {
            int slot = schedule.slot(i);
            int stopped = i == 0 ? slot : schedule.slot(i - 1) + 1;
            for (int held = stopped; held <= slot; held++) {
                if (held == slot || keeps || held >= slot - pausing.restartSlots()) {
                    sum += surcharge[held];
                }
            }
        }
        return sum;
    }

    private static double[] surcharge(Random random, int size) {
        double[] surcharge = new double[size];
        boolean priced = random.nextBoolean();
        for (int slot = 0; slot < size; slot++) {
            surcharge[slot] =
                    random.nextInt(4) == 0
                            ? Double.POSITIVE_INFINITY
                            : priced ? KWH * random.nextInt(5) : 0;
        }
        return surcharge;
    }

    private static Load load(Random random) {
        double[] joules = new double[1 + random.nextInt(4)];
        for (int i = 0; i < joules.length; i++) {
            joules[i] = KWH * random.nextInt(4);
        }
        return Load.ofJoules(STEP, joules);
    }

    private static double[] values(Random random, int size) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextInt(6);
        }
        return values;
    }

    private static Pausing pausing(Random random) {
        return new Pausing(
                random.nextBoolean() ? random.nextInt(4) : Integer.MAX_VALUE,
                new Energy(KWH * random.nextInt(2)),
                new Energy(KWH * random.nextInt(3)),
                new Power(1000 * random.nextInt(2)),
                random.nextInt(3),
                1 + random.nextInt(3),
                1 + random.nextInt(2));
    }
}
