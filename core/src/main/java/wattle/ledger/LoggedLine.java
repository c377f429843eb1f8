package wattle.ledger;

import java.util.UUID;

/// A line of the [Log].
///
/// A line has nothing of what a claim says but a salted hash; yet it names the claim and who sent
/// it, which is not for everybody while the claim is held. So it comes with what stands of its
/// claim by now, by which whoever shows it decides; the hash of the leaf tells nothing.
///
/// @param index from 0
/// @param leafHash of the Merkle tree, in 64 hexadecimal digits
/// @param text what is hashed, as UTF-8
/// @param claim the claim's id
/// @param state of the claim by now
/// @param owner who sent the claim
public record LoggedLine(
        long index, String leafHash, String text, UUID claim, State state, String owner) {}
