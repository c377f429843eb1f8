package wattle.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wattle.ledger.Ledger;
import wattle.ledger.Selection;
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

    /// Or a page of something rare would look at every claim.
    @ParameterizedTest
    @CsvSource({
        "survey,,,,,, (state=? AND source=? AND rowid>?)",
        ",vision,,,,, (state=? AND <expr>=? AND rowid>?)",
        ",,ImageNet,,,, (state=? AND <expr>=? AND rowid>?)",
        ",,,2021,,, (state=? AND year=? AND rowid>?)",
        ",,,,FR,, (state=? AND country_code=? AND rowid>?)",
        ",,,,,coal, (state=? AND <expr>=? AND rowid>?)",
    })
    void aPageIsFoundByTheIndexOfWhatIsSelected(
            @Nullable String source,
            @Nullable String task,
            @Nullable String dataset,
            @Nullable Integer year,
            @Nullable String country,
            @Nullable String energySource,
            String index)
            throws Exception {
        var selection =
                new Selection(
                        source,
                        null,
                        task,
                        dataset,
                        year,
                        year,
                        country,
                        energySource,
                        null,
                        null,
                        null,
                        null,
                        null);
        assertThat(plan(selection)).contains(index).noneMatch(each -> each.contains("ORDER BY"));
    }

    @Test
    void aPageOfEverythingIsNotPutInOrderFirst() throws Exception {
        assertThat(plan(Selection.ALL)).noneMatch(each -> each.contains("ORDER BY"));
    }

    @Test
    void aPartOfAModelsNameIsLookedForInAnIndexThatHasIt() throws Exception {
        var selection =
                new Selection(
                        null, "bert", null, null, null, null, null, null, null, null, null, null,
                        null);
        assertThat(steps(selection))
                .anyMatch(each -> each.contains("INDEX standing_model (state=?"));
        assertThat(steps(selection)).noneMatch(each -> each.contains("ORDER BY"));
    }

    /// What SQLite is to do, step by step; of an index what it is looked up by.
    private List<String> plan(Selection selection) throws Exception {
        return steps(selection).stream()
                .map(each -> each.replaceFirst(".*INDEX \\S+ ", ""))
                .toList();
    }

    private List<String> steps(Selection selection) throws Exception {
        try (Database store = Database.open(folder.resolve("hub.db").toString())) {
            Where where = Where.of(selection, store.dialect()).after(5);
            return store.read(handle ->
                    where.bindTo(handle.createQuery("EXPLAIN QUERY PLAN " + SqlLedger.page(where)))
                            .bind("most", 101)
                            .map((row, context) -> row.getString("detail"))
                            .list());
        }
    }
}
