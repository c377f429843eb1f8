package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "estimate",
                "account",
                "plan",
                "evaluate",
                "run",
                "report",
                "push",
                "mark",
                "budget",
                "explain",
                "grid",
                "grid find",
                "grid show",
                "grid zones",
                "grid import",
                "grid cache",
                "grid cache clear",
                "grid fetch",
                "grid check",
                "grid forecast",
                "hub",
                "hub import",
                "hub list",
                "hub show",
                "hub analyze",
                "hub verify",
                "hub export",
                "hub token",
                "hub token create",
                "hub token list",
                "hub token revoke",
                "hub backup",
                "hub restore",
                "serve",
                "slurm",
                "slurm plan",
                "slurm submit",
                "slurm report",
                "collect",
                "operator",
                "serve",
                "doctor",
                "version"
            })
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
    @ValueSource(
            strings = {
                "estimate",
                "account",
                "plan",
                "evaluate",
                "run",
                "report",
                "mark",
                "budget",
                "explain",
                "grid",
                "grid find",
                "grid show",
                "grid zones",
                "grid import",
                "grid cache",
                "grid cache clear",
                "grid fetch",
                "grid check",
                "grid forecast",
                "hub",
                "hub import",
                "hub list",
                "hub show",
                "hub analyze",
                "hub verify",
                "hub export",
                "hub token",
                "hub token create",
                "hub token list",
                "hub token revoke",
                "hub backup",
                "hub restore",
                "serve",
                "slurm",
                "slurm plan",
                "slurm submit",
                "slurm report",
                "collect",
                "operator",
                "serve",
                "doctor",
                "version"
            })
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
