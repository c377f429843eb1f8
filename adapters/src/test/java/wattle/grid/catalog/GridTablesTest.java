package wattle.grid.catalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import wattle.unit.CarbonMass;
import wattle.unit.catalog.ShippedFiles;

/// The tables against the laws of arithmetic and against the shared data they were made from.
class GridTablesTest {

    @Test
    void equivalentsAreDatedAndCount() {
        Equivalent charges = Equivalent.all().getFirst();

        assertThat(charges.name()).isEqualTo("smartphone charges");
        assertThat(charges.count(new CarbonMass(1240))).isCloseTo(100, within(1e-9));
        assertThat(Equivalent.all())
                .hasSize(4)
                .allSatisfy(each -> assertThat(each.year()).isEqualTo(2024));
        assertThat(Equivalent.all().getLast().kind()).isEqualTo(Equivalent.Kind.UPTAKE);
    }

    @Test
    void hourlySpreadsAreThoseOfTheTypicalDays() {
        List<Double> lows = new ArrayList<>();
        List<Double> highs = new ArrayList<>();
        for (String folder : List.of("grid/catalog/", "grid/catalog/odbl/")) {
            Map<String, double[]> sums = sums(folder);
            for (NamedCsvRecord row : ShippedFiles.table(folder + "hourly_spread.csv")) {
                double[] sum =
                        requireNonNull(sums.get(row.getField("zone") + row.getField("source")));
                double low = Double.parseDouble(row.getField("p10_over_mean"));
                double high = Double.parseDouble(row.getField("p90_over_mean"));

                assertThat(sum[0]).isEqualTo(288);
                assertThat(low).isCloseTo(sum[2] / sum[1], within(5.1e-5)).isLessThanOrEqualTo(1);
                assertThat(high).isCloseTo(sum[3] / sum[1], within(5.1e-5)).isGreaterThan(1);
                if (row.getField("signal").equals("average")) {
                    lows.add(sum[2] / sum[1]);
                    highs.add(sum[3] / sum[1]);
                }
            }
        }
        assertThat(lows).hasSize(24);
        assertThat(median(lows)).isCloseTo(HourlySpread.TYPICAL.low(), within(5e-4));
        assertThat(median(highs)).isCloseTo(HourlySpread.TYPICAL.high(), within(5.1e-4));
    }

    @Test
    void everyIntensityIsPhysical() {
        for (String file : List.of("countries.csv", "odbl/zones.csv")) {
            for (NamedCsvRecord row : ShippedFiles.table("grid/catalog/" + file)) {
                row.getFieldsAsMap()
                        .forEach((column, value) -> {
                            if (column.matches("\\d{4}") && !value.isEmpty()) {
                                assertThat(Double.parseDouble(value)).isBetween(5.0, 1500.0);
                            }
                        });
            }
        }
        for (String file : List.of("subdivisions.csv", "google_regions.csv")) {
            for (NamedCsvRecord row : ShippedFiles.table("grid/catalog/" + file)) {
                assertThat(Double.parseDouble(row.getField("g_per_kwh"))).isBetween(0.0, 1100.0);
                assertThat(Integer.parseInt(row.getField("year"))).isBetween(2019, 2024);
            }
        }
        for (NamedCsvRecord row : ShippedFiles.table("grid/catalog/pue.csv")) {
            assertThat(Double.parseDouble(row.getField("pue"))).isBetween(1.0, 2.0);
        }
    }

    @Test
    void whatIsUnderTheOpenDatabaseLicenseStaysInItsFolder() {
        for (NamedCsvRecord source : ShippedFiles.table("grid/catalog/sources.csv")) {
            assertThat(source.getField("licence")).doesNotContain("ODbL");
        }
        for (NamedCsvRecord source : ShippedFiles.table("grid/catalog/odbl/sources.csv")) {
            assertThat(source.getField("licence")).isEqualTo("ODbL 1.0: Electricity Maps");
        }
    }

    @Test
    void countriesAgreeWithTheSharedData() {
        compareByYear("grid/catalog/countries.csv", "iso3", "grid/country_intensity.csv", "iso3");
    }

    @Test
    void gridZonesAgreeWithTheSharedData() {
        compareByYear("grid/catalog/odbl/zones.csv", "zone", "grid/odbl/zones_yearly.csv", "zone");
    }

