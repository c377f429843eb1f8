package wattle.hub.page.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wattle.grid.Labels;
import wattle.grid.catalog.TypicalDay;

/// What a job emits by region and hour of its start, in grams. Immutable.
///
/// @param labels the one kind of intensity of all rows
/// @param month 1 to 12; null for the mean of the months
/// @param missing regions that are known by another kind only
public record Heat(
        Job job,
        double pue,
        Labels labels,
        @Nullable Integer month,
        List<Row> rows,
        List<String> missing) {

    public static final int HOURS = 24;
    public static final int MONTHS = 12;

    /// How regions follow on each other.
    public enum Order {
        MEAN("lowest mean first"),
        MIN("lowest hour first"),
        SPREAD("largest spread first"),
        NAME("by name");

        private final String words;

        Order(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        private Comparator<Row> comparator() {
            Comparator<Row> comparator =
                    switch (this) {
                        case MEAN -> Comparator.comparingDouble(Row::mean);
                        case MIN -> Comparator.comparingDouble(Row::min);
                        case SPREAD -> Comparator.comparingDouble(Row::spread).reversed();
                        case NAME -> Comparator.comparing(Row::name);
                    };
            return comparator.thenComparing(Row::name);
        }
    }

    /// A region.
    ///
    /// @param zone the name that a plan takes
    /// @param key of the typical day, such as `US-TEX-ERCO`
    /// @param name in words
    /// @param hours grams of the job started at each hour of the day in UTC
    /// @param months grams of the job in each month, the mean of its start hours
    public record Row(
            String zone,
            String key,
            String name,
            String years,
            List<Double> hours,
            List<Double> months) {

        public Row {
            hours = List.copyOf(hours);
            months = List.copyOf(months);
        }

        public double mean() {
            return hours.stream().mapToDouble(each -> each).average().orElseThrow();
        }

        public int best() {
            return hours.indexOf(min());
        }

        public int worst() {
            return hours.indexOf(max());
        }

        public double min() {
            return hours.stream().min(Comparator.naturalOrder()).orElseThrow();
        }

        public double max() {
            return hours.stream().max(Comparator.naturalOrder()).orElseThrow();
        }

        /// The dearest hour less the cheapest, over the mean; nothing where the mean is nothing.
        public double spread() {
            return mean() > 0 ? (max() - min()) / mean() : 0;
        }
    }

    /// @param pue facility energy over IT energy, the same everywhere
    /// @param month 1 to 12; null for the mean of the months
    public static Heat of(
            Job job, double pue, Labels labels, @Nullable Integer month, Order order) {
        List<Row> rows = new ArrayList<>();
        List<String> others = new ArrayList<>();
        double kilowattHours = job.kilowattHours() * pue;
        for (TypicalDay each : TypicalDay.all()) {
            if (!each.labels().equals(labels)) {
                others.add(TypicalPlaces.name(each));
                continue;
            }
            double[][] means = each.means();
            double[] day = month == null ? meanOf(means) : means[month - 1];
            List<Double> hours = new ArrayList<>();
            for (int hour = 0; hour < HOURS; hour++) {
                hours.add(kilowattHours * from(day, hour, job.hours()));
            }
            List<Double> months = new ArrayList<>();
            for (double[] one : means) {
                months.add(kilowattHours * meanOf(one));
            }
            rows.add(
                    new Row(
                            TypicalPlaces.zone(each),
                            each.name(),
                            TypicalPlaces.name(each),
                            each.years(),
                            hours,
                            months));
        }
        rows.sort(order.comparator());
        List<String> known = rows.stream().map(Row::name).toList();
        return new Heat(
                job,
                pue,
                labels,
                month,
                List.copyOf(rows),
                others.stream().filter(each -> !known.contains(each)).distinct().sorted().toList());
    }

    private static double[] meanOf(double[][] months) {
        double[] mean = new double[HOURS];
        for (double[] month : months) {
            for (int hour = 0; hour < HOURS; hour++) {
                mean[hour] += month[hour] / months.length;
            }
        }
        return mean;
    }

    private static double meanOf(double[] day) {
        double sum = 0;
        for (double each : day) {
            sum += each;
        }
        return sum / day.length;
    }

    /// The mean over so many hours from an hour on, the last one in part; the same day over and
    /// over.
    ///
    /// @param hours above zero
    public static double from(double[] day, int start, double hours) {
        double days = Math.floor(hours / HOURS);
        double sum = days * HOURS * meanOf(day);
        double left = hours - days * HOURS;
        for (int at = start; left > 0; at++) {
            sum += Math.min(1, left) * day[at % HOURS];
            left -= 1;
        }
        return sum / hours;
    }

    /// Over all regions and hours.
    public double mean() {
        return rows.stream().mapToDouble(Row::mean).average().orElse(Double.NaN);
    }

    /// The region in whose best hour the job emits least.
    public Row best() {
        return rows.stream().min(Comparator.comparingDouble(Row::min)).orElseThrow();
    }
}
