package wattle.hub.page.submission;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wattle.ledger.claim.Claim;

/// A field in which two claims differ.
///
/// @param before empty where nothing was said
/// @param after empty where nothing is said any more
public record Change(String label, String before, String after) {

    /// In the order of the form; empty where the form's fields say the same.
    static List<Change> of(Claim before, Claim after) {
        Map<String, String> was = values(before);
        Map<String, String> is = values(after);
        List<Change> changes = new ArrayList<>();
        for (Field each : Field.ALL) {
            String old = was.getOrDefault(each.name(), "");
            String young = is.getOrDefault(each.name(), "");
            if (!old.equals(young)) {
                changes.add(new Change(label(each), old, young));
            }
        }
        return changes;
    }

    private static Map<String, String> values(Claim claim) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Draft.Said each : Draft.of(claim).said()) {
            values.merge(each.name(), each.value(), (one, other) -> one + ", " + other);
        }
        return values;
    }

    /// A field that has its sense from another is named with that, or with its heading.
    private static String label(Field field) {
        if (!field.label().startsWith("its ")) {
            return field.label();
        }
        String of = field.group();
        for (Field each : Field.ALL) {
            if (each.name().equals(field.needs())) {
                of = each.label();
            }
        }
        return of + ", " + field.label();
    }
}
