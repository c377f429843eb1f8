package wattle.ledger.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteLiveRunsTest extends LiveRunsContract {

    @TempDir Path folder;

    @Override
    Database empty() throws Exception {
        return Database.open(folder.resolve("hub.db").toString());
    }
}
