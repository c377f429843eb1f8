package wattle.report.codecarbon;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wattle.footprint.Account;
import wattle.footprint.FunctionalUnit;
import wattle.footprint.Metered;
import wattle.footprint.Origin;
import wattle.footprint.Overhead;
import wattle.grid.GridZone;
import wattle.grid.IntensityFactor;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.hardware.DeviceKind;
import wattle.report.RecordedRun;
import wattle.series.EnergySeries;
import wattle.series.GapPolicy;
import wattle.series.Timeline;
import wattle.unit.CarbonIntensity;
import wattle.unit.Energy;
import wattle.unit.Pue;
import wattle.unit.Range;
import wattle.unit.Seconds;
import wattle.unit.Source;

/// What CodeCarbon measured, as runs beside Wattle's own. Its energies are *supplied*: whether they
/// were measured or guessed its file does not say. Its intensity is what its emissions are of its
/// energy, of unstated kind.
///
/// @param runs one for each row that has a duration
/// @param leftOut what was left out and why, in sentences
public record CodeCarbonRuns(List<RecordedRun> runs, List<String> leftOut) {

    /// Parts and their sum are rounded apart.
    private static final double TOLERANCE = 1e-6;

    public CodeCarbonRuns {
        runs = List.copyOf(runs);
        leftOut = List.copyOf(leftOut);
    }

    /// @param local the zone of the clock that wrote the timestamps
    public static CodeCarbonRuns of(List<CodeCarbonRow> rows, ZoneId local) {
        List<RecordedRun> runs = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (CodeCarbonRow row : rows) {
            if (!(row.seconds() > 0) || row.timestamp() == null || row.pue() < 1) {
                leftOut.add(
                        "line "
                                + row.line()
                                + (row.timestamp() == null
                                        ? " has no timestamp"
                                        : row.pue() < 1
                                                ? " has a PUE below 1"
                                                : " has a duration of 0"));
            } else {
                try {
                    runs.add(run(row, row.timestamp().atZone(local).toInstant()));
                } catch (IllegalArgumentException | DateTimeException | ArithmeticException bad) {
                    leftOut.add("line " + row.line() + " gives no footprint: " + bad.getMessage());
                }
            }
        }
        return new CodeCarbonRuns(runs, leftOut);
    }

    private static RecordedRun run(CodeCarbonRow row, Instant end) {
        List<String> problems = new ArrayList<>();
        Map<String, Double> parts = parts(row, problems);
        double kilowattHours = parts.values().stream().mapToDouble(Double::doubleValue).sum();
        Duration duration = Seconds.duration(row.seconds());
        Timeline timeline = Timeline.regular(end.minus(duration), duration, 1);
        List<Metered> metered = new ArrayList<>();
        parts.forEach((kind, energy) ->
                metered.add(
                        Metered.exactly(
                                kind,
                                kind,
                                model(kind, row),
                                new EnergySeries(
                                        timeline,
                                        new double[] {
                                            energy / row.pue() * Energy.JOULES_PER_KILOWATT_HOUR
                                        }),
                                Origin.SUPPLIED,
                                tool(row))));
        if (kilowattHours == 0) {
            problems.add(
                    "CodeCarbon recorded no energy, as it does where it can read no meter: take it"
                            + " as not known");
        }
        var intensity = intensity(row, kilowattHours);
        var footprint =
                new Account(
                                metered,
                                intensity,
                                new GapPolicy.Fail(),
                                new Overhead(
                                        Range.exactly(new Pue(row.pue())),
                                        Origin.SUPPLIED,
                                        new Source(tool(row), null),
                                        null,
                                        "as recorded"),
                                new FunctionalUnit("run"),
                                1,
                                List.of("not counted: embodied carbon"),
                                problems)
                        .footprint();
        Map<String, String> labels = new LinkedHashMap<>();
        if (!row.project().isEmpty()) {
            labels.put("project", row.project());
        }
        return new RecordedRun(
                row.runId().isEmpty() ? "line-" + row.line() : row.runId(),
                List.of(),
                labels,
                RecordedRun.State.FINISHED,
                null,
                row.trackingMode().isEmpty() ? "machine" : row.trackingMode(),
                RecordedRun.UNKNOWN,
                RecordedRun.UNKNOWN,
                new RecordedRun.Machine(
                        "",
                        row.os(),
                        row.cpuModel(),
                        row.cpuCount() == null ? 0 : row.cpuCount().intValue(),
                        row.ramGigabytes() == null
                                ? 0
                                : Math.round(row.ramGigabytes() * (1L << 30))),
                metered,
                intensity,
                footprint,
                null);
    }

    /// The facility's energy in kWh by kind, which adds up to what CodeCarbon says of the whole.
    private static Map<String, Double> parts(CodeCarbonRow row, List<String> problems) {
        Map<String, Double> parts = new LinkedHashMap<>();
        double sum = 0;
        Double[] energies = {
            row.gpuKilowattHours(), row.cpuKilowattHours(), row.ramKilowattHours()
        };
        DeviceKind[] kinds = {DeviceKind.ACCELERATOR, DeviceKind.CPU, DeviceKind.MEMORY};
        for (int i = 0; i < kinds.length; i++) {
            if (energies[i] != null && energies[i] > 0) {
                parts.put(kinds[i].label(), energies[i]);
                sum += energies[i];
            }
        }
        Double whole = row.kilowattHours();
        if (whole == null) {
            whole = sum;
        }
        if (sum > whole * (1 + TOLERANCE)) {
            problems.add(
                    "the parts' energies add up to "
                            + sum
                            + " kWh, the whole is "
                            + whole
                            + " kWh, which is taken");
            parts.clear();
            sum = 0;
        }
        if (parts.isEmpty()) {
            parts.put("machine", whole);
        } else if (whole - sum > whole * TOLERANCE) {
            parts.put("other", whole - sum);
        }
        return parts;
    }

    private static IntensityFactor intensity(CodeCarbonRow row, double kilowattHours) {
        double grams = row.emissionsKilograms() * 1000;
        String place =
                row.cloudRegion().isEmpty()
                        ? row.countryName()
                        : row.cloudProvider() + " " + row.cloudRegion();
        return new IntensityFactor(
                row.countryCode().isEmpty() ? null : new GridZone("country", row.countryCode()),
                place.isBlank() ? "not stated" : place,
                Range.exactly(new CarbonIntensity(kilowattHours == 0 ? 0 : grams / kilowattHours)),
                Labels.UNSTATED,
                Quality.UNSTATED,
                null,
                "emissions over energy, as recorded",
                new Source(tool(row), null),
                List.of());
    }

    private static String model(String kind, CodeCarbonRow row) {
        if (kind.equals(DeviceKind.ACCELERATOR.label())) {
            return row.gpuModel();
        }
        return kind.equals(DeviceKind.CPU.label()) ? row.cpuModel() : "";
    }

    private static String tool(CodeCarbonRow row) {
        return row.version().isEmpty() ? "CodeCarbon" : "CodeCarbon " + row.version();
    }
}
