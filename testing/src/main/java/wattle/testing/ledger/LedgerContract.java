package wattle.testing.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import wattle.ledger.ConflictException;
import wattle.ledger.Entry;
import wattle.ledger.Ledger;
import wattle.ledger.LedgerException;
import wattle.ledger.Log;
import wattle.ledger.LogHead;
import wattle.ledger.LoggedLine;
import wattle.ledger.Page;
import wattle.ledger.Receipt;
import wattle.ledger.Receipt.Outcome;
import wattle.ledger.Selection;
import wattle.ledger.State;
import wattle.ledger.Submission;
import wattle.ledger.check.Provenance;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.Stage;

/// What every store of claims has to do. An adapter's test extends it.
public abstract class LedgerContract {

    private static final String EMPTY_ROOT =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private final Random random = new Random(20_260_301);
    private final RandomClaims claims = new RandomClaims(random);

    /// An empty ledger, which the suite closes.
    protected abstract Ledger empty(Clock clock) throws Exception;

    /// The ledger that [#empty] gave last, after it was closed; or beside it, where it was not.
    protected abstract Ledger again(Clock clock) throws Exception;

    /// Something done with a ledger.
    private interface Use {
        void of(Ledger ledger) throws Exception;
    }

    private void withEmpty(Use use) throws Exception {
        try (Ledger ledger = empty(Clock.systemUTC())) {
            use.of(ledger);
        }
    }

    private static Submission submission(String key, Claim claim) {
        return new Submission(key, "somebody", State.PUBLISHED, claim);
    }

    private Entry added(Ledger ledger, String key) throws LedgerException {
        return ledger.put(List.of(submission(key, claims.next()))).getFirst().entry();
    }

    @Test
    void anEmptyLedgerHasNothingAndSaysSo() throws Exception {
        withEmpty(ledger -> {
            assertThat(ledger.head()).isEqualTo(new LogHead(0, EMPTY_ROOT));
            assertThat(ledger.find("a/b")).isEmpty();
            assertThat(ledger.find(UUID.randomUUID())).isEmpty();
            assertThat(ledger.history(UUID.randomUUID())).isEmpty();
            assertThat(ledger.list(Selection.ALL, null, 10)).isEqualTo(new Page(List.of(), null));
            assertThat(ledger.count(Selection.ALL)).isZero();
            assertThat(ledger.put(List.of())).isEmpty();
            assertThat(ledger.head().size()).isZero();
        });
    }

    @Test
    void whatWasPutIsFoundAsItWas() throws Exception {
        withEmpty(ledger -> {
            for (int i = 0; i < 50; i++) {
                Claim claim = claims.next();
                var submission = new Submission("s/" + i, "Jo Ö.", State.HELD, claim);
                Receipt receipt = ledger.put(List.of(submission)).getFirst();
                Entry entry = receipt.entry();
                assertThat(receipt.outcome()).isEqualTo(Outcome.ADDED);
                assertThat(entry.claim()).isEqualTo(claim);
                assertThat(entry.revision()).isEqualTo(1);
                assertThat(entry.key()).isEqualTo("s/" + i);
                assertThat(entry.state()).isEqualTo(State.HELD);
                assertThat(entry.submitter()).isEqualTo("Jo Ö.");
                assertThat(entry.reason()).isNull();
                assertThat(entry.logIndex()).isEqualTo(i);
                assertThat(entry.id().version()).isEqualTo(7);
                assertThat(ledger.find(entry.id())).contains(entry);
                assertThat(ledger.find("s/" + i)).contains(entry);
                assertThat(ledger.history(entry.id())).containsExactly(entry);
            }
        });
    }

    @Test
    void everythingIsThereAfterItWasClosedAndOpened() throws Exception {
        List<Entry> before = new ArrayList<>();
        LogHead head;
        try (Ledger ledger = empty(Clock.systemUTC())) {
            for (int i = 0; i < 20; i++) {
                before.add(added(ledger, "k" + i));
            }
            head = ledger.head();
        }
        try (Ledger ledger = again(Clock.systemUTC())) {
            assertThat(ledger.head()).isEqualTo(head);
            assertThat(all(ledger, Selection.ALL)).isEqualTo(before);
            assertThat(added(ledger, "next").logIndex()).isEqualTo(20);
        }
    }

