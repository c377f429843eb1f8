/// Claims, analyses, dumps and the log over HTTP.
///
/// Takes requests, asks a [wattle.ledger.Ledger], and gives the documents of [wattle.hub.exchange]:
/// the same as the command line prints. Who may do what to which claim is decided in one place,
/// [Permission].
@NullMarked
package wattle.hub.web.claims;

import org.jspecify.annotations.NullMarked;
