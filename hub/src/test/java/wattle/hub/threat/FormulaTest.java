package wattle.hub.threat;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.hub.web.TestServer;
import wattle.hub.web.claims.ClaimServer;
import wattle.hub.web.claims.ClaimServer.Role;
import wattle.ledger.State;
import wattle.ledger.Submission;
import wattle.testing.ledger.RandomClaims;

/// Names that a spreadsheet would compute.
class FormulaTest {

    private static final List<String> NAMES =
            List.of(
                    "=HYPERLINK(\"http://elsewhere.example\",\"look\")",
                    "+1+cmd|' /C calc'!A0",
                    "-2+3",
                    "@SUM(1,1)",
                    "'=1",
                    "plain");

    @TempDir private Path folder;

    @Test
    void theSpreadsheetsFlavourComputesNothingAndTheRawOneChangesNothing() throws Exception {
        try (var claims = new ClaimServer(folder, TestServer.PLENTY)) {
            List<Submission> all = new ArrayList<>();
            for (String each : NAMES) {
                all.add(
                        new Submission(
                                "made/" + all.size(),
                                "test",
                                State.PUBLISHED,
                                RandomClaims.named(each)));
            }
            claims.ledger().put(all);
            List<NamedCsvRecord> raw = export(claims, "claims.csv");
            List<NamedCsvRecord> safe = export(claims, "claims-spreadsheet.csv");
            assertThat(raw).hasSameSizeAs(NAMES);
            assertThat(raw.stream().map(each -> each.getField("model")))
                    .containsExactlyInAnyOrderElementsOf(NAMES);
            for (int row = 0; row < raw.size(); row++) {
                for (String column : raw.get(row).getHeader()) {
                    String said = raw.get(row).getField(column);
                    String shown = safe.get(row).getField(column);
                    boolean computes = said.matches("(?s)[=+@\\t\\r-].*") && !isNumber(said);
                    assertThat(shown).as(column).isEqualTo(computes ? "'" + said : said);
                }
            }
        }
    }

    private static boolean isNumber(String text) {
        return text.matches("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    }

    private static List<NamedCsvRecord> export(ClaimServer claims, String name) throws Exception {
        var answer = claims.send(Role.NOBODY, "GET", "/v1/exports/" + name, Map.of(), null);
        assertThat(answer.statusCode()).isEqualTo(200);
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        try (var reader = CsvReader.builder().ofNamedCsvRecord(text)) {
            return reader.stream().toList();
        }
    }
}