    @Test
    void statesAndFuelsAgreeWithTheSharedData() {
        compare("subdivisions.csv", "code", "grid/us_states.csv", "g_per_kwh", "year");
        compare("subdivisions.csv", "code", "grid/ca_provinces_au_states.csv", "g_per_kwh", "year");
        compare(
                "fuels.csv",
                "fuel",
                "grid/fuel_factors.csv",
                "median_g_per_kwh",
                "min_g_per_kwh",
                "max_g_per_kwh");
    }

    @Test
    void facilitiesAgreeWithTheSharedData() {
        Map<String, NamedCsvRecord> shipped = new HashMap<>();
        for (NamedCsvRecord row : ShippedFiles.table("grid/catalog/pue.csv")) {
            shipped.put(row.getField("name") + row.getField("year"), row);
        }
        for (NamedCsvRecord row : ShippedFiles.shared("grid/datacentre_defaults.csv")) {
            String name =
                    switch (row.getField("scope")) {
                        case "world" -> "world";
                        case "place" -> "workstation";
                        default -> row.getField("name");
                    };
            NamedCsvRecord ours = requireNonNull(shipped.get(name + row.getField("year")));
            assertThat(number(ours, "pue")).isEqualTo(number(row, "pue"));
        }
    }

    @Test
    void typicalDaysAgreeWithTheSharedData() {
        compareTypicalDays("grid/catalog/typical_days.csv", "profiles/typical.csv");
        compareTypicalDays("grid/catalog/odbl/typical_days.csv", "profiles/odbl/typical.csv");
    }

    private static void compareTypicalDays(String shippedFile, String sharedFile) {
        List<NamedCsvRecord> shipped = ShippedFiles.table(shippedFile);
        List<NamedCsvRecord> shared = ShippedFiles.shared(sharedFile);
        for (int i = 0; i < shared.size(); i++) {
            for (String column :
                    List.of("month", "hour_utc", "mean_g_per_kwh", "p10_g_per_kwh", "samples")) {
                assertThat(number(shipped.get(i), column)).isEqualTo(number(shared.get(i), column));
            }
            assertThat(shipped.get(i).getField("zone")).isEqualTo(shared.get(i).getField("zone"));
        }
    }

    private static void compareByYear(
            String shippedFile, String key, String sharedFile, String sharedKey) {
        Map<String, NamedCsvRecord> shipped = new HashMap<>();
        int known = 0;
        for (NamedCsvRecord row : ShippedFiles.table(shippedFile)) {
            shipped.put(row.getField(key), row);
            for (var field : row.getFieldsAsMap().entrySet()) {
                boolean year = field.getKey().matches("\\d{4}");
                known += year && !field.getValue().isEmpty() ? 1 : 0;
            }
        }
        List<NamedCsvRecord> shared = ShippedFiles.shared(sharedFile);
        for (NamedCsvRecord row : shared) {
            NamedCsvRecord ours = requireNonNull(shipped.get(row.getField(sharedKey)));
            assertThat(number(ours, row.getField("year"))).isEqualTo(number(row, "g_per_kwh"));
        }
        assertThat(shared.isEmpty() ? known : shared.size()).isEqualTo(known);
    }

    private static void compare(
            String shippedFile, String key, String sharedFile, String... columns) {
        Map<String, NamedCsvRecord> shipped = new HashMap<>();
        for (NamedCsvRecord row : ShippedFiles.table("grid/catalog/" + shippedFile)) {
            shipped.put(row.getField(key), row);
        }
        for (NamedCsvRecord row : ShippedFiles.shared(sharedFile)) {
            NamedCsvRecord ours = requireNonNull(shipped.get(row.getField(key)));
            for (String column : columns) {
                assertThat(number(ours, column)).isEqualTo(number(row, column));
            }
        }
    }

    /// Rows, and sums of mean, 10th and 90th percentile, for each zone and source.
    private static Map<String, double[]> sums(String folder) {
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (NamedCsvRecord row : ShippedFiles.table(folder + "typical_days.csv")) {
            double[] sum =
                    sums.computeIfAbsent(
                            row.getField("zone") + row.getField("source"), key -> new double[4]);
            sum[0]++;
            sum[1] += number(row, "mean_g_per_kwh");
            sum[2] += number(row, "p10_g_per_kwh");
            sum[3] += number(row, "p90_g_per_kwh");
        }
        return sums;
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static double number(NamedCsvRecord row, String column) {
        return row.getField(column).isEmpty() ? -1 : Double.parseDouble(row.getField(column));
    }
}
