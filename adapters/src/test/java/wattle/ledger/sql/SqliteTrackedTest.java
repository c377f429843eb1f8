package wattle.ledger.sql;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteTrackedTest extends TrackedContract {

    @TempDir static Path folder;

    @Override
    String url() {
        return folder.resolve("hub.db").toString();
    }
}
