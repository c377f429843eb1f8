package wattle.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wattle.grid.Factor;
import wattle.grid.GridException;
import wattle.grid.GridZone;
import wattle.grid.IntensityHistory;
import wattle.grid.Labels;
import wattle.grid.Observed;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.grid.csv.IntensityFile;
import wattle.series.Nanos;
import wattle.series.csv.Reading;
import wattle.testing.KnownHistory;
import wattle.testing.SetClock;
import wattle.unit.Source;

class GridFetchCommandTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Labels AVERAGE = new Labels(Signal.AVERAGE, Factor.DIRECT_CO2);
    private static final String MARCH = " --from 2026-03-01T00:00:00Z --to 2026-03-08T00:00:00Z";

    private final SetClock clock = new SetClock(Instant.parse("2026-06-01T00:00:00Z"));
    private final KnownHistory source = new KnownHistory(clock, week(AVERAGE));

    @TempDir private Path folder = Path.of("");

    private static Observed week(Labels labels) {
        Observed.Builder values =
                Observed.builder(
                        new GridZone("example", "XX"),
                        labels,
                        "v2",
                        new Source("Example Grid", "CC BY 4.0"),
                        START);
        for (int i = 0; i < 7 * 24; i++) {
            if (i != 50) {
                long at = Nanos.of(START.plusSeconds(3600L * i));
                Quality quality = i < 100 ? Quality.MEASURED : Quality.ESTIMATED;
                values.add(at, at + 3600 * Nanos.PER_SECOND, 100 + i, quality);
            }
        }
        return values.build();
    }

    private Called fetch(String line) throws Exception {
        return called(line, true);
    }

    /// @param fetch or the list
    private Called called(String line, boolean fetch) throws Exception {
        var out = new StringWriter();
        var err = new StringWriter();
        var console = new Console(new PrintWriter(out), new PrintWriter(err));
        var home = new Home(folder);
        var services =
                new GridServices(Map.of(), home, clock) {
                    @Override
                    IntensityHistory history(String name) throws GridException {
                        return name.equals("example") ? source : super.history(name);
                    }
                };
        int exit;
        if (fetch) {
            var command = new GridFetchCommand(console, home, clock, services);
            new CommandLine(command.spec()).parseArgs(line.split(" "));
            exit = command.call();
        } else if (line.startsWith("clear")) {
            var command = new GridCacheClearCommand(console, home, clock);
            new CommandLine(command.spec()).parseArgs(words(line.substring("clear".length())));
            exit = command.call();
        } else {
            var command = new GridCacheCommand(console, home, clock);
            new CommandLine(command.spec()).parseArgs(words(line));
            exit = command.call();
        }
        return new Called(exit, out.toString(), err.toString());
    }

    private static String[] words(String line) {
        return line.isBlank() ? new String[0] : line.strip().split(" ");
    }

    private Called cache(String line) throws Exception {
        return called(line, false);
    }

    private void refused(String line, int exit, @Nullable String words) {
        assertThatThrownBy(() -> fetch(line))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> {
                            assertThat(failure.exitCode()).isEqualTo(exit);
                            assertThat(failure.line()).contains(words);
                        });
    }

    @Test
    void whatIsAskedIsSaidFirstAndThenWhatCame() throws Exception {
        Called first = fetch("example:XX" + MARCH);
        assertThat(first.err())
                .isEqualTo(
                        "wattle: asking example over the network for example:XX, average,"
                                + " direct-co2, in 1 part, 2026-03-01T00:00:00Z to"
                                + " 2026-03-08T00:00:00Z\n");
        assertThat(first.out())
                .isEqualTo(
                        "example:XX, average, direct-co2, model v2: 167 values from"
                                + " 2026-03-01T00:00:00Z to 2026-03-08T00:00:00Z, 1 gap\n"
                                + "100 to 267 g/kWh, 99 measured, 68 estimated\n"
                                + "Source: Example Grid [CC BY 4.0]\n"
                                + "Fetched 0 s ago, kept in "
                                + folder
                                + "/cache/grid\n");
        clock.goOn(Duration.ofHours(3));
        Called again = fetch("XX --source example" + MARCH);
        assertThat(again.err())
                .isEqualTo("wattle: all of it was fetched before; nobody is asked\n");
        assertThat(again.out()).contains("Fetched 3 h ago");
        assertThat(source.asked()).hasSize(1);
    }

    @Test
    void aDryRunAsksNobody() throws Exception {
        Called dry = fetch("example:XX --dry-run" + MARCH);
        assertThat(dry.err()).startsWith("wattle: would ask example");
        assertThat(dry.out()).isEqualTo("example:XX, average, direct-co2: 7.00 days are missing\n");
        assertThat(source.asked()).isEmpty();
        JsonNode json =
                JsonMapper.shared().readTree(fetch("example:XX --dry-run --json" + MARCH).out());
        assertThat(json.path("missing").size()).isEqualTo(1);
    }

    @Test
    void jsonTellsWhatIsThere() throws Exception {
        JsonNode json = JsonMapper.shared().readTree(fetch("example:XX --json" + MARCH).out());
        assertThat(json.path("schema").asString()).isEqualTo("wattle.fetch/1");
        assertThat(json.path("values").asInt()).isEqualTo(167);
        assertThat(json.path("gaps").asInt()).isEqualTo(1);
        assertThat(json.path("quality").path("estimated").asInt()).isEqualTo(68);
        assertThat(json.path("licence").asString()).isEqualTo("CC BY 4.0");
        assertThat(json.path("retrieved_at").asString()).isEqualTo("2026-06-01T00:00:00Z");
    }

    @Test
    void csvIsWhatAccountReads() throws Exception {
        Path file = folder.resolve("march.csv");
        java.nio.file.Files.writeString(file, fetch("example:XX --csv" + MARCH).out());
        IntensityFile read =
                IntensityFile.read(file, Signal.AVERAGE, Factor.DIRECT_CO2, Reading.STRICT);
        assertThat(read.series().gramsPerKilowattHour())
                .isEqualTo(week(AVERAGE).gramsPerKilowattHour());
    }

    @Test
    void eachRefusalHasItsExitCode() {
        source.refuses(new GridException(GridException.Reason.UNKNOWN_ZONE, "no such zone"));
        refused("example:XX" + MARCH, 4, "WATTLE-4060: no such zone.");
        source.refuses(new GridException(GridException.Reason.NOT_AUTHORISED, "who are you"));
        refused("example:XX" + MARCH, 6, "WATTLE-6060: who are you.");
        source.refuses(
                new GridException(
                        GridException.Reason.LIMITED,
                        "too many questions",
                        Instant.parse("2026-06-01T00:05:00.25Z"),
                        null));
        refused("example:XX" + MARCH, 5, "Ask again at 2026-06-01T00:05:00Z.");
        source.refuses(new GridException(GridException.Reason.UNREACHABLE, "nobody there"));
        refused("example:XX" + MARCH, 5, "WATTLE-5061: nobody there.");
        source.refuses(null);
        refused(
                "example:XX --from 2020-01-01T00:00:00Z --to 2020-01-02T00:00:00Z",
                4,
                "WATTLE-4062: example has no value of example:XX");
    }

    @Test
    void whatWasBrokenOffSaysThatItGoesOn() throws Exception {
        String january = "example:XX --from 2026-01-01T00:00:00Z --to 2026-03-08T00:00:00Z";
        source.refusesAfter(1, new GridException(GridException.Reason.UNREACHABLE, "gone"));
        refused(january, 5, "gone. What came before that is kept; the same command goes on");
        source.refuses(null);
        source.forget();
        fetch(january);
        assertThat(source.asked().getFirst().start())
                .isEqualTo(Instant.parse("2026-01-31T00:00:00Z"));
    }

    @Test
    void wrongWordsAreRefusedWithWhatToWrite() {
        refused("XX" + MARCH, 2, "does not say whose zone it is");
        refused("example:XX", 2, "--from is missing");
        refused(
                "example:XX --from 2026-03-02T00:00:00Z --to 2026-03-01T00:00:00Z",
                2,
                "not before");
        refused("example:XX --source uk" + MARCH, 2, "is not a zone of --source uk");
        refused("nowhere:XX" + MARCH, 3, "no source of grid data is called \"nowhere\"");
        refused(
                "example:XX --signal marginal" + MARCH,
                4,
                "Use --signal average --factor direct-co2");
        refused("watttime:CAISO_NORTH" + MARCH, 6, "WATTTIME_USER");
    }

    @Test
    void severalKindsHaveToBeChosenFrom() throws Exception {
        var marginal = new Labels(Signal.MARGINAL, Factor.DIRECT_CO2);
        source.knows(week(AVERAGE), week(marginal));
        refused(
                "example:XX" + MARCH,
                2,
                "Use --signal average --factor direct-co2 or --signal marginal");
        assertThat(fetch("example:XX --signal marginal" + MARCH).out()).contains("marginal");
    }

    @Test
    void theCacheIsListedAndCleared() throws Exception {
        assertThat(cache("").out()).startsWith("Nothing was fetched yet into " + folder);
        fetch("example:XX" + MARCH);
        clock.goOn(Duration.ofHours(5));
        List<String> table = cache("").out().lines().toList();
        assertThat(table.get(0)).startsWith("Zone").contains("Gaps").endsWith("Model");
        assertThat(table.get(1))
                .contains("example:XX", "average", "2026-03-08T00:00:00Z", "167", "5 h ago", "v2");
        assertThat(table.get(2)).startsWith("1 series, ");
        JsonNode entry =
                JsonMapper.shared().readTree(cache("--json").out()).path("entries").path(0);
        assertThat(entry.path("age_seconds").asDouble()).isEqualTo(5 * 3600);
        assertThat(entry.path("zone").asString()).isEqualTo("example:XX");
        assertThat(cache("--csv").out().lines().toList())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("example:XX,average,direct-co2,v2,history,2026-03-01T00:00:00Z,");

        assertThat(cache("clear --zone YY").out()).isEqualTo("Nothing to remove.\n");
        assertThat(cache("clear --older-than 6h").out()).isEqualTo("Nothing to remove.\n");
        assertThat(cache("clear --older-than 4h --dry-run").out())
                .startsWith("Would be removed:\n");
        assertThat(cache("clear --source example").out())
                .startsWith("Removed:\n")
                .contains("example:XX");
        assertThat(cache("").out()).startsWith("Nothing was fetched yet");
    }
}
