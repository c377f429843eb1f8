package wattle.ledger.json;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import wattle.ledger.claim.Audit;
import wattle.ledger.claim.Citation;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.Evidence;
import wattle.ledger.claim.Inputs;
import wattle.ledger.claim.Metering;
import wattle.ledger.claim.Place;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Reported;
import wattle.ledger.claim.Score;
import wattle.ledger.claim.Subject;

/// Writes a claim's fields in their order. Hashes stand for these bytes: a change of order, of a
/// name or of how a number is printed makes them other claims.
final class ClaimWriter {

    private final JsonGenerator json;

    ClaimWriter(JsonGenerator json) {
        this.json = json;
    }

    void claim(Claim claim) {
        json.writeStartObject();
        subject(claim.subject());
        inputs(claim.inputs());
        reported(claim.reported());
        if (!claim.scores().isEmpty()) {
            scores(claim.scores());
        }
        evidence(claim.evidence());
        json.writeEndObject();
    }

    private void subject(Subject subject) {
        json.writeObjectPropertyStart("subject");
        text("model", subject.model());
        text("developer", subject.developer());
        if (subject.year() != null) {
            json.writeNumberProperty("year", subject.year());
        }
        if (!subject.stages().isEmpty()) {
            json.writeArrayPropertyStart("stages");
            subject.stages().forEach(stage -> json.writeString(stage.label()));
            json.writeEndArray();
        }
        text("domain", subject.domain());
        text("task", subject.task());
        text("dataset", subject.dataset());
        number("parameters", subject.parameters());
        number("tokens", subject.tokens());
        json.writeEndObject();
    }

    private void inputs(Inputs inputs) {
        json.writeObjectPropertyStart("inputs");
        text("accelerator", inputs.accelerator());
        number("devices", inputs.devices());
        number("device_hours", inputs.deviceHours());
        number("wall_hours", inputs.wallHours());
        number("flop", inputs.flop());
        number("power_watts", inputs.power() == null ? null : inputs.power().watts());
        text("power_scope", inputs.powerScope() == null ? null : inputs.powerScope().label());
        text("power_basis", inputs.powerBasis());
        number("pue", inputs.pue() == null ? null : inputs.pue().ratio());
        number(
                "intensity_g_per_kwh",
                inputs.intensity() == null ? null : inputs.intensity().gramsPerKilowattHour());
        text("intensity_basis", inputs.intensityBasis());
        text("signal", inputs.signal().label());
        if (!inputs.place().equals(Place.UNSTATED)) {
            place(inputs.place());
        }
        text("start", inputs.start() == null ? null : inputs.start().toString());
        json.writeEndObject();
    }

    private void place(Place place) {
        json.writeObjectPropertyStart("place");
        text("country", place.country());
        text("country_code", place.countryCode());
        text("location", place.location());
        text("provider", place.provider());
        text("region", place.region());
        text("setting", place.setting() == null ? null : place.setting().label());
        text("energy_source", place.energySource());
        json.writeEndObject();
    }

    private void reported(Reported reported) {
        json.writeObjectPropertyStart("reported");
        printed("energy", reported.energy());
        text("boundary", reported.boundary().label());
        printed("carbon", reported.carbon());
        text("basis", reported.basis().label());
        printed("market_based", reported.marketBased());
        json.writeEndObject();
    }

    private void scores(List<Score> scores) {
        json.writeArrayPropertyStart("scores");
        for (Score score : scores) {
            json.writeStartObject();
            text("metric", score.metric());
            number("value", score.value());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void evidence(Evidence evidence) {
        json.writeObjectPropertyStart("evidence");
        text("method", evidence.method().label());
        if (!evidence.citations().isEmpty()) {
            json.writeArrayPropertyStart("citations");
            evidence.citations().forEach(this::citation);
            json.writeEndArray();
        }
        if (evidence.metering() != null) {
            metering(evidence.metering());
        }
        if (evidence.audit() != null) {
            audit(evidence.audit());
        }
        text("notes", evidence.notes());
        json.writeEndObject();
    }

    private void citation(Citation citation) {
        json.writeStartObject();
        text("document", citation.document());
        text("locator", citation.locator());
        text("seen", citation.seen());
        text("licence", citation.licence());
        json.writeEndObject();
    }

    private void metering(Metering metering) {
        json.writeObjectPropertyStart("metering");
        text("tool", metering.tool());
        text("version", metering.version());
        number("sample_seconds", metering.seconds());
        number("coverage", metering.coverage());
        text("record_sha256", metering.digest());
        json.writeEndObject();
    }

    private void audit(Audit audit) {
        json.writeObjectPropertyStart("audit");
        text("party", audit.party());
        text("scope", audit.scope());
        text("date", audit.date().toString());
        text("report_sha256", audit.digest());
        text("conflict", audit.conflict());
        json.writeEndObject();
    }

    /// `BigDecimal.toString` tells 24.7 from 24.70 and 1000 from 1E+3, as a reader of it does.
    private void printed(String name, @Nullable Printed<?> printed) {
        if (printed != null) {
            json.writeObjectPropertyStart(name);
            text("number", printed.number().toString());
            text("unit", printed.unit().symbol());
            json.writeEndObject();
        }
    }

    private void text(String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, Texts.keepable(value));
        }
    }

    private void number(String name, @Nullable Double value) {
        if (value != null) {
            json.writeName(name);
            json.writeNumber(Numbers.print(value));
        }
    }
}
