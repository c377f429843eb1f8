package wattle.ledger.sql;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import wattle.ledger.ConflictException;
import wattle.ledger.Entry;
import wattle.ledger.Ledger;
import wattle.ledger.LedgerException;
import wattle.ledger.Log;
import wattle.ledger.LogHead;
import wattle.ledger.Page;
import wattle.ledger.Receipt;
import wattle.ledger.Receipt.Outcome;
import wattle.ledger.Selection;
import wattle.ledger.State;
import wattle.ledger.Submission;
import wattle.ledger.claim.Claim;
import wattle.ledger.json.ClaimJson;
import wattle.ledger.json.Texts;
import wattle.ledger.log.Event;

/// A ledger in a [Database]. Times are kept in milliseconds.
public final class SqlLedger implements Ledger {

    private static final int MOST_ON_A_PAGE = 1000;
    private static final int LONGEST_REASON = 2000;

    /// Keys in one question: both databases take more.
    private static final int KEYS_AT_ONCE = 500;

    private final Database database;
    private final Clock clock;
    private final Log log;
    private final SecureRandom random = new SecureRandom();

    /// @param database stays the caller's to close, unless this ledger is closed
    public SqlLedger(Database database, Clock clock) throws LedgerException {
        this.database = database;
        this.clock = clock;
        this.log = new SqlLog(database);
        Reprojection.whereNeeded(database);
    }

