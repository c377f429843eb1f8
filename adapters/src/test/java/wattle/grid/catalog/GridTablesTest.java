package wattle.grid.catalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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
            for (NamedCsvRecord row : ShippedFiles.table(folder + "typical_days.csv")) {
                double[] sum = new double[3];
                for (NamedCsvRecord hour : ShippedFiles.table(folder + seriesOf(row))) {
                    sum[0] += number(hour, "mean_g_per_kwh");
                    sum[1] += number(hour, "p10_g_per_kwh");
                    sum[2] += number(hour, "p90_g_per_kwh");
                }
                double low = number(row, "p10_over_mean");
                double high = number(row, "p90_over_mean");

                assertThat(low).isCloseTo(sum[1] / sum[0], within(5.1e-5)).isLessThanOrEqualTo(1);
                assertThat(high).isCloseTo(sum[2] / sum[0], within(5.1e-5)).isGreaterThan(1);
                if (row.getField("signal").equals("average")) {
                    lows.add(sum[1] / sum[0]);
                    highs.add(sum[2] / sum[0]);
                }
            }
        }
        assertThat(lows).hasSize(24);
        assertThat(median(lows)).isCloseTo(HourlySpread.TYPICAL.low(), within(5e-4));
        assertThat(median(highs)).isCloseTo(HourlySpread.TYPICAL.high(), within(5.1e-4));
    }

    static String seriesOf(NamedCsvRecord row) {
        return "typical_days/"
                + row.getField("zone")
                + "."
                + row.getField("signal")
                + "."
                + row.getField("factor")
                + ".csv";
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
        compareTypicalDays("grid/catalog/", "profiles/typical.csv", 6);
        compareTypicalDays("grid/catalog/odbl/", "profiles/odbl/typical.csv", 19);
    }

    /// Every series has a row for each month and hour, in order, and no percentile on the wrong
    /// side of the mean.
    private static void compareTypicalDays(String folder, String sharedFile, int series) {
        Map<String, NamedCsvRecord> shared = new HashMap<>();
        for (NamedCsvRecord row : ShippedFiles.shared(sharedFile)) {
            shared.put(seriesOf(row) + row.getField("month") + "T" + row.getField("hour_utc"), row);
        }
        List<NamedCsvRecord> index = ShippedFiles.table(folder + "typical_days.csv");
        assertThat(index).hasSize(series);
        for (NamedCsvRecord row : index) {
            List<NamedCsvRecord> hours = ShippedFiles.table(folder + seriesOf(row));
            assertThat(hours).hasSize(288);
            for (int i = 0; i < hours.size(); i++) {
                NamedCsvRecord hour = hours.get(i);
                assertThat(number(hour, "month")).isEqualTo(i / 24 + 1);
                assertThat(number(hour, "hour_utc")).isEqualTo(i % 24);
                assertThat(hour.getField("source")).isEqualTo(row.getField("source"));
                assertThat(number(hour, "mean_g_per_kwh"))
                        .isBetween(number(hour, "p10_g_per_kwh"), number(hour, "p90_g_per_kwh"));
                if (!shared.isEmpty()) {
                    compare(hour, requireNonNull(shared.remove(keyOf(row, hour))), row);
                }
            }
        }
        assertThat(shared).isEmpty();
    }

    private static String keyOf(NamedCsvRecord row, NamedCsvRecord hour) {
        return seriesOf(row) + hour.getField("month") + "T" + hour.getField("hour_utc");
    }

    private static void compare(NamedCsvRecord hour, NamedCsvRecord shared, NamedCsvRecord row) {
        for (String column :
                List.of("mean_g_per_kwh", "p10_g_per_kwh", "p90_g_per_kwh", "samples")) {
            assertThat(number(hour, column)).isEqualTo(number(shared, column));
        }
        assertThat(row.getField("years")).isEqualTo(shared.getField("years"));
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

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static double number(NamedCsvRecord row, String column) {
        return row.getField(column).isEmpty() ? -1 : Double.parseDouble(row.getField(column));
    }
}
