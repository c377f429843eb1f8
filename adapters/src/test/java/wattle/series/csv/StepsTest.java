package wattle.series.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import wattle.series.Timeline;

/// Starts in, intervals out; times are in minutes here.
class StepsTest {

    private static final long MINUTE = 60_000_000_000L;
    private static final long MILLISECOND = 1_000_000L;

    @Test
    void theMostCommonDifferenceIsTheStep() {
        assertThat(intervals(0, 5, 10, 15)).isEqualTo("0+5 5+5 10+5 15+5");
        assertThat(intervals(0, 60)).isEqualTo("0+60 60+60");
    }

    @Test
    void missingRowsAreGaps() {
        assertThat(intervals(0, 5, 10, 25, 30)).isEqualTo("0+5 5+5 10+5 25+5 30+5");
        assertThat(intervals(0, 10, 15, 20)).isEqualTo("0+5 10+5 15+5 20+5");
    }

    @Test
    void ofDifferencesEquallyCommonTheSmallestIsTheStep() {
        assertThat(intervals(0, 5, 15)).isEqualTo("0+5 5+5 15+5");
        assertThat(intervals(0, 10, 15)).isEqualTo("0+5 10+5 15+5");
        assertThat(intervals(0, 5, 15, 35)).isEqualTo("0+5 5+5 15+5 35+5");
    }

    @Test
    void twoSingleRowsMissingAreTwoGaps() {
        // de-missing-quarter-hours.csv: 23:15 and 23:45 are missing.
        assertThat(intervals(0, 15, 30, 60, 90, 105, 120))
                .isEqualTo("0+15 15+15 30+15 60+15 90+15 105+15 120+15");
    }

    @Test
    void aFinerStepFromThreeRowsOn() {
        assertThat(intervals(0, 30, 60, 90, 105, 120, 135))
                .isEqualTo("0+30 30+30 60+30 90+15 105+15 120+15 135+15");
        assertThatThrownBy(() -> intervals(0, 30, 60, 90, 120, 135, 150))
                .hasMessageContaining("lies within the interval before it");
    }

    @Test
    void aCoarserStepAtTheEndOfTheFile() {
        assertThat(intervals(0, 15, 30, 45, 60, 75, 105, 135, 165))
                .isEqualTo("0+15 15+15 30+15 45+15 60+15 75+30 105+30 135+30 165+30");
    }

    @Test
    void aCoarserStepInTheMiddleNeedsTwelveRows() {
        long[] fine = IntStream.range(0, 30).mapToLong(i -> 5L * i).toArray();
        assertThat(gaps(spread(fine, 10, 12))).isZero();
        assertThat(gaps(spread(fine, 10, 2))).isEqualTo(2);
        for (int rows : new int[] {3, 11}) {
            assertThatThrownBy(() -> timeline(0, spread(fine, 10, rows)))
                    .hasMessageContaining(
                            "from here "
                                    + rows
                                    + " rows are 10m apart, those before them 5m: a coarser step,"
                                    + " or missing rows. Pass --step");
        }
    }

    /// The times with `rows` of the differences from `row` on doubled.
    private static long[] spread(long[] fine, int row, int rows) {
        long[] spread = fine.clone();
        for (int i = row + 1; i < spread.length; i++) {
            spread[i] += 5L * Math.min(rows, i - row);
        }
        return spread;
    }

    @Test
    void aGapDoesNotEndACoarseStretch() {
        long[] coarse = {0, 30, 60, 90, 120, 180, 210, 240, 270};
        long[] both = Arrays.copyOf(coarse, coarse.length + 30);
        for (int i = 0; i < 30; i++) {
            both[coarse.length + i] = 270 + 15L * (i + 1);
        }
        Timeline timeline = timeline(0, both);
        assertThat(timeline.gaps()).isEqualTo(1);
        assertThat(timeline.interval(7).duration().toMinutes()).isEqualTo(30);
        assertThat(timeline.interval(8).duration().toMinutes()).isEqualTo(15);
    }

    @Test
    void aSamplersJitterLeavesNeitherGapNorOverlap() {
        var random = new Random(7);
        long[] starts = new long[1000];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = 1000L * i * MILLISECOND + random.nextInt(20) * MILLISECOND;
        }
        Timeline timeline = steps(0, starts).timeline();
        assertThat(timeline.gaps()).isZero();
        assertThat(timeline.size()).isEqualTo(1000);

        for (int i = 500; i < starts.length; i++) {
            starts[i] += 5000 * MILLISECOND;
        }
        assertThat(steps(0, starts).timeline().gaps()).isEqualTo(1);
    }

    @Test
    void aLateRowOfARegularFileIsNoJitter() {
        long[] starts = IntStream.range(0, 100).mapToLong(i -> 60L * i).toArray();
        starts[50] += 1;
        assertThatThrownBy(() -> timeline(0, starts)).hasMessageContaining("lies within");
    }

    @Test
    void timesWithoutAStepAreRefused() {
        assertThatThrownBy(() -> intervals(0, 13, 47, 125, 131, 190))
                .hasMessageContaining("show no step");
        assertThat(timeline(5, 0, 13, 47, 125, 131, 190).gaps()).isEqualTo(5);
    }

    @Test
    void aGivenStepIsHeldToStrictly() {
        assertThat(timeline(15, 0, 30, 60, 90, 120).gaps()).isEqualTo(4);
        assertThatThrownBy(() -> timeline(15, 0, 15, 25)).hasMessageContaining("lies within");
    }

    @Test
    void timesCenturiesApartAreNoFaultOfOurs() {
        long[] starts = {Long.MIN_VALUE + 1_000_000_000L, 0, Long.MAX_VALUE - 1_000_000_000L};
        assertThatThrownBy(() -> steps(0, starts).timeline())
                .isInstanceOf(InvalidFileException.class);
    }

    private static String intervals(long... minutes) {
        Timeline timeline = timeline(0, minutes);
        var text = new StringBuilder();
        for (int i = 0; i < timeline.size(); i++) {
            text.append(minutes[i])
                    .append('+')
                    .append(timeline.interval(i).duration().toMinutes())
                    .append(' ');
        }
        return text.toString().strip();
    }

    private static int gaps(long[] minutes) {
        return timeline(0, minutes).gaps();
    }

    private static Timeline timeline(long stepMinutes, long... minutes) {
        long[] starts = Arrays.stream(minutes).map(each -> each * MINUTE).toArray();
        return steps(stepMinutes * MINUTE, starts).timeline();
    }

    private static Steps steps(long given, long[] starts) {
        return new Steps(
                starts,
                starts.length,
                given,
                false,
                (row, problem, advice) ->
                        new InvalidFileException(
                                Path.of("x.csv"), row + 2, "timestamp_utc", problem, advice));
    }
}
