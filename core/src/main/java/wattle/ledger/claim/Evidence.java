package wattle.ledger.claim;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands behind a claim.
///
/// @param method how the publisher says to know the energy
/// @param citations where it can be read
/// @param metering the measurement, where there was one and its record is at hand
/// @param audit the audit, where there was one and its report is at hand
/// @param notes what an honest display has to say
public record Evidence(
        Method method,
        List<Citation> citations,
        @Nullable Metering metering,
        @Nullable Audit audit,
        @Nullable String notes) {

    public static final Evidence NONE = new Evidence(Method.UNSTATED, List.of(), null, null, null);

    public Evidence {
        citations = List.copyOf(citations);
    }
}
