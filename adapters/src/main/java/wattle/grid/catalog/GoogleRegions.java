package wattle.grid.catalog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.grid.GridZone;
import wattle.unit.catalog.Row;
import wattle.unit.catalog.Table;

/// The figures that Google publishes by region and year: the only provider that does.
final class GoogleRegions {

    static final String SOURCE = "google-cloud";

    private static final Table TABLE = Table.read(GoogleRegions.class, "google_regions.csv");

    private GoogleRegions() {}

    static @Nullable YearlyFigures figures(String region) {
        List<Figure> figures = new ArrayList<>();
        for (Row row : TABLE.rows()) {
            if (row.key().equals(region)) {
                figures.add(
                        new Figure(
                                row.integer("year"), row.number("g_per_kwh"), row.text("source")));
            }
        }
        Row place = CloudRegions.row("gcp", region);
        if (figures.isEmpty() || place == null) {
            return null;
        }
        return new YearlyFigures(
                new GridZone(SOURCE, region),
                place.text("location"),
                figures,
                GridSources.ALL,
                place.text("country_iso3"),
                place.text("grid_zone"),
                List.of());
    }
}
