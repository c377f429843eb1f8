/// **The log of the ledger**: one line for every change, in a Merkle tree, so that nobody can
/// change, drop, add or reorder a line that was there before without being found out.
///
/// The tree is that of RFC 6962, section 2.1: [MerkleTree] has its two hashes, [Frontier] grows it,
/// [Proofs] shows from the roots of its [Subtrees] that a line is in it and that an older tree is
/// its beginning. A [LogLine] says what happened; of a claim's text it has a salted hash alone, so
/// that a claim can be withdrawn and its line stay.
@NullMarked
package wattle.ledger.log;

import org.jspecify.annotations.NullMarked;
