/// How claims go out: with what was recomputed and found, as JSON, as tables, and as a bundle that
/// others can cite.
///
/// Takes [wattle.ledger.Entry]s of any [wattle.ledger.Ledger]; every way out goes through
/// [CheckedClaim], so that the command line, the server and a dump say the same of a claim.
@NullMarked
package wattle.hub.exchange;

import org.jspecify.annotations.NullMarked;
