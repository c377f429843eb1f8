package wattle.hub.page.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wattle.grid.LayeredIntensity;
import wattle.hub.page.Chart;
import wattle.hub.page.Chart.Axis;
import wattle.hub.page.Chart.Kind;
import wattle.hub.page.Chart.Point;
import wattle.hub.page.Chart.Scale;
import wattle.hub.page.Chart.Series;
import wattle.hub.page.Chart.Table;
import wattle.ledger.sql.LivePart;
import wattle.ledger.sql.LiveRun;
import wattle.report.Figures;

/// The charts of a run, all over the same time: power by device, intensity, and carbon so far.
final class Drawing {

    /// Of a chart of eight the last two are what all others drew, and what happened.
    private static final int MOST_DEVICES = 6;

    private static final Axis TIME = Axis.of("Time, UTC", "", Scale.TIME);

    private final Course course;
    private final List<Events.Event> events;
    private final String csv;

    /// @param events marked at the foot of the power
    Drawing(Course course, List<Events.Event> events, String csv) {
        this.course = course;
        this.events = events;
        this.csv = csv;
    }

    /// @param intensity of the run's place; null where nothing is known of it
    /// @return none where there is nothing to draw
    List<Chart> charts(@Nullable LayeredIntensity intensity) {
        List<Chart> charts = new ArrayList<>();
        if (course.rows().isEmpty()) {
            return charts;
        }
        charts.add(power());
        if (intensity != null) {
            Chart known = intensity(intensity);
            if (known != null) {
                charts.add(known);
            }
        }
        if (!Double.isNaN(course.before())) {
            charts.add(carbon());
        }
        return charts;
    }

    private static double millis(long micros) {
        return micros / 1e3;
    }

    private static String at(long micros) {
        return Words.second(LiveRun.at(micros));
    }

    private Chart chart(String title, String takeaway, Axis y, List<Series> series, Table table) {
        return new Chart(title, takeaway, TIME, y, series, null, null, null, table, csv);
    }

    /// A device, or all that are not shown alone.
    private record Device(String name, List<Integer> parts) {

        double of(double[] values) {
            double sum = 0;
            for (int each : parts) {
                sum += values[each];
            }
            return sum;
        }
    }

