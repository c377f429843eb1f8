package wattle.hub.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import wattle.ledger.Entry;
import wattle.ledger.Ledger;
import wattle.ledger.LedgerException;
import wattle.ledger.Selection;
import wattle.ledger.State;

/// What is published in a ledger, for those who want much of it at once: kept in memory, so that
/// only what the log has more than the last time is read. Where the memory has no room for all of
/// it, it is read anew each time. Threads share it.
public final class Published {

    /// About what a claim takes, in bytes.
    private static final int CLAIM = 2048;

    /// The share of the memory that claims may take is one of so many.
    private static final int SHARE = 4;

    private final Ledger ledger;
    private final long most;
    private final ReentrantLock reading = new ReentrantLock();

    /// In the order in which they were read, in which they lie in memory: an analysis that goes
    /// through them in another takes half as long again.
    private final Map<UUID, Entry> byId = new LinkedHashMap<>();

    private volatile @Nullable Known known;

    /// All claims of the log up to a line.
    private record Known(long lines, List<Entry> entries) {}

    public Published(Ledger ledger) {
        this(ledger, Runtime.getRuntime().maxMemory() / SHARE / CLAIM);
    }

    /// @param most claims that are kept
    Published(Ledger ledger, long most) {
        this.ledger = ledger;
        this.most = most;
    }

    /// All that is meant, in no order.
    ///
    /// @param selection of what is published
    /// @throws LedgerException if the ledger cannot be read
    public List<Entry> of(Selection selection) throws LedgerException {
        if (selection.wantedState() != State.PUBLISHED) {
            throw new IllegalArgumentException("only what is published is kept");
        }
        List<Entry> all = current();
        if (all == null) {
            List<Entry> read = new ArrayList<>();
            ledger.each(selection, read::add);
            return read;
        }
        return selection.equals(Selection.ALL)
                ? all
                : all.stream().filter(selection::test).toList();
    }

    /// All that is meant, in no order.
    ///
    /// @throws LedgerException if the ledger cannot be read
    public List<Entry> of(Wanted wanted) throws LedgerException {
        List<Entry> selected = of(wanted.selection());
        return wanted.isSelection() ? selected : selected.stream().filter(wanted::test).toList();
    }

    /// As the ledger is now; null where it has too many to be kept.
    private @Nullable List<Entry> current() throws LedgerException {
        Known before = known;
        if (before != null && before.lines() == ledger.head().size()) {
            return before.entries();
        }
        reading.lock();
        try {
            Known last = known;
            long lines = ledger.head().size(); // What comes meanwhile is read once more.
            if (last != null && last.lines() == lines) {
                return last.entries();
            }
            if (ledger.count(Selection.ALL) > most) {
                forget();
                return null;
            }
            Known now = new Known(lines, read(last == null ? -1 : last.lines()));
            known = now;
            return now.entries();
        } finally {
            reading.unlock();
        }
    }

    private void forget() {
        known = null;
        byId.clear();
    }

    /// @param lines of the log that are known; -1 where nothing is
    private List<Entry> read(long lines) throws LedgerException {
        if (lines < 0) {
            byId.clear();
            ledger.each(Selection.ALL, this::keep);
        } else {
            ledger.changed(lines, this::keep);
        }
        return List.copyOf(byId.values());
    }

    private void keep(Entry entry) {
        if (entry.state() == State.PUBLISHED) {
            byId.put(entry.id(), entry);
        } else {
            byId.remove(entry.id());
        }
    }
}
