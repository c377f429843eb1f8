package wattle.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import wattle.Property;

/// What slides over many windows, against the same question asked of each window alone.
class SlidingTest {

    @Test
    void theLowestOfEachWindowAreThoseOfTheRule() throws Exception {
        Property.forAll(
                500,
                random -> {
                    int length = 1 + random.nextInt(60);
                    double[] values = new double[length];
                    boolean whole = random.nextBoolean();
                    for (int i = 0; i < length; i++) {
                        values[i] = whole ? random.nextInt(4) : random.nextDouble() * 400 - 20;
                    }
                    int size = 1 + random.nextInt(length);
                    int lowest = 1 + random.nextInt(size);
                    double[] joules = new double[lowest];
                    Arrays.fill(joules, 3.6e6);
                    Load load = Load.ofJoules(Duration.ofMinutes(5), joules);
                    var sliding = new LowestOfWindows(Ranks.of(values), size, lowest);
                    sliding.moveTo(0, true);

                    for (int from = 0; from + size <= length; from++) {
                        Slots window =
                                Slots.ofMeans(
                                        Instant.EPOCH,
                                        Duration.ofMinutes(5),
                                        Arrays.copyOfRange(values, from, from + size));
                        Schedule expected = LowestIntervals.choose(load, window);
                        double grams = Grams.of(expected, load, window, Pausing.FREE).grams();

                        assertThat(sliding.from()).isEqualTo(from);
                        assertThat(sliding.pauses()).isEqualTo(expected.pauses());
                        assertThat(sliding.startsAtOnce()).isEqualTo(expected.initialWait() == 0);
                        assertThat(sliding.sum())
                                .isCloseTo(grams, org.assertj.core.data.Offset.offset(1e-9));
                        for (int i = 0; i < lowest; i++) {
                            assertThat(sliding.isChosen(from + expected.slot(i))).isTrue();
                        }
                        if (from + size < length) {
                            sliding.advance();
                        }
                    }
                });
    }

    @Test
    void aSetOfRanksFindsItsNeighbours() throws Exception {
        Property.forAll(
                200,
                random -> {
                    int bound = 1 + random.nextInt(random.nextBoolean() ? 100 : 300_000);
                    var set = new RankSet(bound);
                    var expected = new TreeSet<Integer>();
                    for (int i = 0; i < 200; i++) {
                        int member = random.nextInt(bound);
                        if (random.nextInt(3) > 0) {
                            set.add(member);
                            expected.add(member);
                        } else {
                            set.remove(member);
                            expected.remove(member);
                        }
                        int asked = random.nextInt(bound + 1) - 1;
                        Integer above = expected.higher(asked);
                        Integer below = expected.lower(asked);
                        assertThat(set.above(asked))
                                .isEqualTo(above == null ? RankSet.NONE : above);
                        assertThat(set.below(asked))
                                .isEqualTo(below == null ? RankSet.NONE : below);
                    }
                });
    }

    @Test
    void theSmallestOfTheLastIsTheEarliestOfThem() throws Exception {
        Property.forAll(
                300,
                random -> {
                    int length = 1 + random.nextInt(80);
                    int most = 1 + random.nextInt(20);
                    double[] values = new double[length];
                    var sliding = new SlidingMinimum(most);
                    for (int i = 0; i < length; i++) {
                        values[i] = random.nextInt(5);
                        sliding.add(i, values[i]);
                        int first = Math.max(0, i - most + 1);
                        sliding.from(first);
                        int expected = first;
                        for (int k = first; k <= i; k++) {
                            expected = values[k] < values[expected] ? k : expected;
                        }
                        assertThat(sliding.position()).isEqualTo(expected);
                        assertThat(sliding.value()).isEqualTo(values[expected]);
                    }
                });
    }
}
