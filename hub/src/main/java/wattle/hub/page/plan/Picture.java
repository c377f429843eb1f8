package wattle.hub.page.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import wattle.report.Figures;
import wattle.report.Phrases;
import wattle.series.Interval;

/// The intensity and the plans under it on one axis of time. Where something lies across is a share
/// of the width, so that texts keep their size on every screen; heights are pixels. Immutable.
public final class Picture {

    /// Where the lanes begin.
    public static final int TOP = 20;

    /// Of the intensity.
    public static final int HEIGHT = 180;

    /// From one lane to the next.
    public static final int LANE = 48;

    private static final int MOST_TICKS = 5;
    private static final List<Integer> HOURS = List.of(1, 2, 3, 6, 12, 24, 48, 72, 168, 336, 720);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ROOT);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final Interval window;
    private final List<Track> tracks;
    private final List<Lane> lanes;
    private final double most;

    Picture(Answer answer) {
        window = answer.window();
        tracks = answer.tracks().stream().map(Track::shown).toList();
        lanes = answer.shown();
        double highest = 0;
        for (Track track : tracks) {
            for (Track.Step each : track.steps()) {
                highest = Math.max(highest, each.high());
            }
        }
        most = nice(highest);
    }

    /// The next of 1, 2, 2.5, 5 times a power of ten.
    private static double nice(double value) {
        if (!(value > 0)) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double each : new double[] {1, 1.5, 2, 2.5, 3, 4, 5, 6, 8}) {
            if (each * power >= value) {
                return each * power;
            }
        }
        return 10 * power;
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.3f%%", 100 * share);
    }

    private String x(Instant at) {
        return percent(share(at));
    }

    private double share(Instant at) {
        double whole = window.duration().toSeconds();
        double share = Duration.between(window.start(), at).toSeconds() / whole;
        return Math.clamp(share, 0, 1);
    }

    private String y(double value) {
        double down = HEIGHT * (1 - Math.max(0, value) / most);
        return String.format(Locale.ROOT, "%.1f", TOP + down);
    }

    /// @param x from the left, as a share of the width
    /// @param y pixels from the top
    /// @param to from the left, where it ends
    /// @param kind a class of the style
    public record Line(String x, String y, String to, String toY, String kind) {}

    /// @param label what it says when it is pointed at
    public record Box(String x, String y, String width, String height, String kind, String label) {}

    /// @param anchor `start`, `middle` or `end`
    public record Words(String x, int y, String anchor, String text) {}

    /// In pixels.
    public int height() {
        return lanesFrom() + lanes.size() * LANE;
    }

    /// Where the words of the axis of time stand.
    public int axis() {
        return TOP + HEIGHT + 16;
    }

    private int lanesFrom() {
        return axis() + 12;
    }

    /// Between which values the intensity is expected four times of five.
    public List<Box> band() {
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < tracks.size(); i++) {
            for (Track.Step each : tracks.get(i).steps()) {
                if (each.isRanged()) {
                    double top = Double.parseDouble(y(each.high()));
                    double bottom = Double.parseDouble(y(each.low()));
                    boxes.add(
                            box(
                                    each.interval(),
                                    top,
                                    bottom - top,
                                    "band fill" + colour(i),
                                    label(tracks.get(i), each)));
                }
            }
        }
        return boxes;
    }

    /// 5 and 6 are told apart by everybody; others follow.
    public static int colour(int track) {
        return new int[] {5, 6, 3, 7, 1, 2, 4, 0}[track % 8];
    }

    private static String label(Track track, Track.Step step) {
        return track.zone()
                + ", "
                + Phrases.minute(step.interval().start())
                + " to "
                + Phrases.minute(step.interval().end())
                + " UTC: "
                + Figures.number(step.value())
                + " g CO2eq/kWh"
                + (step.isRanged()
                        ? ", 10th to 90th percentile "
                                + Figures.number(step.low())
                                + " to "
                                + Figures.number(step.high())
                        : "")
                + " ("
                + step.known()
                + ")";
    }

    private Box box(Interval over, double y, double height, String kind, String label) {
        return new Box(
                x(over.start()),
                String.format(Locale.ROOT, "%.1f", y),
                percent(share(over.end()) - share(over.start())),
                String.format(Locale.ROOT, "%.1f", height),
                kind,
                label);
    }

    /// The values as steps, each in the dash of how it is known.
    public List<Line> steps() {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < tracks.size(); i++) {
            Track.Step before = null;
            for (Track.Step each : tracks.get(i).steps()) {
                String kind =
                        "track line"
                                + colour(i)
                                + switch (each.rung()) {
                                    case HISTORY, CACHED -> "";
                                    case FORECAST -> " expected";
                                    case TYPICAL_DAY, YEARLY -> " typical";
                                };
                String from = x(each.interval().start());
                if (before != null && before.interval().end().equals(each.interval().start())) {
                    lines.add(new Line(from, y(before.value()), from, y(each.value()), kind));
                }
                lines.add(
                        new Line(
                                from,
                                y(each.value()),
                                x(each.interval().end()),
                                y(each.value()),
                                kind));
                before = each;
            }
        }
        return lines;
    }

    /// Of the scale: nothing, half and all.
    public List<Line> grid() {
        List<Line> lines = new ArrayList<>();
        for (double each : new double[] {0, most / 2, most}) {
            lines.add(new Line("0%", y(each), "100%", y(each), "grid"));
        }
        for (Instant each : ticks()) {
            lines.add(new Line(x(each), "" + TOP, x(each), "" + (TOP + HEIGHT + 4), "grid"));
        }
        return lines;
    }

    /// What stands at the lines.
    public List<Words> words() {
        List<Words> words = new ArrayList<>();
        words.add(new Words("0%", TOP - 6, "start", Figures.number(most) + " g CO2eq/kWh"));
        words.add(new Words("0%", TOP + HEIGHT / 2 - 3, "start", Figures.number(most / 2)));
        for (Instant each : ticks()) {
            var at = each.atOffset(ZoneOffset.UTC);
            double share = share(each);
            words.add(
                    new Words(
                            x(each),
                            axis(),
                            share < 0.05 ? "start" : share > 0.95 ? "end" : "middle",
                            (at.getHour() == 0 ? DAY : HOUR).format(at)));
        }
        Track first = tracks.getFirst();
        Track.Step before = null;
        for (Track.Step each : first.steps()) {
            if (before == null || before.rung() != each.rung()) {
                double share = share(each.interval().start());
                words.add(
                        new Words(
                                share > 0.7 || before == null ? "100%" : x(each.interval().start()),
                                share > 0.7 ? TOP + 12 : before == null ? TOP - 6 : TOP + 12,
                                share > 0.7 || before == null ? "end" : "start",
                                each.known()
                                        + (before == null
                                                ? ""
                                                : " from "
                                                        + HOUR.format(
                                                                each.interval()
                                                                        .start()
                                                                        .atOffset(
                                                                                ZoneOffset.UTC)))));
            }
            before = each;
        }
        for (int i = 0; i < lanes.size(); i++) {
            Lane lane = lanes.get(i);
            words.add(
                    new Words(
                            "0%",
                            lanesFrom() + i * LANE + 13,
                            "start",
                            lane.name()
                                    + ", "
                                    + (lane.moves()
                                            ? lane.places().stream().distinct().count() + " places"
                                            : lane.zone())
                                    + ": "
                                    + lane.carbon()
                                    + (lane.savedGrams() == 0 ? "" : ", " + lane.difference())));
        }
        return words;
    }

    private List<Instant> ticks() {
        long hours = Math.max(1, window.duration().toHours());
        int step = HOURS.getLast();
        for (int each : HOURS) {
            if (hours / each <= MOST_TICKS) {
                step = each;
                break;
            }
        }
        long width = step * 3600L;
        long at = Math.ceilDiv(window.start().getEpochSecond(), width) * width;
        List<Instant> ticks = new ArrayList<>();
        while (at <= window.end().getEpochSecond() && ticks.size() < 40) {
            ticks.add(Instant.ofEpochSecond(at));
            at += width;
        }
        return ticks;
    }

    /// When each plan works, and the line of the time in which it may.
    public List<Box> blocks() {
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < lanes.size(); i++) {
            int top = lanesFrom() + i * LANE + 20;
            boxes.add(box(window, top + 8, 2, "waiting", ""));
            for (int block = 0; block < lanes.get(i).blocks().size(); block++) {
                Interval each = lanes.get(i).blocks().get(block);
                String place = lanes.get(i).places().get(block);
                boxes.add(
                        box(
                                each,
                                top,
                                18,
                                "fill" + colourOf(place),
                                lanes.get(i).name()
                                        + (lanes.get(i).moves() ? " works in " + place : " works")
                                        + " from "
                                        + Phrases.minute(each.start())
                                        + " to "
                                        + Phrases.minute(each.end())
                                        + " UTC"));
            }
        }
        return boxes;
    }

    /// As its line has.
    private int colourOf(String place) {
        for (int i = 0; i < tracks.size(); i++) {
            if (tracks.get(i).zone().equals(place)) {
                return colour(i);
            }
        }
        return 0;
    }

    public List<Track> tracks() {
        return tracks;
    }

    /// What there is to see, in one sentence.
    public String takeaway() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Track.Step each : tracks.getFirst().steps()) {
            low = Math.min(low, each.value());
            high = Math.max(high, each.value());
        }
        return "The intensity of "
                + tracks.getFirst().zone()
                + " lies between "
                + Figures.number(low)
                + " and "
                + Figures.number(high)
                + " g CO2eq/kWh from "
                + Phrases.minute(window.start())
                + " to "
                + Phrases.minute(window.end())
                + " UTC.";
    }
}
