package wattle.hub.submission;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.ledger.check.Plausibility;
import wattle.ledger.check.Rule;
import wattle.ledger.claim.Claim;
import wattle.series.csv.InvalidFileException;
import wattle.testing.SharedData;

class SurveyFileTest {

    private static final String HEADER =
            "model_id,task,dataset,year_published,compute_setting,country,country_code,"
                    + "carbon_intensity_g_per_kwh,energy_source,device_count,device_model,tdp_watts,"
                    + "training_seconds,energy_kwh,co2eq_kg,metric_name,metric_value\n";

    @TempDir private Path folder;

    @Test
    void aRowIsAClaim() throws IOException {
        Claim claim =
                requireNonNull(
                        SurveyFile.read(
                                        file(
                                                "a,image_classification,imagenet,2020,local,Germany,DE,400,coal,"
                                                        + "16,Tesla V100,250,3600,4,1.6,top1_accuracy_percent,76.5\n"))
                                .get("survey/a"));
        assertThat(claim.inputs().allDeviceHours()).isEqualTo(16);
        assertThat(claim.reported().energy()).hasToString("4 kWh");
        assertThat(claim.reported().carbon()).hasToString("1.6 kg");
        assertThat(claim.inputs().place().energySource()).isEqualTo("coal");
        assertThat(claim.scores().getFirst().value()).isEqualTo(76.5);
    }

    @Test
    void whatIsWrongIsSaidWithItsLine() throws IOException {
        String good = "a,t,d,2020,local,,,,,,,,,4,1.6,,\n";
        refused(good + good, "line 3, column model_id");
        refused(good.replace("2020", "20.5"), "line 2, column year_published");
        refused(good.replace("local", "here"), "column compute_setting");
        refused(good.replace("1.6", "-1.6"), "column co2eq_kg");
        refused(good.replace("4,1.6", "many,1.6"), "column energy_kwh");
        refused(good.replace("4,1.6", "1e999999999,1.6"), "column energy_kwh");
        refused(good.replace("a,t", ",t"), "column model_id");
        assertThatThrownBy(() ->
                        SurveyFile.read(Files.writeString(folder.resolve("x.csv"), "a,b\n1,2\n")))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("a column is missing");
    }

    /// Rows 14, 15, 60 and 61 are not P × T, row 9 is not E × I; five rated powers are those of
    /// another card.
    @Test
    void whatIsOddAboutTheSurvey() {
        Map<String, Claim> survey = SurveyFile.read(SharedData.needed("survey/models.csv"));
        assertThat(survey).hasSize(95);
        assertThat(models(survey, Rule.ENERGY)).containsExactly("m14", "m15", "m60", "m61");
        assertThat(models(survey, Rule.CARBON)).containsExactly("m09", "m14", "m15", "m60", "m61");
        assertThat(models(survey, Rule.INTENSITY)).isEmpty();
        assertThat(
                        survey.values().stream()
                                .mapToDouble(each ->
                                        requireNonNull(each.reported().carbon())
                                                .value()
                                                .kilograms())
                                .sum())
                .isCloseTo(253_200, within(100.0));
    }

    private static List<String> models(Map<String, Claim> survey, Rule rule) {
        var rules = new Plausibility(new CatalogReferences(survey.values()));
        return survey.values().stream()
                .filter(claim -> rules.of(claim).stream().anyMatch(each -> each.rule() == rule))
                .map(claim -> claim.subject().model())
                .toList();
    }

    private void refused(String rows, String where) throws IOException {
        Path file = file(rows);
        assertThatThrownBy(() -> SurveyFile.read(file))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining(where);
    }

    private Path file(String rows) throws IOException {
        return Files.writeString(folder.resolve("models.csv"), HEADER + rows);
    }
}
