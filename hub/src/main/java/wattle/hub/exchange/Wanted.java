package wattle.hub.exchange;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wattle.grid.Signal;
import wattle.ledger.Entry;
import wattle.ledger.Selection;
import wattle.ledger.claim.Claim;

/// Which published claims are meant: by a selection, which a store answers by its indexes, and by
/// what it has no index for. Immutable.
///
/// @param hardware the accelerator's name contains this, whatever the case
/// @param signal which question the claim's intensity answers
public record Wanted(Selection selection, @Nullable String hardware, @Nullable Signal signal) {

    public static Wanted of(Selection selection) {
        return new Wanted(selection, null, null);
    }

    /// Whether the selection says all.
    public boolean isSelection() {
        return hardware == null && signal == null;
    }

    /// Whether an entry of the selection is meant.
    public boolean test(Entry entry) {
        Claim claim = entry.claim();
        if (isSelection() || claim == null) {
            return isSelection();
        }
        return (signal == null || claim.inputs().signal() == signal)
                && (hardware == null || isOn(hardware, claim.inputs().accelerator()));
    }

    private static boolean isOn(String hardware, @Nullable String accelerator) {
        return accelerator != null
                && accelerator.toLowerCase(Locale.ROOT).contains(hardware.toLowerCase(Locale.ROOT));
    }
}
