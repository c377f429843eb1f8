package wattle.plan.csv;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import wattle.series.HeldSeries;
import wattle.series.Interval;
import wattle.series.Timeline;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.TableFile;

/// What energy and devices cost in each zone, from a CSV table: `zone,price_per_kwh` where a price
/// holds always, `zone,interval_start_utc,price_per_kwh` where it changes, and `price_per_hour` for
/// the devices of the job beside it or instead. All in one currency, which the table does not name.
///
/// A price with a start holds until the zone's next row; the last one as long as the one before it.
///
/// ```java
/// PricesFile.read(Path.of("prices.csv")).get("FR")
/// ```
public final class PricesFile {

    private static final String START = "interval_start_utc";
    private static final String ENERGY = "price_per_kwh";
    private static final String HOUR = "price_per_hour";

    private PricesFile() {}

    /// The prices of one zone. Immutable; threads may share it.
    public static final class Prices {

        private final @Nullable HeldSeries series;
        private final double fixed;

        private Prices(@Nullable HeldSeries series, double fixed) {
            this.series = series;
            this.fixed = fixed;
        }

        /// The mean over each of `count` slots; NaN where no price is known for all of one.
        public double[] means(Instant start, Duration step, int count) {
            if (series != null) {
                return series.means(start, step, step, count);
            }
            double[] means = new double[count];
            Arrays.fill(means, fixed);
            return means;
        }
    }

    /// @param perKilowattHour of energy as the facility draws it; null where energy is not charged
    /// @param perHour of all devices of the job; null where they are not charged
    public record Zone(@Nullable Prices perKilowattHour, @Nullable Prices perHour) {}

    /// By zone.
    ///
    /// @throws InvalidFileException if the file is no such table, or a zone's rows are out of
    ///   order, not all of one kind, or lack a price
    public static Map<String, Zone> read(Path file) {
        TableFile table = TableFile.read(file).require("zone");
        if (!table.has(HOUR)) {
            table.require(ENERGY);
        }
        Map<String, List<TableFile.Row>> rows = new LinkedHashMap<>();
        for (TableFile.Row row : table.rows()) {
            rows.computeIfAbsent(row.text("zone"), zone -> new ArrayList<>()).add(row);
        }
        Map<String, Zone> zones = new LinkedHashMap<>();
        rows.forEach((zone, its) -> zones.put(zone, zone(its)));
        return zones;
    }

    private static Zone zone(List<TableFile.Row> rows) {
        var zone = new Zone(prices(rows, ENERGY), prices(rows, HOUR));
        if (zone.perKilowattHour() == null && zone.perHour() == null) {
            throw rows.getFirst()
                    .refused(
                            ENERGY,
                            "the zone has no price",
                            "Give " + ENERGY + " or " + HOUR + ", or delete the row.");
        }
        return zone;
    }

    /// Null where no row has one.
    private static @Nullable Prices prices(List<TableFile.Row> rows, String column) {
        double[] values = new double[rows.size()];
        int known = 0;
        for (int i = 0; i < values.length; i++) {
            OptionalDouble value = rows.get(i).number(column);
            values[i] = value.orElse(0);
            known += value.isPresent() ? 1 : 0;
        }
        if (known == 0) {
            return null;
        }
        for (TableFile.Row row : rows) {
            if (row.number(column).isEmpty()) {
                throw row.refused(
                        column,
                        "the price is missing, and other rows of the zone have it",
                        "Give it in every row of the zone or in none.");
            }
        }
        boolean always = rows.getFirst().text(START).isEmpty();
        return always ? fixed(rows, values) : new Prices(series(rows, values), 0);
    }

    private static Prices fixed(List<TableFile.Row> rows, double[] values) {
        if (rows.size() > 1) {
            throw rows.get(1)
                    .refused(
                            "zone",
                            "the zone is there twice",
                            "Give each row a start, or one row.");
        }
        return new Prices(null, values[0]);
    }

    private static HeldSeries series(List<TableFile.Row> rows, double[] values) {
        if (rows.size() < 2) {
            throw rows.getFirst()
                    .refused(
                            START,
                            "one start does not say how long the price holds",
                            "Leave it out where the price holds always, or give the next one.");
        }
        List<Instant> starts = new ArrayList<>();
        for (TableFile.Row row : rows) {
            Instant start = TimesFile.instant(row, START);
            if (!starts.isEmpty() && !starts.getLast().isBefore(start)) {
                throw row.refused(
                        START, start + " is not after the row before it", "Put rows in order.");
            }
            starts.add(start);
        }
        Instant last = starts.getLast();
        starts.add(last.plus(Duration.between(starts.get(starts.size() - 2), last)));
        Timeline.Builder timeline = Timeline.builder();
        for (int i = 0; i < values.length; i++) {
            timeline.add(new Interval(starts.get(i), starts.get(i + 1)));
        }
        return new HeldSeries(timeline.build(), values);
    }
}
