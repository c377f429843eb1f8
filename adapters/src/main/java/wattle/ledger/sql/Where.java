package wattle.ledger.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import wattle.ledger.Selection;
import wattle.ledger.claim.Stage;

/// A [Selection] as conditions on the table `standing`. All that a user chose is bound, never
/// written into the statement.
final class Where {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    private Where() {}

    static Where of(Selection selection, Dialect dialect) {
        var where = new Where();
        where.add("standing.state = :state", "state", selection.wantedState().label());
        where.source(selection.source());
        if (selection.model() != null) {
            where.add(
                    dialect.positionFunction() + "(standing.model_lower, :model) > 0",
                    "model",
                    Standing.lower(selection.model()));
        }
        where.text("task", selection.task());
        where.text("dataset", selection.dataset());
        where.years(selection.firstYear(), selection.lastYear());
        where.add("standing.country_code = :country", "country", selection.countryCode());
        where.text("energy_source", selection.energySource());
        if (selection.stage() != null) {
            where.add("standing.stages & :stage <> 0", "stage", bit(selection.stage()));
        }
        where.add("standing.boundary = :boundary", "boundary", label(selection.boundary()));
        where.add("standing.basis = :basis", "basis", label(selection.basis()));
        where.add("standing.provenance = :provenance", "provenance", label(selection.provenance()));
        return where;
    }

    /// Claims that come after one, by age.
    Where after(long firstPosition) {
        add("standing.first_position > :after", "after", firstPosition);
        return this;
    }

    String sql() {
        return "WHERE " + String.join(" AND ", conditions);
    }

    <S extends SqlStatement<S>> S bindTo(S statement) {
        return statement.bindMap(values);
    }

    /// The bit that stands for a stage in the column `stages`.
    static int bit(Stage stage) {
        return 1
                << switch (stage) {
                    case SEARCH -> 0;
                    case PRE_TRAINING -> 1;
                    case CONTINUED_PRE_TRAINING -> 2;
                    case FINE_TUNING -> 3;
                    case DISTILLATION -> 4;
                    case INFERENCE -> 5;
                    case OVERHEAD -> 6;
                    case LIFECYCLE -> 7;
                };
    }

    /// The column has what is before the first `/` of the key; a source that has one itself asks
    /// for more than that.
    private void source(@Nullable String source) {
        if (source != null) {
            add("standing.source = :source", "source", Standing.source(source + "/"));
            if (source.contains("/")) {
                add(
                        "substr(standing.claim_key, 1, length(:key_start)) = :key_start",
                        "key_start",
                        source + "/");
            }
        }
    }

    /// One year is looked up in the index, several are not: they would have to be put in order.
    private void years(@Nullable Integer first, @Nullable Integer last) {
        if (first != null && first.equals(last)) {
            add("standing.year = :year", "year", first);
        } else {
            add("standing.year >= :first_year", "first_year", first);
            add("standing.year <= :last_year", "last_year", last);
        }
    }

    /// By the beginning, which is what the index has, and in full. SQLite would put a value that
    /// equals the column into the beginning too, and then not see the index.
    private void text(String column, @Nullable String value) {
        add(
                "substr(standing.%1$s, 1, 100) = substr(:%1$s, 1, 100) AND NOT standing.%1$s <> :%1$s"
                        .formatted(column),
                column,
                value);
    }

    private void add(String condition, String name, @Nullable Object value) {
        if (value != null) {
            boolean isKept = !(value instanceof String text) || text.indexOf(0) < 0;
            // No text that is kept has a NUL, and PostgreSQL refuses to be asked for one.
            conditions.add(isKept ? condition : "1 = 0");
            if (isKept) {
                values.put(name, value);
            }
        }
    }

    private static @Nullable String label(wattle.ledger.claim.@Nullable EnergyBoundary boundary) {
        return boundary == null ? null : boundary.label();
    }

    private static @Nullable String label(wattle.ledger.claim.@Nullable CarbonBasis basis) {
        return basis == null ? null : basis.label();
    }

    private static @Nullable String label(wattle.ledger.check.@Nullable Provenance provenance) {
        return provenance == null ? null : provenance.label();
    }
}
