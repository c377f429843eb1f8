package wattle.ledger.sql;

import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import wattle.ledger.State;
import wattle.ledger.check.Provenance;
import wattle.ledger.claim.Claim;

/// A row of the table `standing`: the revision of a claim that stands, with what is selected by.
/// All but the places in the log follows from the claim.
///
/// @param firstPosition of the claim's first line, by which claims are in order
/// @param position of the revision's line
record Standing(
        long firstPosition,
        long position,
        UUID id,
        int revision,
        String key,
        State state,
        @Nullable Claim claim) {

    /// Counts how what follows from a claim was computed: a store with another is computed anew.
    static final int RULES = 1;

    private static final String UPSERT =
            """
            INSERT INTO standing (first_position, claim_id, claim_key, position, revision, state,
                source, model_lower, task, dataset, year, country_code, energy_source, stages,
                boundary, basis, provenance)
            VALUES (:first_position, :claim_id, :claim_key, :position, :revision, :state,
                :source, :model_lower, :task, :dataset, :year, :country_code, :energy_source, :stages,
                :boundary, :basis, :provenance)
            ON CONFLICT (claim_id) DO UPDATE SET
                position = excluded.position, revision = excluded.revision, state = excluded.state,
                model_lower = excluded.model_lower, task = excluded.task,
                dataset = excluded.dataset, year = excluded.year,
                country_code = excluded.country_code, energy_source = excluded.energy_source,
                stages = excluded.stages, boundary = excluded.boundary, basis = excluded.basis,
                provenance = excluded.provenance
            """;

    static PreparedBatch batch(Handle handle) {
        return handle.prepareBatch(UPSERT);
    }

    void addTo(PreparedBatch batch) {
        columns().bindTo(batch);
        batch.add();
    }

    /// What is selected by.
    Columns columns() {
        return Columns.of(this);
    }

    /// What is before the first `/` of a key; null where there is none.
    static @Nullable String source(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? null : key.substring(0, slash);
    }

    /// As [wattle.ledger.Selection] compares names.
    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static int stages(@Nullable Claim claim) {
        return claim == null
                ? 0
                : claim.subject().stages().stream().mapToInt(Where::bit).reduce(0, (a, b) -> a | b);
    }

    static @Nullable String provenance(@Nullable Claim claim) {
        return claim == null ? null : Provenance.of(claim).label();
    }
}
