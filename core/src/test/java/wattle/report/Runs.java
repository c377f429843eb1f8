package wattle.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import wattle.footprint.Account;
import wattle.footprint.FunctionalUnit;
import wattle.footprint.Metered;
import wattle.footprint.Origin;
import wattle.footprint.Overhead;
import wattle.grid.Factor;
import wattle.grid.GridZone;
import wattle.grid.Intensity;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.series.EnergySeries;
import wattle.series.GapPolicy;
import wattle.series.HeldSeries;
import wattle.series.Timeline;
import wattle.unit.Pue;
import wattle.unit.Range;
import wattle.unit.Source;

/// Recorded runs that the reports are tested with.
public final class Runs {

    public static final Versions VERSIONS = new Versions("1.2.3", "2026.11");

    public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    /// What names from outside may hold, at their worst.
    public static final String HOSTILE = "<script>alert('x')</script>\"&\u202e\u0007\\";

    private Runs() {}

    /// Two hours at 300 W of accelerator, 100 W of CPU, 50 W of memory and 50 W of the rest, but
    /// for ten minutes from the fiftieth on; 100 g/kWh in the first hour, 200 in the second; PUE
    /// 1.2.
    public static RecordedRun finished() {
        return run(
                "20260301T100000Z-a1b2",
                List.of("python", "train.py", "--epochs", "3"),
                labels("project", "demo", "team name", "vision"),
                RecordedRun.State.FINISHED,
                0,
                List.of(
                        metered("gpu-0", "accelerator", "Example X100", 300, Origin.MEASURED),
                        metered("cpu-package-0", "cpu", "Example 9000", 100, Origin.MEASURED),
                        metered("dram-0", "memory", "", 50, Origin.ESTIMATED),
                        metered("board", "board", "", 50, Origin.MEASURED)));
    }

    /// The same, cut off, on a machine without meters but for the CPU.
    public static RecordedRun recovered() {
        return run(
                "20260302T100000Z-c3d4",
                List.of(
                        "bash",
                        "-c",
                        "a command that is longer than forty characters, and goes on"),
                Map.of(),
                RecordedRun.State.RECOVERED,
                null,
                List.of(metered("cpu", "cpu", "Example 9000", 60, Origin.ESTIMATED)));
    }

    /// Every name from outside is hostile.
    public static RecordedRun hostile() {
        return run(
                HOSTILE,
                List.of(HOSTILE, HOSTILE),
                labels(HOSTILE, HOSTILE, "=cmd", "+1"),
                RecordedRun.State.RUNNING,
                null,
                List.of(metered(HOSTILE, HOSTILE, HOSTILE, 100, Origin.MEASURED)));
    }

    public static RecordedRun run(
            String id,
            List<String> command,
            Map<String, String> labels,
            RecordedRun.State state,
            @org.jspecify.annotations.Nullable Integer exitCode,
            List<Metered> metered) {
        return run(id, command, labels, state, exitCode, metered, intensity());
    }

    public static RecordedRun run(
            String id,
            List<String> command,
            Map<String, String> labels,
            RecordedRun.State state,
            @org.jspecify.annotations.Nullable Integer exitCode,
            List<Metered> metered,
            Intensity intensity) {
        return new RecordedRun(
                id,
                command,
                labels,
                state,
                exitCode,
                "machine",
                6600,
                2,
                new RecordedRun.Machine("node-1", "Linux 6.1.0", "Example 9000", 64, 256L << 30),
                metered,
                intensity,
                new Account(
                                metered,
                                intensity,
                                new GapPolicy.LeaveOut(),
                                new Overhead(
                                        Range.exactly(new Pue(1.2)),
                                        Origin.SUPPLIED,
                                        new Source("given by the user", null),
                                        null,
                                        "as given"),
                                new FunctionalUnit("run"),
                                1,
                                List.of("not counted: embodied carbon"),
                                List.of())
                        .footprint(),
                exitCode == null
                        ? null
                        : new RecordedRun.OwnCost(Duration.ofMillis(5_300), 90_000_000));
    }

    /// Samples of a second.
    public static Metered metered(
            String name, String kind, String model, double watts, Origin origin) {
        var timeline = Timeline.builder();
        timeline.addAll(Timeline.regular(START, Duration.ofSeconds(1), 3000));
        timeline.addAll(Timeline.regular(START.plusSeconds(3600), Duration.ofSeconds(1), 3600));
        double[] joules = new double[6600];
        Arrays.fill(joules, watts);
        return Metered.exactly(
                name, kind, model, new EnergySeries(timeline.build(), joules), origin, "a meter");
    }

    private static IntensitySeries intensity() {
        return new IntensitySeries(
                new GridZone("country", "FRA"),
                new Labels(Signal.AVERAGE, Factor.LIFECYCLE_CO2E),
                Quality.MEASURED,
                new Source("a file", null),
                new HeldSeries(
                        Timeline.regular(START, Duration.ofHours(1), 2), new double[] {100, 200}));
    }

    /// A moment of a run with two components, one of which could not be read just now.
    public static Readout readout() {
        return new Readout(
                START.plusSeconds(90),
                List.of(
                        new Readout.Item(
                                "gpu-0",
                                "accelerator",
                                "Example X100",
                                Origin.MEASURED,
                                27_000.5,
                                OptionalDouble.of(300)),
                        new Readout.Item(
                                "cpu",
                                "cpu",
                                "Example \"9000\"",
                                Origin.ESTIMATED,
                                9000,
                                OptionalDouble.empty())),
                OptionalDouble.of(1.2),
                OptionalDouble.of(100),
                1.2,
                90,
                1,
                Map.of("project", "demo", "team name", "a \"b\"\nc", "2nd", "x", "__p", "y"));
    }

    public static Map<String, String> labels(String... pairs) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            labels.put(pairs[i], pairs[i + 1]);
        }
        return labels;
    }
}
