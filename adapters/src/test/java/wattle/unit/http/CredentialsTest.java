package wattle.unit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {

    @TempDir Path home;

    private Path file(String permissions, String... lines) throws IOException {
        Path file = home.resolve("credentials");
        Files.deleteIfExists(file);
        Files.write(file, List.of(lines));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return file;
    }

    private Credentials credentials(Map<String, String> environment) {
        return new Credentials(environment, home);
    }

    private void refused(String... words) {
        assertThatThrownBy(() -> credentials(Map.of()).find(Credential.WATTTIME_USER))
                .isInstanceOf(CredentialsException.class)
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
    }

    @Test
    void areReadFromTheFileByTheirNames() throws Exception {
        file(
                "rw-------",
                "# WattTime",
                "",
                "watttime.user = someone",
                "  watttime.password=s3cret = with # and =  ",
                "electricitymaps.token = t0ken");
        Credentials credentials = credentials(Map.of());
        assertThat(credentials.find(Credential.WATTTIME_USER)).isEqualTo("someone");
        assertThat(credentials.find(Credential.WATTTIME_PASSWORD))
                .isEqualTo("s3cret = with # and =");
        assertThat(credentials.find(Credential.ELECTRICITYMAPS_TOKEN)).isEqualTo("t0ken");
        assertThat(credentials.toString()).doesNotContain("someone", "s3cret", "t0ken");
    }

    @Test
    void theEnvironmentWinsAndTheFileIsNotLookedAtThen() throws Exception {
        file("rw-rw-rw-", "watttime.user = file");
        Credentials credentials = credentials(Map.of("WATTTIME_USER", " environment "));
        assertThat(credentials.find(Credential.WATTTIME_USER)).isEqualTo("environment");
        assertThatThrownBy(() -> credentials.find(Credential.WATTTIME_PASSWORD))
                .isInstanceOf(CredentialsException.class);
    }

    @Test
    void withoutAFileThereAreNone() throws Exception {
        assertThat(credentials(Map.of()).find(Credential.WATTTIME_USER)).isNull();
        assertThat(credentials(Map.of("WATTTIME_USER", " ")).find(Credential.WATTTIME_USER))
                .isNull();
        assertThat(credentials(Map.of()).remedy(Credential.ELECTRICITYMAPS_TOKEN))
                .contains(
                        "ELECTRICITYMAPS_TOKEN",
                        "electricitymaps.token = …",
                        home.resolve("credentials").toString());
    }

    @Test
    void aFileThatOthersMayReadIsRefusedWithTheCommandThatHelps() throws Exception {
        for (String open :
                List.of("rw-r-----", "rw----r--", "rw--w----", "rwxrwxrwx", "rw-----wx")) {
            Path file = file(open, "watttime.user = s3cret");
            refused("chmod 600 '" + file + "'");
        }
        for (String own : List.of("rw-------", "r--------", "rwx------")) {
            file(own, "watttime.user = me");
            assertThat(credentials(Map.of()).find(Credential.WATTTIME_USER)).isEqualTo("me");
        }
    }

    @Test
    void aFileOfAnotherUserIsRefused() throws Exception {
        boolean root = (int) Files.getAttribute(Path.of("/proc/self/"), "unix:uid") == 0;
        assumeTrue(
                root, "only root can give a file away: a file of another user is not tested here");
        Path file = file("rw-------", "watttime.user = s3cret");
        Files.setAttribute(file, "unix:uid", 12345);
        refused("12345", "chown 0 '" + file + "'");
    }

    @Test
    void whatIsNoNameAndValueIsRefusedByItsLineAndNeverQuoted() throws Exception {
        file("rw-------", "# comment", "s3cret");
        refused("line 2", "name = value");
        file("rw-------", "s3cret-name = x");
        refused("line 1", "watttime.user, watttime.password, electricitymaps.token, wattle.token");
        file("rw-------", "watttime.user =");
        refused("line 1", "watttime.user has no value");
        file("rw-------", "watttime.user = s3cret", "watttime.user = s3cret2");
        refused("line 2", "twice");
        file("rw-------", "# " + "s3cret".repeat(20_000));
        refused("larger than 65536 bytes");
    }

    @Test
    void aFolderIsRefused() throws Exception {
        Path folder = Files.createDirectory(home.resolve("credentials"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        refused("is no file");
    }
}
