package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import wattle.ledger.Entry;
import wattle.ledger.Ledger;
import wattle.ledger.State;
import wattle.ledger.sql.Database;
import wattle.ledger.sql.SqlLedger;
import wattle.testing.SharedData;

class HubCommandsTest {

    private static final String SURVEY =
            """
            model_id,task,dataset,year_published,compute_setting,country,country_code,carbon_intensity_g_per_kwh,energy_source,device_count,device_model,tdp_watts,training_seconds,energy_kwh,co2eq_kg,metric_name,metric_value
            a,image_classification,imagenet,2020,local,Germany,DE,400,coal,1,Tesla V100,250,3600,0.25,0.1,top1_accuracy_percent,70
            b,image_classification,imagenet,2021,cloud,France,FR,50,nuclear,8,Tesla V100,250,360000,200,10,top1_accuracy_percent,80
            """;

    @TempDir private Path folder;

    private Path file;

    @BeforeEach
    void survey() throws IOException {
        file = Files.writeString(folder.resolve("models.csv"), SURVEY);
    }

    private Called hub(String... words) {
        return at("hub.db", words);
    }

    private Called at(String database, String... words) {
        List<String> line = new ArrayList<>(List.of("hub"));
        line.addAll(List.of(words));
        line.add("--database");
        line.add(folder.resolve(database).toString());
        return Called.wattle(line.toArray(String[]::new));
    }

    @Test
    void aNewHubIsNotEmptyAndTheSameFileAgainAddsNothing() {
        assertThat(hub("list", "--json").json().path("claims").size()).isEqualTo(64);
        assertThat(hub("import", file.toString()).done().err()).contains("2 claims, 2 added");
        assertThat(hub("import", file.toString()).done().err())
                .contains("2 claims, 2 known already");
        JsonNode claims = hub("list", "--source", "survey", "--json").json().path("claims");
        assertThat(claims.size()).isEqualTo(2);
        assertThat(claims.path(1).path("recomputed").path("co2eq_kg").asDouble())
                .isCloseTo(10, within(1e-12));
        assertThat(claims.path(1).path("provenance").asString()).isEqualTo("estimated");
    }

    @Test
    void whatSomebodySaidAnewOfAShippedRunStays() throws Exception {
        hub("list").done();
        String key = "published/sam";
        Entry said;
        try (Database store = Database.open("sqlite:" + folder.resolve("hub.db"))) {
            Ledger ledger = new SqlLedger(store, Clock.systemUTC());
            Entry other = ledger.find("published/patterson-gpt3-175b").orElseThrow();
            Entry shipped = ledger.find(key).orElseThrow();
            said =
                    ledger.revise(
                            shipped.id(),
                            1,
                            State.PUBLISHED,
                            Objects.requireNonNull(other.claim()),
                            "Ada",
                            "it was the other one");
        }
        hub("list").done();
        try (Database store = Database.open("sqlite:" + folder.resolve("hub.db"))) {
            assertThat(new SqlLedger(store, Clock.systemUTC()).find(key)).contains(said);
        }
    }

    @Test
    void whatOneFileHasWrongLeavesTheHubAsItWas() throws IOException {
        Path bad =
                Files.writeString(
                        folder.resolve("bad.csv"), SURVEY.replace("0.25,0.1", "0.25,-0.1"));
        Called refused = hub("import", file.toString(), bad.toString());
        assertThat(refused.refused(Exit.INVALID_INPUT).err())
                .contains("bad.csv line 2, column co2eq_kg");
        assertThat(hub("list", "--source", "survey", "--json").json().path("claims").size())
                .isZero();
        assertThat(
                        hub("import", folder.resolve("none.csv").toString())
                                .refused(Exit.INVALID_INPUT)
                                .err())
                .contains("does not exist");
        assertThat(hub("import", "--dry-run", file.toString()).done().err())
                .contains("none written");
    }

    @Test
    void aClaimIsShownWithWhatIsOddAboutIt() {
        String text = hub("show", "llama33-70b").done().out();
        assertThat(text).contains("odd (intensity)", "odd (family)", "700 W, device");
        JsonNode claim = hub("show", "published/llama33-70b", "--json").json();
        assertThat(claim.path("claim").path("findings").size()).isEqualTo(2);
        assertThat(hub("show", "nobody").refused(Exit.DATA_MISSING).err())
                .contains("wattle hub list");
    }

    @Test
    void theAnalysisIsTheContracts() {
        hub("import", file.toString()).done();
        JsonNode analysis = hub("analyze", "--source", "survey", "--json").json();
        assertThat(analysis.path("schema").asString()).isEqualTo("wattle.analysis/1");
        assertThat(analysis.path("models").asInt()).isEqualTo(2);
        assertThat(analysis.path("totals").path("co2eq_kg").asDouble())
                .isCloseTo(10.1, within(1e-12));
        // (0.25 kWh × 400 + 200 kWh × 50) ÷ 200.25 kWh, by what was recorded: 10.1 kg ÷ 200.25 kWh.
        assertThat(analysis.path("totals").path("energy_weighted_intensity_g_per_kwh").asDouble())
                .isCloseTo(10_100 / 200.25, within(1e-9));
        assertThat(analysis.path("pareto").path(0).path("front").size()).isEqualTo(2);
    }