    private List<Device> devices() {
        List<LivePart> all = course.parts();
        List<Integer> byEnergy = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            byEnergy.add(i);
        }
        if (all.size() > MOST_DEVICES + 1) {
            byEnergy.sort(
                    Comparator.comparing(
                            (Integer each) -> {
                                Double joules = all.get(each).joules();
                                return joules == null ? 0 : joules;
                            },
                            Comparator.reverseOrder()));
        }
        boolean others = all.size() > MOST_DEVICES + 1;
        List<Integer> shown = others ? byEnergy.subList(0, MOST_DEVICES) : byEnergy;
        List<Device> devices = new ArrayList<>();
        for (int each : shown) {
            devices.add(new Device(all.get(each).name(), List.of(each)));
        }
        if (others) {
            List<Integer> rest = byEnergy.subList(MOST_DEVICES, byEnergy.size());
            devices.add(new Device(rest.size() + " others", rest));
        }
        return devices;
    }

    private Chart power() {
        List<Device> devices = devices();
        List<List<Point>> points = new ArrayList<>();
        for (Device each : devices) {
            points.add(points(each));
        }
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < devices.size(); i++) {
            series.add(
                    new Series(
                            devices.get(i).name(),
                            Kind.AREA,
                            (i + 1) % 8,
                            "power",
                            false,
                            points.get(i)));
        }
        List<Point> marks = marks();
        if (!marks.isEmpty()) {
            series.add(Series.of("what happened", Kind.POINTS, 0, marks));
        }
        List<String> header = new ArrayList<>(List.of("From, UTC", "To, UTC"));
        devices.forEach(each -> header.add(each.name() + ", W"));
        header.add("All, W");
        List<List<String>> rows = new ArrayList<>();
        for (Course.Row row : course.rows()) {
            List<String> cells =
                    new ArrayList<>(List.of(at(row.startMicros()), at(row.endMicros())));
            devices.forEach(each -> cells.add(number(each.of(row.watts()))));
            cells.add(number(row.allWatts()));
            rows.add(cells);
        }
        return chart(
                "Power by device",
                powerWords(devices),
                Axis.of("Power", "W", Scale.VALUE),
                series,
                new Table(header, rows, devices.size() + 1));
    }

    private List<Point> marks() {
        List<Point> marks = new ArrayList<>();
        for (Events.Event each : events) {
            long at = LiveRun.micros(each.at());
            if (at >= course.fromMicros() && at <= course.toMicros()) {
                marks.add(Point.named(millis(at), 0, each.words(), null));
            }
        }
        return marks;
    }

    /// All devices have the same times, as they are stacked one on the other.
    private List<Point> points(Device device) {
        List<Point> points = new ArrayList<>();
        points.add(Point.of(millis(course.fromMicros()), Double.NaN));
        boolean gap = true;
        for (Course.Row row : course.rows()) {
            double watts = device.of(row.watts());
            boolean known = !java.util.Arrays.stream(row.watts()).allMatch(Double::isNaN);
            if ((gap && known)
                    || course.byHours()) { // Where a stretch begins it has a length, too.
                points.add(Point.of(millis(row.startMicros()), watts));
            }
            points.add(Point.of(millis(row.endMicros()), watts));
            gap = !known;
        }
        points.add(Point.of(millis(course.toMicros()), Double.NaN));
        return points;
    }

    private String powerWords(List<Device> devices) {
        double joules = 0;
        double highest = Double.NaN;
        long highestAt = 0;
        double[] each = new double[course.parts().size()];
        for (Course.Row row : course.rows()) {
            joules += row.allJoules();
            double watts = row.allWatts();
            if (!(watts <= highest) && !Double.isNaN(watts)) {
                highest = watts;
                highestAt = row.endMicros();
            }
            for (int i = 0; i < each.length; i++) {
                each[i] += Double.isNaN(row.joules()[i]) ? 0 : row.joules()[i];
            }
        }
        double seconds = (course.toMicros() - course.fromMicros()) / 1e6;
        var said = new StringBuilder();
        if (seconds > 0) {
            said.append(Words.power(joules / seconds)).append(" on the mean");
        }
        if (!Double.isNaN(highest)) {
            said.append(", at most ")
                    .append(Words.power(highest))
                    .append(course.byHours() ? " in the hour to " : " at ")
                    .append(at(highestAt));
        }
        if (devices.size() > 1 && joules > 0) {
            Device most = devices.getFirst();
            for (Device one : devices) {
                most = one.parts().size() == 1 && one.of(each) > most.of(each) ? one : most;
            }
            said.append("; ")
                    .append(most.name())
                    .append(" drew ")
                    .append(String.format(Locale.ROOT, "%.0f %%", 100 * most.of(each) / joules))
                    .append(" of the energy");
        }
        int gaps = course.gaps().size();
        if (gaps > 0) {
            said.append("; ")
                    .append(gaps == 1 ? "one gap, whose" : gaps + " gaps, whose")
                    .append(" power is not known");
        }
        return said.append('.').toString();
    }

    private @Nullable Chart intensity(LayeredIntensity known) {
        IntensityLines lines =
                IntensityLines.of(
                        known, LiveRun.at(course.fromMicros()), LiveRun.at(course.toMicros()));
        if (lines.series().isEmpty()) {
            return null;
        }
        String span = lines.span();
        return chart(
                "Carbon intensity of the grid",
                span.substring(0, 1).toUpperCase(Locale.ROOT)
                        + span.substring(1)
                        + ", "
                        + lines.by(known)
                        + ".",
                Axis.of("Intensity", "g CO2eq/kWh", Scale.VALUE),
                lines.series(),
                lines.table());
    }

    private Chart carbon() {
        List<Point> points = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        double grams = course.before();
        points.add(Point.of(millis(course.fromMicros()), grams));
        for (Course.Row row : course.rows()) {
            grams += row.grams();
            points.add(Point.of(millis(row.endMicros()), grams));
            rows.add(
                    List.of(
                            at(row.endMicros()),
                            Figures.number(row.allJoules() / 3600),
                            Figures.number(grams)));
        }
        double begun = course.before();
        String words =
                Words.carbon(grams)
                        + (begun > 0 ? ", of which " + Words.carbon(grams - begun) + " here" : "")
                        + ": energy of each hour times the mean intensity of that hour.";
        return chart(
                "Operational carbon so far",
                words,
                Axis.of("Carbon", "g CO2eq", Scale.VALUE),
                List.of(Series.of("carbon", Kind.LINE, 6, points)),
                new Table(
                        List.of("Up to, UTC", "Energy since the row before, Wh", "g CO2eq so far"),
                        rows,
                        2));
    }

    private static String number(double value) {
        return Double.isNaN(value) ? Words.UNKNOWN : Figures.number(value);
    }
}
