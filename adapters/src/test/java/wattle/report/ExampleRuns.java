package wattle.report;

import java.time.Duration;
import java.time.Instant;
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

/// Recorded runs that the adapters of reports are tested with.
public final class ExampleRuns {

    public static final Versions VERSIONS = new Versions("1.2.3", "2026.11");

    public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private ExampleRuns() {}

    /// One hour with two accelerators at 250 W, a CPU at 100 W and a board at 50 W at 100 g/kWh and
    /// PUE 1.2: 0.65 kWh of the devices, 0.78 kWh, 78 g.
    public static RecordedRun run() {
        return run(new GridZone("country", "FRA"), 0);
    }

    public static RecordedRun run(GridZone zone, int exitCode) {
        List<Metered> metered =
                List.of(
                        metered("gpu-0", "accelerator", "Example X100", 250),
                        metered("gpu-1", "accelerator", "Example X100", 250),
                        metered("cpu-package-0", "cpu", "Example, \"9000\"", 100),
                        metered("board", "board", "", 50));
        var intensity =
                new IntensitySeries(
                        zone,
                        new Labels(Signal.AVERAGE, Factor.LIFECYCLE_CO2E),
                        Quality.MEASURED,
                        new Source("a file", null),
                        new HeldSeries(
                                Timeline.regular(START, Duration.ofHours(1), 1),
                                new double[] {100}));
        return new RecordedRun(
                "20260301T100000Z-a1b2",
                List.of("python", "train.py"),
                Map.of("project", "demo"),
                RecordedRun.State.FINISHED,
                exitCode,
                "machine",
                3600,
                2,
                new RecordedRun.Machine(
                        "node-1", "Linux 6.1.0", "Example, \"9000\"", 64, 64L << 30),
                metered,
                intensity,
                new Account(
                                metered,
                                intensity,
                                new GapPolicy.Fail(),
                                new Overhead(
                                        Range.exactly(new Pue(1.2)),
                                        Origin.SUPPLIED,
                                        new Source("given by the user", null),
                                        null,
                                        "as given"),
                                new FunctionalUnit("run"),
                                1,
                                List.of(),
                                List.of())
                        .footprint(),
                new RecordedRun.OwnCost(Duration.ofMillis(5300), 90_000_000));
    }

    private static Metered metered(String name, String kind, String model, double watts) {
        return Metered.exactly(
                name,
                kind,
                model,
                new EnergySeries(
                        Timeline.regular(START, Duration.ofMinutes(30), 2),
                        new double[] {watts * 1800, watts * 1800}),
                Origin.MEASURED,
                "a meter");
    }

    /// The first ninety seconds of such a run; the CPU could not be read just now.
    public static Readout readout() {
        return new Readout(
                START.plusSeconds(90),
                List.of(
                        new Readout.Item(
                                "gpu-0",
                                "accelerator",
                                "Example X100",
                                Origin.MEASURED,
                                22_500,
                                OptionalDouble.of(250)),
                        new Readout.Item(
                                "cpu", "cpu", "", Origin.ESTIMATED, 9000, OptionalDouble.empty())),
                OptionalDouble.of(1.05),
                OptionalDouble.of(100),
                1.2,
                90,
                1,
                Map.of("project", "demo"));
    }

    public static Report reported(wattle.footprint.Footprint footprint) {
        return new Report(footprint, List.of(), VERSIONS);
    }
}
