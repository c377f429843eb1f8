package wattle.grid.ukintensity;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
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

class UkForecastTest extends RemoteForecastContract {

    private static final PlayedUk PLAYED = new PlayedUk();

    @RegisterExtension static final WireMockExtension SERVER = PlayedUk.server(PLAYED);

    private static final JsonClient CLIENT = PlayedUk.client();

    @BeforeEach
    void publish() {
        PLAYED.play(SERVER);
    }

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    private static UkIntensity uk() {
        return new UkIntensity(URI.create(SERVER.baseUrl()), CLIENT);
    }

    private static IntensityForecast answering(ResponseDefinitionBuilder answer) {
        PLAYED.play(SERVER);
        SERVER.stubFor(any(anyUrl()).willReturn(answer));
        return uk();
    }

    @Override
    protected IntensityForecast healthy() {
        return uk();
    }

    @Override
    protected GridZone zone() {
        return new GridZone("uk", "GB");
    }

    @Override
    protected Labels labels() {
        return new Labels(Signal.AVERAGE, Factor.DIRECT_CO2);
    }

    @Override
    protected GridZone unknownZone() {
        return new GridZone("uk", "ZZ99");
    }

    /// A minute before it is asked.
    @Override
    protected Decision decision() {
        return new Decision(PlayedUk.NOW.minusSeconds(60));
    }

    @Override
    protected Duration horizon() {
        return Duration.ofHours(24);
    }

    @Override
    protected Decision tooEarly() {
        return new Decision(PlayedUk.NOW.minus(Duration.ofHours(2)));
    }

    @Override
    protected IntensityForecast notAuthorised() {
        return answering(PlayedServer.refusing(403, ""));
    }

    @Override
    protected IntensityForecast limited() {
        return answering(PlayedServer.limited("120", ""));
    }

    @Override
    protected Instant retryAt() {
        return PlayedUk.NOW.plusSeconds(120);
    }

    @Override
    protected IntensityForecast unreachable() {
        return new UkIntensity(URI.create("http://127.0.0.1:1"), CLIENT);
    }

    @Override
    protected Map<String, Callable<IntensityForecast>> malformed() {
        return PlayedServer.malformed(
                Map.of("cut off", "{\"data\":[{\"from\":", "a number", "{\"data\":4}"),
                UkForecastTest::answering);
    }

    @Override
    protected IntensityForecast slow() {
        return answering(PlayedServer.slow());
    }

    @Override
    protected List<String> secrets() {
        return List.of();
    }

    @Test
    void isTheForecastAndNotTheActualValue() throws Exception {
        Forecast forecast = uk().latest(zone(), labels(), decision(), Duration.ofHours(1));
        assertThat(forecast.issuedAt()).isEqualTo(decision().at());
        assertThat(forecast.usableFor(decision()).gramsPerKilowattHour().value(0))
                .isEqualTo(PlayedUk.forecast(Instant.parse("2026-03-20T12:00:00Z")));
    }

    @Test
    void aDecisionToComeUsesWhatIsKnownNow() throws Exception {
        var later = new Decision(PlayedUk.NOW.plus(Duration.ofHours(3)));
        Forecast forecast = uk().latest(zone(), labels(), later, Duration.ofHours(1));
        assertThat(forecast.issuedAt()).isEqualTo(PlayedUk.NOW);
        assertThat(forecast.usableFor(later).gramsPerKilowattHour().timeline().span().start())
                .isEqualTo("2026-03-20T15:00:00Z");
    }
}
