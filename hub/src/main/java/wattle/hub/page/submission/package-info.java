/// A claim sent in four steps, and the queue of those that are reviewed.
///
/// Takes what somebody says in a form, in the calculator's address or in a file; gives a
/// [wattle.ledger.claim.Claim] to the [wattle.hub.web.claims.ClaimDesk], which the API asks too.
/// What was said so far stands in the address, so that nothing is kept of somebody who sends
/// nothing.
@NullMarked
package wattle.hub.page.submission;

import org.jspecify.annotations.NullMarked;
