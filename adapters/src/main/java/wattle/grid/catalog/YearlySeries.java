package wattle.grid.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import wattle.grid.GridZone;
import wattle.grid.IntensitySeries;
import wattle.grid.Quality;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.series.Timeline;

/// Yearly figures as a series, an interval for each calendar year.
public final class YearlySeries {

    private YearlySeries() {}

    /// One series for each way of counting, latest first; empty where no figures are shipped.
    public static List<IntensitySeries> of(GridZone zone) {
        List<IntensitySeries> all = new ArrayList<>();
        YearlyFigures figures = Places.known(zone);
        if (figures == null) {
            return all;
        }
        List<Figure> known = figures.figures();
        int end = known.size();
        for (int i = known.size() - 1; i >= 0; i--) {
            if (i == 0 || !known.get(i - 1).source().equals(known.get(i).source())) {
                all.add(series(figures, known.subList(i, end)));
                end = i;
            }
        }
        return all;
    }

    private static IntensitySeries series(YearlyFigures figures, List<Figure> known) {
        String source = known.getLast().source();
        Timeline.Builder timeline = Timeline.builder();
        double[] values = new double[known.size()];
        for (int i = 0; i < values.length; i++) {
            Figure each = known.get(i);
            timeline.add(new Interval(newYear(each.year()), newYear(each.year() + 1)));
            values[i] = each.gramsPerKilowattHour();
        }
        return new IntensitySeries(
                figures.zone(),
                YearlyFigures.labels(figures.sources().row(source)),
                Quality.YEARLY,
                figures.sources().source(source),
                new HeldSeries(timeline.build(), values));
    }

    private static Instant newYear(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
