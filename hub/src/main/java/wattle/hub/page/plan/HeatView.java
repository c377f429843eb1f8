package wattle.hub.page.plan;

import java.math.BigDecimal;
import java.math.MathContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wattle.grid.Labels;
import wattle.grid.catalog.TypicalDay;
import wattle.hub.page.Chart;
import wattle.report.Figures;
import wattle.report.Masses;
import wattle.unit.CarbonMass;

/// What pages show of [Heat]: charts, and words with units. Immutable.
public final class HeatView {

    private final Heat heat;
    private final String query;
    private final Instant now;

    /// @param query of the address of `/regions` that shows the same
    /// @param now from when on plans are made
    public HeatView(Heat heat, String query, Instant now) {
        this.heat = heat;
        this.query = query;
        this.now = now;
    }

    /// The heat of a job that is planned, in the month of its earliest start; null where no typical
    /// day of that kind of intensity ships.
    static @Nullable HeatView of(Job job, double pue, Labels labels, Instant start, Instant now) {
        if (TypicalDay.all().stream().noneMatch(each -> each.labels().equals(labels))) {
            return null;
        }
        int month = start.atOffset(ZoneOffset.UTC).getMonthValue();
        Heat heat = Heat.of(job, pue, labels, month, Heat.Order.MEAN);
        return new HeatView(
                heat,
                job(heat)
                        + "&kind="
                        + URLEncoder.encode(kind(labels), StandardCharsets.UTF_8)
                        + "&month="
                        + month,
                now);
    }

    /// "average lifecycle-co2e", as `/regions` takes it.
    public static String kind(Labels labels) {
        return labels.signal().label() + " " + labels.factor().label();
    }

    private static String job(Heat heat) {
        return "duration="
                + heat.job().duration()
                + "&power_watts="
                + new BigDecimal(heat.job().watts())
                        .round(new MathContext(12))
                        .stripTrailingZeros()
                        .toPlainString()
                + (heat.pue() == 1 ? "" : "&pue=" + heat.pue());
    }

    public String query() {
        return query;
    }

    public static String mass(double grams) {
        return Masses.alone(new CarbonMass(grams));
    }

    public static String hour(int hour) {
        return String.format(Locale.ROOT, "%02d:00", hour);
    }

    public static String month(int month) {
        return Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    public String season() {
        return heat.month() == null ? "the mean of all months" : month(heat.month());
    }

    /// "68.3 %", of the mean.
    public String spread(Heat.Row row) {
        return Figures.number(100 * row.spread()) + " %";
    }

    /// Best region, best hour, and how much is due to each.
    public String summary() {
        Heat.Row best = heat.best();
        double mean = heat.mean();
        double place = mean - best.mean();
        double hour = best.mean() - best.min();
        return "Started in "
                + best.name()
                + " at "
                + hour(best.best())
                + " UTC, this job would emit "
                + mass(best.min())
                + ", against "
                + mass(mean)
                + " on average over "
                + heat.rows().size()
                + (heat.rows().size() == 1 ? " region" : " regions")
                + " and all hours: "
                + mass(place)
                + " less by the region and "
                + mass(hour)
                + " less by the hour.";
    }

    private String takeaway() {
        Heat.Row widest = heat.rows().getFirst();
        for (Heat.Row each : heat.rows()) {
            widest = each.spread() > widest.spread() ? each : widest;
        }
        return summary()
                + " The hour matters most in "
                + widest.name()
                + ", where the dearest start emits "
                + mass(widest.max())
                + " and the cheapest "
                + mass(widest.min())
                + ".";
    }

    /// The unit of all cells.
    private Masses masses() {
        double most = 0;
        for (Heat.Row each : heat.rows()) {
            most = Math.max(most, each.max());
            for (double month : each.months()) {
                most = Math.max(most, month);
            }
        }
        return Masses.fitting(new CarbonMass(most));
    }

    public Chart byHour() {
        List<String> hours = new ArrayList<>();
        for (int hour = 0; hour < Heat.HOURS; hour++) {
            hours.add(String.format(Locale.ROOT, "%02d", hour));
        }
        return chart(
                "Emissions by region and hour of the start, " + season(),
                takeaway(),
                Chart.Axis.of("start, UTC", hours),
                true);
    }

    public Chart byMonth() {
        List<String> months = new ArrayList<>();
        for (Month each : Month.values()) {
            months.add(each.getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
        }
        Heat.Row widest = heat.rows().getFirst();
        for (Heat.Row each : heat.rows()) {
            widest = ratio(each) > ratio(widest) ? each : widest;
        }
        return chart(
                "Emissions by region and month, the mean of all start hours",
                "The month matters most in "
                        + widest.name()
                        + ": "
                        + mass(Collections.min(widest.months()))
                        + " in the best and "
                        + mass(Collections.max(widest.months()))
                        + " in the worst.",
                Chart.Axis.of("month", months),
                false);
    }

    private static double ratio(Heat.Row row) {
        double least = Collections.min(row.months());
        double most = Collections.max(row.months());
        return most > 0 ? (most - least) / most : 0;
    }

    private Chart chart(String title, String takeaway, Chart.Axis x, boolean byHour) {
        Masses masses = masses();
        List<String> names = new ArrayList<>();
        List<Chart.Point> points = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        // Charts count from below.
        int at = heat.rows().size();
        double most = 0;
        for (Heat.Row each : heat.rows()) {
            at--;
            names.addFirst(each.key());
            List<String> row = new ArrayList<>(List.of(each.name() + " (" + each.key() + ")"));
            List<Double> cells = byHour ? each.hours() : each.months();
            for (int i = 0; i < cells.size(); i++) {
                double grams = cells.get(i);
                most = Math.max(most, grams);
                points.add(
                        new Chart.Point(
                                i,
                                at,
                                grams / masses.gramsPerUnit(),
                                each.name()
                                        + (byHour
                                                ? ", start " + hour(i) + " UTC"
                                                : ", " + month(i + 1)),
                                byHour ? plan(each, i) : null,
                                false));
                row.add(masses.of(new CarbonMass(grams)));
            }
            rows.add(row);
        }
        List<String> header = new ArrayList<>(List.of("Region"));
        header.addAll(x.categories());
        String unit = masses.unit() + " CO2eq";
        return new Chart(
                title,
                takeaway,
                x,
                Chart.Axis.of("", names),
                List.of(Chart.Series.of("", Chart.Kind.HEAT, 5, points)),
                Chart.Axis.of("emissions", unit, Chart.Scale.VALUE),
                0.0,
                most / masses.gramsPerUnit(),
                new Chart.Table(header, rows, x.categories().size()),
                "/regions.csv?" + query);
    }

    public String unit() {
        return masses().unit() + " CO2eq";
    }

    /// The plan of this job there, from the next day's such hour on; in the month that is shown.
    public String plan(Heat.Row row, int hour) {
        LocalDateTime start =
                LocalDateTime.ofInstant(now, ZoneOffset.UTC)
                        .toLocalDate()
                        .plusDays(1)
                        .atTime(hour, 0);
        if (heat.month() != null && heat.month() != start.getMonthValue()) {
            int year = start.getYear() + (heat.month() < start.getMonthValue() ? 1 : 0);
            start = LocalDateTime.of(year, heat.month(), 15, hour, 0);
        }
        return "/plan?"
                + job(heat)
                + "&zone="
                + URLEncoder.encode(row.zone(), StandardCharsets.UTF_8)
                + "&signal="
                + heat.labels().signal().label()
                + "&factor="
                + heat.labels().factor().label()
                + "&at="
                + start
                + "Z&slack=24h";
    }
}
