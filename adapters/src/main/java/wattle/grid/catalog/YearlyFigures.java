package wattle.grid.catalog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.grid.GridZone;
import wattle.grid.IntensityFactor;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.unit.CarbonIntensity;
import wattle.unit.Range;
import wattle.unit.catalog.Row;
import wattle.unit.catalog.Sources;

/// What is known of one place: its figures by year, and what to say with them.
///
/// @param zone the place as the table's source draws it
/// @param place its name in words
/// @param figures at least one, in the order of the years
/// @param sources what the keys in the figures stand for
/// @param country the country it lies in, by two or three letters, for saying how grids moved; null
///   where it is a country itself
/// @param spreadZone its key at Electricity Maps, for the spread of its hours; null where it has
///   none
/// @param notes what a reader must know in any year
record YearlyFigures(
        GridZone zone,
        String place,
        List<Figure> figures,
        Sources sources,
        @Nullable String country,
        @Nullable String spreadZone,
        List<String> notes) {

    /// From how many years apart on a figure calls for a warning that grids change.
    private static final int YEARS_UNREMARKED = 2;

    YearlyFigures named(String newPlace, String newSpreadZone, List<String> newNotes) {
        return new YearlyFigures(
                zone, newPlace, figures, sources, country, newSpreadZone, newNotes);
    }

    /// The figure for a year, by the rule of [Years#nearest].
    IntensityFactor factor(@Nullable Integer asked) {
        Figure figure = figure(asked);
        Row source = sources.row(figure.source());
        Labels labels = labels(source);
        List<String> said = new ArrayList<>(notes);
        if (asked != null && asked != figure.year()) {
            said.add(otherYear(asked, figure.year()));
        }
        if (!figure.source().equals(figures.getLast().source())) {
            said.add(
                    "later figures count otherwise ("
                            + sources.row(figures.getLast().source()).text("basis")
                            + "): a difference from them is a change of method");
        }
        return new IntensityFactor(
                zone,
                place,
                range(figure.gramsPerKilowattHour(), labels, said),
                labels,
                Quality.YEARLY,
                figure.year(),
                source.text("basis"),
                sources.source(figure.source()),
                said);
    }

    private Figure figure(@Nullable Integer asked) {
        List<Integer> years = new ArrayList<>(figures.size());
        for (Figure figure : figures) {
            years.add(figure.year());
        }
        return figures.get(years.indexOf(Years.nearest(years, asked)));
    }

    private Range<CarbonIntensity> range(double mean, Labels labels, List<String> said) {
        if (mean > 0) {
            return HourlySpread.of(spreadZone, labels).around(mean);
        }
        said.add("published as 0 g/kWh, which means below 1");
        return new Range<>(new CarbonIntensity(0), new CarbonIntensity(0), new CarbonIntensity(1));
    }

    private String otherYear(int asked, int used) {
        String note = "no figure for " + asked + ": the nearest year, " + used + ", is used";
        if (Math.abs(asked - used) <= YEARS_UNREMARKED) {
            return note;
        }
        String moved = country == null ? null : Countries.moved(country, used, asked);
        return note + ", and grids change within years" + (moved == null ? "" : ": " + moved);
    }

    static Labels labels(Row source) {
        return new Labels(
                TypicalDay.signal(source.text("signal")), TypicalDay.factor(source.text("factor")));
    }
}
