package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher over a tree of its own, with a JDK and a Maven that are scripts: what it does when
/// a build was disturbed.
class LauncherBuildTest {

    @TempDir private Path root = Path.of("");

    /// Notes each call, fails on what was left half-written, and makes what Maven makes.
    private static final String MAVEN =
            """
            #!/bin/sh
            echo built >>"$ROOT/calls"
            [ -e "$ROOT/broken" ] && exit 1
            [ -e "$ROOT/cli/target/launcher/half" ] && exit 1
            mkdir -p "$ROOT/cli/target/launcher/lib" && echo jar >"$ROOT/cli/target/launcher/wattle.jar"
            """;

    /// Runs anything but a jar that is damaged.
    private static final String JAVA =
            """
            #!/bin/sh
            for word; do jar=$word; [ "$before" = -jar ] && break; before=$word; done
            if grep -q damaged "$jar"; then exit 1; fi
            echo "started $jar"
            """;

    @BeforeEach
    void tree() throws IOException {
        Path launcher = WrappedShell.LAUNCHER;
        Files.copy(launcher, root.resolve("wattle"));
        Path scripts = Files.createDirectories(root.resolve("scripts"));
        for (String name : new String[] {"build.sh", "jdk.sh"}) {
            Files.copy(launcher.resolveSibling("scripts").resolve(name), scripts.resolve(name));
        }
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Files.createDirectories(root.resolve("cli/src/main"));
        Files.writeString(root.resolve("cli/pom.xml"), "<project/>");
        executable("bin/mvn", MAVEN);
        executable("jdk/bin/java", JAVA);
        executable("jdk/bin/javac", JAVA);
        Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    }

    private void executable(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String start(int exitCode) throws IOException, InterruptedException {
        Path out = root.resolve("out");
        var builder = new ProcessBuilder(root.resolve("wattle").toString(), "version");
        var environment = builder.environment();
        environment.remove("_WATTLE_CLASSPATH");
        environment.put("ROOT", root.toString());
        environment.put("WATTLE_JAVA_HOME", root.resolve("jdk").toString());
        environment.put("PATH", root.resolve("bin") + ":" + environment.get("PATH"));
        Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(out);
        assertThat(process.exitValue()).as(said).isEqualTo(exitCode);
        return said;
    }

    private int builds() throws IOException {
        return Files.readAllLines(root.resolve("calls")).size();
    }

    @Test
    void whatIsBuiltIsStartedAndBuiltOnce() throws Exception {
        assertThat(start(0)).contains("started " + root);
        assertThat(start(0)).contains("started").doesNotContain("building");
        assertThat(builds()).isEqualTo(1);
        assertThat(root.resolve("target/launch/unfinished")).doesNotExist();
    }

    @Test
    void aBuildThatFailsOnAnOlderOneIsMadeOnceMoreFromNothing() throws Exception {
        Files.createDirectories(root.resolve("cli/target/launcher"));
        Files.createFile(root.resolve("cli/target/launcher/half"));
        assertThat(start(0)).contains("started");
        assertThat(builds()).isEqualTo(2);
    }

    /// Maven takes what is newer than the sources for whole, and here it would.
    @Test
    void aBuildThatWasKilledIsForgotten() throws Exception {
        Files.createDirectories(root.resolve("target/launch"));
        Files.createFile(root.resolve("target/launch/unfinished"));
        Files.createDirectories(root.resolve("cli/target/launcher"));
        Files.createFile(root.resolve("cli/target/launcher/half"));
        assertThat(start(0)).contains("started");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aProgramThatDoesNotStartIsBuiltOnceMore() throws Exception {
        Files.createDirectories(root.resolve("cli/target/launcher"));
        executable(
                "bin/mvn",
                MAVEN.replace(
                        "echo jar", "echo $([ $(wc -l <\"$ROOT/calls\") -gt 1 ] || echo damaged)"));
        assertThat(start(0)).contains("started");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void sourcesThatAreWrongAreSaid() throws Exception {
        Files.createFile(root.resolve("broken"));
        assertThat(start(1)).contains("error WATTLE-1004");
        assertThat(builds()).isEqualTo(1);
        assertThat(start(1)).contains("error WATTLE-1004");
        Files.delete(root.resolve("broken"));
        assertThat(start(0)).contains("started");
    }
}
