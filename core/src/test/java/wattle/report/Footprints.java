package wattle.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import wattle.footprint.Account;
import wattle.footprint.Amortisation;
import wattle.footprint.DeviceLoad;
import wattle.footprint.Estimate;
import wattle.footprint.Footprint;
import wattle.footprint.FunctionalUnit;
import wattle.footprint.Metered;
import wattle.footprint.Origin;
import wattle.footprint.Overhead;
import wattle.grid.Decision;
import wattle.grid.Factor;
import wattle.grid.Fallback;
import wattle.grid.Forecast;
import wattle.grid.GridZone;
import wattle.grid.IntensityFactor;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Observed;
import wattle.grid.Quality;
import wattle.grid.Rung;
import wattle.grid.Signal;
import wattle.hardware.DeviceKind;
import wattle.hardware.DeviceModel;
import wattle.hardware.EmbodiedCarbon;
import wattle.series.EnergySeries;
import wattle.series.GapPolicy;
import wattle.series.HeldSeries;
import wattle.series.Nanos;
import wattle.series.Timeline;
import wattle.unit.CarbonIntensity;
import wattle.unit.CarbonMass;
import wattle.unit.Power;
import wattle.unit.Pue;
import wattle.unit.Range;
import wattle.unit.Share;
import wattle.unit.Source;

/// Footprints that the reports are tested with.
final class Footprints {

    static final Versions VERSIONS = new Versions("1.2.3", "2026.11");

    private static final Source SHEET = new Source("Vendor data sheet", "facts");
    private static final Labels AVERAGE = new Labels(Signal.AVERAGE, Factor.LIFECYCLE_CO2E);

    private Footprints() {}

    /// Eight accelerators for a hundred hours, three times over, with an offset.
    static Report estimated() {
        var making =
                new EmbodiedCarbon(
                        new Range<>(
                                CarbonMass.ofKilograms(128),
                                CarbonMass.ofKilograms(150),
                                CarbonMass.ofKilograms(318)),
                        new Range<>(
                                Duration.ofDays(3 * 365),
                                Duration.ofDays(4 * 365),
                                Duration.ofDays(6 * 365)),
                        SHEET);
        var model =
                new DeviceModel(
                        DeviceKind.ACCELERATOR,
                        "Example & Co. X100_80%",
                        new Power(400),
                        making,
                        SHEET,
                        List.of("taken for the 80 GB variant"));
        var intensity =
                new IntensityFactor(
                        new GridZone("country", "FRA"),
                        "France",
                        new Range<>(
                                new CarbonIntensity(30),
                                new CarbonIntensity(41.5),
                                new CarbonIntensity(60)),
                        AVERAGE,
                        Quality.YEARLY,
                        2024,
                        "yearly mean; lifecycle",
                        new Source("Statistics, Inc.", "CC BY 4.0"),
                        List.of());
        Footprint footprint =
                new Estimate(
                                List.of(
                                        DeviceLoad.atRatedPower(
                                                "accelerator-0",
                                                model,
                                                8,
                                                new Power(400),
                                                new Share(0.8))),
                                null,
                                Duration.ofHours(100),
                                3,
                                intensity,
                                null,
                                new Overhead(
                                        new Range<>(new Pue(1.1), new Pue(1.56), new Pue(2)),
                                        Origin.ASSUMED,
                                        new Source("Survey", null),
                                        2024,
                                        "mean of operators"),
                                Amortisation.USUAL,
                                25,
                                new FunctionalUnit("training run"),
                                1,
                                List.of())
                        .footprint();
        return new Report(
                footprint,
                List.of(
                        Equivalent.of(footprint.total(), "smartphone charges", 12.4, "EPA", 2024),
                        Equivalent.of(footprint.total(), "miles by car", 393, "EPA", 2024)),
                VERSIONS);
    }

    /// Two hours of metered energy of which one met an intensity.
    static Report accounted() {
        Instant noon = Instant.parse("2026-01-01T12:00:00Z");
        var energy =
                new EnergySeries(
                        Timeline.regular(noon, Duration.ofHours(1), 2),
                        new double[] {3_600_000, 1_800_000});
        var intensity =
                new IntensitySeries(
                        new GridZone("file", "XX"),
                        AVERAGE,
                        Quality.MEASURED,
                        new Source("a file", null),
                        new HeldSeries(
                                Timeline.regular(noon, Duration.ofHours(1), 1),
                                new double[] {250}));
        return new Report(
                new Account(
                                List.of(
                                        Metered.exactly(
                                                "gpu-0",
                                                "accelerator",
                                                "Example X100",
                                                energy,
                                                Origin.MEASURED,
                                                "nvml counter")),
                                intensity,
                                new GapPolicy.LeaveOut(),
                                new Overhead(
                                        Range.exactly(new Pue(1.2)),
                                        Origin.SUPPLIED,
                                        new Source("given by the user", null),
                                        null,
                                        "as given"),
                                new FunctionalUnit("epoch"),
                                4,
                                List.of("not counted: embodied carbon"),
                                List.of())
                        .footprint(),
                List.of(),
                VERSIONS);
    }

    /// Four hours of metered energy: one met history, one a forecast, and two a yearly figure of a
    /// zone of another source.
    static Report layered() {
        Instant noon = Instant.parse("2026-01-01T12:00:00Z");
        var energy =
                new EnergySeries(
                        Timeline.regular(noon, Duration.ofHours(1), 4),
                        new double[] {3_600_000, 1_800_000, 900_000, 900_000});
        var zone = new GridZone("example", "XX");
        var history =
                Observed.builder(
                                zone,
                                AVERAGE,
                                "",
                                new Source("Example Grid", "CC BY 4.0"),
                                Instant.parse("2026-01-02T08:00:00Z"))
                        .add(
                                Nanos.of(noon),
                                Nanos.of(noon.plusSeconds(3600)),
                                250,
                                Quality.MEASURED)
                        .build();
        var forecast =
                new Forecast(
                        noon.minusSeconds(1800),
                        new IntensitySeries(
                                zone,
                                AVERAGE,
                                Quality.FORECAST,
                                new Source("Example Grid", "CC BY 4.0"),
                                new HeldSeries(
                                        Timeline.regular(noon, Duration.ofHours(1), 2),
                                        new double[] {200, 300})),
                        "m1");
        var yearly =
                new IntensityFactor(
                        new GridZone("country", "XXX"),
                        "Nowhere",
                        new Range<>(
                                new CarbonIntensity(300),
                                new CarbonIntensity(400),
                                new CarbonIntensity(600)),
                        AVERAGE,
                        Quality.YEARLY,
                        2024,
                        "yearly mean; lifecycle",
                        new Source("Statistics, Inc.", null),
                        List.of("2024 is the latest year there is"));
        var intensity =
                new Fallback(AVERAGE, zone, new Decision(noon), (one, other) -> true)
                        .offer(Rung.YEARLY, yearly)
                        .offer(forecast)
                        .offer(Rung.HISTORY, history)
                        .intensity();
        return new Report(
                new Account(
                                List.of(
                                        Metered.exactly(
                                                "gpu-0",
                                                "accelerator",
                                                "Example X100",
                                                energy,
                                                Origin.MEASURED,
                                                "nvml counter")),
                                intensity,
                                new GapPolicy.Fail(),
                                new Overhead(
                                        Range.exactly(new Pue(1.2)),
                                        Origin.SUPPLIED,
                                        new Source("given by the user", null),
                                        null,
                                        "as given"),
                                new FunctionalUnit("epoch"),
                                4,
                                List.of(),
                                List.of())
                        .footprint(),
                List.of(),
                VERSIONS);
    }
}
