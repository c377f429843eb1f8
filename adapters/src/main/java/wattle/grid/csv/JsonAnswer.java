package wattle.grid.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.grid.Factor;
import wattle.grid.Labels;
import wattle.grid.Quality;
import wattle.grid.RawIntensity;
import wattle.grid.Signal;
import wattle.series.Nanos;
import wattle.series.csv.InvalidFileException;
import wattle.unit.Source;

/// An answer of WattTime's or Electricity Maps' interface that was saved to a file: the history of
/// one zone as JSON. What the answer says of itself is believed, and nothing that it does not say
/// is taken for the usual.
///
/// - WattTime v3, `historical`: `data` of `point_time` and `value`; `meta` with `region`,
///   `signal_type` and `units`.
/// - Electricity Maps v3 and v4, `history` and `past-range`: `history` or `data` of `datetime` and
///   `carbonIntensity`, with `emissionFactorType` in the head or in each row.
final class JsonAnswer {

    /// Half a year of five-minute values as Electricity Maps writes them.
    private static final int MOST_BYTES = 32 << 20;

    private static final String POUNDS = "lbs_co2_per_mwh";
    private static final String SANDBOX = "SANDBOX_MODE_DATA";

    private final Path file;
    private final RawOptions options;
    private final RawIntensity.Builder rows = RawIntensity.builder();
    private final Set<String> zones = new LinkedHashSet<>();

    private JsonAnswer(Path file, RawOptions options) {
        this.file = file;
        this.options = options;
    }

