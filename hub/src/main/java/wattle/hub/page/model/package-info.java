/// The page of a claim: what was said of a model, what its inputs give, what is odd, what others
/// say of the same model; and a badge of it for other people's pages.
///
/// [ClaimWords] says claims in words, [ModelView] is what the page shows, [Format] and [Badge] are
/// what leaves it.
@NullMarked
package wattle.hub.page.model;

import org.jspecify.annotations.NullMarked;
