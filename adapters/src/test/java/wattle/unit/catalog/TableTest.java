package wattle.unit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TableTest {

    static List<Path> tables() {
        return ShippedFiles.tables();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void readsEveryShippedFileAsFastCsvDoes(Path file) {
        List<NamedCsvRecord> expected = ShippedFiles.records(file);
        List<Row> rows = Table.read(TableTest.class, resource(file)).rows();

        assertThat(rows).hasSameSizeAs(expected).isNotEmpty();
        for (int i = 0; i < rows.size(); i++) {
            for (var field : expected.get(i).getFieldsAsMap().entrySet()) {
                assertThat(rows.get(i).text(field.getKey())).isEqualTo(field.getValue());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void filesKeepToTheSubsetThatIsRead(Path file) throws IOException {
        String text = Files.readString(file);

        assertThat(text).endsWith("\n").doesNotContain("\r").doesNotContain("\n\n");
        assertThat(text.lines().count()).isEqualTo(ShippedFiles.records(file).size() + 1L);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void noRowRestsOnMemory(Path file) throws IOException {
        assertThat(Files.readString(file)).doesNotContainIgnoringCase("recall");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyRowNamesASourceWithALicence(Path file) throws IOException {
        boolean sources = file.endsWith("sources.csv");
        // A folder of one table's parts has its sources and its text in the folder above.
        Path parent = java.util.Objects.requireNonNull(file.getParent());
        Path folder = parent.endsWith("typical_days") ? parent : file;
        Path beside = folder.resolveSibling("sources.csv");
        var keys = new java.util.HashSet<String>();
        for (NamedCsvRecord source : ShippedFiles.records(beside)) {
            keys.add(source.getField("key"));
            assertThat(source.getField("name")).isNotBlank();
            assertThat(source.getField("licence")).isNotBlank();
        }
        for (NamedCsvRecord row :
                sources ? List.<NamedCsvRecord>of() : ShippedFiles.records(file)) {
            assertThat(keys).contains(row.getField("source"));
        }
        assertThat(Files.exists(folder.resolveSibling("README.md"))).isTrue();
    }

    @Test
    void findsARowByTheWholeOfItsFirstFieldOnly() {
        Table table = Table.read(TableTest.class, "/wattle/grid/catalog/countries.csv");

        assertThat(table.row("FRA")).isNotNull();
        assertThat(table.row("FR")).isNull();
        assertThat(table.row("RA")).isNull();
    }

    private static String resource(Path file) {
        return "/" + Path.of("src/main/resources").relativize(file).toString().replace('\\', '/');
    }
}
