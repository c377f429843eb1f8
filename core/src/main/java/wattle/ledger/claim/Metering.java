package wattle.ledger.claim;

import org.jspecify.annotations.Nullable;

/// What a measurement says of itself.
///
/// @param tool the program that measured, such as "Wattle"
/// @param version its version
/// @param seconds between two samples, more than 0
/// @param coverage share of the work during which the meters answered, 0 to 1
/// @param digest SHA-256 of the record, in 64 hexadecimal digits, by which it can be told from
///   others
public record Metering(
        String tool,
        @Nullable String version,
        @Nullable Double seconds,
        @Nullable Double coverage,
        @Nullable String digest) {

    public Metering {
        if (tool.isBlank()) {
            throw new IllegalArgumentException("a measurement needs the name of its tool");
        }
        Amounts.positive(seconds, "seconds between samples");
        if (coverage != null && !(coverage >= 0 && coverage <= 1)) {
            throw new IllegalArgumentException("coverage must be in 0 to 1: " + coverage);
        }
        if (digest != null && !digest.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "a digest is 64 hexadecimal digits: " + digest.length());
        }
    }
}
