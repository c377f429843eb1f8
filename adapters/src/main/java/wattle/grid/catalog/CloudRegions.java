package wattle.grid.catalog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wattle.grid.GridZone;
import wattle.unit.catalog.Names;
import wattle.unit.catalog.NearMisses;
import wattle.unit.catalog.Row;
import wattle.unit.catalog.Table;
import wattle.unit.catalog.UnknownNameException;

/// Cloud regions by provider and key or name.
///
/// ```java
/// CloudRegions.find("gcp", "europe-west9", 2024).intensity(); // 16.3 g/kWh
/// ```
///
/// The figure is, in this order, the one the provider publishes (Google), the one that Google
/// publishes for a region on the same grid, that of the state or province, that of the country.
/// Location-based in all cases: contracts for renewable power do not count. Threads may share it.
public final class CloudRegions {

    private static final Table TABLE = Table.read(CloudRegions.class, "cloud_regions.csv");
    private static final List<String> PROVIDERS = List.of("aws", "azure", "gcp");
    private static final String ADVICE = "See: wattle grid find";

    private CloudRegions() {}

    /// The region of that name.
    ///
    /// @param provider `aws` or `amazon`, `azure` or `microsoft`, `gcp` or `google`, in any case
    /// @param region the provider's key, such as `us-east-1`, or its name for it, such as "East US"
    /// @param year the year asked for, by the rule of [Places#find]; null for the latest
    /// @throws UnknownNameException when the provider or the region is not known
    public static CloudRegion find(String provider, String region, @Nullable Integer year) {
        String key = provider(provider);
        Row row = region(key, region);
        YearlyFigures figures = Places.figures(row.text("factor_of"));
        List<String> notes = new ArrayList<>(figures.notes());
        String basis = basis(row, figures.zone());
        if (basis != null) {
            notes.add(basis);
        }
        return new CloudRegion(
                key,
                row.text("region"),
                row.text("location"),
                row.text("city"),
                row.text("country_iso3"),
                row.known("subdivision"),
                row.number("lat"),
                row.number("lon"),
                new GridZone(GridZones.SOURCE, row.text("grid_zone")),
                figures.named(place(row), row.text("grid_zone"), notes).factor(year),
                FacilityPue.ofProvider(key, year));
    }

    /// The providers, by the keys that results carry.
    public static List<String> providers() {
        return PROVIDERS;
    }

    /// The keys of a provider's regions, in the order of the alphabet.
    ///
    /// @throws UnknownNameException when the provider is not known
    public static List<String> regions(String provider) {
        String key = provider(provider);
        List<String> regions = new ArrayList<>();
        for (Row row : TABLE.rows()) {
            if (row.key().equals(key)) {
                regions.add(row.text("region"));
            }
        }
        return regions;
    }

    static List<Row> rows() {
        return TABLE.rows();
    }

    /// By exact keys. The table is sought by its first two columns together.
    static @Nullable Row row(String provider, String region) {
        return TABLE.row(provider + ',' + region);
    }

    static String provider(String name) {
        String squashed = Names.squash(name);
        return switch (squashed) {
            case "aws", "amazon", "amazonaws", "amazonwebservices" -> "aws";
            case "azure", "microsoft", "microsoftazure" -> "azure";
            case "gcp", "google", "googlecloud", "googlecloudplatform" -> "gcp";
            default ->
                    throw UnknownNameException.unknown(
                            UnknownNameException.Kind.PROVIDER,
                            name,
                            nearestProviders(squashed),
                            "Known are aws, azure and gcp; for another provider give the zone.");
        };
    }

    private static List<String> nearestProviders(String squashed) {
        NearMisses misses = new NearMisses(squashed);
        for (String provider : PROVIDERS) {
            misses.offer(provider, provider);
        }
        misses.offer("amazon", "aws");
        misses.offer("microsoft", "azure");
        misses.offer("google", "gcp");
        return misses.nearest();
    }

    private static Row region(String provider, String region) {
        Row exact = row(provider, region);
        if (exact != null) {
            return exact;
        }
        String squashed = Names.squash(region);
        NearMisses misses = new NearMisses(squashed);
        for (Row row : TABLE.rows()) {
            if (row.key().equals(provider)) {
                String key = Names.squash(row.text("region"));
                String location = Names.squash(row.text("location"));
                if (key.equals(squashed) || location.equals(squashed)) {
                    return row;
                }
                misses.offer(key, row.text("region"));
                misses.offer(location, row.text("region"));
                misses.offer(Names.squash(row.text("city")), row.text("region"));
            }
        }
        throw UnknownNameException.unknown(
                UnknownNameException.Kind.REGION, region, misses.nearest(), ADVICE);
    }

    private static String place(Row row) {
        String location = row.text("location");
        String city = row.text("city");
        return location.contains(city) ? location : location + ", " + city;
    }

    private static @Nullable String basis(Row row, GridZone figure) {
        if (figure.source().equals(GoogleRegions.SOURCE)) {
            return row.key().equals("gcp")
                    ? null
                    : "the figure that Google publishes for "
                            + figure.key()
                            + ", which draws on the same grid";
        }
        return figure.source().equals(Countries.SOURCE)
                ? "no figure is published for the region: the mean of its country, on a lifecycle"
                        + " basis and so higher than an operational figure"
                : null;
    }
}
