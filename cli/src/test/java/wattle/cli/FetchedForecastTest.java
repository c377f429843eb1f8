package wattle.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;
import wattle.testing.SetClock;

/// A forecast is fetched from a server that plays the service, kept, and planned by.
class FetchedForecastTest {

    private static final Instant NOW = Instant.parse("2026-03-20T12:10:00Z");

    @RegisterExtension
    private static final WireMockExtension SERVER =
            WireMockExtension.newInstance()
                    .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
                    .build();

    private final SetClock clock = new SetClock(NOW);
    private final Map<String, String> environment = new HashMap<>();

    @TempDir private Path folder = Path.of("");

    private Called fetch(String line) throws Exception {
        for (String each : new String[] {"UK", "WATTTIME", "ELECTRICITYMAPS"}) {
            environment.put("WATTLE_" + each + "_URL", SERVER.baseUrl());
        }
        var home = new Home(folder);
        return called(
                console -> {
                    var services = new GridServices(environment, home, clock);
                    var command = new GridFetchCommand(console, home, clock, services);
                    return new Parsed(command, command.spec());
                },
                line);
    }

    private JsonNode plan(String zones) throws Exception {
        return planned(zones + " --duration 2h --power-watts 1000 --slack 6h --json").json();
    }

    private Called planned(String line) throws Exception {
        return called(
                console -> {
                    var command = new PlanCommand(console, new Home(folder), clock);
                    return new Parsed(command, command.spec());
                },
                line);
    }

    private Called estimated(String line) throws Exception {
        return called(
                console -> {
                    var command = new EstimateCommand(console, new Home(folder));
                    return new Parsed(command, command.spec());
                },
                "--accelerator A100:8 --hours 10 --pue 1 --no-embodied --json " + line);
    }

    private Called show(String line) throws Exception {
        return called(
                console -> {
                    var command = new GridShowCommand(console, new Home(folder), clock);
                    return new Parsed(command, command.spec());
                },
                line);
    }

    private Called cache() throws Exception {
        return called(
                console -> {
                    var command = new GridCacheCommand(console, new Home(folder), clock);
                    return new Parsed(command, command.spec());
                },
                "--csv");
    }

    private record Parsed(Callable<Integer> command, CommandSpec spec) {}

    private interface Made {
        Parsed by(Console console);
    }

    private static Called called(Made made, String line) throws Exception {
        var out = new StringWriter();
        var err = new StringWriter();
        Parsed parsed = made.by(new Console(new PrintWriter(out), new PrintWriter(err)));
        new CommandLine(parsed.spec()).parseArgs(line.split(" "));
        int exit = parsed.command().call();
        return new Called(exit, out.toString(), err.toString());
    }

    private static String list(int count, IntFunction<String> each) {
        return IntStream.range(0, count).mapToObj(each).collect(Collectors.joining(",", "[", "]"));
    }

    /// 48 hours of half-hours, of which those from 15:00 to 17:00 are low.
    private static void playUk() {
        Instant first = Instant.parse("2026-03-20T12:00:00Z");
        String data =
                list(
                        96,
                        i -> {
                            Instant from = first.plusSeconds(1800L * i);
                            return "{\"from\":\"%s\",\"to\":\"%s\",\"intensity\":{\"forecast\":%d,"
                                            .formatted(
                                                    minutes(from),
                                                    minutes(from.plusSeconds(1800)),
                                                    i >= 6 && i < 10 ? 50 : 200)
                                    + "\"actual\":null,\"index\":\"low\"}}";
                        });
        SERVER.stubFor(
                get(urlPathMatching("/intensity/.*/fw48h"))
                        .willReturn(okJson("{\"data\":" + data + "}")));
    }

    private static String minutes(Instant at) {
        return at.toString().replace(":00Z", "Z");
    }

