package wattle.ledger.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.Place;
import wattle.ledger.claim.Subject;

/// The columns of the table `standing` by name, with texts and whole numbers as values: as they
/// should be, or as they are.
record Columns(Map<String, @Nullable Object> values) {

    static Columns of(Standing row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("first_position", row.firstPosition());
        values.put("claim_id", row.id().toString());
        values.put("claim_key", row.key());
        values.put("position", row.position());
        values.put("revision", (long) row.revision());
        values.put("state", row.state().label());
        values.put("source", Standing.source(row.key()));
        Claim claim = row.claim();
        Subject subject = claim == null ? null : claim.subject();
        Place place = claim == null ? Place.UNSTATED : claim.inputs().place();
        values.put("model_lower", subject == null ? null : Standing.lower(subject.model()));
        values.put("task", subject == null ? null : subject.task());
        values.put("dataset", subject == null ? null : subject.dataset());
        Integer year = subject == null ? null : subject.year();
        values.put("year", year == null ? null : Long.valueOf(year));
        values.put("country_code", place.countryCode());
        values.put("energy_source", place.energySource());
        values.put("stages", (long) Standing.stages(claim));
        values.put("boundary", claim == null ? null : claim.reported().boundary().label());
        values.put("basis", claim == null ? null : claim.reported().basis().label());
        values.put("provenance", Standing.provenance(claim));
        return new Columns(values);
    }

    /// Of a row of `standing`.
    static Columns of(ResultSet row) throws SQLException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            Object value = row.getObject(i);
            values.put(
                    row.getMetaData().getColumnLabel(i),
                    value instanceof Number number ? Long.valueOf(number.longValue()) : value);
        }
        return new Columns(values);
    }

    void bindTo(SqlStatement<?> statement) {
        values.forEach(statement::bind);
    }
}
