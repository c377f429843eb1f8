package wattle.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;
import wattle.ledger.LedgerException;

class SqliteUpgradeTest extends UpgradeContract {

    @TempDir Path folder;

    private int files;

    @Override
    String url() {
        return "sqlite:" + folder.resolve("hub" + files++ + ".db");
    }

    @Override
    DataSource source(String url) {
        var source = new SQLiteDataSource();
        source.setUrl("jdbc:" + url);
        return source;
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndLeftAsItIs() throws Exception {
        Path file = folder.resolve("notes.txt");
        Files.writeString(file, "something else, and dear to somebody\n".repeat(200));
        String before = Files.readString(file);
        assertThatThrownBy(() -> Database.open(file.toString()))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("notes.txt");
        assertThat(Files.readString(file)).isEqualTo(before);
    }

    @Test
    void theNumberOfTheLastVersionIsThatOfTheFiles() throws Exception {
        for (String dialect : new String[] {"sqlite", "postgresql"}) {
            Path scripts = Path.of("src/main/resources/wattle/ledger/sql", dialect);
            try (var list = Files.list(scripts)) {
                assertThat(list.map(each -> each.getFileName().toString().split("__", 2)[0]))
                        .hasSize(Migrations.VERSIONS.size())
                        .contains("V" + Migrations.LATEST);
            }
        }
    }
}
