package wattle.hub.threat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What is built of others' work: of one version each, so that two builds are the same.
class SupplyChainTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");
    private static final Pattern PROPERTY =
            Pattern.compile("<([a-z0-9.-]+\\.version)>([^<]+)</\\1>");

    @Test
    void noVersionIsLeftToTheDayOfTheBuild() throws Exception {
        int seen = 0;
        for (String module :
                List.of("", "picocli", "core", "testing", "adapters", "hub", "cli", "benchmarks")) {
            String text = Files.readString(ROOT.resolve(module).resolve("pom.xml"));
            // Those of Maven and of the JDK say what is needed, not what is fetched.
            String fetched =
                    text.replaceAll("(?s)<rules>.*?</rules>", "")
                            .replace("<version>[25,)</version>", "");
            for (Pattern each : List.of(VERSION, PROPERTY)) {
                List<String> versions =
                        each.matcher(fetched)
                                .results()
                                .map(found -> found.group(found.groupCount()))
                                .toList();
                assertThat(versions)
                        .as(module)
                        .allMatch(SupplyChainTest::isOne)
                        .doesNotContain("LATEST", "RELEASE");
                seen += versions.size();
            }
        }
        assertThat(seen).isGreaterThan(50);
    }

    /// A number, or a property that is one; snapshots are ours alone.
    private static boolean isOne(String version) {
        return version.equals("0.1.0-SNAPSHOT")
                || version.matches("\\$\\{[a-z0-9.-]+}")
                || (version.matches("[0-9][A-Za-z0-9.-]*") && !version.contains("SNAPSHOT"));
    }

    @Test
    void nothingInAJarTellsWhenItWasBuilt() throws Exception {
        assertThat(Files.readString(ROOT.resolve("pom.xml")))
                .containsPattern(
                        "<project.build.outputTimestamp>[0-9-]+T[0-9:]+Z</project.build.outputTimestamp>");
    }

    /// Of other registries nobody is asked.
    @Test
    void thereIsNoOtherRegistry() throws Exception {
        String text = Files.readString(ROOT.resolve("pom.xml"));
        assertThat(Pattern.compile("<repositor(y|ies)>|<pluginRepositor").matcher(text).results())
                .extracting(MatchResult::group)
                .isEmpty();
    }
}