    @Test
    void aForecastIsAskedForKeptListedAndPlannedBy() throws Exception {
        playUk();
        Called fetched = fetch("uk:GB --forecast");
        assertThat(fetched.err())
                .isEqualTo(
                        "wattle: asking uk over the network for the forecast of uk:GB, average,"
                                + " direct-co2, that holds at 2026-03-20T12:10:00Z\n");
        assertThat(fetched.out())
                .isEqualTo(
                        """
                        uk:GB, average, direct-co2
                        issued at 2026-03-20T12:10:00Z, 0 s ago, 96 values from\
                         2026-03-20T12:00:00Z to 2026-03-22T12:00:00Z
                        50.0 to 200 g/kWh
                        Source: NESO Carbon Intensity API, Great Britain [CC BY 4.0, National\
                         Energy System Operator]
                        Kept in %s/cache/grid, where wattle plan finds it: --zone uk:GB
                        """
                                .formatted(folder));
        SERVER.verify(getRequestedFor(urlPathEqualTo("/intensity/2026-03-20T12:10Z/fw48h")));
        assertThat(cache().out()).contains("uk:GB,average,direct-co2,,forecast,2026-03-20T12:00");

        clock.goOn(Duration.ofMinutes(40));
        JsonNode shown = show("uk:GB --json").json();
        assertThat(shown.path("quality").asString()).isEqualTo("forecast");
        assertThat(shown.path("values").size()).isEqualTo(95);
        assertThat(shown.path("notes").path(0).asString())
                .isEqualTo("forecast of uk:GB, forecast, issued 40 min ago");
        assertThat(
                        show("electricitymaps:GB --from 2026-03-20T15:00:00Z --to 2026-03-20T17:00:00Z")
                                .out())
                .contains("fetched")
                .contains("highest                  50.0 g/kWh")
                .contains("note: there is a typical day: --quality typical-day");
        JsonNode plan = plan("--zone uk:GB");
        assertThat(plan.path("basis").asString()).isEqualTo("forecast");
        JsonNode start = plan.path("plans").path(1);
        assertThat(start.path("policy").asString()).isEqualTo("flexible-start");
        assertThat(start.path("operational_g").asDouble()).isLessThan(2 * 100);
        assertThat(start.path("start").asString()).startsWith("2026-03-20T14:5");
        assertThat(planned("--zone uk:GB --duration 2h --power-watts 1000 --slack 6h").err())
                .contains("uk:GB: forecast of uk:GB, issued 40 min ago");
    }

    @Test
    void whatTheForecastDoesNotReachIsSaidToRestOnTheTypicalDay() throws Exception {
        String data =
                list(
                        73,
                        i ->
                                "{\"datetime\":\"%s\",\"carbonIntensity\":%d}"
                                        .formatted(
                                                Instant.parse("2026-03-20T12:00:00Z")
                                                        .plusSeconds(3600L * i)
                                                        .toString()
                                                        .replace("Z", ".000Z"),
                                                i == 5 ? 20 : 400));
        environment.put("ELECTRICITYMAPS_TOKEN", "of-this-test");
        SERVER.stubFor(
                get(urlPathMatching("/v./carbon-intensity/forecast"))
                        .withHeader("auth-token", equalTo("of-this-test"))
                        .willReturn(
                                okJson(
                                        "{\"zone\":\"DE\",\"forecast\":"
                                                + data
                                                + ",\"updatedAt\":\"2026-03-20T12:10:00.200Z\"}")));
        fetch("electricitymaps:DE --forecast --factor lifecycle-co2e");

        JsonNode near = plan("--zone DE");
        assertThat(near.path("basis").asString()).isEqualTo("forecast");
        assertThat(near.path("plans").path(1).path("start").asString())
                .isBetween("2026-03-20T15:10:00Z", "2026-03-20T17:10:00Z");
        JsonNode far =
                planned("--zone DE --duration 2h --power-watts 1000 --slack 80h --json").json();
        assertThat(far.path("basis").asString()).isEqualTo("typical-day");
    }

