package wattle.hub.submission;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.Score;
import wattle.ledger.claim.Stage;
import wattle.series.csv.InvalidFileException;

class ModelCardFileTest {

    @TempDir private Path folder;

    @Test
    void anObjectIsReadWithEverythingThatItSays() throws IOException {
        Claim claim =
                requireNonNull(
                        ModelCardFile.read(
                                        card(
                                                """
                                                ---
                                                license: mit
                                                co2_eq_emissions:
                                                  emissions: 149200
                                                  source: CodeCarbon
                                                  training_type: fine-tuning
                                                  geographical_location: East Germany
                                                  hardware_used: 16 A100 GPUs
                                                model-index:
                                                  - name: Tiny Model
                                                    results:
                                                      - task:
                                                          type: text-classification
                                                        dataset:
                                                          name: GLUE
                                                        metrics:
                                                          - type: accuracy
                                                            value: 0.91
                                                ---
                                                # Something else
                                                """))
                                .get("card/tiny-model"));
        assertThat(claim.subject().model()).isEqualTo("Tiny Model");
        assertThat(claim.subject().stages()).containsExactly(Stage.FINE_TUNING);
        assertThat(claim.subject().task()).isEqualTo("text-classification");
        assertThat(claim.subject().dataset()).isEqualTo("GLUE");
        assertThat(claim.reported().carbon()).hasToString("149200 g");
        assertThat(claim.inputs().accelerator()).isEqualTo("16 A100 GPUs");
        assertThat(claim.inputs().place().location()).isEqualTo("East Germany");
        assertThat(claim.scores()).containsExactly(new Score("accuracy", 0.91));
        assertThat(claim.evidence().notes()).contains("CodeCarbon");
    }

    @ParameterizedTest
    @CsvSource({"17, 17 g", "'\"17\"', 17 g", "17g, 17 g", "0.00123, 0.00123 g", "1.5e3, 1500 g"})
    void aNumberIsGramsHoweverItIsWritten(String written, String grams) throws IOException {
        assertThat(
                        requireNonNull(
                                        ModelCardFile.read(
                                                        card(
                                                                "---\nco2_eq_emissions: "
                                                                        + written
                                                                        + "\n---\n# A B\n"))
                                                .get("card/a-b"))
                                .reported()
                                .carbon())
                .hasToString(grams);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "17 kg",
                "0.5 tons",
                "-3",
                "many",
                "1e999999999",
                ".inf",
                "[1, 2]",
                "\"\"",
                "1.2.3"
            })
    void whatMayBeOtherThanGramsIsRefused(String written) throws IOException {
        Path card = card("---\nco2_eq_emissions: " + written + "\n---\n# A\n");
        assertThatThrownBy(() -> ModelCardFile.read(card))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining("emissions");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# No YAML\n",
                "---\nlicense: mit\n---\n# A\n",
                "---\n- a\n---\n",
                "---\n: : {\n---\n",
                "---\nco2_eq_emissions: 1\n---\nno heading\n",
                "---\na: &a [x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c]\nco2_eq_emissions: 1\n---\n# A\n",
                "---\nco2_eq_emissions: !!java.net.URL [http://localhost]\n---\n# A\n"
            })
    void whatIsNoCardIsRefused(String text) throws IOException {
        Path card = card(text);
        assertThatThrownBy(() -> ModelCardFile.read(card)).isInstanceOf(InvalidFileException.class);
    }

    private Path card(String text) throws IOException {
        return Files.writeString(folder.resolve("README.md"), text);
    }
}
