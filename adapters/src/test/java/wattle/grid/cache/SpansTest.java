package wattle.grid.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import wattle.testing.Property;

/// Against sets of whole numbers.
class SpansTest {

    private static final int MOST = 60;

    static Spans random(Random random) {
        var spans = new Spans.Builder();
        int at = random.nextInt(8);
        while (at < MOST && random.nextInt(9) > 0) {
            int to = at + 1 + random.nextInt(9);
            spans.add(at, to);
            at = to + random.nextInt(9);
        }
        return spans.build();
    }

    static boolean[] bits(Spans spans) {
        boolean[] in = new boolean[2 * MOST];
        for (int i = 0; i < spans.size(); i++) {
            assertThat(spans.start(i)).isLessThan(spans.end(i));
            assertThat(i > 0 && spans.end(i - 1) >= spans.start(i)).isFalse();
            for (long at = spans.start(i); at < spans.end(i); at++) {
                in[(int) at] = true;
            }
        }
        return in;
    }

    @Test
    void setsOfInstants() throws Exception {
        Property.forAll(
                500,
                random -> {
                    Spans one = random(random);
                    Spans two = random(random);
                    boolean[] inOne = bits(one);
                    boolean[] inTwo = bits(two);
                    List<Boolean> plus = new ArrayList<>();
                    List<Boolean> minus = new ArrayList<>();
                    List<Boolean> and = new ArrayList<>();
                    for (int i = 0; i < inOne.length; i++) {
                        plus.add(inOne[i] || inTwo[i]);
                        minus.add(inOne[i] && !inTwo[i]);
                        and.add(inOne[i] && inTwo[i]);
                    }
                    assertThat(bits(one.plus(two))).containsExactly(plus.toArray(Boolean[]::new));
                    assertThat(bits(one.minus(two))).containsExactly(minus.toArray(Boolean[]::new));
                    assertThat(bits(one.and(two))).containsExactly(and.toArray(Boolean[]::new));
                });
    }

    @Test
    void wideningCoversWholeSteps() throws Exception {
        Property.forAll(
                300,
                random -> {
                    Spans spans = random(random);
                    int step = 1 + random.nextInt(7);
                    boolean[] in = bits(spans);
                    boolean[] wide = bits(spans.widenedTo(step));
                    for (int from = 0; from + step <= MOST; from += step) {
                        boolean any = false;
                        for (int at = from; at < from + step; at++) {
                            any |= in[at];
                        }
                        for (int at = from; at < from + step; at++) {
                            assertThat(wide[at]).isEqualTo(any);
                        }
                    }
                });
    }
}
