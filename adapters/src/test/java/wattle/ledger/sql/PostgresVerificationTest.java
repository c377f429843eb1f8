package wattle.ledger.sql;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class PostgresVerificationTest extends VerificationContract {

    private static PostgresServer server;

    private final List<Database> open = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Override
    Database empty() throws Exception {
        open.add(Database.open(server.newDatabase()));
        return open.getLast();
    }

    @AfterEach
    void close() {
        open.forEach(Database::close);
    }

    /// As a superuser may: triggers and foreign keys are not asked.
    @Override
    void disarm(Handle handle) {
        handle.execute("SET LOCAL session_replication_role = replica");
    }
}
