package wattle.hub.exchange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import wattle.hub.submission.CatalogReferences;
import wattle.ledger.Entry;
import wattle.ledger.Ledger;
import wattle.ledger.LedgerException;
import wattle.ledger.LogHead;
import wattle.ledger.Selection;
import wattle.ledger.check.Plausibility;
import wattle.ledger.claim.Claim;

/// Checks the claims of a ledger against the tables that ship and against each other.
///
/// What families of models imply is taken from the whole ledger, and computed anew when it has
/// grown and the last time is longer ago than a minute. Whoever comes first waits until the ledger
/// was read. Threads share it.
public final class Checker {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Ledger ledger;
    private final Published published;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Known known;

    private record Known(Plausibility rules, LogHead head, Instant at) {}

    public Checker(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.published = new Published(ledger);
        this.clock = clock;
    }

    /// The claims that are published.
    public Published published() {
        return published;
    }

    /// @throws LedgerException if the ledger cannot be read
    public CheckedClaim check(Entry entry) throws LedgerException {
        return CheckedClaim.of(entry, rules());
    }

    /// As [#check], of many.
    ///
    /// @throws LedgerException if the ledger cannot be read
    public List<CheckedClaim> check(List<Entry> entries) throws LedgerException {
        Plausibility rules = rules();
        return entries.stream().map(entry -> CheckedClaim.of(entry, rules)).toList();
    }

    private Plausibility rules() throws LedgerException {
        Known before = known;
        if (before != null && !isOld(before)) {
            return before.rules();
        }
        if (before == null) {
            reading.lock();
        } else if (!reading.tryLock()) {
            return before.rules(); // Somebody is reading it anew.
        }
        try {
            Known now = known;
            if (now != null && !isOld(now)) {
                return now.rules();
            }
            LogHead head = ledger.head();
            Known read =
                    now != null && now.head().equals(head)
                            ? new Known(now.rules(), head, clock.instant())
                            : new Known(read(), head, clock.instant());
            known = read;
            return read.rules();
        } finally {
            reading.unlock();
        }
    }

    private boolean isOld(Known known) {
        return !clock.instant().isBefore(known.at().plus(FRESH));
    }

    private Plausibility read() throws LedgerException {
        List<Claim> all = new ArrayList<>();
        for (Entry each : published.of(Selection.ALL)) {
            if (each.claim() != null) {
                all.add(each.claim());
            }
        }
        return new Plausibility(new CatalogReferences(all));
    }
}
