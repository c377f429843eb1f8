package wattle.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wattle.ledger.LedgerException;

class DatabaseUrlTest {

    @Test
    void aPathIsSqlite() throws Exception {
        String absolute = Path.of("hub.db").toAbsolutePath().toString();
        for (String text : new String[] {"hub.db", "sqlite:hub.db", "sqlite:" + absolute}) {
            DatabaseUrl url = DatabaseUrl.parse(text);
            assertThat(url.dialect()).isEqualTo(Dialect.SQLITE);
            assertThat(url.address()).isEqualTo(absolute);
            assertThat(url.toString()).isEqualTo("sqlite:" + absolute);
        }
    }

    @Test
    void aUrlOfPostgresqlHasAUserAndOtherHarmlessParameters() throws Exception {
        DatabaseUrl url =
                DatabaseUrl.parse(
                        "postgresql://db.example:5433/hub?user=wat%20tle&sslmode=require");
        assertThat(url.dialect()).isEqualTo(Dialect.POSTGRESQL);
        assertThat(url.address()).isEqualTo("//db.example:5433/hub");
        assertThat(url.parameters()).isEqualTo(Map.of("user", "wat tle", "sslmode", "require"));
        assertThat(url.toString()).isEqualTo("postgresql://db.example:5433/hub");
        assertThat(DatabaseUrl.parse("postgres://ada@db/hub").parameters())
                .isEqualTo(Map.of("user", "ada"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://ada:canary@db/hub",
                "postgresql://db/hub?password=canary",
                "postgresql://db/hub?user=a&password=canary",
                "postgresql://db/hub?user=canary%zz",
                "postgresql://db/hub?socketFactory=canary",
                "postgresql://db/hub?user",
                "postgresql://db/",
                "postgresql://db",
                "postgresql:hub",
                "postgresql://a b/canary",
                "mysql://db/canary",
                "jdbc:postgresql://db/canary",
                "sqlite://canary",
                "sqlite:",
                "",
                "a\0canary"
            })
    void refusesOthersAndRepeatsNoSecret(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(LedgerException.class)
                .satisfies(e -> {
                    assertThat(e.getMessage()).doesNotContain("canary");
                    for (Throwable each = e; each != null; each = each.getCause()) {
                        assertThat(String.valueOf(each.getMessage())).doesNotContain("ada:canary");
                    }
                });
    }

    @Test
    void aServerThatIsNotThereIsNamedWithoutItsUser() {
        assertThatThrownBy(() -> Database.open("postgresql://localhost:1/hub?user=canary"))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("postgresql://localhost:1/hub")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("canary"));
    }
}
