package wattle.hub.exchange;

import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import wattle.ledger.Entry;
import wattle.ledger.check.Finding;
import wattle.ledger.check.Recomputation;
import wattle.ledger.json.ClaimJson;
import wattle.report.Versions;
import wattle.report.json.FootprintWriter;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;

/// Checked claims as JSON: `wattle.claims/1` and `wattle.claim/1`. Numbers are unrounded, what is
/// not known is null.
public final class CheckedClaimJson {

    private CheckedClaimJson() {}

    /// `wattle.claims/1`: some claims, and how to ask for the next ones.
    ///
    /// @param next the cursor of the next page; null on the last
    public static void page(
            List<CheckedClaim> claims, @Nullable String next, Versions versions, Writer out) {
        try (JsonGenerator json = begin("wattle.claims/1", versions, out)) {
            json.writeArrayPropertyStart("claims");
            claims.forEach(each -> claim(each, json));
            json.writeEndArray();
            text(json, "next", next);
            end(json);
        }
    }

    /// `wattle.claim/1`: one claim with its history.
    ///
    /// @param history all revisions, the first one first
    public static void one(CheckedClaim claim, List<Entry> history, Versions versions, Writer out) {
        try (JsonGenerator json = begin("wattle.claim/1", versions, out)) {
            json.writeName("claim");
            claim(claim, json);
            json.writeArrayPropertyStart("history");
            for (Entry each : history) {
                json.writeStartObject();
                json.writeNumberProperty("revision", each.revision());
                json.writeStringProperty("state", each.state().label());
                json.writeStringProperty("recorded_at", each.recordedAt().toString());
                json.writeStringProperty("submitter", each.submitter());
                text(json, "reason", each.reason());
                json.writeNumberProperty("log_index", each.logIndex());
                json.writeEndObject();
            }
            json.writeEndArray();
            end(json);
        }
    }

    private static JsonGenerator begin(String schema, Versions versions, Writer out) {
        JsonGenerator json = FootprintWriter.generator(out);
        json.writeStartObject();
        json.writeStringProperty("schema", schema);
        FootprintWriter.versions(versions, json);
        return json;
    }

    private static void end(JsonGenerator json) {
        json.writeEndObject();
        json.writeRaw('\n');
    }

    /// As a value within a larger document.
    public static void claim(CheckedClaim claim, JsonGenerator json) {
        Entry entry = claim.entry();
        json.writeStartObject();
        json.writeStringProperty("id", entry.id().toString());
        json.writeNumberProperty("revision", entry.revision());
        json.writeStringProperty("key", entry.key());
        json.writeStringProperty("state", entry.state().label());
        json.writeStringProperty("recorded_at", entry.recordedAt().toString());
        json.writeStringProperty("submitter", entry.submitter());
        text(json, "reason", entry.reason());
        json.writeNumberProperty("log_index", entry.logIndex());
        json.writeName("claim");
        if (entry.claim() == null) {
            json.writeNull();
        } else {
            ClaimJson.write(entry.claim(), json);
        }
        json.writeName("recomputed");
        recomputed(claim.again(), json);
        text(json, "provenance", claim.provenance() == null ? null : claim.provenance().label());
        json.writeArrayPropertyStart("findings");
        claim.findings().forEach(each -> finding(each, json));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void recomputed(@Nullable Recomputation again, JsonGenerator json) {
        if (again == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        number(json, "it_energy_kwh", kilowattHours(again.itEnergy()));
        number(json, "energy_kwh", kilowattHours(again.energy()));
        number(json, "co2eq_kg", kilograms(again.carbon()));
        number(json, "energy_error_fraction", again.energyError());
        number(json, "carbon_error_fraction", again.carbonError());
        json.writeStringProperty("energy_verdict", again.energyVerdict().label());
        json.writeStringProperty("carbon_verdict", again.carbonVerdict().label());
        json.writeStringProperty("verdict", again.verdict().label());
        json.writeEndObject();
    }

    private static @Nullable Double kilowattHours(@Nullable Energy energy) {
        return energy == null ? null : Double.valueOf(energy.kilowattHours());
    }

    private static @Nullable Double kilograms(@Nullable CarbonMass carbon) {
        return carbon == null ? null : Double.valueOf(carbon.kilograms());
    }

    private static void finding(Finding finding, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("rule", finding.rule().label());
        json.writeStringProperty("field", finding.field());
        json.writeNumberProperty("found", finding.found());
        json.writeNumberProperty("low", finding.low());
        json.writeNumberProperty("high", finding.high());
        json.writeStringProperty("unit", finding.unit());
        json.writeStringProperty("sentence", finding.sentence());
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, @Nullable String value) {
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
}
