package wattle.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresLiveRunsTest extends LiveRunsContract {

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
    Database empty() throws Exception {
        return Database.open(server.newDatabase());
    }

    @Test
    void eachMonthIsAPartitionThatGoesAsAWhole() throws Exception {
        var samples = new EnergySamples(database, Duration.ofDays(1));
        var kept = new EnergySamples(database, null);
        var runs = new LiveRuns(database, kept, Clock.systemUTC());
        LiveRun run = runs.start(new LiveRuns.Start("x", "ada", false, null, null, Map.of()));
        var batch = new EnergyBatch();
        batch.add(LiveRun.micros(Instant.parse("2026-01-31T23:59:59Z")), 0, 1);
        batch.add(LiveRun.micros(Instant.parse("2026-02-01T00:00:00Z")), 0, 1);
        runs.append(
                run,
                new LiveRuns.Chunk(
                        0,
                        1,
                        new byte[0],
                        batch,
                        2,
                        1L,
                        2L,
                        LiveRun.State.RUNNING,
                        java.util.List.of()));
        assertThat(kept.partitions())
                .containsExactly("energy_sample_2026_01", "energy_sample_2026_02");
        samples.forget(Instant.parse("2026-02-03T00:00:00Z"));
        assertThat(kept.partitions()).containsExactly("energy_sample_2026_02");
    }
}
