package wattle.grid.catalog;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wattle.grid.GridZone;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.series.HeldSeries;
import wattle.unit.Source;

/// What is shipped for a zone: yearly figures of one source, or a typical day.
///
/// @param zone as the source draws it
/// @param labels signal and factor
/// @param quality [Quality#YEARLY] or [Quality#TYPICAL_DAY]
/// @param years of which years there are figures, or of which the typical day is the mean, such as
///   "1990 to 2025"
/// @param year the latest year, whose figure is given; null for a typical day
/// @param gramsPerKilowattHour the figure of that year, or the mean of the typical day
/// @param source publisher and licence
/// @param notes what a reader must know
public record ZoneData(
        GridZone zone,
        Labels labels,
        Quality quality,
        String years,
        @Nullable Integer year,
        double gramsPerKilowattHour,
        Source source,
        List<String> notes) {

    public ZoneData {
        notes = List.copyOf(notes);
    }

    /// Yearly figures first, then typical days, those of zones with the same border or nearly so at
    /// other sources included. Empty where nothing is shipped.
    public static List<ZoneData> of(GridZone zone) {
        List<ZoneData> all = new ArrayList<>(yearly(zone));
        for (TypicalDay each : TypicalDay.of(zone)) {
            all.add(of(each));
        }
        return all;
    }

    /// The yearly figures of exactly this zone, latest first; a set for each way of counting.
    static List<ZoneData> yearly(GridZone zone) {
        YearlyFigures figures = Places.known(zone);
        List<ZoneData> sets = new ArrayList<>();
        for (IntensitySeries each : YearlySeries.of(zone)) {
            sets.add(set(each, figures == null ? List.of() : figures.notes()));
        }
        return sets;
    }

    private static ZoneData set(IntensitySeries series, List<String> notes) {
        HeldSeries values = series.gramsPerKilowattHour();
        int last = values.size() - 1;
        int first = year(values, 0);
        int latest = year(values, last);
        return new ZoneData(
                Objects.requireNonNull(series.zone()),
                series.labels(),
                Quality.YEARLY,
                first == latest ? Integer.toString(latest) : first + " to " + latest,
                latest,
                values.value(last),
                series.source(),
                notes);
    }

    private static int year(HeldSeries values, int index) {
        return values.timeline().interval(index).start().atOffset(ZoneOffset.UTC).getYear();
    }

    static ZoneData of(TypicalDay day) {
        return new ZoneData(
                day.zone(),
                day.labels(),
                Quality.TYPICAL_DAY,
                day.years(),
                null,
                day.mean(),
                day.source(),
                day.notes());
    }
}
