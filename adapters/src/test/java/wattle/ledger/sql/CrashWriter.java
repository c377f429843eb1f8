package wattle.ledger.sql;

import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import wattle.ledger.Entry;
import wattle.ledger.State;
import wattle.ledger.Submission;
import wattle.testing.ledger.RandomClaims;

/// A program that writes claims with four threads until it is killed, and says each one that was
/// acknowledged.
final class CrashWriter {

    private static final int THREADS = 4;

    private CrashWriter() {}

    public static void main(String[] args) throws Exception {
        try (Database store = Database.open(args[0]);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ledger = new SqlLedger(store, Clock.systemUTC());
            List<Callable<Void>> work =
                    IntStream.range(0, THREADS)
                            .<Callable<Void>>mapToObj(
                                    thread -> () -> write(ledger, args[1] + "/" + thread))
                            .toList();
            threads.invokeAny(work);
        }
    }

    /// Ends by what the store throws.
    private static Void write(SqlLedger ledger, String name) throws Exception {
        var claims = new RandomClaims(new Random(name.hashCode()));
        for (int i = 0; ; i++) {
            Entry entry =
                    ledger.put(
                                    List.of(
                                            new Submission(
                                                    name + "/" + i,
                                                    "Jo",
                                                    State.PUBLISHED,
                                                    claims.next())))
                            .getFirst()
                            .entry();
            say(entry);
            if (i % 5 == 4) {
                say(ledger.revise(entry.id(), 1, State.PUBLISHED, claims.next(), "Jo", "anew"));
            }
            if (i % 7 == 6) {
                Entry last = ledger.find(entry.id()).orElseThrow();
                say(ledger.withdraw(entry.id(), last.revision(), "Jo", "gone"));
            }
        }
    }

    /// What tells a revision from all others.
    static String line(Entry entry) {
        return entry.id() + " " + entry.key() + " " + entry.revision() + " " + entry.logIndex();
    }

    private static void say(Entry entry) {
        synchronized (System.out) {
            System.out.println(line(entry) + ";");
            System.out.flush();
        }
    }
}