    @Test
    void archivedForecastsAreFetchedOnce() throws Exception {
        environment.put("WATTTIME_USER", "somebody");
        environment.put("WATTTIME_PASSWORD", "their-secret");
        SERVER.stubFor(get(urlPathEqualTo("/login")).willReturn(okJson("{\"token\":\"t\"}")));
        SERVER.stubFor(
                get(urlPathEqualTo("/v3/forecast/historical"))
                        .withQueryParam("region", equalTo("CAISO_NORTH"))
                        .willReturn(
                                okJson(
                                        """
                                        {"data": [%s, %s],
                                         "meta": {"data_point_period_seconds": 300,
                                           "region": "CAISO_NORTH", "signal_type": "co2_moer",
                                           "units": "lbs_co2_per_mwh", "warnings": [],
                                           "model": {"date": "2023-03-01"}}}
                                        """
                                                .formatted(
                                                        issued("2026-03-19T00:00:00Z"),
                                                        issued("2026-03-19T00:55:00Z")))));
        String line =
                "watttime:CAISO_NORTH --forecast --horizon 2h --issued-from 2026-03-19T00:00:00Z"
                        + " --issued-to 2026-03-19T01:00:00Z";
        Called first = fetch(line + " --json");
        assertThat(first.err())
                .contains("at each of 2 times from 2026-03-19T00:00:00Z to 2026-03-19T01:00:00Z")
                .doesNotContain("secret");
        JsonNode forecasts = first.json().path("forecasts");
        assertThat(forecasts.size()).isEqualTo(2);
        assertThat(forecasts.path(0).path("issued_at").asString())
                .isEqualTo("2026-03-19T00:00:00Z");
        assertThat(forecasts.path(1).path("issued_at").asString())
                .isEqualTo("2026-03-19T00:55:00Z");
        assertThat(forecasts.path(0).path("min_g_per_kwh").asDouble()).isEqualTo(1000 * 0.45359237);

        SERVER.resetAll();
        Called again = fetch(line + " --csv");
        assertThat(again.err())
                .isEqualTo("wattle: all of it was fetched before; nobody is asked\n");
        assertThat(again.out().lines().limit(2))
                .containsExactly(
                        "issued_utc,timestamp_utc,g_per_kwh",
                        "2026-03-19T00:00:00Z,2026-03-19T00:00:00Z," + 1000 * 0.45359237);
    }

    private static String issued(String at) {
        return "{\"generated_at\": \"%s\", \"forecast\": %s}"
                .formatted(
                        at,
                        list(
                                36,
                                i ->
                                        "{\"point_time\": \"%s\", \"value\": %d}"
                                                .formatted(
                                                        Instant.parse(at).plusSeconds(300L * i),
                                                        1000 + i)));
    }

    private Called imported(String line) throws Exception {
        return called(
                console -> {
                    var command = new GridImportCommand(console, new Home(folder), clock);
                    return new Parsed(command, command.spec());
                },
                line);
    }

    private Called cleared(String line) throws Exception {
        return called(
                console -> {
                    var command = new GridCacheClearCommand(console, new Home(folder), clock);
                    return new Parsed(command, command.spec());
                },
                line);
    }

    /// Two days of hours from midnight on, low at 15:00.
    private String file(String head) throws Exception {
        var rows = new StringBuilder(head).append('\n');
        for (int i = 0; i < 48; i++) {
            rows.append(Instant.parse("2026-03-20T00:00:00Z").plusSeconds(3600L * i))
                    .append(',')
                    .append(i == 15 ? 30 : 300)
                    .append('\n');
        }
        return Files.writeString(folder.resolve("raw.csv"), rows).toString();
    }

