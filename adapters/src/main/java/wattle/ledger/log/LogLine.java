package wattle.ledger.log;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.ledger.State;
import wattle.unit.http.JsonBody;

/// One line of the log: what happened to one claim.
///
/// ```json
/// {"index":7,"at":"2026-03-01T04:05:00Z","event":"added","id":"…","revision":1,"key":"survey/m07",
///  "state":"published","submitter":"import","claim_sha256":"…"}
/// ```
///
/// @param index its place in the log, from 0
/// @param at when it was written
/// @param event what happened
/// @param id the claim's
/// @param revision the claim's, from 1
/// @param key what the claim is called where it comes from
/// @param state the claim's since then
/// @param submitter who did it
/// @param claimHash [SaltedHash] of what the claim says, in 64 hexadecimal digits; null where it
///   was withdrawn
/// @param reason why; null where nobody has to say
public record LogLine(
        long index,
        Instant at,
        Event event,
        UUID id,
        int revision,
        String key,
        State state,
        String submitter,
        @Nullable String claimHash,
        @Nullable String reason) {

    /// The bytes that are hashed: a JSON object with its fields in this order, without blanks.
    public byte[] bytes() {
        return JsonBody.of(json -> {
            json.writeStartObject();
            json.writeNumberProperty("index", index);
            json.writeStringProperty("at", at.toString());
            json.writeStringProperty("event", event.label());
            json.writeStringProperty("id", id.toString());
            json.writeNumberProperty("revision", revision);
            json.writeStringProperty("key", key);
            json.writeStringProperty("state", state.label());
            json.writeStringProperty("submitter", submitter);
            if (claimHash != null) {
                json.writeStringProperty("claim_sha256", claimHash);
            }
            if (reason != null) {
                json.writeStringProperty("reason", reason);
            }
            json.writeEndObject();
        });
    }

    /// [#bytes] as a text.
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /// @throws IllegalArgumentException if they are not exactly what [#bytes] gives of some line
    public static LogLine parse(byte[] bytes) {
        try {
            JsonNode json = JsonMapper.shared().readTree(bytes);
            var line =
                    new LogLine(
                            json.path("index").asLong(-1),
                            Instant.parse(json.path("at").asString("")),
                            event(json.path("event").asString("")),
                            UUID.fromString(json.path("id").asString("")),
                            json.path("revision").asInt(-1),
                            json.path("key").asString(""),
                            state(json.path("state").asString("")),
                            json.path("submitter").asString(""),
                            json.path("claim_sha256").asString(null),
                            json.path("reason").asString(null));
            if (!Arrays.equals(line.bytes(), bytes)) {
                throw new IllegalArgumentException("it is not in the form of a line of the log");
            }
            return line;
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException("it is not a line of the log", e);
        }
    }

    private static Event event(String label) {
        for (Event each : Event.values()) {
            if (each.label().equals(label)) {
                return each;
            }
        }
        throw new IllegalArgumentException("it names no event of the log");
    }

    private static State state(String label) {
        for (State each : State.values()) {
            if (each.label().equals(label)) {
                return each;
            }
        }
        throw new IllegalArgumentException("it names no state of a claim");
    }
}
