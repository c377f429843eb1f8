package wattle.ledger.sql;

import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresUpgradeTest extends UpgradeContract {

    private static PostgresServer server;

    @BeforeAll
    static void start() throws Exception {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Override
    String url() throws Exception {
        return server.newDatabase();
    }

    @Override
    DataSource source(String url) {
        var source = new PGSimpleDataSource();
        source.setUrl("jdbc:" + url);
        return source;
    }
}
