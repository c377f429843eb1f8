package wattle.hub.analysis;

import wattle.ledger.claim.Claim;

/// A claim to be analysed.
///
/// @param modelId by which its model is named in the figures, such as `m14`
/// @param claim what was said of it
public record Row(String modelId, Claim claim) {

    public Row {
        if (modelId.isBlank()) {
            throw new IllegalArgumentException("a row needs the id of its model");
        }
    }
}
