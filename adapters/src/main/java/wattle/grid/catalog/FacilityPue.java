package wattle.grid.catalog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.unit.Pue;
import wattle.unit.Range;
import wattle.unit.Source;
import wattle.unit.catalog.Row;
import wattle.unit.catalog.Table;

/// A facility's overhead to assume where a site's own is not known.
///
/// @param pue the yearly mean with the spread of single sites
/// @param year the year it holds for; null where it holds by definition
/// @param basis what was averaged, and what the bounds are
/// @param source who published it
/// @param notes what a reader must know, such as that the year asked for is not the year found
public record FacilityPue(
        Range<Pue> pue, @Nullable Integer year, String basis, Source source, List<String> notes) {

    private static final Table TABLE = Table.read(FacilityPue.class, "pue.csv");

    public FacilityPue {
        notes = List.copyOf(notes);
    }

    /// What a provider says of its fleet: of its own sites, for there are none by region here.
    ///
    /// @param provider as [CloudRegions#find] takes it
    /// @param year the year asked for, by the rule of [Places#find]; null for the latest
    /// @throws wattle.unit.catalog.UnknownNameException when the provider is not known
    public static FacilityPue ofProvider(String provider, @Nullable Integer year) {
        return of(CloudRegions.provider(provider), year);
    }

    /// The mean of the operators that the industry's survey asked, for a data centre of which
    /// nothing is known: 1.1 to 2.0 is plausible.
    ///
    /// @param year the year asked for, by the rule of [Places#find]; null for the latest
    public static FacilityPue ofUnknownDataCentre(@Nullable Integer year) {
        return of("world", year);
    }

    /// A workstation or laptop: no facility, so exactly 1.
    public static FacilityPue ofWorkstation() {
        return of("workstation", null);
    }

    private static FacilityPue of(String name, @Nullable Integer asked) {
        List<Row> rows = new ArrayList<>();
        List<Integer> years = new ArrayList<>();
        for (Row row : TABLE.rows()) {
            if (row.text("name").equals(name)) {
                rows.add(row);
                years.add(row.known("year") == null ? 0 : row.integer("year"));
            }
        }
        int year = Years.nearest(years, asked);
        Row row = rows.get(years.indexOf(year));
        boolean other = asked != null && asked != year;
        return new FacilityPue(
                new Range<>(
                        new Pue(row.number("low")),
                        new Pue(row.number("pue")),
                        new Pue(row.number("high"))),
                year == 0 ? null : (Integer) year,
                row.text("basis"),
                GridSources.ALL.source(row.text("source")),
                other
                        ? List.of("no PUE for " + asked + ": that of " + year + " is used")
                        : List.of());
    }
}
