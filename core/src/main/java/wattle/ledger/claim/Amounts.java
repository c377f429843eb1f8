package wattle.ledger.claim;

import org.jspecify.annotations.Nullable;

/// What the optional numbers of a claim have to be.
final class Amounts {

    private Amounts() {}

    static void positive(@Nullable Double value, String what) {
        if (value != null && (!(value > 0) || value.isInfinite())) {
            throw new IllegalArgumentException(what + " must be finite and more than 0: " + value);
        }
    }

    static void notNegative(@Nullable Double value, String what) {
        if (value != null && (!(value >= 0) || value.isInfinite())) {
            throw new IllegalArgumentException(what + " must be finite and not negative: " + value);
        }
    }
}
