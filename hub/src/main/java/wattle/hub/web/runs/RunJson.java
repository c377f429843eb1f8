package wattle.hub.web.runs;

import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import wattle.ledger.sql.EnergySamples;
import wattle.ledger.sql.LivePart;
import wattle.ledger.sql.LiveRun;
import wattle.ledger.sql.LiveRuns;
import wattle.report.Versions;

/// Runs as JSON. What is not known is null.
final class RunJson {

    /// A run that was not heard of for so long is said to be silent.
    static final Duration SILENT = Duration.ofMinutes(2);

    private static final JsonFactory FACTORY = new JsonFactory();

    private RunJson() {}

    private interface Content {
        void to(JsonGenerator json);
    }

    /// One JSON value.
    private static String text(Content content) {
        var text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            content.to(json);
            json.writeEndObject();
        }
        return text.toString();
    }

    /// `running`, `silent`, `finished` or `recovered`.
    static String state(LiveRun run, Instant now) {
        boolean silent =
                !run.hasEnded() && Duration.between(run.heard(), now).compareTo(SILENT) > 0;
        return silent ? "silent" : run.state().label();
    }

    /// What a run came to.
    ///
    /// @param grams of carbon; null where they are not known
    static String one(
            LiveRuns.Status status, @Nullable Double grams, Instant now, Versions versions) {
        return text(json -> {
            json.writeStringProperty("schema", "wattle.live-run/1");
            run(json, status.run(), now);
            parts(json, status.parts());
            number(json, "operational_g", grams);
            versions(json, versions);
        })
                + "\n";
    }

    /// A page of runs.
    static String page(List<LiveRun> runs, @Nullable String next, Instant now, Versions versions) {
        return text(json -> {
            json.writeStringProperty("schema", "wattle.live-runs/1");
            json.writeName("runs");
            json.writeStartArray();
            for (LiveRun each : runs) {
                json.writeStartObject();
                run(json, each, now);
                json.writeEndObject();
            }
            json.writeEndArray();
            string(json, "next_cursor", next);
            versions(json, versions);
        })
                + "\n";
    }

    /// What became of a start or a chunk.
    static String taken(String id, long next, LiveRun.State state, int leftOut) {
        return text(json -> {
            json.writeStringProperty("run", id);
            json.writeNumberProperty("next_offset", next);
            json.writeStringProperty("state", state.label());
            json.writeNumberProperty("lines_left_out", leftOut);
        })
                + "\n";
    }

    /// Energy by steps of time.
    ///
    /// @param source `samples` or `hours`
    static String series(
            LiveRuns.Status status,
            long from,
            long to,
            long step,
            String source,
            List<EnergySamples.Sum> sums) {
        return text(json -> {
            json.writeStringProperty("schema", "wattle.live-samples/1");
            json.writeStringProperty("run", status.run().id());
            json.writeStringProperty("start", LiveRun.at(from).toString());
            json.writeStringProperty("end", LiveRun.at(to).toString());
            json.writeNumberProperty("step_seconds", step / 1_000_000);
            json.writeStringProperty("source", source);
            json.writeName("parts");
            json.writeStartArray();
            status.parts().forEach(each -> json.writeString(each.name()));
            json.writeEndArray();
            json.writeName("rows");
            json.writeStartArray();
            rows(json, status.parts().size(), sums);
            json.writeEndArray();
        })
                + "\n";
    }

    private static void rows(JsonGenerator json, int parts, List<EnergySamples.Sum> sums) {
        int at = 0;
        while (at < sums.size()) {
            long start = sums.get(at).startMicros();
            Double[] row = new Double[parts];
            for (; at < sums.size() && sums.get(at).startMicros() == start; at++) {
                if (sums.get(at).part() < parts) {
                    row[sums.get(at).part()] = sums.get(at).joules();
                }
            }
            json.writeStartObject();
            json.writeStringProperty("start", LiveRun.at(start).toString());
            json.writeName("energy_joules");
            json.writeStartArray();
            for (Double each : row) {
                if (each == null) {
                    json.writeNull();
                } else {
                    json.writeNumber(each);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    /// What came between two moments of a run, in one line.
    ///
    /// @param joules by part; null where none is known
    static String sample(
            List<LivePart> parts, @Nullable Instant from, Instant to, Double[] joules) {
        return text(json -> {
            string(json, "start", from == null ? null : from.toString());
            json.writeStringProperty("end", to.toString());
            json.writeName("parts");
            json.writeStartArray();
            for (LivePart each : parts) {
                Double energy = each.part() < joules.length ? joules[each.part()] : null;
                json.writeStartObject();
                json.writeStringProperty("name", each.name());
                number(json, "energy_joules", energy);
                number(
                        json,
                        "mean_power_watts",
                        energy == null || from == null
                                ? null
                                : Double.valueOf(
                                        energy / (Duration.between(from, to).toNanos() / 1e9)));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void run(JsonGenerator json, LiveRun run, Instant now) {
        json.writeStringProperty("run", run.id());
        json.writeStringProperty("state", state(run, now));
        json.writeBooleanProperty("public", run.isPublic());
        json.writeName("labels");
        json.writeStartObject();
        run.labels().forEach(json::writeStringProperty);
        json.writeEndObject();
        string(json, "zone", run.zone());
        number(json, "pue", run.pue());
        string(json, "start", instant(run.startedMicros()));
        string(json, "last_sample", instant(run.lastMicros()));
        json.writeStringProperty("heard", run.heard().toString());
        json.writeNumberProperty("samples", run.samples());
        json.writeNumberProperty("next_offset", run.nextOffset());
    }

    private static void parts(JsonGenerator json, List<LivePart> parts) {
        json.writeName("parts");
        json.writeStartArray();
        for (LivePart each : parts) {
            json.writeStartObject();
            json.writeStringProperty("name", each.name());
            json.writeStringProperty(
                    "domain", each.domain().name().toLowerCase(java.util.Locale.ROOT));
            json.writeStringProperty("model", each.model());
            json.writeBooleanProperty("modelled", each.modelled());
            number(json, "energy_joules", each.joules());
            number(json, "power_watts", each.watts());
            json.writeEndObject();
        }
        json.writeEndArray();
        Outer outer = Outer.of(parts);
        number(json, "metered_energy_joules", outer.joules());
        number(json, "power_watts", outer.watts());
    }

    private static @Nullable String instant(@Nullable Long micros) {
        return micros == null ? null : LiveRun.at(micros).toString();
    }

    private static void string(JsonGenerator json, String name, @Nullable String value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, value);
        }
    }

    private static void number(JsonGenerator json, String name, @Nullable Double value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeNumberProperty(name, value);
        }
    }

    private static void versions(JsonGenerator json, Versions versions) {
        json.writeName("versions");
        json.writeStartObject();
        json.writeStringProperty("wattle", versions.wattle());
        json.writeStringProperty("data", versions.data());
        json.writeEndObject();
    }
}
