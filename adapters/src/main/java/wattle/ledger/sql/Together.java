package wattle.ledger.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import wattle.ledger.LedgerException;

/// Writes where one writer at a time is all that there may be. A commit waits for the disk, which
/// takes longer than most writes: what came meanwhile is written in one transaction, and
/// acknowledged after its commit. Each write has a savepoint, so that one that fails takes no other
/// with it.
///
/// All of them are done by one thread, since a virtual thread that waits for the disk within SQLite
/// would keep a processor from those that answer requests. Threads share it.
final class Together implements AutoCloseable {

    /// So that the first need not wait long for the last.
    private static final int MOST = 256;

    private static final long LONGEST_NANOS = 50_000_000;

    private static final String SAVEPOINT = "one_write";

    private final Jdbi jdbi;
    private final Queue<Waiting<?>> waiting = new ConcurrentLinkedQueue<>();
    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("wattle-writer").factory());

    Together(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @throws JdbiException if the database refused
    /// @throws LedgerException also if it was closed
    <T extends @Nullable Object> T write(Database.Work<T> work) throws LedgerException {
        var mine = new Waiting<T>(work);
        waiting.add(mine);
        try {
            writer.execute(this::writeSome);
        } catch (RejectedExecutionException closed) {
            throw new LedgerException("the store was closed", closed);
        }
        return mine.answer();
    }

    /// As many as wait are done by as many calls or fewer.
    private void writeSome() {
        List<Waiting<?>> done = new ArrayList<>();
        try {
            if (!waiting.isEmpty()) {
                jdbi.useTransaction(handle -> writeSome(handle, done));
            }
        } catch (Throwable failed) { // Nothing of it was kept, whoever's fault it is.
            if (done.isEmpty()) { // It could not be begun, for nobody.
                waiting.removeIf(done::add);
            }
            done.forEach(each -> each.failed(failed));
        }
        done.forEach(Waiting::acknowledge);
    }

    private void writeSome(Handle handle, List<Waiting<?>> done) {
        long begin = System.nanoTime();
        do {
            Waiting<?> next = waiting.remove();
            done.add(next);
            handle.savepoint(SAVEPOINT);
            if (next.isDone(handle)) {
                handle.releaseSavepoint(SAVEPOINT);
            } else {
                handle.rollbackToSavepoint(SAVEPOINT);
            }
        } while (!waiting.isEmpty()
                && done.size() < MOST
                && System.nanoTime() - begin < LONGEST_NANOS);
    }

    /// Ends when what waits is written.
    @Override
    public void close() {
        writer.close();
    }

    /// A write, and what became of it. Told to whoever waits when it is on the disk.
    private static final class Waiting<T extends @Nullable Object> {

        private final Database.Work<T> work;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private @Nullable T value;
        private @Nullable Throwable failure;

        Waiting(Database.Work<T> work) {
            this.work = work;
        }

        /// Does it, and says whether it is to be kept.
        boolean isDone(Handle handle) {
            try {
                value = work.with(handle);
            } catch (Throwable its) {
                failure = its;
            }
            return failure == null;
        }

        /// @param why the whole transaction failed; one that failed before did so by itself
        void failed(Throwable why) {
            failure = failure == null ? why : failure;
        }

        @SuppressWarnings("NullAway") // What the work gave, be it null.
        void acknowledge() {
            if (failure == null) {
                answer.complete(value);
            } else {
                answer.completeExceptionally(failure);
            }
        }

        /// Waits for it, whoever interrupts: it is on its way to the disk.
        T answer() throws LedgerException {
            try {
                return answer.join();
            } catch (CompletionException failed) {
                switch (failed.getCause()) {
                    case LedgerException refused -> throw refused;
                    case RuntimeException fault -> throw fault;
                    case Error fault -> throw fault;
                    case null, default -> throw failed;
                }
            }
        }
    }
}
