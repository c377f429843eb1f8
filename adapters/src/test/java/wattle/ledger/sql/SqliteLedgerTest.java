package wattle.ledger.sql;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;
import wattle.ledger.Ledger;
import wattle.testing.ledger.LedgerContract;

class SqliteLedgerTest extends LedgerContract {

    @TempDir Path folder;

    @Override
    protected Ledger empty(Clock clock) throws Exception {
        return again(clock);
    }

    @Override
    protected Ledger again(Clock clock) throws Exception {
        return new SqlLedger(Database.open(folder.resolve("hub.db").toString()), clock);
    }
}
