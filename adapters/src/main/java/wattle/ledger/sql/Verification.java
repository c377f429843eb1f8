package wattle.ledger.sql;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import wattle.ledger.LedgerException;
import wattle.ledger.LogHead;

/// Computes all that a store says of itself again: claims against the hashes in their lines, lines
/// against their leaves, leaves against every head that was kept, the numbering, and what
/// selections are answered from.
///
/// A log that was cut or made anew as a whole agrees with itself. It is found out by a [LogHead]
/// that was kept elsewhere.
///
/// @param head what the lines that are there come to
/// @param claims how many claims they are about
/// @param problems what is wrong, in the order of the log; the first [#MOST] of them
/// @param found how many problems there are
public record Verification(LogHead head, long claims, List<Problem> problems, long found) {

    /// More are counted, and not kept.
    public static final int MOST = 100;

    /// Something that does not agree.
    ///
    /// @param where such as `line 17` or `head 20`
    /// @param what for everybody to read
    public record Problem(String where, String what) {

        @Override
        public String toString() {
            return where + ": " + what;
        }
    }

    public Verification {
        problems = List.copyOf(problems);
    }

    public boolean isClean() {
        return found == 0;
    }

    /// Reads the whole store once, as it is at one moment; others may write meanwhile.
    ///
    /// @param known heads that were kept elsewhere
    /// @throws LedgerException if the store cannot be read
    public static Verification of(Database database, List<LogHead> known) throws LedgerException {
        return database.snapshot(handle -> of(handle, database.dialect(), known, new Problems()));
    }

    static Verification of(Handle handle, Dialect dialect, List<LogHead> known, Problems problems) {
        var log = new LogCheck(handle, known, problems);
        try {
            if (dialect == Dialect.SQLITE) {
                integrity(handle, problems);
            }
            log.run();
            new StandingCheck(handle, log.last(), problems).run();
        } catch (JdbiException unreadable) {
            problems.add("line " + log.head().size(), "from here on it cannot be read");
        }
        return problems.result(log.head(), log.last().size());
    }

    /// Pages, indexes and constraints, which no hash of ours covers.
    private static void integrity(Handle handle, Problems problems) {
        List<String> said =
                handle.createQuery("PRAGMA integrity_check(" + MOST + ")")
                        .mapTo(String.class)
                        .list();
        for (String each : said) {
            if (!each.equals("ok")) {
                problems.add("the file", each);
            }
        }
    }

    /// Problems as they are found. For one thread.
    static final class Problems {

        private final List<Problem> kept = new ArrayList<>();
        private long found;

        void add(String where, String what) {
            found++;
            if (kept.size() < MOST) {
                kept.add(new Problem(where, what));
            }
        }

        Verification result(LogHead head, long claims) {
            return new Verification(head, claims, kept, found);
        }
    }
}