    @Test
    void anImportedSeriesIsWhatIsKnownOfItsZone() throws Exception {
        String file = file("timestamp_utc,g_per_kwh");
        String kind = " --signal average --factor lifecycle-co2e --into-cache";
        assertThat(imported(file + " --zone DE" + kind).out().replaceAll(" +", " "))
                .contains("kept as country:DEU in " + folder)
                .contains("undone by wattle grid cache clear --zone country:DEU --model import");
        JsonNode plan = plan("--zone DE");
        assertThat(plan.path("basis").asString()).isEqualTo("perfect-foresight");
        assertThat(plan.path("plans").path(1).path("start").asString())
                .startsWith("2026-03-20T14:10");
        JsonNode again = imported(file + " --zone DE --json" + kind).json();
        assertThat(again.path("cache_zone").asString()).isEqualTo("country:DEU");
        assertThat(again.path("output").isNull()).isTrue();
        assertThat(cache().out().lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("country:DEU,average,lifecycle-co2e,import,history,2026-03-20");

        assertThat(cleared("--zone country:DEU --model 2023").out())
                .isEqualTo("Nothing to remove.\n");
        assertThat(cleared("--zone country:DEU --model import").out()).startsWith("Removed:");
        assertThat(plan("--zone DE").path("basis").asString()).isEqualTo("typical-day");
    }

    /// 32 kWh, evenly over days of which 47 hours have 300 g/kWh and one has 30.
    @Test
    void anEstimateOfThoseDaysMeetsWhatWasImported() throws Exception {
        String file = file("timestamp_utc,g_per_kwh");
        imported(file + " --zone DE --signal average --factor lifecycle-co2e --into-cache");
        String days = " --from 2026-03-20 --to 2026-03-22";
        JsonNode known = estimated("--zone DE" + days).json();
        assertThat(known.path("operational_g").asDouble())
                .isCloseTo(32 * (47 * 300 + 30) / 48.0, within(1e-6));
        assertThat(known.path("intensity").path("quality").asString()).isEqualTo("unstated");
        // Ten hours with the low one; and a day more, of which the typical day is known.
        assertThat(
                        estimated(
                                        "--zone DE --runs 1 --from 2026-03-20T15:00:00Z --to 2026-03-21T01:00:00Z")
                                .json()
                                .path("operational_g")
                                .asDouble())
                .isCloseTo(32 * (9 * 300 + 30) / 10.0, within(1e-6));
        JsonNode longer = estimated("--zone DE --from 2026-03-20 --to 2026-03-23").json();
        JsonNode layers = longer.path("intensity").path("layers");
        assertThat(layers.size()).isEqualTo(2);
        assertThat(layers.path(1).path("quality").asString()).isEqualTo("typical-day");
        assertThat(layers.path(1).path("share").asDouble()).isCloseTo(1 / 3.0, within(1e-9));
        // A zone of which nothing else is known.
        imported(
                file
                        + " --zone watttime:CAISO_NORTH --signal marginal --factor direct-co2 --into-cache");
        JsonNode marginal = estimated("--zone watttime:CAISO_NORTH" + days).json();
        assertThat(marginal.path("intensity").path("signal").asString()).isEqualTo("marginal");
        assertThat(marginal.path("operational_g").asDouble())
                .isEqualTo(known.path("operational_g").asDouble());
        assertThatThrownBy(() ->
                        estimated("--zone watttime:CAISO_NORTH --from 2026-03-21 --to 2026-03-23"))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> {
                            assertThat(failure.exitCode()).isEqualTo(Exit.DATA_MISSING.code());
                            assertThat(failure.line())
                                    .contains("does not cover 2026-03-22T00:00:00Z");
                        });
    }

    @Test
    void whatNobodyWouldFindIsNotImportedIntoTheCache() throws Exception {
        String file = file("timestamp_utc,g_per_kwh");
        String kind = " --signal marginal --factor direct-co2 --into-cache";
        refusedImport(file + kind, "--zone");
        refusedImport(file + kind + " --zone NOWHERE", "Write --zone SOURCE:KEY");
        refusedImport(file + " --into-cache --zone DE", "--signal and --factor");
        imported(file + kind + " --zone watttime:CAISO_NORTH");
        assertThat(plan("--zone watttime:CAISO_NORTH").path("basis").asString())
                .isEqualTo("perfect-foresight");
    }

