package wattle.ledger.sql;

import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import wattle.ledger.Ledger;
import wattle.testing.ledger.LedgerContract;

class PostgresLedgerTest extends LedgerContract {

    private static PostgresServer server;

    private String url = "";

    @BeforeAll
    static void start() throws Exception {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Override
    protected Ledger empty(Clock clock) throws Exception {
        url = server.newDatabase();
        return again(clock);
    }

    @Override
    protected Ledger again(Clock clock) throws Exception {
        return new SqlLedger(Database.open(url), clock);
    }
}
