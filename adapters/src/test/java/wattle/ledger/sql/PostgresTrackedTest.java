package wattle.ledger.sql;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;

class PostgresTrackedTest extends TrackedContract {

    private final PostgresServer server;

    PostgresTrackedTest() throws IOException {
        server = PostgresServer.start();
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    @Override
    String url() throws Exception {
        return server.newDatabase();
    }
}
