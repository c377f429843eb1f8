package wattle.ledger;

/// What the whole log comes to: who has an older head can be shown that nothing before it was
/// changed.
///
/// @param size how many lines the log has
/// @param rootHash the root of its Merkle tree (RFC 6962, section 2.1), in 64 hexadecimal digits
public record LogHead(long size, String rootHash) {

    public LogHead {
        if (size < 0) {
            throw new IllegalArgumentException("a log has 0 lines or more: " + size);
        }
        if (!rootHash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a root hash is 64 hexadecimal digits");
        }
    }
}