    @Test
    void theSameKeyIsTheSameClaimSaidAnew() throws Exception {
        withEmpty(ledger -> {
            Claim first = claims.next();
            Claim second = claims.next();
            Entry one = ledger.put(List.of(submission("k", first))).getFirst().entry();
            LogHead head = ledger.head();

            Receipt same = ledger.put(List.of(submission("k", first))).getFirst();
            assertThat(same).isEqualTo(new Receipt(Outcome.UNCHANGED, one));
            assertThat(ledger.head()).isEqualTo(head);

            Receipt revised = ledger.put(List.of(submission("k", second))).getFirst();
            assertThat(revised.outcome()).isEqualTo(Outcome.REVISED);
            assertThat(revised.entry().id()).isEqualTo(one.id());
            assertThat(revised.entry().revision()).isEqualTo(2);
            assertThat(ledger.find("k")).contains(revised.entry());
            assertThat(ledger.history(one.id())).containsExactly(one, revised.entry());
            assertThat(ledger.count(Selection.ALL)).isEqualTo(1);
            assertThat(ledger.head().size()).isEqualTo(2);
        });
    }

    @Test
    void aKeyTwiceInOneGoIsOneClaimWithTwoRevisions() throws Exception {
        withEmpty(ledger -> {
            Claim first = claims.next();
            Claim second = claims.next();
            List<Receipt> receipts =
                    ledger.put(
                            List.of(
                                    submission("k", first),
                                    submission("other", first),
                                    submission("k", second),
                                    submission("k", second)));
            assertThat(receipts)
                    .extracting(Receipt::outcome)
                    .containsExactly(
                            Outcome.ADDED, Outcome.ADDED, Outcome.REVISED, Outcome.UNCHANGED);
            assertThat(ledger.history(receipts.getFirst().entry().id()))
                    .containsExactly(receipts.get(0).entry(), receipts.get(2).entry());
            assertThat(ledger.find("k")).contains(receipts.get(3).entry());
        });
    }

