package wattle.grid.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import wattle.series.Nanos;
import wattle.testing.Property;

class AskedRangesTest {

    private static final long HOURS = 3600 * Nanos.PER_SECOND;

    /// Asked hours apart, so that no two become one.
    @Test
    void theLastQuestionCounts() throws Exception {
        Property.forAll(
                400,
                random -> {
                    long[] expected = new long[120];
                    AskedRanges asked = AskedRanges.NONE;
                    for (int question = 1; question < 8; question++) {
                        Spans spans = SpansTest.random(random);
                        asked = asked.with(spans, 2L * question * HOURS);
                        for (int i = 0; i < spans.size(); i++) {
                            Arrays.fill(
                                    expected,
                                    (int) spans.start(i),
                                    (int) spans.end(i),
                                    2L * question * HOURS);
                        }
                    }
                    assertThat(bySecond(asked)).isEqualTo(expected);
                    long oldest = Arrays.stream(expected).filter(at -> at > 0).min().orElse(-1);
                    long latest = Arrays.stream(expected).max().orElse(0);
                    assertThat(asked.oldestOf(asked.spans()))
                            .isEqualTo(oldest < 0 ? null : Nanos.instant(oldest));
                    assertThat(asked.latest())
                            .isEqualTo(latest == 0 ? null : Nanos.instant(latest));
                });
    }

    /// A year of questions every five minutes leaves a range for each hour.
    @Test
    void neighboursOfOneHourBecomeOneWithTheEarlierTime() {
        AskedRanges asked = AskedRanges.NONE;
        for (int i = 0; i < 1000; i++) {
            asked = asked.with(Spans.of(i, i + 1), i * HOURS / 12);
        }
        assertThat(asked.list()).hasSize(1000 / 12 + 1);
        long[] bySecond = bySecond(asked, 1000);
        for (int i = 0; i < 1000; i++) {
            assertThat(i * HOURS / 12 - bySecond[i]).isBetween(0L, HOURS);
        }
    }

    @Test
    void theOldestOfAStretchIsThatOfWhatItTouches() {
        AskedRanges asked =
                AskedRanges.NONE
                        .with(Spans.of(0, 10), 9 * HOURS)
                        .with(Spans.of(10, 20), 5 * HOURS)
                        .with(Spans.of(20, 30), 7 * HOURS);
        assertThat(asked.oldestOf(Spans.of(20, 25))).isEqualTo(Nanos.instant(7 * HOURS));
        assertThat(asked.oldestOf(Spans.of(0, 25))).isEqualTo(Nanos.instant(5 * HOURS));
        assertThat(asked.oldestOf(Spans.of(30, 40))).isNull();
    }

    private static long[] bySecond(AskedRanges asked) {
        return bySecond(asked, 120);
    }

    private static long[] bySecond(AskedRanges asked, int size) {
        long[] at = new long[size];
        for (AskedRanges.Asked each : asked.list()) {
            Arrays.fill(at, (int) each.from(), (int) each.to(), each.at());
        }
        return at;
    }
}
