package wattle.ledger.claim;

import org.jspecify.annotations.Nullable;

/// Where a claim can be read.
///
/// @param document such as "Patterson et al. 2021, arXiv:2104.10350"; text, never fetched
/// @param locator the place in it, such as "Table 4"
/// @param seen how the one who entered the claim saw it, such as `primary` or `secondary`
/// @param licence terms of the data set it was taken from, with the attribution they ask for
public record Citation(
        String document,
        @Nullable String locator,
        @Nullable String seen,
        @Nullable String licence) {

    public Citation {
        if (document.isBlank()) {
            throw new IllegalArgumentException("a citation needs a document");
        }
    }
}
