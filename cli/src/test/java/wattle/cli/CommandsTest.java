package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CommandsTest {

    /// Every command there is, as the help of each lists those below it.
    static Stream<String> all() {
        return Stream.concat(Stream.of(""), below(""));
    }

    /// All but `push`, whose example needs a hub.
    static Stream<String> alone() {
        return below("").filter(each -> !each.equals("push"));
    }

    private static Stream<String> below(String command) {
        String help = Called.wattle((command + " --help").strip().split(" ")).out();
        int list = help.indexOf("Commands:\n");
        if (list < 0) {
            return Stream.empty();
        }
        return Pattern.compile("(?m)^  ([a-z]+) ")
                .matcher(help.substring(list, help.indexOf("\n\n", list)))
                .results()
                .map(each -> (command + " " + each.group(1)).strip())
                .flatMap(each -> Stream.concat(Stream.of(each), below(each)));
    }

    @Test
    void allCommandsAreFound() {
        assertThat(all())
                .contains("", "run", "list", "grid cache clear", "hub token create", "version")
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyCommandHasHelpWithAnExample(String command) {
        Called called = Called.wattle((command + " --help").strip().split(" "));
        assertThat(called.exit()).isZero();
        assertThat(called.out())
                .contains("Usage: wattle")
                .contains("Example")
                .contains("  wattle ");
        assertThat(called.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("alone")
    void theExampleInTheHelpRunsAsItStands(String command) throws Exception {
        String help = Called.wattle((command + " --help").split(" ")).out();
        String example = help.substring(help.indexOf("Example:") + "Example:".length()).strip();
        assertThat(example).startsWith("wattle ");
        var outcome =
                WrappedShell.bare(
                        "cd \"$(dirname "
                                + WrappedShell.LAUNCHER
                                + ")\"; PATH=$PWD:$PATH; set -o pipefail; "
                                + example.replaceAll("\\s+", " "));
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out() + outcome.err()).isNotBlank();
    }

    /// By a real bash, as if Tab had been pressed behind these words.
    @ParameterizedTest
    @CsvSource({
        "wattle esti, estimate",
        "wattle hub token cre, create",
        "wattle estimate --acc, --accelerator",
        "wattle run --pause, --pause-resume",
    })
    void aShellCompletesCommandsAndOptions(String words, String completed) throws Exception {
        var outcome =
                WrappedShell.bare(
                        "bash -c 'source <(%s completion); COMP_WORDS=(%s); COMP_CWORD=%d; _complete_wattle; echo ${COMPREPLY[@]}'"
                                .formatted(
                                        WrappedShell.LAUNCHER, words, words.split(" ").length - 1));
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out().strip()).isEqualTo(completed);
    }

    @Test
    void theVersionIsTheProgramsAndTheDatas() {
        assertThat(Called.wattle("version", "--json").json().path("versions").propertyNames())
                .containsExactly("wattle", "data");
    }

    @Test
    void aCommandToRunIsNeeded() {
        assertThat(Called.wattle("run").refused(Exit.USAGE).err()).contains("COMMAND");
    }

    @Test
    void mistypedCommandsAndOptionsAreSuggested() {
        assertThat(Called.wattle("estimat").refused(Exit.USAGE).err()).contains("estimate");
        assertThat(Called.wattle("grid").refused(Exit.USAGE).err()).contains("subcommand");
    }

    /// Help that was asked for in vain is no help.
    @Test
    void thereIsNoHelpForACommandThatDoesNotExist() {
        assertThat(Called.wattle("frobnicate", "--help").refused(Exit.USAGE).err())
                .contains("frobnicate");
        Called.wattle("--help", "frobnicate").refused(Exit.USAGE);
        Called.wattle("grid", "zone", "--help").refused(Exit.USAGE);
        assertThat(Called.wattle("grid", "zones", "--help").exit()).isZero();
    }

    @Test
    void theZonesAreListedAndSought() {
        Called france = Called.wattle("grid", "zones", "france");
        assertThat(france.exit()).isZero();
        assertThat(france.out()).contains("FR ").contains("electricitymaps:FR");
        assertThat(Called.wattle("grid", "zones", "--json").json().path("zones").size())
                .isGreaterThan(500);
        Called.wattle("grid", "zones", "nowhere-at-all").refused(Exit.INVALID_INPUT);
    }

    @Test
    void everyZoneThatIsListedIsAcceptedByEstimate() {
        var zones = Called.wattle("grid", "zones", "--json").json().path("zones");
        for (var zone : zones) {
            if (zone.path("source").asString().equals("profile")) {
                continue; // A typical day alone is no yearly figure.
            }
            assertThat(wattle.grid.catalog.Places.find(zone.path("zone").asString(), null))
                    .isNotNull();
        }
    }
}
