/// Claims computed again, and what is odd about them.
///
/// Takes a [wattle.ledger.claim.Claim]; gives a [Recomputation] (our figures beside the printed
/// ones), a [Provenance] by rule, and the [Finding]s of the plausibility [Rule]s. Nothing here
/// refuses a claim: it is shown with what was found.
@NullMarked
package wattle.ledger.check;

import org.jspecify.annotations.NullMarked;
