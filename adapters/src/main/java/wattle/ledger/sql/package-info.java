/// **The ledger in SQL**: [SqlLedger] on SQLite (a file; the default) or PostgreSQL (production),
/// with one schema, one set of statements and one contract for both.
///
/// [Database] opens a store by its URL and brings its schema up to date. The table `log` is the
/// truth and only grows, `body` has what the claims say, `standing` is what selections are answered
/// from and follows from both. [Verification] computes all of it again. [Backup] writes a store
/// into one file, and reads it into another, of the other kind too: the log line by line, and what
/// is in [StoredTables] row by row. [Tokens] keeps who may do what, [LiveRuns] and [EnergySamples]
/// runs that are sent as they go.
@NullMarked
package wattle.ledger.sql;

import org.jspecify.annotations.NullMarked;
