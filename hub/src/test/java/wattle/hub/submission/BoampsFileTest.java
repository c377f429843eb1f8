package wattle.hub.submission;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.ledger.check.Provenance;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.Setting;
import wattle.ledger.claim.Stage;
import wattle.series.csv.InvalidFileException;

class BoampsFileTest {

    /// In the shape of format version 0.1, with every key that is read.
    private static final String REPORT =
            """
            {"header": {"licensing": "CC BY 4.0", "formatVersion": "0.1", "reportId": "R-1",
                        "reportDatetime": "2025-02-26 16:57:00",
                        "publisher": {"name": "A Lab", "confidentialityLevel": "public"}},
             "task": {"taskStage": "training+finetuning", "taskFamily": "chatbot",
                      "algorithms": [{"algorithmType": "llm", "foundationModelName": "small-13b",
                                      "parametersNumber": 13}],
                      "dataset": [{"dataUsage": "input", "dataType": "token"}],
                      "measuredAccuracy": 0.82},
             "measures": [{"measurementMethod": "codecarbon", "version": "2.5.0",
                           "powerConsumption": 0.00267074, "measurementDuration": 36.0}],
             "system": {"os": "linux"}, "software": {"language": "python"},
             "infrastructure": {"infraType": "publicCloud", "cloudProvider": "ovh",
                                "components": [{"componentType": "cpu", "nbComponent": 30},
                                               {"componentType": "gpu", "nbComponent": 2,
                                                "componentName": "Tesla V100S-PCIE-32GB"}]},
             "environment": {"country": "france", "powerSourceCarbonIntensity": 56},
             "quality": "high"}
            """;

    @TempDir private Path folder;

    @Test
    void everythingThatAClaimCanHoldIsRead() throws IOException {
        Claim claim = requireNonNull(BoampsFile.read(file(REPORT)).get("boamps/r-1"));
        assertThat(claim.subject().model()).isEqualTo("small-13b");
        assertThat(claim.subject().parameters()).isEqualTo(13e9);
        assertThat(claim.subject().stages())
                .containsExactlyInAnyOrder(Stage.PRE_TRAINING, Stage.FINE_TUNING);
        assertThat(claim.reported().energy()).hasToString("0.00267074 kWh");
        assertThat(claim.reported().carbon()).isNull();
        assertThat(claim.inputs().devices()).isEqualTo(2);
        assertThat(claim.inputs().wallHours()).isEqualTo(0.01);
        assertThat(requireNonNull(claim.inputs().intensity()).gramsPerKilowattHour()).isEqualTo(56);
        assertThat(claim.inputs().place().setting()).isEqualTo(Setting.CLOUD);
        assertThat(requireNonNull(claim.evidence().metering()).tool()).isEqualTo("codecarbon");
        assertThat(claim.evidence().citations().getFirst().licence()).isEqualTo("CC BY 4.0");
        // A tool's word without its coverage or the record's digest.
        assertThat(Provenance.of(claim)).isEqualTo(Provenance.CLAIMED);
    }

    @Test
    void whatIsNotPublicOrNotAReportIsRefused() throws IOException {
        refused(REPORT.replace("\"public\"", "\"internal\""), "Only what is public");
        refused(REPORT.replace("0.00267074", "-1"), "powerConsumption");
        refused(REPORT.replace("0.00267074", "1e999999999"), "powerConsumption");
        refused(REPORT.replace("measures", "measured"), "is no BoAmps report");
        refused("[".repeat(10_000), "is not a JSON object");
        refused(REPORT + "{}", "is not a JSON object");
        refused("\"x\"", "is not a JSON object");
    }

    private void refused(String text, String why) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> BoampsFile.read(file))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining(why);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("report.json"), text);
    }
}
