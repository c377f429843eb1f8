/// The append-only record: what was claimed, when, by whom, and every change of it.
///
/// Takes claims ([wattle.ledger.claim]), checked by [wattle.ledger.check]; gives them back by id,
/// by key and by [Selection]. Nothing is edited: a correction is a new revision, a withdrawal
/// leaves a tombstone. [Ledger] is the port; whoever stores it also keeps a [Log] in which no line
/// can be changed unnoticed.
@NullMarked
package wattle.ledger;

import org.jspecify.annotations.NullMarked;