    @Test
    void theSurveyGivesThePapersFigures() {
        Path survey = SharedData.needed("survey/models.csv");
        hub("import", survey.toString()).done();
        JsonNode totals = hub("analyze", "--source", "survey", "--json").json().path("totals");
        assertThat(totals.path("mean_intensity_g_per_kwh").asDouble())
                .isCloseTo(371.9, within(0.05));
        assertThat(totals.path("co2eq_kg").asDouble()).isCloseTo(253_200, within(50.0));
        assertThat(totals.path("median_training_hours").asDouble()).isEqualTo(72);
    }

    @Test
    void whatWasChangedBehindTheLogIsFound() throws IOException {
        hub("import", file.toString()).done();
        String head = hub("verify").done().out().strip();
        assertThat(hub("verify", "--head", head).done().out().strip()).isEqualTo(head);
        Path store = folder.resolve("hub.db");
        byte[] bytes = Files.readAllBytes(store);
        int at = indexOf(bytes, "Tesla V100".getBytes(StandardCharsets.UTF_8));
        try (var damaged = new RandomAccessFile(store.toFile(), "rw")) {
            damaged.seek(at + 6);
            damaged.write('P');
        }
        assertThat(hub("verify").refused(Exit.VERIFICATION_FAILED).err()).contains("WATTLE-8384");
        at("other.db", "list").done();
        assertThat(at("other.db", "verify", "--head", head).refused(Exit.VERIFICATION_FAILED).err())
                .contains("WATTLE-8384");
        assertThat(hub("verify", "--head", "7").refused(Exit.USAGE).err()).contains("--head");
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i + part.length <= bytes.length; i++) {
            if (java.util.Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("it is not in the store");
    }

    @Test
    void aBackupIsTheHubAgain() {
        hub("import", file.toString()).done();
        String backup = folder.resolve("hub.backup").toString();
        String head = hub("backup", backup).done().out();
        assertThat(hub("backup", backup).refused(Exit.CONFLICT).err()).contains("--force");
        assertThat(at("again.db", "restore", backup).done().out()).isEqualTo(head);
        assertThat(at("again.db", "verify").done().out()).isEqualTo(head);
        assertThat(at("again.db", "list", "--csv").done().out())
                .isEqualTo(hub("list", "--csv").out());
        assertThat(at("again.db", "restore", backup).refused(Exit.CONFLICT).err())
                .contains("was not restored");
    }

    @Test
    void aTokenIsPrintedOnceAndKnownByItsBeginning() {
        Called made =
                hub("token", "create", "--scope", "submit", "--name", "ci", "--expires", "90d");
        String token = made.done().out().strip();
        assertThat(token).matches("wattle_[0-9A-Za-z]{49}");
        assertThat(made.err()).doesNotContain(token);
        Called list = hub("token", "list", "--json");
        assertThat(list.out()).doesNotContain(token);
        assertThat(list.json().path("tokens").path(0).path("name").asString()).isEqualTo("ci");
        hub("token", "revoke", token.substring(7, 15)).done();
        assertThat(hub("token", "list").out()).contains("revoked");
        hub("token", "revoke", token.substring(7, 15)).refused(Exit.DATA_MISSING);
        assertThat(hub("token", "create", "--scope", "all").refused(Exit.USAGE).err())
                .contains("read");
    }

    /// A terminal carries out what is in a text: colours, titles, lines that are written over.
    @Test
    void noTextOfOthersReachesTheTerminalAsACommand() throws IOException {
        Path card =
                Files.writeString(
                        folder.resolve("card.md"),
                        "---\nco2_eq_emissions: 5\n---\n# evil\u001b[2J\u0007\u009b31m\u202e\n");
        hub("import", card.toString()).done();
        for (Called each :
                List.of(hub("list", "--source", "card"), hub("show", "card/evil-2j-31m"))) {
            assertThat(each.done().out())
                    .contains("evil")
                    .doesNotContain("\u001b", "\u0007", "\u009b", "\u202e");
        }
    }

    @Test
    void exportsAreWrittenWholeAndNeverOverAFile() throws IOException {
        Path zip = folder.resolve("claims.zip");
        hub("export", "--format", "bundle", "--output", zip.toString()).done();
        assertThat(Files.readAllBytes(zip)).startsWith('P', 'K');
        hub("export", "--format", "bundle", "--output", zip.toString()).refused(Exit.CONFLICT);
        hub("export", "--format", "bundle").refused(Exit.USAGE);
        assertThat(hub("export").done().out().lines().count()).isEqualTo(65);
    }

    @Test
    void aStoreThatCannotBeOpenedIsSaidSo() {
        assertThat(
                        Called.wattle("hub", "list", "--database", "mysql://x/y")
                                .refused(Exit.UPSTREAM)
                                .err())
                .contains("WATTLE-5380");
        assertThat(
                        Called.wattle(
                                        "hub",
                                        "list",
                                        "--database",
                                        "postgresql://u:secret@127.0.0.1:1/x")
                                .refused(Exit.UPSTREAM)
                                .err())
                .contains("PGPASSWORD")
                .doesNotContain("secret");
    }
}
