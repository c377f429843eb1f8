package wattle.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import wattle.ledger.Entry;
import wattle.ledger.LedgerException;
import wattle.ledger.LogHead;
import wattle.ledger.Scope;
import wattle.ledger.Selection;
import wattle.ledger.State;
import wattle.ledger.claim.Claim;
import wattle.ledger.json.ClaimJson;
import wattle.testing.ledger.RandomClaims;

/// Stores that earlier versions of Wattle left behind.
abstract class UpgradeContract {

    /// The URL of a database with nothing in it.
    abstract String url() throws Exception;

    /// Connections to it that know nothing of Wattle.
    abstract DataSource source(String url) throws Exception;

    /// The schema stays at each earlier version, is filled as that version did, and is opened.
    @Test
    void everyEarlierVersionIsBroughtUpToDate() throws Exception {
        for (int version : Migrations.VERSIONS) {
            String url = url();
            Migrations.upTo(version, DatabaseUrl.parse(url), source(url));
            List<Claim> claims = Jdbi.create(source(url)).inTransaction(UpgradeContract::fill);
            try (Database store = Database.open(url)) {
                var ledger = new SqlLedger(store, Clock.systemUTC());
                List<Entry> entries = ledger.list(Selection.ALL, null, 100).entries();
                assertThat(entries).extracting(Entry::claim).isEqualTo(claims);
                LogHead head = ledger.head();
                assertThat(head.size()).isEqualTo(claims.size());
                assertThat(Verification.of(store, List.of()).problems()).isEmpty();
                // What later versions have works.
                new Tokens(store, Clock.systemUTC()).create("Ada", Scope.READ, null);
                ledger.withdraw(entries.getFirst().id(), 1, "Ada", "asked to");
                assertThat(Verification.of(store, List.of(head)).problems()).isEmpty();
            }
        }
    }

    /// As the first version wrote. What it wrote stays readable for ever: this is not to be
    /// changed.
    private static List<Claim> fill(Handle handle) {
        var random = new RandomClaims(new Random(12));
        var append = new Append(handle, java.time.Instant.EPOCH, new java.security.SecureRandom());
        List<Claim> claims = java.util.stream.Stream.generate(random::next).limit(20).toList();
        for (int i = 0; i < claims.size(); i++) {
            Claim claim = claims.get(i);
            append.add("s/" + i, State.PUBLISHED, "import", claim, ClaimJson.bytes(claim));
        }
        append.finish();
        return claims;
    }

    @Test
    void whatANewerVersionWroteIsRefused() throws Exception {
        String url = url();
        Database.open(url).close();
        Jdbi.create(source(url))
                .useHandle(handle ->
                        handle.execute(
                                "UPDATE flyway_schema_history SET version = '999' WHERE version = '1'"));
        assertThatThrownBy(() -> Database.open(url))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("newer Wattle")
                .hasMessageContaining("999");
    }

    @Test
    void aDatabaseOfSomebodyElseIsRefused() throws Exception {
        String url = url();
        Jdbi.create(source(url)).useHandle(handle -> handle.execute("CREATE TABLE mine (x INT)"));
        assertThatThrownBy(() -> Database.open(url)).isInstanceOf(LedgerException.class);
        int rows =
                Jdbi.create(source(url))
                        .withHandle(handle ->
                                handle.createQuery("SELECT count(*) FROM mine")
                                        .mapTo(Integer.class)
                                        .one());
        assertThat(rows).isZero();
    }

    @Test
    void manyMayOpenANewOneAtOnce() throws Exception {
        String url = url();
        var opened = new java.util.concurrent.ConcurrentLinkedQueue<Database>();
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            var work =
                    java.util.Collections.nCopies(
                            4,
                            (java.util.concurrent.Callable<Boolean>)
                                    () -> opened.add(Database.open(url)));
            for (var each : threads.invokeAll(work)) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            opened.forEach(Database::close);
        }
    }

    @Test
    void rulesThatChangedAreAppliedToWhatWasThere() throws Exception {
        String url = url();
        try (Database store = Database.open(url)) {
            Filled.with(store, 20, 3);
            store.write(handle -> {
                handle.execute("UPDATE setting SET value = '0'");
                return handle.execute("UPDATE standing SET provenance = 'audited', stages = 0");
            });
            assertThat(Verification.of(store, List.of()).isClean()).isFalse();
        }
        try (Database store = Database.open(url)) {
            new SqlLedger(store, Clock.systemUTC());
            assertThat(Verification.of(store, List.of()).problems()).isEmpty();
        }
    }
}