    @Override
    public List<Receipt> put(List<Submission> submissions) throws LedgerException {
        List<byte[]> texts = new ArrayList<>();
        for (Submission each : submissions) {
            texts.add(ClaimJson.bytes(each.claim()));
            Texts.keepable(each.submitter());
        }
        return appending((handle, append) -> {
            Map<String, Rows.Row> standing = standing(handle, submissions);
            List<Receipt> receipts = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                receipts.add(put(submissions.get(i), texts.get(i), standing, append));
            }
            return receipts;
        });
    }

    private static Receipt put(
            Submission submission, byte[] text, Map<String, Rows.Row> standing, Append append) {
        Rows.Row last = standing.get(submission.key());
        State state = submission.state();
        Claim claim = submission.claim();
        Rows.Row row;
        Outcome outcome;
        if (last == null) {
            row = append.add(submission.key(), state, submission.submitter(), claim, text);
            outcome = Outcome.ADDED;
        } else if (last.entry().state() == State.WITHDRAWN) {
            return new Receipt(Outcome.REFUSED, last.entry());
        } else if (Arrays.equals(last.claim(), text)) {
            return new Receipt(Outcome.UNCHANGED, last.entry());
        } else {
            row =
                    append.next(
                            Event.REVISED, last, state, submission.submitter(), claim, text, null);
            outcome = Outcome.REVISED;
        }
        standing.put(submission.key(), row);
        return new Receipt(outcome, row.entry());
    }

    /// The claims that stand under the keys of submissions.
    private static Map<String, Rows.Row> standing(Handle handle, List<Submission> submissions) {
        List<String> keys = submissions.stream().map(Submission::key).distinct().toList();
        Map<String, Rows.Row> found = new HashMap<>();
        for (int i = 0; i < keys.size(); i += KEYS_AT_ONCE) {
            handle.createQuery(
                            Rows.ENTRY + Rows.OF_STANDING + "WHERE standing.claim_key IN (<keys>)")
                    .bindList("keys", keys.subList(i, Math.min(i + KEYS_AT_ONCE, keys.size())))
                    .map(Rows::row)
                    .forEach(row -> found.put(row.entry().key(), row));
        }
        return found;
    }

    @Override
    public Entry revise(
            UUID id, int revision, State state, Claim claim, String submitter, String reason)
            throws LedgerException {
        requireNotWithdrawn(state);
        byte[] text = ClaimJson.bytes(claim);
        return changing(
                id,
                revision,
                submitter,
                reason,
                (last, append) ->
                        append.next(Event.REVISED, last, state, submitter, claim, text, reason));
    }

    @Override
    public Entry show(UUID id, int revision, State state, String submitter, String reason)
            throws LedgerException {
        requireNotWithdrawn(state);
        return changing(
                id,
                revision,
                submitter,
                reason,
                (last, append) ->
                        last.entry().state() == state
                                ? last
                                : append.next(
                                        Event.SHOWN,
                                        last,
                                        state,
                                        submitter,
                                        last.entry().claim(),
                                        last.claim(),
                                        reason));
    }

    private static void requireNotWithdrawn(State state) {
        if (state == State.WITHDRAWN) {
            throw new IllegalArgumentException("a claim is withdrawn by withdraw alone");
        }
    }

    @Override
    public Entry withdraw(UUID id, int revision, String submitter, String reason)
            throws LedgerException {
        Entry entry =
                changing(
                        id,
                        revision,
                        submitter,
                        reason,
                        (last, append) -> {
                            Rows.Row row =
                                    append.next(
                                            Event.WITHDRAWN,
                                            last,
                                            State.WITHDRAWN,
                                            submitter,
                                            null,
                                            null,
                                            reason);
                            append.forget(id);
                            return row;
                        });
        database.wipe();
        return entry;
    }

    @Override
    public Optional<Entry> find(UUID id) throws LedgerException {
        return database.read(handle ->
                handle.createQuery(Rows.ENTRY + Rows.OF_STANDING + "WHERE standing.claim_id = :id")
                        .bind("id", id.toString())
                        .map(Rows::entry)
                        .findOne());
    }

    @Override
    public Optional<Entry> find(String key) throws LedgerException {
        if (key.indexOf(0) >= 0) {
            return Optional.empty(); // PostgreSQL refuses to be asked for one.
        }
        return database.read(handle ->
                handle.createQuery(
                                Rows.ENTRY + Rows.OF_STANDING + "WHERE standing.claim_key = :key")
                        .bind("key", key)
                        .map(Rows::entry)
                        .findOne());
    }

    @Override
    public List<Entry> history(UUID id) throws LedgerException {
        return database.read(handle ->
                handle.createQuery(
                                Rows.ENTRY
                                        + """
                                        FROM log
                                        JOIN standing ON standing.claim_id = log.claim_id
                                        JOIN log AS opening
                                            ON opening.position = standing.first_position
                                        LEFT JOIN body ON body.position = log.position
                                        WHERE log.claim_id = :id
                                        ORDER BY log.revision
                                        """)
                        .bind("id", id.toString())
                        .map(Rows::entry)
                        .list());
    }

    @Override
    public Page list(Selection selection, @Nullable String cursor, int most)
            throws LedgerException {
        if (most < 1 || most > MOST_ON_A_PAGE) {
            throw new IllegalArgumentException(
                    "a page has 1 to " + MOST_ON_A_PAGE + " entries, not " + most);
        }
        List<Rows.Row> rows = rows(selection, cursor == null ? -1 : position(cursor), most + 1);
        boolean isLast = rows.size() <= most;
        List<Rows.Row> shown = isLast ? rows : rows.subList(0, most);
        return new Page(
                shown.stream().map(Rows.Row::entry).toList(),
                isLast ? null : Long.toString(shown.getLast().firstPosition()));
    }

    /// A cursor is the place of the last claim that was given: what comes after it is the next
    /// page, whatever was written meanwhile.
    private static long position(String cursor) throws LedgerException {
        if (!cursor.matches("[0-9]{1,18}")) {
            throw new LedgerException("the cursor is not one that this store gave: begin anew");
        }
        return Long.parseLong(cursor);
    }

    private List<Rows.Row> rows(Selection selection, long after, int most) throws LedgerException {
        Where where = Where.of(selection, database.dialect()).after(after);
        return database.read(handle ->
                where.bindTo(handle.createQuery(page(where)))
                        .bind("most", most)
                        .map(Rows::row)
                        .list());
    }

    /// The statement of a page.
    static String page(Where where) {
        return Rows.ENTRY
                + Rows.OF_STANDING
                + where.sql()
                + " ORDER BY standing.first_position LIMIT :most";
    }

    /// Page by page, so that whoever takes them may be slow, and may ask this ledger.
    @Override
    public void each(Selection selection, Consumer<Entry> consumer) throws LedgerException {
        long after = -1;
        for (List<Rows.Row> rows = rows(selection, after, MOST_ON_A_PAGE);
                !rows.isEmpty();
                rows = rows(selection, after, MOST_ON_A_PAGE)) {
            rows.forEach(row -> consumer.accept(row.entry()));
            after = rows.getLast().firstPosition();
        }
    }

    @Override
    public void changed(long logIndex, Consumer<Entry> consumer) throws LedgerException {
        database.read(handle -> {
            handle.createQuery(
                            Rows.ENTRY
                                    + Rows.OF_STANDING
                                    + """
                                    WHERE standing.claim_id IN
                                        (SELECT claim_id FROM log WHERE position >= :position)
                                    """)
                    .bind("position", logIndex)
                    .setFetchSize(MOST_ON_A_PAGE)
                    .map(Rows::entry)
                    .forEach(consumer);
            return true;
        });
    }

    @Override
    public long count(Selection selection) throws LedgerException {
        Where where = Where.of(selection, database.dialect());
        return database.read(handle ->
                where.bindTo(handle.createQuery("SELECT count(*) FROM standing " + where.sql()))
                        .mapTo(Long.class)
                        .one());
    }

    @Override
    public LogHead head() throws LedgerException {
        return database.read(handle -> Append.frontier(handle).head());
    }

    @Override
    public Log log() {
        return log;
    }

    @Override
    public void close() {
        database.close();
    }

    /// What appends lines to the log.
    private interface Appending<T> {
        T with(Handle handle, Append append) throws LedgerException;
    }

    /// What makes a claim's next revision of its last.
    private interface Change {
        Rows.Row of(Rows.Row last, Append append);
    }

    private <T> T appending(Appending<T> appending) throws LedgerException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return database.append(handle -> {
            var append = new Append(handle, now, random);
            T result = appending.with(handle, append);
            append.finish();
            return result;
        });
    }

    private Entry changing(UUID id, int revision, String submitter, String reason, Change change)
            throws LedgerException {
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException(
                    "a change needs a reason of 1 to " + LONGEST_REASON + " characters");
        }
        if (submitter.isBlank() || submitter.length() > 200) {
            throw new IllegalArgumentException("a change needs a submitter of 1 to 200 characters");
        }
        Texts.keepable(reason);
        Texts.keepable(submitter);
        return appending((handle, append) -> {
            Rows.Row last =
                    handle.createQuery(
                                    Rows.ENTRY + Rows.OF_STANDING + "WHERE standing.claim_id = :id")
                            .bind("id", id.toString())
                            .map(Rows::row)
                            .findOne()
                            .orElseThrow(() -> new LedgerException("there is no claim " + id));
            int stands = last.entry().revision();
            if (last.entry().state() == State.WITHDRAWN) {
                throw new ConflictException("claim " + id + " is withdrawn, and stays so", stands);
            }
            if (stands != revision) {
                throw new ConflictException(
                        "claim "
                                + id
                                + " is at revision "
                                + stands
                                + " by now, not "
                                + revision
                                + ": read it and change that",
                        stands);
            }
            return change.of(last, append).entry();
        });
    }
}