    /// Whether the file begins as a JSON object does; false where it cannot be read.
    static boolean is(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            int first = bytes.read();
            while (first == ' ' || first == '\n' || first == '\r' || first == '\t') {
                first = bytes.read();
            }
            return first == '{';
        } catch (IOException unreadable) {
            return false; // Whoever reads it as a table says why.
        }
    }

    static RawFile read(Path file, RawOptions options) {
        return new JsonAnswer(file, options).read();
    }

    private RawFile read() {
        JsonNode root = tree();
        boolean wattTime = root.path("meta").isObject() && root.path("data").isArray();
        Layout layout = wattTime ? wattTime(root) : electricityMaps(root);
        if (rows.size() == 0) {
            throw refused(null, "has no value", "A series needs at least one.");
        }
        return RawFile.of(
                file, rows.build(), layout, List.copyOf(zones), Duration.ZERO, options, List.of());
    }

    private JsonNode tree() {
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] all = bytes.readNBytes(MOST_BYTES + 1);
            if (all.length > MOST_BYTES) {
                throw refused(null, "is larger than " + MOST_BYTES + " bytes", "Split it.");
            }
            return JsonMapper.shared().readTree(all);
        } catch (JacksonException broken) {
            throw refused(
                    null,
                    "begins like JSON and is none: " + broken.getOriginalMessage(),
                    "Save the answer again.");
        } catch (IOException unreadable) {
            throw refused(null, "cannot be read: " + unreadable.getMessage(), "Copy it elsewhere.");
        }
    }

    private Layout wattTime(JsonNode root) {
        JsonNode meta = root.path("meta");
        String units = meta.path("units").asString("");
        if (!units.equals(POUNDS)) {
            throw refused(
                    "meta.units",
                    "is " + InvalidFileException.quoted(units) + ", which is no carbon intensity",
                    "Ask WattTime for co2_moer or co2_aoer.");
        }
        String kind = meta.path("signal_type").asString("");
        Signal signal =
                switch (kind) {
                    case "co2_moer" -> Signal.MARGINAL;
                    case "co2_aoer" -> Signal.AVERAGE;
                    default ->
                            throw refused(
                                    "meta.signal_type",
                                    InvalidFileException.quoted(kind) + " is not known here",
                                    "Ask WattTime for co2_moer or co2_aoer.");
                };
        zones.add(text(meta, "meta", "region"));
        IntensityUnit unit = IntensityUnit.POUNDS_PER_MWH;
        JsonNode data = root.path("data");
        for (int i = 0; i < data.size(); i++) {
            String at = "data[" + i + "]";
            JsonNode row = data.path(i);
            add(
                    time(row, at, "point_time"),
                    number(row, at, "value") * unit.gramsPerKilowattHour(),
                    row.path("imputed_data_used").asBoolean(false)
                            ? Quality.ESTIMATED
                            : Quality.MEASURED);
        }
        String model = meta.path("model").path("date").asString("");
        return layout(
                "watttime-json",
                new Labels(signal, Factor.DIRECT_CO2),
                new Source(
                        "WattTime " + kind + (model.isEmpty() ? "" : ", model of " + model),
                        "WattTime terms of use"),
                unit);
    }

    private Layout electricityMaps(JsonNode root) {
        String list = root.path("history").isArray() ? "history" : "data";
        JsonNode data = root.path(list);
        String factor = root.path("emissionFactorType").asString("");
        if (!data.isArray() || !data.path(0).has("carbonIntensity")) {
            throw refused(
                    null,
                    "is JSON of a kind that is not known here",
                    "Known are answers of WattTime's historical and Electricity Maps' history and"
                            + " past-range.");
        }
        for (int i = 0; i < data.size(); i++) {
            String at = list + "[" + i + "]";
            JsonNode row = data.path(i);
            zones.add(text(row.has("zone") ? row : root, at, "zone"));
            String own = row.path("emissionFactorType").asString(factor);
            if (i > 0 && !own.equals(factor)) {
                throw refused(at, "counts otherwise than the row before", "Save one kind alone.");
            }
            factor = own;
            if (row.path("estimationMethod").asString("").equals(SANDBOX)) {
                throw refused(
                        at,
                        "is a random number: the token was in sandbox mode",
                        "Ask with a token that has real data.");
            }
            JsonNode estimated = row.path("isEstimated");
            add(
                    time(row, at, "datetime"),
                    number(row, at, "carbonIntensity"),
                    !estimated.isBoolean()
                            ? Quality.UNSTATED
                            : estimated.asBoolean() ? Quality.ESTIMATED : Quality.MEASURED);
        }
        return layout(
                "electricitymaps-json",
                new Labels(Signal.AVERAGE, factor(factor)),
                new Source("Electricity Maps", "the terms of the Electricity Maps account"),
                IntensityUnit.GRAMS_PER_KWH);
    }

    private Factor factor(String stated) {
        Factor said = options.factor();
        return switch (stated) {
            case "lifecycle" -> Factor.LIFECYCLE_CO2E;
            case "direct" -> Factor.DIRECT_CO2E;
            default -> {
                if (said == null) {
                    throw refused(
                            "emissionFactorType",
                            "is not there, and nobody said what the values count",
                            "State it with --factor lifecycle-co2e or --factor direct-co2e.");
                }
                yield said;
            }
        };
    }

    private Layout layout(String shape, Labels labels, Source source, IntensityUnit unit) {
        if (options.unit() != null && options.unit() != unit) {
            throw refused(null, "is in " + unit.label() + ", not in " + options.unit().label(), "");
        }
        return new Layout(
                shape,
                labels,
                source,
                0,
                TimeForm.ISO,
                ZoneOffset.UTC,
                Duration.ZERO,
                -1,
                new Layout.Flag.None(),
                Quality.UNSTATED,
                new Layout.Values.Intensity(0, unit, false, true),
                List.of());
    }

    private void add(Instant start, double gramsPerKilowattHour, Quality quality) {
        rows.add(Nanos.of(start), gramsPerKilowattHour, quality, 0);
    }

    private String text(JsonNode of, String at, String name) {
        String text = of.path(name).asString("");
        if (text.isBlank()) {
            throw refused(at + "." + name, "is not there", "Save the whole answer.");
        }
        return text;
    }

    private Instant time(JsonNode row, String at, String name) {
        try {
            return OffsetDateTime.parse(text(row, at, name)).toInstant();
        } catch (DateTimeException wrong) {
            throw refused(at + "." + name, "is no time with a zone", "Save the whole answer.");
        }
    }

    /// NaN where the value is null.
    private double number(JsonNode row, String at, String name) {
        JsonNode number = row.path(name);
        if (number.isNull()) {
            return Double.NaN;
        }
        if (!number.isNumber() || !Double.isFinite(number.asDouble())) {
            throw refused(at + "." + name, "is no number", "Save the whole answer.");
        }
        return number.asDouble();
    }

    private InvalidFileException refused(@Nullable String where, String problem, String advice) {
        return new InvalidFileException(file, 0, where, problem, advice);
    }
}