    private void refusedImport(String line, String words) {
        assertThatThrownBy(() -> imported(line))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> {
                            assertThat(failure.line()).contains(words);
                            assertThat(failure.exitCode()).isEqualTo(2);
                        });
    }

    private Called find(String line) throws Exception {
        environment.put("WATTLE_WATTTIME_URL", SERVER.baseUrl());
        return called(
                console -> {
                    var services = new GridServices(environment, new Home(folder), clock);
                    var command = new GridFindCommand(console, services);
                    return new Parsed(command, command.spec());
                },
                line);
    }

    @Test
    void wattTimesRegionIsAskedForOnRequestOnly() throws Exception {
        SERVER.resetAll();
        assertThat(find("--near=37.77,-122.42").err()).isEmpty();
        assertThat(SERVER.getAllServeEvents()).isEmpty();
        Called none = find("--online --near=37.77,-122.42 --json");
        assertThat(none.err()).startsWith("wattle: without WattTime's region: ");
        assertThat(none.json().path("readings").size()).isPositive();
        assertThat(SERVER.getAllServeEvents()).isEmpty();

        environment.put("WATTTIME_USER", "somebody");
        environment.put("WATTTIME_PASSWORD", "their-secret");
        SERVER.stubFor(get(urlPathEqualTo("/login")).willReturn(okJson("{\"token\":\"t\"}")));
        SERVER.stubFor(
                get(urlPathEqualTo("/v3/region-from-loc"))
                        .withQueryParam("latitude", equalTo("37.77"))
                        .withQueryParam("longitude", equalTo("-122.42"))
                        .withQueryParam("signal_type", equalTo("co2_moer"))
                        .willReturn(okJson("{\"region\":\"CAISO_NORTH\"}")));
        Called asked = find("--online --near=37.77,-122.42 --json");
        assertThat(asked.err())
                .isEqualTo(
                        "wattle: asking watttime over the network for the region at 37.77,"
                                + " -122.42\n");
        JsonNode json = asked.json();
        assertThat(json.path("readings").path(1).path("zone").asString())
                .isEqualTo("watttime:CAISO_NORTH");
        assertThat(json.path("readings").path(1).path("basis").asString())
                .isEqualTo("WattTime's region at 37.77, -122.42 for co2_moer");
        assertThat(json.path("zone").asString()).startsWith("electricitymaps:US-CA");
    }

    /// The middle of the Pacific, where no table knows anything.
    @Test
    void whereNothingIsNearOnlyWattTimeCanTell() throws Exception {
        assertThatThrownBy(() -> find("--near=-40,-140"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("too far to guess");
        environment.put("WATTTIME_USER", "somebody");
        environment.put("WATTTIME_PASSWORD", "their-secret");
        SERVER.stubFor(get(urlPathEqualTo("/login")).willReturn(okJson("{\"token\":\"t\"}")));
        SERVER.stubFor(
                get(urlPathEqualTo("/v3/region-from-loc"))
                        .willReturn(okJson("{\"region\":\"SOMEWHERE\"}")));
        assertThat(find("--online --near=-40,-140 --json").json().path("zone").asString())
                .isEqualTo("watttime:SOMEWHERE");
    }

    @Test
    void aDryRunAsksNobodyAndWhatCannotBeIsRefused() throws Exception {
        SERVER.resetAll();
        Called dry = fetch("uk:GB --forecast --dry-run");
        assertThat(dry.err()).startsWith("wattle: would ask uk");
        assertThat(dry.out()).isEqualTo("uk:GB, average, direct-co2: 1 forecast is missing\n");
        assertThat(SERVER.getAllServeEvents()).isEmpty();
        refused("uk:GB --forecast --from 2026-03-01T00:00:00Z", 2, "--issued-from");
        refused("uk:GB --horizon 3h --from 2026-03-01T00:00:00Z", 2, "is for --forecast");
        refused("uk:GB --forecast --issued-from 2027-03-01T00:00:00Z", 2, "no past time");
        refused(
                "uk:GB --forecast --issued-from 2026-03-01T00:00:00Z --every 1m",
                2,
                "more than 2400 forecasts");
        refused(
                "uk:GB --forecast --issued-from 2026-03-19T00:00:00Z",
                4,
                "keeps no forecasts of the past");
        refused("watttime:CAISO_NORTH --forecast", 6, "WATTTIME_USER");
        assertThat(SERVER.getAllServeEvents()).isEmpty();
        SERVER.stubFor(
                get(urlPathMatching("/intensity/.*")).willReturn(aResponse().withStatus(404)));
        refused("uk:GB --forecast", 4, "nothing for that time");
    }

    private void refused(String line, int exit, String words) {
        assertThatThrownBy(() -> fetch(line))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> {
                            assertThat(failure.line()).contains(words);
                            assertThat(failure.exitCode()).isEqualTo(exit);
                        });
    }
}
