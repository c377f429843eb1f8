package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {

    @TempDir private Path folder = Path.of("");

    private Path result() {
        Path file = folder.resolve("result.json");
        assertThat(
                        Called.wattle(
                                        "estimate",
                                        "--accelerator",
                                        "A100:8",
                                        "--hours",
                                        "100",
                                        "--zone",
                                        "FR",
                                        "--year",
                                        "2024",
                                        "--json",
                                        "--output",
                                        file.toString())
                                .exit())
                .isZero();
        return file;
    }

    @Test
    void theEquationsAreFilledInAndEverySourceIsNamed() {
        Called called = Called.wattle("explain", result().toString());
        assertThat(called.exit()).isZero();
        assertThat(called.out())
                .contains("E[accelerator-0] = n × P × u × t = 8 × 400 W × 1 × 100 h = 320 kWh")
                .contains(
                        "M[accelerator-0] = n × TE × TiR/EL × RR/ToR = 8 × 150 kg × 100 h / 4 years")
                .contains("I = ")
                .contains("Ember")
                .contains("Uptime Institute");
    }

    @Test
    void aResultThatWasChangedByHandFailsTheVerification() throws IOException {
        Path file = result();
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst("\"operational_g\" : [0-9.]+", "\"operational_g\" : 1.0"));
        Called called = Called.wattle("explain", file.toString());
        assertThat(called.exit()).isEqualTo(Exit.VERIFICATION_FAILED.code());
        assertThat(called.out()).contains("Does not add up").contains("O = E × I");
        assertThat(called.err()).startsWith("error WATTLE-8001");
    }

    @Test
    void whatIsNoResultIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("other.json"), "{\"schema\": \"x/1\"}");
        Called.wattle("explain", file.toString()).refused(Exit.INVALID_INPUT);
        Called.wattle("explain", folder.resolve("none.json").toString())
                .refused(Exit.INVALID_INPUT);
        Called.wattle("explain", folder.toString()).refused(Exit.INVALID_INPUT);
        Called.wattle("explain").refused(Exit.USAGE);
    }
}
