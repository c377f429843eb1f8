package wattle.grid.watttime;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import wattle.grid.Factor;
import wattle.grid.GridException;
import wattle.grid.GridZone;
import wattle.grid.IntensityHistory;
import wattle.grid.Labels;
import wattle.grid.Observed;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.grid.http.PlayedServer;
import wattle.series.Interval;
import wattle.testing.RemoteHistoryContract;
import wattle.unit.http.JsonClient;

class WattTimeHistoryTest extends RemoteHistoryContract {

    private static final PlayedWattTime PLAYED = new PlayedWattTime();

    @RegisterExtension static final WireMockExtension SERVER = PlayedWattTime.server(PLAYED);

    private static final JsonClient CLIENT = PLAYED.client();
    private static final String PATH = "/v3/historical";

    /// 40 days: two pages.
    private static final Interval SPAN =
            new Interval(
                    Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-02-10T00:00:00Z"));

    private static final Interval GAP =
            new Interval(
                    Instant.parse("2026-01-30T22:00:00Z"), Instant.parse("2026-01-31T02:00:00Z"));

    @BeforeEach
    void publish() {
        PLAYED.play(SERVER);
        PLAYED.values.clear();
        // An hour more at both ends than is asked for.
        for (Instant hour = SPAN.start().minusSeconds(3600);
                !hour.isAfter(SPAN.end());
                hour = hour.plusSeconds(3600)) {
            if (!GAP.contains(hour)) {
                PLAYED.values.put(hour, pounds(hour));
            }
        }
    }

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    private static double pounds(Instant hour) {
        return 500 + hour.getEpochSecond() / 3600 % 97;
    }

    private static WattTimeHistory history() {
        return new WattTimeHistory(PLAYED.account(SERVER, CLIENT));
    }

    private static IntensityHistory answering(ResponseDefinitionBuilder answer) {
        PLAYED.play(SERVER);
        SERVER.stubFor(get(urlPathEqualTo(PATH)).willReturn(answer));
        return history();
    }

    @Override
    protected IntensityHistory healthy() {
        return history();
    }

    @Override
    protected GridZone zone() {
        return new GridZone("watttime", "CAISO_NORTH");
    }

    @Override
    protected Labels labels() {
        return new Labels(Signal.MARGINAL, Factor.DIRECT_CO2);
    }

    @Override
    protected GridZone unknownZone() {
        return new GridZone("watttime", "NOWHERE");
    }

    @Override
    protected Interval span() {
        return SPAN;
    }

    @Override
    protected Interval gap() {
        return GAP;
    }

    @Override
    protected Map<Instant, Double> values() {
        Map<Instant, Double> values = new HashMap<>();
        PLAYED.values.forEach((hour, pounds) -> {
            if (SPAN.contains(hour)) {
                values.put(hour, pounds * 0.45359237);
            }
        });
        return values;
    }

    @Override
    protected Interval spanWithoutValues() {
        return new Interval(
                Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2025-01-02T00:00:00Z"));
    }

    @Override
    protected IntensityHistory notAuthorised() {
        return answering(
                PlayedServer.refusing(
                        403,
                        "{\"error\":\"INVALID_SCOPE\",\"message\":\"not for"
                                + " secret-token-1 of "
                                + PlayedWattTime.PASSWORD
                                + "\"}"));
    }

    @Override
    protected IntensityHistory limited() {
        return answering(PlayedServer.limited("300", "secret-token-1 asks too often"));
    }

    @Override
    protected Instant retryAt() {
        return PlayedWattTime.NOW.plusSeconds(300);
    }

    @Override
    protected IntensityHistory unreachable() {
        return answering(PlayedServer.refusing(503, "secret-token-1"));
    }

    @Override
    protected Map<String, Callable<IntensityHistory>> malformed() {
        String meta =
                "\"meta\":{\"data_point_period_seconds\":3600,\"region\":\"CAISO_NORTH\","
                        + "\"signal_type\":\"co2_moer\",\"units\":\"lbs_co2_per_mwh\"}";
        String point = "{\"point_time\":\"2026-01-01T00:00:00Z\",\"value\":1}";
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("a page", "<html>secret-token-1</html>");
        bodies.put("nothing", "");
        bodies.put("cut off", "{\"data\":[" + point + ",{\"point_ti");
        bodies.put("a list", "[]");
        bodies.put("no data", "{" + meta + "}");
        bodies.put("no meta", "{\"data\":[" + point + "]}");
        bodies.put(
                "no value", "{\"data\":[{\"point_time\":\"2026-01-01T00:00:00Z\"}]," + meta + "}");
        bodies.put("text", "{\"data\":[" + point.replace(":1}", ":\"1\"}") + "]," + meta + "}");
        bodies.put("no zone", "{\"data\":[" + point.replace("Z", "") + "]," + meta + "}");
        bodies.put(
                "twice and different",
                "{\"data\":[" + point + "," + point.replace(":1}", ":2}") + "]," + meta + "}");
        bodies.put(
                "overlapping",
                "{\"data\":["
                        + point
                        + ","
                        + point.replace("00:00:00", "00:30:00")
                        + "],"
                        + meta
                        + "}");
        bodies.put(
                "an index",
                "{\"data\":[" + point + "]," + meta.replace("lbs_co2_per_mwh", "percentile") + "}");
        bodies.put(
                "another region",
                "{\"data\":[" + point + "]," + meta.replace("NORTH", "SOUTH") + "}");
        bodies.put("no period", "{\"data\":[" + point + "]," + meta.replace("3600", "0") + "}");
        Map<String, Callable<IntensityHistory>> malformed =
                PlayedServer.malformed(bodies, WattTimeHistoryTest::answering);
        malformed.put("a redirection", () -> answering(aResponse().withStatus(302)));
        return malformed;
    }

    @Override
    protected IntensityHistory slow() {
        return answering(PlayedServer.slow());
    }

    @Override
    protected List<String> secrets() {
        return PlayedWattTime.secrets();
    }

    @Test
    void aPoundPerMegawattHourIsSoManyGramsPerKilowattHour() throws Exception {
        // 1000 lb/MWh = 453.59237 kg/MWh.
        PLAYED.values.put(SPAN.start(), 1000.0);
        Observed observed = history().history(zone(), labels(), SPAN, share -> {});
        assertThat(observed.gramsPerKilowattHour().value(0)).isCloseTo(453.59237, within(1e-9));
        assertThat(observed.model()).isEqualTo("2026-01-15");
        assertThat(observed.retrievedAt()).isEqualTo(PlayedWattTime.NOW);
        assertThat(observed.source().name()).contains("co2_moer", "2026-01-15");
    }

    @Test
    void imputedValuesAreEstimated() throws Exception {
        Observed observed = history().history(zone(), labels(), SPAN, share -> {});
        int estimated = 0;
        for (int i = 0; i < observed.gramsPerKilowattHour().size(); i++) {
            Instant start = observed.gramsPerKilowattHour().timeline().interval(i).start();
            boolean imputed = PlayedWattTime.imputed(start);
            assertThat(observed.quality(i))
                    .isEqualTo(imputed ? Quality.ESTIMATED : Quality.MEASURED);
            estimated += imputed ? 1 : 0;
        }
        assertThat(estimated).isBetween(9, 10);
    }

    @Test
    void theAverageIsAskedForByItsName() throws Exception {
        history().history(zone(), new Labels(Signal.AVERAGE, Factor.DIRECT_CO2), SPAN, share -> {});
        SERVER.verify(
                2,
                getRequestedFor(urlPathEqualTo(PATH))
                        .withQueryParam("signal_type", equalTo("co2_aoer")));
    }

    @Test
    void anAverageBelowZeroIsMalformedAndAMarginalOneIsNot() throws Exception {
        PLAYED.values.put(SPAN.start(), -10.0);
        assertThat(
                        history()
                                .history(zone(), labels(), SPAN, share -> {})
                                .gramsPerKilowattHour()
                                .value(0))
                .isNegative();
        assertThatThrownBy(() ->
                        history()
                                .history(
                                        zone(),
                                        new Labels(Signal.AVERAGE, Factor.DIRECT_CO2),
                                        SPAN,
                                        share -> {}))
                .isInstanceOfSatisfying(
                        GridException.class,
                        told ->
                                assertThat(told.reason())
                                        .isEqualTo(GridException.Reason.MALFORMED));
    }

    @Test
    void aTokenThatEndsBetweenPagesIsReplaced() throws Exception {
        // By the documentation after 30 minutes; here the second page comes after 29.
        IntensityHistory source = history();
        Observed observed =
                source.history(
                        zone(),
                        labels(),
                        SPAN,
                        share -> PLAYED.clock.now = PLAYED.clock.now.plus(Duration.ofMinutes(29)));
        assertThat(observed.gramsPerKilowattHour().size()).isEqualTo(values().size());
        assertThat(PLAYED.logins).isEqualTo(2);
        SERVER.verify(2, getRequestedFor(urlPathEqualTo(PATH)));
    }

    @Test
    void aTokenThatIsNoLongerTakenIsReplacedOnce() throws Exception {
        PLAYED.tokensLast = Duration.ofMinutes(10);
        Observed observed =
                history()
                        .history(
                                zone(),
                                labels(),
                                SPAN,
                                share ->
                                        PLAYED.clock.now =
                                                PLAYED.clock.now.plus(Duration.ofMinutes(11)));
        assertThat(observed.gramsPerKilowattHour().size()).isEqualTo(values().size());
        assertThat(PLAYED.logins).isEqualTo(2);
        // The second page was asked twice.
        SERVER.verify(3, getRequestedFor(urlPathEqualTo(PATH)));
    }

    @Test
    void aServerThatTakesNoTokenIsNotAskedForEver() {
        PLAYED.tokensLast = Duration.ZERO;
        assertThatThrownBy(() -> history().history(zone(), labels(), SPAN, share -> {}))
                .isInstanceOfSatisfying(
                        GridException.class,
                        told ->
                                assertThat(told.reason())
                                        .isEqualTo(GridException.Reason.NOT_AUTHORISED));
        assertThat(PLAYED.logins).isEqualTo(2);
    }

    @Test
    void aPageThatIsRefusedForAWhileIsAskedAgain() throws Exception {
        SERVER.stubFor(
                get(urlPathEqualTo(PATH))
                        .inScenario("busy")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willReturn(aResponse().withStatus(429))
                        .willSetStateTo("broken"));
        SERVER.stubFor(
                get(urlPathEqualTo(PATH))
                        .inScenario("busy")
                        .whenScenarioStateIs("broken")
                        .willReturn(aResponse().withStatus(502))
                        .willSetStateTo("free"));
        Observed observed = history().history(zone(), labels(), SPAN, share -> {});
        assertThat(observed.gramsPerKilowattHour().size()).isEqualTo(values().size());
        SERVER.verify(4, getRequestedFor(urlPathEqualTo(PATH)));
    }

    @Test
    void aPageThatStaysAwayIsARefusalAndNoShorterHistory() {
        SERVER.stubFor(
                get(urlPathEqualTo(PATH))
                        .withQueryParam("start", equalTo("2026-01-31T00:00:00Z"))
                        .willReturn(aResponse().withStatus(500)));
        assertThatThrownBy(() -> history().history(zone(), labels(), SPAN, share -> {}))
                .isInstanceOfSatisfying(
                        GridException.class,
                        told ->
                                assertThat(told.reason())
                                        .isEqualTo(GridException.Reason.UNREACHABLE));
    }

    @Test
    void allPagesAreOfTheFirstPagesModel() throws Exception {
        Observed observed =
                history().history(zone(), labels(), SPAN, share -> PLAYED.model = "2026-02-01");
        assertThat(observed.model()).isEqualTo("2026-01-15");
        SERVER.verify(
                1,
                getRequestedFor(urlPathEqualTo(PATH))
                        .withQueryParam("model", equalTo("2026-01-15")));
    }

    @Test
    void theFutureIsNotAskedFor() {
        assertThatThrownBy(() ->
                        history()
                                .history(
                                        zone(),
                                        labels(),
                                        Interval.of(PlayedWattTime.NOW, Duration.ofHours(1)),
                                        share -> {}))
                .isInstanceOfSatisfying(
                        GridException.class,
                        told ->
                                assertThat(told.reason())
                                        .isEqualTo(GridException.Reason.NOT_COVERED));
        assertThat(SERVER.getAllServeEvents()).isEmpty();
    }

    @Test
    void aRefusalSaysWhatAFreeAccountReads() {
        assertThatThrownBy(() ->
                        history()
                                .history(
                                        new GridZone("watttime", "FR"),
                                        labels(),
                                        SPAN,
                                        share -> {}))
                .hasMessageContaining("region FR")
                .hasMessageContaining("A free account reads CAISO_NORTH alone")
                .hasMessageContaining("index");
    }
}
