package wattle.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import wattle.Property;

class BucketsTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;

    /// 2026-03-01T04:05:00Z.
    private static final long START = 1_772_337_900L * SECOND;

    @Test
    void coarseningKeepsSumsAndNeverCrossesAMinuteOrACut() {
        Property.forAll(
                40,
                random -> {
                    var buckets = new Buckets();
                    int column = buckets.addColumn();
                    int times = buckets.addColumn();
                    NavigableSet<Long> cuts = new TreeSet<>();
                    long at = START + random.nextLong(MINUTE);
                    double sum = 0;
                    double covered = 0;
                    long most =
                            1 + random.nextLong(random.nextBoolean() ? 3 * SECOND : 20 * SECOND);
                    int steps = random.nextInt(15_000);
                    for (int i = 0; i < steps; i++) {
                        if (random.nextInt(200) == 0) {
                            at += random.nextLong(3 * MINUTE); // The machine slept.
                        }
                        long to = at + 1 + random.nextLong(most);
                        if (random.nextInt(500) == 0) {
                            long cut = at + random.nextLong(to - at);
                            buckets.cut(cut);
                            cuts.add(cut);
                        }
                        double amount = random.nextInt(1000);
                        buckets.reach(at, to);
                        buckets.spread(column, at, to, amount);
                        buckets.spread(times, at, to, (to - at) / 1e9);
                        sum += amount;
                        covered += (to - at) / 1e9;
                        at = to;
                    }
                    assertThat(sum(buckets, column)).isCloseTo(sum, within(1e-9 * (1 + sum)));
                    for (int row = 0; row < buckets.size(); row++) {
                        long from = buckets.start(row);
                        long to = buckets.end(row);
                        assertThat(from).isLessThan(to);
                        assertThat(row == 0 || buckets.end(row - 1) <= from).isTrue();
                        assertThat(from / MINUTE).isEqualTo((to - 1) / MINUTE);
                        assertThat(cuts.subSet(from, false, to, false)).isEmpty();
                        assertThat(buckets.value(times, row))
                                .isCloseTo((to - from) / 1e9, within(1e-6));
                    }
                    assertThat(sum(buckets, times)).isCloseTo(covered, within(1e-6));
                });
    }

    @Test
    void aMonthTakesARowAMinuteWhateverItsBeat() {
        var buckets = new Buckets();
        int column = buckets.addColumn();
        long at = START + 123_456_789;
        int seconds = 30 * 24 * 3600;
        for (int i = 0; i < seconds; i++) {
            buckets.reach(at, at + SECOND);
            buckets.spread(column, at, at + SECOND, 1);
            at += SECOND;
        }
        assertThat(buckets.size()).isEqualTo(30 * 24 * 60 + 1);
        assertThat(sum(buckets, column)).isCloseTo(seconds, within(1e-6 * seconds));
    }

    @Test
    void whatLiesInNoRowGoesToTheNearest() {
        var buckets = new Buckets();
        int column = buckets.addColumn();
        buckets.spread(column, START, START, 5); // Nowhere to go.
        buckets.reach(START, START + SECOND);
        buckets.spread(column, START + SECOND, START + SECOND, 7);
        assertThat(sum(buckets, column)).isEqualTo(7);
    }

    private static double sum(Buckets buckets, int column) {
        double sum = 0;
        for (int row = 0; row < buckets.size(); row++) {
            sum += buckets.value(column, row);
        }
        return sum;
    }
}
