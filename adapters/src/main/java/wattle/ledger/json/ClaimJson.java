package wattle.ledger.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import wattle.ledger.claim.Claim;

/// A claim as JSON, and back. Threads may share it.
///
/// ```java
/// byte[] bytes = ClaimJson.bytes(claim);
/// ClaimJson.read(bytes).equals(claim) // true
/// ```
public final class ClaimJson {

    /// The largest claim, in bytes of JSON.
    public static final int MOST_BYTES = 64 << 10;

    private static final int MOST_DEPTH = 8;
    private static final int LONGEST_NUMBER = 60;
    private static final int LONGEST_NAME = 60;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxDocumentLength(MOST_BYTES)
                                    .maxStringLength(MOST_BYTES)
                                    .maxNestingDepth(MOST_DEPTH)
                                    .maxNumberLength(LONGEST_NUMBER)
                                    .maxNameLength(LONGEST_NAME)
                                    .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private ClaimJson() {}

    /// The one form of a claim in UTF-8: fixed order, no blanks.
    ///
    /// @throws IllegalArgumentException if it is too large, or a text in it has no form in UTF-8 or
    ///   a character NUL, which databases do not keep
    public static byte[] bytes(Claim claim) {
        var bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            write(claim, json);
        }
        if (bytes.size() > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "a claim may have "
                            + MOST_BYTES
                            + " bytes as JSON, and this has "
                            + bytes.size());
        }
        return bytes.toByteArray();
    }

    /// [#bytes] as a text.
    public static String text(Claim claim) {
        return new String(bytes(claim), StandardCharsets.UTF_8);
    }

    /// As a value within a larger document.
    public static void write(Claim claim, JsonGenerator json) {
        new ClaimWriter(json).claim(claim);
    }

    /// @throws MalformedClaimException if it is not a claim and nothing else
    public static Claim read(byte[] utf8) {
        if (utf8.length > MOST_BYTES) {
            throw new MalformedClaimException(
                    "", "it may have " + MOST_BYTES + " bytes, and has " + utf8.length, null);
        }
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), utf8)) {
            Claim claim = read(json);
            if (json.nextToken() != null) {
                throw new MalformedClaimException("", "something follows it", null);
            }
            return claim;
        } catch (JacksonException notJson) {
            throw new MalformedClaimException(
                    "", "not readable as JSON: " + notJson.getOriginalMessage(), notJson);
        }
    }

    /// As a value within a larger document, whose bounds are those of its parser: it stands before
    /// the claim's beginning, or at it; then at its end.
    ///
    /// @throws MalformedClaimException if it is not a claim
    public static Claim read(JsonParser json) {
        var fields = new Fields(json);
        try {
            return new ClaimReader(fields).claim();
        } catch (JacksonException notJson) {
            throw new MalformedClaimException(
                    fields.pointer(),
                    "not readable as JSON: " + notJson.getOriginalMessage(),
                    notJson);
        } catch (IllegalArgumentException | DateTimeException wrongValue) {
            throw new MalformedClaimException(
                    fields.pointer(), String.valueOf(wrongValue.getMessage()), wrongValue);
        }
    }
}
