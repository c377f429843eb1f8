package wattle.report.intensity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import wattle.Golden;
import wattle.series.HeldSeries;
import wattle.series.Timeline;

class TextChartTest {

    /// Four days of hours: low at noon, high in the evening, a gap of twelve hours on the third.
    private static IntensityView days() {
        Timeline.Builder timeline = Timeline.builder();
        double[] values = new double[84];
        for (int i = 0; i < 96; i++) {
            if (i < 54 || i >= 66) {
                values[timeline.size()] = 300 - 200 * Math.sin(2 * Math.PI * (i - 6) / 24);
                var at = IntensityViewTest.START.plus(Duration.ofHours(i));
                timeline.add(new wattle.series.Interval(at, at.plus(Duration.ofHours(1))));
            }
        }
        HeldSeries series = new HeldSeries(timeline.build(), values);
        return IntensityViewTest.view(series, null, null);
    }

    @Test
    void aChartInBlocksAndOneInAscii() {
        Golden.check(
                "intensity-blocks.txt",
                String.join("\n", TextChart.overTime(days(), 80, TextChart.Ink.BLOCKS))
                        + "\n\n"
                        + String.join("\n", TextChart.byHour(days(), TextChart.Ink.BLOCKS))
                        + "\n");
        Golden.check(
                "intensity-ascii.txt",
                String.join("\n", TextChart.overTime(days(), 60, TextChart.Ink.ASCII)) + "\n");
    }

    @Test
    void asciiIsAscii() {
        assertThat(String.join("", TextChart.overTime(days(), 200, TextChart.Ink.ASCII)))
                .matches("\\p{ASCII}*");
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        HeldSeries hours =
                new HeldSeries(
                        Timeline.regular(IntensityViewTest.START, Duration.ofHours(1), 8784),
                        new double[8784]);
        IntensityView year = IntensityViewTest.view(hours, null, null);
        for (int width = 40; width <= 200; width++) {
            for (IntensityView view : List.of(days(), year)) {
                int most = width;
                assertThat(TextChart.overTime(view, width, TextChart.Ink.BLOCKS))
                        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(most));
            }
        }
    }

    /// Every column without a gap has one mark, in the row of its value; a column of the gap has
    /// none and a dot on the axis.
    @Test
    void marksStandWhereTheirValuesAre() {
        List<Bin> bins = days().bins(96);
        List<String> lines = TextChart.overTime(days(), 102, TextChart.Ink.ASCII);
        int left = lines.getFirst().indexOf('|') + 1;
        for (int column = 0; column < bins.size(); column++) {
            int marks = 0;
            for (int row = 0; row < 10; row++) {
                String line = lines.get(row);
                if (left + column < line.length() && line.charAt(left + column) == '*') {
                    marks++;
                    double share = (500 - bins.get(column).mean()) / 500;
                    assertThat((double) row).isBetween(share * 10 - 1, share * 10);
                }
            }
            assertThat(marks).isEqualTo(bins.get(column).isEmpty() ? 0 : 1);
            assertThat(lines.get(10).charAt(left + column) == '.')
                    .isEqualTo(bins.get(column).isEmpty());
        }
    }

    @Test
    void yearsAreNamedAsYears() {
        double[] values = {100, 90, 80, 70};
        Timeline.Builder years = Timeline.builder();
        for (int year = 2021; year < 2025; year++) {
            years.add(
                    new wattle.series.Interval(
                            java.time.Instant.parse(year + "-01-01T00:00:00Z"),
                            java.time.Instant.parse((year + 1) + "-01-01T00:00:00Z")));
        }
        IntensityView view =
                IntensityViewTest.view(new HeldSeries(years.build(), values), null, null);

        assertThat(TextChart.overTime(view, 80, TextChart.Ink.ASCII).getLast())
                .contains("2021")
                .contains("2024");
    }
}