    @Test
    void allOrNoneIsWritten() throws Exception {
        withEmpty(ledger -> {
            Claim tooMuch = RandomClaims.named("x".repeat(1 << 20));
            List<Submission> batch = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                batch.add(submission("k" + i, i == 15 ? tooMuch : claims.next()));
            }
            assertThatThrownBy(() -> ledger.put(batch))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(ledger.count(Selection.ALL)).isZero();
            assertThat(ledger.head().size()).isZero();
        });
    }

    @Test
    void aRevisionGivesItsReasonAndNeedsTheOneThatStands() throws Exception {
        withEmpty(ledger -> {
            Entry one = added(ledger, "k");
            Claim claim = claims.next();
            Entry two =
                    ledger.revise(one.id(), 1, State.PUBLISHED, claim, "Ada", "hours were swapped");
            assertThat(two.claim()).isEqualTo(claim);
            assertThat(two.reason()).isEqualTo("hours were swapped");
            assertThat(two.submitter()).isEqualTo("Ada");
            assertThat(two.state()).isEqualTo(State.PUBLISHED);
            assertThat(ledger.find(one.id())).contains(two);

            Entry three = ledger.revise(one.id(), 2, State.HELD, claims.next(), "Ada", "more");
            assertThat(three.state()).isEqualTo(State.HELD);
            assertThat(all(ledger, Selection.ALL)).isEmpty();

            LogHead head = ledger.head();
            assertConflict(
                    3,
                    () ->
                            ledger.revise(
                                    one.id(), 1, State.PUBLISHED, claims.next(), "Bob", "late"));
            assertConflict(3, () -> ledger.show(one.id(), 4, State.HELD, "Bob", "early"));
            assertConflict(3, () -> ledger.withdraw(one.id(), 1, "Bob", "late"));
            assertThat(ledger.head()).isEqualTo(head);
            assertThat(ledger.history(one.id())).containsExactly(one, two, three);
        });
    }

    @Test
    void aChangeNeedsAClaimAReasonAndASubmitter() throws Exception {
        withEmpty(ledger -> {
            UUID nobody = UUID.randomUUID();
            assertThatThrownBy(() -> ledger.withdraw(nobody, 1, "Bob", "gone"))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining(nobody.toString());
            Entry one = added(ledger, "k");
            for (ThrowingCallable wrong :
                    List.<ThrowingCallable>of(
                            () -> ledger.withdraw(one.id(), 1, "Bob", " "),
                            () -> ledger.withdraw(one.id(), 1, "", "why"),
                            () -> ledger.withdraw(one.id(), 1, "Bob", "x".repeat(100_000)),
                            () -> ledger.withdraw(one.id(), 1, "Bob\0", "why"),
                            () -> ledger.show(one.id(), 1, State.WITHDRAWN, "Bob", "why"),
                            () ->
                                    ledger.revise(
                                            one.id(),
                                            1,
                                            State.WITHDRAWN,
                                            claims.next(),
                                            "Bob",
                                            "why"))) {
                assertThatThrownBy(wrong).isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(ledger.head().size()).isEqualTo(1);
        });
    }

    @Test
    void whatIsHeldIsShownAndHeldAgain() throws Exception {
        withEmpty(ledger -> {
            Entry held =
                    ledger.put(List.of(new Submission("k", "Jo", State.HELD, claims.next())))
                            .getFirst()
                            .entry();
            assertThat(ledger.count(Selection.ALL)).isZero();
            Entry shown = ledger.show(held.id(), 1, State.PUBLISHED, "Ada", "looks right");
            assertThat(shown.claim()).isEqualTo(held.claim());
            assertThat(shown.state()).isEqualTo(State.PUBLISHED);
            assertThat(shown.revision()).isEqualTo(2);
            assertThat(all(ledger, Selection.ALL)).containsExactly(shown);
            assertThat(shown.submitter()).isEqualTo("Ada");
            assertThat(shown.owner()).isEqualTo("Jo");
            assertThat(ledger.show(held.id(), 2, State.PUBLISHED, "Ada", "again")).isEqualTo(shown);
            assertThat(ledger.head().size()).isEqualTo(2);
            assertThat(ledger.show(held.id(), 2, State.HELD, "Ada", "doubt").state())
                    .isEqualTo(State.HELD);
            assertThat(ledger.history(held.id())).extracting(Entry::owner).containsOnly("Jo");
            assertThat(ledger.count(Selection.ALL)).isZero();
        });
    }

    @Test
    void whatIsWithdrawnIsGoneFromEveryRevisionAndLeavesATombstone() throws Exception {
        withEmpty(ledger -> {
            Entry one = added(ledger, "k");
            ledger.revise(one.id(), 1, State.PUBLISHED, claims.next(), "Ada", "better");
            Entry gone = ledger.withdraw(one.id(), 2, "Ada", "asked to");
            assertThat(gone.state()).isEqualTo(State.WITHDRAWN);
            assertThat(gone.claim()).isNull();
            assertThat(gone.reason()).isEqualTo("asked to");
            assertThat(ledger.find("k")).contains(gone);
            assertThat(ledger.history(one.id()))
                    .hasSize(3)
                    .allSatisfy(each -> {
                        assertThat(each.claim()).isNull();
                        assertThat(each.state()).isEqualTo(State.WITHDRAWN);
                    })
                    .extracting(Entry::recordedAt)
                    .contains(one.recordedAt());
            assertThat(ledger.count(Selection.ALL)).isZero();
            assertThat(all(ledger, withdrawn())).containsExactly(gone);
            assertThat(ledger.head().size()).isEqualTo(3);

            assertConflict(
                    3,
                    () ->
                            ledger.revise(
                                    one.id(), 3, State.PUBLISHED, claims.next(), "Bob", "back"));
            assertConflict(3, () -> ledger.withdraw(one.id(), 3, "Bob", "twice"));
            assertThat(ledger.put(List.of(submission("k", claims.next()))))
                    .containsExactly(new Receipt(Outcome.REFUSED, gone));
            assertThat(ledger.head().size()).isEqualTo(3);
        });
    }

    @Test
    void selectionsFindWhatTheyMeanAndNothingElse() throws Exception {
        withEmpty(ledger -> {
            List<Entry> entries = filled(ledger, 200);
            int found = 0;
            for (int i = 0; i < 150; i++) {
                Selection selection = selection(entries);
                List<Entry> expected = entries.stream().filter(selection::test).toList();
                assertThat(all(ledger, selection)).as(selection.toString()).isEqualTo(expected);
                assertThat(ledger.count(selection)).isEqualTo(expected.size());
                List<Entry> each = new ArrayList<>();
                ledger.each(selection, each::add);
                assertThat(each).isEqualTo(expected);
                found += expected.size();
            }
            assertThat(found).isGreaterThan(500);
        });
    }

    @Test
    void whatChangedSinceALineIsAllThatIsNewToWhoKnewWhatWasBefore() throws Exception {
        withEmpty(ledger -> {
            Map<UUID, Entry> known = new HashMap<>();
            filled(ledger, 30).forEach(each -> known.put(each.id(), each));
            long before = ledger.head().size();
            List<Entry> none = new ArrayList<>();
            ledger.changed(before, none::add);
            assertThat(none).isEmpty();

            List<Entry> standing = new ArrayList<>(known.values());
            standing.removeIf(each -> each.state() != State.PUBLISHED);
            Entry gone = standing.get(0);
            Entry held = standing.get(1);
            Entry anew = standing.get(2);
            ledger.withdraw(gone.id(), gone.revision(), "Ada", "gone");
            ledger.show(held.id(), held.revision(), State.HELD, "Ada", "doubt");
            ledger.revise(
                    anew.id(), anew.revision(), State.PUBLISHED, claims.next(), "Ada", "anew");
            ledger.revise(
                    anew.id(),
                    anew.revision() + 1,
                    State.PUBLISHED,
                    claims.next(),
                    "Ada",
                    "once more");
            added(ledger, "new");
            List<Entry> changed = new ArrayList<>();
            ledger.changed(before, changed::add);
            assertThat(changed).hasSize(4);
            changed.forEach(each -> known.put(each.id(), each));
            Map<UUID, Entry> everything = new HashMap<>();
            ledger.changed(0, each -> everything.put(each.id(), each));
            assertThat(known).isEqualTo(everything).hasSize(31);
            for (Entry each : everything.values()) {
                assertThat(ledger.find(each.id())).contains(each);
            }
        });
    }

    @Test
    void pagesFollowEachOtherWhateverIsWrittenMeanwhile() throws Exception {
        withEmpty(ledger -> {
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                entries.add(added(ledger, "k" + i));
            }
            List<UUID> seen = new ArrayList<>();
            String cursor = null;
            int pages = 0;
            do {
                Page page = ledger.list(Selection.ALL, cursor, 10);
                page.entries().forEach(each -> seen.add(each.id()));
                cursor = page.next();
                // One that was seen and one that was not are said anew: they keep their places.
                Claim claim = claims.next();
                ledger.put(List.of(submission("k1", claim), submission("k24", claim)));
                pages++;
            } while (cursor != null);
            assertThat(pages).isEqualTo(3);
            assertThat(seen).isEqualTo(entries.stream().map(Entry::id).toList());
            assertThat(ledger.list(Selection.ALL, null, 25).next()).isNull();
        });
    }

    @Test
    void aCursorOfSomebodyElseIsRefused() throws Exception {
        withEmpty(ledger -> {
            added(ledger, "k");
            for (String wrong : List.of("", "x", "-1", "1 OR 1=1", "9".repeat(40), "\0")) {
                assertThatThrownBy(() -> ledger.list(Selection.ALL, wrong, 10))
                        .as(wrong)
                        .isInstanceOf(LedgerException.class);
            }
            for (int wrong : List.of(0, -1, 1001)) {
                assertThatThrownBy(() -> ledger.list(Selection.ALL, null, wrong))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        });
    }

    @Test
    void textsThatNoClaimCanHaveFindNothing() throws Exception {
        withEmpty(ledger -> {
            added(ledger, "k");
            for (String text : List.of("\0", "'", "%", "a\0b", "\ud800")) {
                assertThat(ledger.find(text)).isEmpty();
                assertThat(ledger.count(of(text, text, text))).isZero();
            }
        });
    }

    @Test
    void theHeadChangesWithEveryLineAndNotWithoutOne() throws Exception {
        withEmpty(ledger -> {
            Set<String> roots = new HashSet<>();
            roots.add(ledger.head().rootHash());
            for (int i = 1; i <= 40; i++) {
                added(ledger, "k" + i);
                LogHead head = ledger.head();
                assertThat(head.size()).isEqualTo(i);
                assertThat(roots.add(head.rootHash())).isTrue();
                assertThat(ledger.head()).isEqualTo(head);
            }
        });
    }

    /// What can be seen of a log is shown by it to whoever has the RFC alone, for all pairs of
    /// sizes, whether the lines came one by one or many at once.
    @Test
    void proofsOfTheLogAreThoseOfTheStandard() throws Exception {
        withEmpty(ledger -> {
            int size = 0;
            for (int batch : List.of(1, 1, 5, 1, 13, 1, 1, 4)) {
                List<Submission> submissions = new ArrayList<>();
                for (int i = 0; i < batch; i++) {
                    submissions.add(submission("k" + size++, claims.next()));
                }
                ledger.put(submissions);
            }
            Log log = ledger.log();
            List<LoggedLine> lines = log.lines(0, size);
            List<byte[]> leaves = new ArrayList<>();
            for (LoggedLine line : lines) {
                assertThat(line.index()).isEqualTo(leaves.size());
                byte[] leaf = LogVerifier.leafHash(line.text().getBytes(UTF_8));
                assertThat(LogVerifier.bytes(line.leafHash())).isEqualTo(leaf);
                leaves.add(leaf);
            }
            for (int n = 0; n <= size; n++) {
                byte[] root = LogVerifier.root(leaves.subList(0, n));
                assertThat(log.head(n)).isEqualTo(new LogHead(n, hex(root)));
                for (int m = 0; m < n; m++) {
                    assertThat(
                                    LogVerifier.includes(
                                            leaves.get(m),
                                            m,
                                            n,
                                            LogVerifier.bytes(log.inclusion(m, n)),
                                            root))
                            .isTrue();
                    if (m > 0) {
                        assertThat(
                                        LogVerifier.isConsistent(
                                                m,
                                                LogVerifier.root(leaves.subList(0, m)),
                                                n,
                                                root,
                                                LogVerifier.bytes(log.consistency(m, n))))
                                .isTrue();
                    }
                }
            }
            assertThat(log.head(size)).isEqualTo(ledger.head());
            assertThat(log.consistency(size, size)).isEmpty();
        });
    }

    /// Subtrees of which the store keeps some roots and not others.
    @Test
    void proofsOfALongLogHoldWhateverCameInOneGo() throws Exception {
        withEmpty(ledger -> {
            int size = 0;
            for (int batch : List.of(900, 1, 1, 1200, 300, 1, 500)) {
                List<Submission> submissions = new ArrayList<>();
                for (int i = 0; i < batch; i++) {
                    submissions.add(submission("k" + size++, RandomClaims.named("m")));
                }
                ledger.put(submissions);
            }
            Log log = ledger.log();
            List<byte[]> leaves = new ArrayList<>();
            for (int from = 0; from < size; from += 1000) {
                log.lines(from, Math.min(size, from + 1000))
                        .forEach(line -> leaves.add(LogVerifier.bytes(line.leafHash())));
            }
            for (int i = 0; i < 40; i++) {
                int n = random.nextInt(2, size + 1);
                int m = random.nextInt(1, n);
                byte[] root = LogVerifier.root(leaves.subList(0, n));
                assertThat(log.head(n).rootHash()).isEqualTo(hex(root));
                List<byte[]> path = LogVerifier.bytes(log.inclusion(m, n));
                assertThat(LogVerifier.includes(leaves.get(m), m, n, path, root)).isTrue();
                byte[] earlier = LogVerifier.root(leaves.subList(0, m));
                List<byte[]> proof = LogVerifier.bytes(log.consistency(m, n));
                assertThat(LogVerifier.isConsistent(m, earlier, n, root, proof)).isTrue();
            }
        });
    }

    @Test
    void aLineSaysWhatStandsOfItsClaimByNow() throws Exception {
        withEmpty(ledger -> {
            Entry held =
                    ledger.put(List.of(new Submission("k", "Jo", State.HELD, claims.next())))
                            .getFirst()
                            .entry();
            LoggedLine line = ledger.log().lines(0, 1).getFirst();
            assertThat(line.claim()).isEqualTo(held.id());
            assertThat(line.state()).isEqualTo(State.HELD);
            assertThat(line.owner()).isEqualTo("Jo");
            ledger.show(held.id(), 1, State.PUBLISHED, "Ada", "looks right");
            LoggedLine shown = ledger.log().lines(0, 1).getFirst();
            assertThat(shown.text()).isEqualTo(line.text());
            assertThat(shown.leafHash()).isEqualTo(line.leafHash());
            assertThat(shown.state()).isEqualTo(State.PUBLISHED);
            assertThat(shown.owner()).isEqualTo("Jo");
            ledger.withdraw(held.id(), 2, "Bob", "asked to");
            assertThat(ledger.log().lines(0, 3))
                    .extracting(LoggedLine::state)
                    .containsOnly(State.WITHDRAWN);
        });
    }

    @Test
    void whatTheLogNeverHadIsRefused() throws Exception {
        withEmpty(ledger -> {
            added(ledger, "k");
            added(ledger, "l");
            Log log = ledger.log();
            assertThat(log.lines(2, 2)).isEmpty();
            for (ThrowingCallable wrong :
                    List.<ThrowingCallable>of(
                            () -> log.head(3),
                            () -> log.head(-1),
                            () -> log.lines(0, 3),
                            () -> log.lines(-1, 1),
                            () -> log.lines(2, 1),
                            () -> log.lines(0, 1001),
                            () -> log.inclusion(2, 2),
                            () -> log.inclusion(-1, 2),
                            () -> log.inclusion(0, 3),
                            () -> log.consistency(0, 2),
                            () -> log.consistency(2, 1),
                            () -> log.consistency(1, 3))) {
                assertThatThrownBy(wrong).isInstanceOf(IllegalArgumentException.class);
            }
        });
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void manyThreadsLoseNothingAndDoubleNothing() throws Exception {
        withEmpty(ledger -> {
            int threads = 8;
            int each = 25;
            List<Claim> some = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                some.add(claims.next());
            }
            Map<Long, UUID> byLine = new ConcurrentHashMap<>();
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                work.add(() -> {
                    for (int j = 0; j < each; j++) {
                        // Its own claims, and one that all of them say the same of.
                        List<Receipt> receipts =
                                ledger.put(
                                        List.of(
                                                submission(thread + "/" + j, some.get(j)),
                                                submission("all/" + j, some.get(j))));
                        for (Receipt receipt : receipts) {
                            if (receipt.outcome() != Outcome.UNCHANGED) {
                                Entry entry = receipt.entry();
                                assertThat(byLine.put(entry.logIndex(), entry.id())).isNull();
                            }
                        }
                    }
                    return null;
                });
            }
            runAll(work);
            int expected = (threads + 1) * each;
            assertThat(byLine).hasSize(expected);
            assertThat(ledger.head().size()).isEqualTo(expected);
            assertThat(ledger.count(Selection.ALL)).isEqualTo(expected);
        });
    }

    @Test
    void ofManyWhoChangeTheSameRevisionOneWins() throws Exception {
        withEmpty(ledger -> {
            Entry one = added(ledger, "k");
            var won = new AtomicInteger();
            var lost = new AtomicInteger();
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Claim claim = claims.next();
                work.add(() -> {
                    try {
                        ledger.revise(one.id(), 1, State.PUBLISHED, claim, "Bob", "first");
                        won.incrementAndGet();
                    } catch (ConflictException e) {
                        assertThat(e.revision()).isEqualTo(2);
                        lost.incrementAndGet();
                    }
                    return null;
                });
            }
            runAll(work);
            assertThat(won).hasValue(1);
            assertThat(lost).hasValue(7);
            assertThat(ledger.history(one.id())).hasSize(2);
        });
    }

    @Test
    void twoProcessesMayShareOne() throws Exception {
        try (Ledger one = empty(Clock.systemUTC());
                Ledger other = again(Clock.systemUTC())) {
            List<Callable<Void>> work = new ArrayList<>();
            for (String name : List.of("one", "other")) {
                Ledger ledger = name.equals("one") ? one : other;
                work.add(() -> {
                    var own = new RandomClaims(new Random(name.length()));
                    for (int i = 0; i < 25; i++) {
                        ledger.put(List.of(submission(name + i, own.next())));
                    }
                    return null;
                });
            }
            runAll(work);
            assertThat(one.head().size()).isEqualTo(50);
            assertThat(other.head()).isEqualTo(one.head());
            assertThat(all(other, Selection.ALL)).isEqualTo(all(one, Selection.ALL));
        }
    }

    private static void runAll(List<Callable<Void>> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> each : threads.invokeAll(work)) {
                each.get();
            }
        }
    }

    private static void assertConflict(int stands, ThrowingCallable change) {
        assertThatThrownBy(change)
                .isInstanceOfSatisfying(
                        ConflictException.class,
                        conflict -> assertThat(conflict.revision()).isEqualTo(stands));
    }

    /// All pages, of an odd size.
    private static List<Entry> all(Ledger ledger, Selection selection) throws LedgerException {
        List<Entry> entries = new ArrayList<>();
        String cursor = null;
        do {
            Page page = ledger.list(selection, cursor, 37);
            entries.addAll(page.entries());
            cursor = page.next();
        } while (cursor != null);
        return entries;
    }

    /// A ledger with claims in every state, and with what stands in it, by age of the claims.
    private List<Entry> filled(Ledger ledger, int count) throws LedgerException {
        List<Submission> submissions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String source = List.of("survey/", "published/", "a/b/", "a/", "none").get(i % 5);
            State state = i % 7 == 0 ? State.HELD : State.PUBLISHED;
            submissions.add(new Submission(source + i, "import", state, claims.next()));
        }
        List<Entry> entries = new ArrayList<>();
        for (Receipt receipt : ledger.put(submissions)) {
            Entry entry = receipt.entry();
            entries.add(
                    switch (random.nextInt(12)) {
                        case 0 -> ledger.withdraw(entry.id(), 1, "Ada", "gone");
                        case 1 ->
                                ledger.revise(
                                        entry.id(),
                                        1,
                                        State.PUBLISHED,
                                        claims.next(),
                                        "Ada",
                                        "anew");
                        case 2 -> ledger.show(entry.id(), 1, State.HELD, "Ada", "doubt");
                        default -> entry;
                    });
        }
        entries.sort(Comparator.comparingInt(each -> keyNumber(each.key())));
        return entries;
    }

    private static int keyNumber(String key) {
        return Integer.parseInt(key.replaceAll("[^0-9]", ""));
    }

    /// Mostly words that some claim has.
    private Selection selection(List<Entry> entries) {
        Claim claim = null;
        while (claim == null) {
            claim = entries.get(random.nextInt(entries.size())).claim();
        }
        String model = claim.subject().model();
        int middle = model.length() / 2;
        Integer year = claim.subject().year();
        return new Selection(
                often() ? null : oneOf("survey", "a", "a/b", "", "nothing", "SURVEY"),
                often()
                        ? null
                        : oneOf(model.substring(middle), model.toUpperCase(Locale.ROOT), "bl", "%"),
                often() ? null : claim.subject().task(),
                often() ? null : claim.subject().dataset(),
                often() ? null : year,
                often() || year == null ? null : Integer.valueOf(year + random.nextInt(3)),
                often() ? null : claim.inputs().place().countryCode(),
                often() ? null : claim.inputs().place().energySource(),
                often() ? null : oneOf(Stage.values()),
                often() ? null : claim.reported().boundary(),
                often() ? null : claim.reported().basis(),
                often() ? null : Provenance.of(claim),
                often() ? null : oneOf(State.values()));
    }

    private boolean often() {
        return random.nextInt(5) != 0;
    }

    @SafeVarargs
    private final <T> T oneOf(T... words) {
        return words[random.nextInt(words.length)];
    }

    private static Selection withdrawn() {
        return of(null, null, null, State.WITHDRAWN);
    }

    private static Selection of(String source, String model, String task) {
        return of(source, model, task, null);
    }

    private static Selection of(
            @Nullable String source,
            @Nullable String model,
            @Nullable String task,
            @Nullable State state) {
        return new Selection(
                source, model, task, task, null, null, task, task, null, null, null, null, state);
    }
}
