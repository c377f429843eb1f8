package wattle.meter.sysfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wattle.meter.MeterException;
import wattle.meter.MeterProblem;
import wattle.testing.Unprivileged;

class NumberFileTest {

    @TempDir private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({"0,0", "7,7", "-8,-8", "9223372036854775807,9223372036854775807"})
    void readsDigits(String text, long value) throws Exception {
        Path file = Files.writeString(folder.resolve("n"), text + "\n");
        try (NumberFile number = NumberFile.open(file, "it", "")) {
            assertThat(number.readSigned()).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "-",
                "1 2",
                "0x10",
                "1.5",
                "9223372036854775808",
                "-9223372036854775808",
                "123456789012345678901234567890123456789"
            })
    void refusesWhatIsNoNumber(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(NumberFile.parse(bytes, bytes.length)).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void seesEachNewContent() throws Exception {
        Path file = Files.writeString(folder.resolve("n"), "999\n");
        try (NumberFile number = NumberFile.open(file, "it", "")) {
            assertThat(number.read()).isEqualTo(999);
            Files.writeString(file, "5\n");
            assertThat(number.read()).isEqualTo(5);
        }
    }

    @Test
    void tellsAbsenceRefusalAndFailureApart() throws Exception {
        Path refused = Files.writeString(folder.resolve("refused"), "1\n");
        Trees.refuse(folder, "refused");
        assertThat(problem(folder.resolve("absent"))).isInstanceOf(MeterProblem.NotPresent.class);
        assertThat(problem(folder)).isInstanceOf(MeterProblem.Unreadable.class);
        assertThat(Unprivileged.call(() -> problem(refused)))
                .isEqualTo(new MeterProblem.NoPermission("it (" + refused + ")", "do this"));
    }

    /// The kernel's own way to say that what a file was about has gone: reading the file of a
    /// process that ended fails, as does that of a device that was pulled.
    @Test
    void saysThatItsDeviceHasGone() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        Path file = Path.of("/proc", Long.toString(process.pid()), "oom_score_adj");
        try (NumberFile number = NumberFile.open(file, "it", "")) {
            number.readSigned();
            process.destroy();
            process.waitFor();
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(number::readSigned)
                        .isInstanceOfSatisfying(
                                MeterException.class,
                                e ->
                                        assertThat(e.problem())
                                                .isInstanceOf(MeterProblem.NotPresent.class));
            }
        }
    }

    private static MeterProblem problem(Path file) {
        try (NumberFile _ = NumberFile.open(file, "it", "do this")) {
            throw new AssertionError("it was opened");
        } catch (MeterException e) {
            return e.problem();
        }
    }
}
