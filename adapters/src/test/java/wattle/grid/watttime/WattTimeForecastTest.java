package wattle.grid.watttime;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import wattle.grid.Decision;
import wattle.grid.Factor;
import wattle.grid.Forecast;
import wattle.grid.GridZone;
import wattle.grid.IntensityForecast;
import wattle.grid.Labels;
import wattle.grid.Signal;
import wattle.grid.http.PlayedServer;
import wattle.testing.RemoteForecastContract;
import wattle.unit.http.JsonClient;

class WattTimeForecastTest extends RemoteForecastContract {

    private static final PlayedWattTime PLAYED = new PlayedWattTime();

    @RegisterExtension static final WireMockExtension SERVER = PlayedWattTime.server(PLAYED);

    private static final JsonClient CLIENT = PLAYED.client();
    private static final String NEWEST = "/v3/forecast";
    private static final String ARCHIVE = "/v3/forecast/historical";

    @BeforeEach
    void publish() {
        PLAYED.play(SERVER);
        PLAYED.lastIssued = PlayedWattTime.NOW.minusSeconds(120);
    }

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    private static WattTimeForecast forecast() {
        return new WattTimeForecast(PLAYED.account(SERVER, CLIENT));
    }

    private static IntensityForecast answering(ResponseDefinitionBuilder answer) {
        PLAYED.play(SERVER);
        SERVER.stubFor(get(urlPathMatching(NEWEST + ".*")).willReturn(answer));
        return forecast();
    }

    @Override
    protected IntensityForecast healthy() {
        return forecast();
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

    /// Two days ago: only the archive has it, and later ones, too.
    @Override
    protected Decision decision() {
        return new Decision(Instant.parse("2026-03-18T10:07:30Z"));
    }

    @Override
    protected Duration horizon() {
        return Duration.ofHours(24);
    }

    @Override
    protected Decision tooEarly() {
        return new Decision(Instant.parse("2026-02-01T00:00:00Z"));
    }

    @Override
    protected IntensityForecast notAuthorised() {
        return answering(PlayedServer.refusing(403, "no: secret-token-1 " + PlayedWattTime.BASIC));
    }

    @Override
    protected IntensityForecast limited() {
        return answering(PlayedServer.limited("Fri, 20 Mar 2026 01:00:00 GMT", ""));
    }

    @Override
    protected Instant retryAt() {
        return Instant.parse("2026-03-20T01:00:00Z");
    }

    @Override
    protected IntensityForecast unreachable() {
        return new WattTimeForecast(
                new WattTime(
                        java.net.URI.create("http://127.0.0.1:1"),
                        PlayedWattTime.USER,
                        PlayedWattTime.PASSWORD,
                        CLIENT));
    }

    @Override
    protected Map<String, Callable<IntensityForecast>> malformed() {
        String meta =
                "\"meta\":{\"data_point_period_seconds\":3600,\"region\":\"CAISO_NORTH\","
                        + "\"signal_type\":\"co2_moer\",\"units\":\"lbs_co2_per_mwh\"}";
        String issued = "\"generated_at\":\"2026-03-18T10:05:00Z\"";
        String point = "{\"point_time\":\"2026-03-18T10:05:00Z\",\"value\":1}";
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("cut off", "{\"data\":[{" + issued + ",\"forecast\":[" + point);
        bodies.put("no forecast", "{\"data\":[{" + issued + "}]," + meta + "}");
        bodies.put("not issued", "{\"data\":[{\"forecast\":[" + point + "]}]," + meta + "}");
        bodies.put(
                "an index",
                "{\"data\":[{"
                        + issued
                        + ",\"forecast\":["
                        + point
                        + "]}],"
                        + meta.replace("lbs_co2_per_mwh", "percentile")
                        + "}");
        return PlayedServer.malformed(bodies, WattTimeForecastTest::answering);
    }

    @Override
    protected IntensityForecast slow() {
        return answering(PlayedServer.slow());
    }

    @Override
    protected List<String> secrets() {
        return PlayedWattTime.secrets();
    }

    private static double firstValue(Forecast forecast, Decision decision) {
        return forecast.usableFor(decision).gramsPerKilowattHour().value(0);
    }

    private static double grams(String issued, int hoursAhead) {
        return PlayedWattTime.forecastValue(Instant.parse(issued), hoursAhead) * 0.45359237;
    }

    @Test
    void aDecisionOfThePastGetsTheLastForecastBeforeIt() throws Exception {
        Forecast forecast = forecast().latest(zone(), labels(), decision(), horizon());
        assertThat(forecast.issuedAt()).isEqualTo("2026-03-18T10:05:00Z");
        assertThat(forecast.model()).isEqualTo("2026-01-15");
        assertThat(firstValue(forecast, decision()))
                .isCloseTo(grams("2026-03-18T10:05:00Z", 0), within(1e-9));
        SERVER.verify(0, getRequestedFor(urlPathEqualTo(NEWEST)));
        SERVER.verify(1, getRequestedFor(urlPathEqualTo(ARCHIVE)));
    }

    @Test
    void aDecisionAtTheMomentOfIssueMayUseIt() throws Exception {
        var decision = new Decision(Instant.parse("2026-03-18T10:05:00Z"));
        assertThat(forecast().latest(zone(), labels(), decision, horizon()).issuedAt())
                .isEqualTo(decision.at());
    }

    @Test
    void aDecisionOfNowGetsTheNewestForecast() throws Exception {
        var decision = new Decision(PlayedWattTime.NOW);
        Forecast forecast = forecast().latest(zone(), labels(), decision, horizon());
        assertThat(forecast.issuedAt()).isEqualTo("2026-03-20T00:00:00Z");
        SERVER.verify(1, getRequestedFor(urlPathEqualTo(NEWEST)));
        SERVER.verify(0, getRequestedFor(urlPathEqualTo(ARCHIVE)));
    }

    @Test
    void oneThatWasIssuedBetweenDecidingAndAskingIsNotUsed() throws Exception {
        PLAYED.lastIssued = PlayedWattTime.NOW.plusSeconds(5);
        var decision = new Decision(PlayedWattTime.NOW);
        Forecast forecast = forecast().latest(zone(), labels(), decision, horizon());
        assertThat(forecast.issuedAt()).isEqualTo("2026-03-20T00:00:00Z");
        SERVER.verify(1, getRequestedFor(urlPathEqualTo(ARCHIVE)));
    }

    /// Where nothing was issued for hours, the archive is searched a day back, and the forecast is
    /// taken from the decision on.
    @Test
    void anArchiveWithAHoleGivesAnOlderForecastThatReachesAsFar() throws Exception {
        PLAYED.lastIssued = Instant.parse("2026-03-18T04:00:00Z");
        Forecast forecast = forecast().latest(zone(), labels(), decision(), horizon());
        assertThat(forecast.issuedAt()).isEqualTo("2026-03-18T04:00:00Z");
        assertThat(firstValue(forecast, decision()))
                .isCloseTo(grams("2026-03-18T04:00:00Z", 6), within(1e-9));
        assertThat(forecast.usableFor(decision()).gramsPerKilowattHour().timeline().span().end())
                .isAfterOrEqualTo(decision().at().plus(horizon()));
    }

    @Test
    void neverAsksForMoreThanSeventyTwoHours() throws Exception {
        forecast()
                .latest(zone(), labels(), new Decision(PlayedWattTime.NOW), Duration.ofHours(200));
        SERVER.verify(
                1,
                getRequestedFor(urlPathEqualTo(NEWEST))
                        .withQueryParam("horizon_hours", equalTo("72")));
    }
}
