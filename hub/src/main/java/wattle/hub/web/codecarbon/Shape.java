package wattle.hub.web.codecarbon;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wattle.hub.web.Json;
import wattle.hub.web.codecarbon.RefusedException.Wrong;

/// The fields of an object that a client sends. Those that are not in it are left alone, as newer
/// clients send more.
record Shape(List<Field> fields) {

    /// Whether a field has to be there, and has to have a value.
    private enum Need {
        VALUE,
        FIELD,
        NEITHER
    }

    record Field(String name, Kind kind, Need need) {}

    static final Shape ORGANIZATION =
            new Shape(List.of(value("name", Kind.TEXT), value("description", Kind.TEXT)));

    static final Shape ORGANIZATION_CHANGE =
            new Shape(List.of(maybe("name", Kind.TEXT), maybe("description", Kind.TEXT)));

    static final Shape MEMBER = new Shape(List.of(value("email", Kind.TEXT)));

    static final Shape PROJECT =
            new Shape(
                    List.of(
                            value("name", Kind.TEXT),
                            value("description", Kind.TEXT),
                            value("organization_id", Kind.ID)));

    static final Shape PROJECT_CHANGE =
            new Shape(
                    List.of(
                            maybe("name", Kind.TEXT),
                            maybe("description", Kind.TEXT),
                            maybe("public", Kind.FLAG)));

    static final Shape TOKEN =
            new Shape(List.of(maybe("name", Kind.TEXT), maybe("access", Kind.COUNT)));

    /// Its time is the server's, whatever is sent.
    static final Shape EXPERIMENT =
            new Shape(
                    List.of(
                            value("project_id", Kind.ID),
                            value("name", Kind.TEXT),
                            value("description", Kind.TEXT),
                            maybe("country_name", Kind.TEXT),
                            maybe("country_iso_code", Kind.TEXT),
                            maybe("region", Kind.TEXT),
                            maybe("on_cloud", Kind.FLAG),
                            maybe("cloud_provider", Kind.TEXT),
                            maybe("cloud_region", Kind.TEXT)));

    static final Shape RUN =
            new Shape(
                    List.of(
                            value("timestamp", Kind.TIME),
                            value("experiment_id", Kind.ID),
                            maybe("os", Kind.TEXT),
                            maybe("python_version", Kind.TEXT),
                            maybe("codecarbon_version", Kind.TEXT),
                            maybe("cpu_count", Kind.COUNT),
                            maybe("cpu_model", Kind.TEXT),
                            maybe("gpu_count", Kind.COUNT),
                            maybe("gpu_model", Kind.TEXT),
                            maybe("longitude", Kind.NUMBER),
                            maybe("latitude", Kind.NUMBER),
                            maybe("region", Kind.TEXT),
                            maybe("provider", Kind.TEXT),
                            maybe("ram_total_size", Kind.AMOUNT),
                            maybe("tracking_mode", Kind.TEXT)));

    static final Shape EMISSION =
            new Shape(
                    List.of(
                            value("timestamp", Kind.TIME),
                            value("run_id", Kind.ID),
                            value("duration", Kind.SECONDS),
                            nullable("emissions_sum", Kind.AMOUNT),
                            nullable("emissions_rate", Kind.AMOUNT),
                            nullable("energy_consumed", Kind.AMOUNT),
                            nullable("cpu_power", Kind.AMOUNT),
                            nullable("gpu_power", Kind.AMOUNT),
                            nullable("ram_power", Kind.AMOUNT),
                            nullable("cpu_energy", Kind.AMOUNT),
                            nullable("gpu_energy", Kind.AMOUNT),
                            nullable("ram_energy", Kind.AMOUNT),
                            maybe("cpu_utilization_percent", Kind.PERCENT),
                            maybe("gpu_utilization_percent", Kind.PERCENT),
                            maybe("ram_utilization_percent", Kind.PERCENT),
                            maybe("wue", Kind.AMOUNT)));

    /// Of which nothing is kept.
    static final Shape ANYTHING = new Shape(List.of());

    private static Field value(String name, Kind kind) {
        return new Field(name, kind, Need.VALUE);
    }

    private static Field nullable(String name, Kind kind) {
        return new Field(name, kind, Need.FIELD);
    }

    private static Field maybe(String name, Kind kind) {
        return new Field(name, kind, Need.NEITHER);
    }

    /// All fields of the shape, in its order; nothing where nothing was said.
    ///
    /// @throws RefusedException 422 with everything that is wrong
    Given read(Json body) {
        if (!(body instanceof Json.Fields sent)) {
            throw RefusedException.invalid(
                    "body", "", "model_type", "The body has to be an object");
        }
        Map<String, Json> given = new LinkedHashMap<>();
        List<Wrong> wrongs = new ArrayList<>();
        for (Field each : fields) {
            Json value = sent.values().get(each.name());
            if (value == null) {
                if (each.need() != Need.NEITHER) {
                    wrongs.add(new Wrong("body", each.name(), "missing", "Field required"));
                }
                value = new Json.Nothing();
            } else if (value instanceof Json.Nothing
                    ? each.need() == Need.VALUE
                    : !each.kind().takes(value)) {
                wrongs.add(
                        new Wrong(
                                "body",
                                each.name(),
                                each.kind().mistake(),
                                "Input should be " + each.kind().words()));
            }
            given.put(each.name(), value);
        }
        if (!wrongs.isEmpty()) {
            throw RefusedException.invalid(wrongs);
        }
        return new Given(given);
    }
}
