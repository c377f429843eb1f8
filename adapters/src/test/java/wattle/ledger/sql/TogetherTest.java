package wattle.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.ledger.LedgerException;
import wattle.ledger.Selection;
import wattle.ledger.State;
import wattle.ledger.Submission;
import wattle.testing.ledger.RandomClaims;

/// Writes that wait are written together, and each is kept or lost by itself.
class TogetherTest {

    private static final int MANY = 200;

    @TempDir Path folder;

    private String url = "";

    @BeforeEach
    void table() throws LedgerException {
        url = "sqlite:" + folder.resolve("hub.db");
        try (Database store = Database.open(url)) {
            store.write(handle -> handle.execute("CREATE TABLE mine (x INTEGER PRIMARY KEY)"));
        }
    }

    @Test
    void oneThatFailsTakesNoOtherWithIt() throws Exception {
        try (Database store = Database.open(url);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun = new CountDownLatch(1);
            var go = new CountDownLatch(1);
            Future<Integer> first =
                    threads.submit(() ->
                            store.write(handle -> {
                                begun.countDown();
                                await(go);
                                return insert(handle, -1);
                            }));
            begun.await();
            List<Future<Integer>> others = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                int x = i;
                others.add(
                        threads.submit(() ->
                                store.write(handle -> {
                                    insert(handle, x);
                                    return x % 3 == 1 ? insert(handle, -1) : refuse(x);
                                })));
            }
            go.countDown();
            assertThat(first.get()).isEqualTo(1);
            for (int i = 0; i < MANY; i++) {
                Future<Integer> each = others.get(i);
                if (i % 3 == 0) {
                    assertThat(each.get()).isEqualTo(i);
                } else {
                    assertThatThrownBy(each::get)
                            .isInstanceOf(ExecutionException.class)
                            .cause()
                            .isInstanceOf(
                                    i % 3 == 1 ? LedgerException.class : ArithmeticException.class);
                }
            }
            // The first, and every third of the others; nothing of the rest.
            assertThat(store.read(TogetherTest::count)).isEqualTo(1 + (MANY + 2) / 3);
        }
    }

    private static int refuse(int x) {
        if (x % 3 == 2) {
            throw new ArithmeticException("a fault of " + x);
        }
        return x;
    }

    @Test
    void whatIsTakenTogetherIsCommittedOnce() throws Exception {
        try (Database store = Database.open(url);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun = new CountDownLatch(1);
            var go = new CountDownLatch(1);
            Future<Integer> first =
                    threads.submit(() ->
                            store.write(handle -> {
                                begun.countDown();
                                await(go);
                                return insert(handle, -1);
                            }));
            begun.await();
            Future<Integer> second = threads.submit(() -> store.write(h -> insert(h, 1)));
            assertThat(store.read(TogetherTest::count)).isZero();
            assertThat(second.isDone()).isFalse();
            go.countDown();
            assertThat(first.get() + second.get()).isEqualTo(2);
            assertThat(store.read(TogetherTest::count)).isEqualTo(2);
        }
    }

    @Test
    void aTransactionThatCannotBeCommittedIsAcknowledgedToNobody() throws Exception {
        try (Database store = Database.open(url)) {
            assertThatThrownBy(() ->
                            store.write(handle -> {
                                insert(handle, 1);
                                return handle.execute("ROLLBACK");
                            }))
                    .isInstanceOf(LedgerException.class);
            assertThat(store.read(TogetherTest::count)).isZero();
            assertThat(store.<Integer>write(handle -> insert(handle, 2))).isEqualTo(1);
        }
    }

    @Test
    void aStoreThatWasClosedTakesNothing() throws Exception {
        Database store = Database.open(url);
        store.close();
        assertThatThrownBy(() -> store.write(handle -> insert(handle, 1)))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void manyWhoAppendToTheLogAtOnceLeaveOneThatIsWhole() throws Exception {
        try (Database store = Database.open(url);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ledger = new SqlLedger(store, Clock.systemUTC());
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                var claim = new RandomClaims(new Random(i)).next();
                var submission = new Submission("t/" + i, "Jo", State.PUBLISHED, claim);
                all.add(threads.submit(() -> ledger.put(List.of(submission))));
            }
            for (Future<?> each : all) {
                each.get();
            }
            assertThat(ledger.count(Selection.ALL)).isEqualTo(MANY);
            assertThat(ledger.head().size()).isEqualTo(MANY);
            assertThat(Verification.of(store, List.of()).problems()).isEmpty();
        }
    }

    private static int insert(org.jdbi.v3.core.Handle handle, int x) {
        return handle.execute("INSERT INTO mine VALUES (?)", x);
    }

    private static int count(org.jdbi.v3.core.Handle handle) {
        return handle.createQuery("SELECT count(*) FROM mine").mapTo(Integer.class).one();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
