package wattle.ledger;

import java.util.List;

/// The log of a [Ledger]: one line for every change, the leaves of a Merkle tree (RFC 6962 and RFC
/// 9162, sections 2.1), so that whoever was shown a [LogHead] can be shown that a line is in that
/// log, and that a later log begins with it.
///
/// Lines are numbered from 0 and never change; hashes are of 64 hexadecimal digits. Threads may
/// share one.
public interface Log {

    /// What the log came to when it had so many lines.
    ///
    /// @throws IllegalArgumentException if it never had so many
    LogHead head(long size) throws LedgerException;

    /// Lines from one to before another.
    ///
    /// @param to at most 1000 behind `from`
    /// @throws IllegalArgumentException if the log has not all of them, or they are too many
    List<LoggedLine> lines(long from, long to) throws LedgerException;

    /// What shows that a line is among the first `size`: `PATH(index, D[size])`, the neighbour of
    /// the leaf first.
    ///
    /// @throws IllegalArgumentException if there is no such line among so many, or never were so
    ///   many
    List<String> inclusion(long index, long size) throws LedgerException;

    /// What shows that the first `second` lines begin with the first `first`: `PROOF(first,
    /// D[second])`, empty where both are the same.
    ///
    /// @param first 1 or more
    /// @throws IllegalArgumentException if it is not 1 to `second`, or there never were so many
    List<String> consistency(long first, long second) throws LedgerException;
}
