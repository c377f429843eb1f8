package wattle.hub.exchange;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.hub.submission.CatalogReferences;
import wattle.hub.submission.PublishedRuns;
import wattle.ledger.Entry;
import wattle.ledger.State;
import wattle.ledger.check.Plausibility;
import wattle.ledger.claim.Claim;
import wattle.ledger.json.ClaimJson;
import wattle.report.Versions;
import wattle.testing.ledger.RandomClaims;

class BundleTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Versions VERSIONS = new Versions("1.2.3", "2026.01");

    @Test
    void theFilesAreWhatTheirDescriptionsSay() throws IOException {
        List<CheckedClaim> claims = checked(List.copyOf(PublishedRuns.shipped().values()));
        Map<String, byte[]> files = unzipped(bundle(claims));
        assertThat(files.keySet())
                .containsExactly(
                        "claims.csv",
                        "claims-spreadsheet.csv",
                        "claims.json",
                        "datapackage.json",
                        "croissant.json",
                        "SHA256SUMS");
        String sums = new String(requireNonNull(files.get("SHA256SUMS")), StandardCharsets.UTF_8);
        files.forEach((name, bytes) -> {
            if (!name.equals("SHA256SUMS")) {
                assertThat(sums).contains(Bundle.sha256(bytes) + "  " + name + "\n");
            }
        });
        List<String> header = header(requireNonNull(files.get("claims.csv")));
        JsonNode table =
                json(requireNonNull(files.get("datapackage.json"))).path("resources").path(0);
        assertThat(table.path("bytes").asInt())
                .isEqualTo(requireNonNull(files.get("claims.csv")).length);
        assertThat(table.path("hash").asString())
                .isEqualTo("sha256:" + Bundle.sha256(requireNonNull(files.get("claims.csv"))));
        assertThat(names(table.path("schema").path("fields"), "name")).isEqualTo(header);
        JsonNode croissant = json(requireNonNull(files.get("croissant.json")));
        assertThat(croissant.path("distribution").path(0).path("sha256").asString())
                .isEqualTo(Bundle.sha256(requireNonNull(files.get("claims.csv"))));
        assertThat(names(croissant.path("recordSet").path(0).path("field"), "name"))
                .isEqualTo(header);
        assertThat(json(requireNonNull(files.get("claims.json"))).path("claims").size())
                .isEqualTo(claims.size());
        assertThat(bundle(claims)).isEqualTo(bundle(claims));
    }

    /// Random claims, with texts of every kind, through a real parser of CSV and back.
    @Test
    void everyCellIsReadBackAsItWas() throws IOException {
        List<Claim> random = new ArrayList<>();
        for (int seed = 0; seed < 200; seed++) {
            random.add(new RandomClaims(new java.util.Random(seed)).next());
        }
        List<CheckedClaim> claims = checked(random);
        List<NamedCsvRecord> rows = rows(csv(claims, ClaimCsv.Flavour.RAW));
        assertThat(rows).hasSize(claims.size());
        for (int i = 0; i < rows.size(); i++) {
            for (Column column : Column.ALL) {
                Object value = column.cell().apply(claims.get(i));
                String cell = rows.get(i).getField(column.name());
                if (value == null) {
                    assertThat(cell).isEmpty();
                } else if (column.type() == Column.Type.NUMBER) {
                    assertThat(new BigDecimal(cell).doubleValue())
                            .isEqualTo(((Number) value).doubleValue());
                } else {
                    assertThat(cell).isEqualTo(value.toString());
                }
            }
        }
    }

    @Test
    void noTextIsTakenForAFormulaAndNumbersStayNumbers() throws IOException {
        for (String text : List.of("=1+1", "+1", "-1", "@x", "\tx", "\rx", "\uFF1D1")) {
            assertThat(ClaimCsv.guarded(text)).isEqualTo("'" + text);
        }
        for (String text : List.of("a=b", "1-2", "", "'", "BERT")) {
            assertThat(ClaimCsv.guarded(text)).isEqualTo(text);
        }
        List<CheckedClaim> claims = checked(List.copyOf(PublishedRuns.shipped().values()));
        List<NamedCsvRecord> rows = rows(csv(claims, ClaimCsv.Flavour.SPREADSHEET));
        // An error of a recomputation may be negative.
        assertThat(rows.stream().map(row -> row.getField("energy_error_fraction")))
                .anyMatch(cell -> cell.startsWith("-"));
    }

    @Test
    void theJsonOfAClaimIsTheClaim() {
        List<CheckedClaim> claims = checked(List.copyOf(PublishedRuns.shipped().values()));
        var text = new StringWriter();
        CheckedClaimJson.page(claims, null, VERSIONS, text);
        JsonNode all = json(text.toString().getBytes(StandardCharsets.UTF_8)).path("claims");
        for (int i = 0; i < claims.size(); i++) {
            byte[] claim = all.path(i).path("claim").toString().getBytes(StandardCharsets.UTF_8);
            assertThat(ClaimJson.read(claim)).isEqualTo(claims.get(i).entry().claim());
        }
    }

    private static List<CheckedClaim> checked(List<Claim> claims) {
        var rules = new Plausibility(new CatalogReferences(claims));
        List<CheckedClaim> checked = new ArrayList<>();
        for (Claim each : claims) {
            int number = checked.size();
            checked.add(
                    CheckedClaim.of(
                            new Entry(
                                    new UUID(7, number),
                                    1,
                                    "test/" + number,
                                    State.PUBLISHED,
                                    NOW,
                                    "test",
                                    "test",
                                    each,
                                    null,
                                    number),
                            rules));
        }
        return checked;
    }

    private static byte[] bundle(List<CheckedClaim> claims) throws IOException {
        var bytes = new ByteArrayOutputStream();
        new Bundle(claims, NOW, VERSIONS).write(bytes);
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> unzipped(byte[] zip) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
                files.put(each.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    private static String csv(List<CheckedClaim> claims, ClaimCsv.Flavour flavour) {
        var text = new StringWriter();
        try (var rows = new ClaimCsv(text, flavour)) {
            claims.forEach(rows::add);
        }
        return text.toString();
    }

    private static List<NamedCsvRecord> rows(String csv) throws IOException {
        try (var reader = CsvReader.builder().ofNamedCsvRecord(csv)) {
            return reader.stream().toList();
        }
    }

    private static List<String> header(byte[] csv) {
        String text = new String(csv, StandardCharsets.UTF_8);
        return List.of(text.substring(0, text.indexOf('\n')).split(","));
    }

    private static List<String> names(JsonNode all, String field) {
        List<String> names = new ArrayList<>();
        all.forEach(each -> names.add(each.path(field).asString()));
        return names;
    }

    private static JsonNode json(byte[] bytes) {
        return JsonMapper.shared().readTree(bytes);
    }
}
