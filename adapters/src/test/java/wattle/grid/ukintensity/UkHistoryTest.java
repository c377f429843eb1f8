package wattle.grid.ukintensity;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
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
import wattle.grid.GridException.Reason;
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

class UkHistoryTest extends RemoteHistoryContract {

    private static final PlayedUk PLAYED = new PlayedUk();

    @RegisterExtension static final WireMockExtension SERVER = PlayedUk.server(PLAYED);

    private static final JsonClient CLIENT = PlayedUk.client();

    /// 27 days: three pages.
    private static final Interval SPAN =
            new Interval(
                    Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-02-28T00:00:00Z"));

    /// An hour around the first page's end.
    private static final Interval GAP =
            new Interval(
                    Instant.parse("2026-02-13T23:30:00Z"), Instant.parse("2026-02-14T00:30:00Z"));

    @BeforeEach
    void publish() {
        PLAYED.play(SERVER);
        PLAYED.missing.clear();
        PLAYED.notSettled.clear();
        PLAYED.missing.add(GAP.start());
        PLAYED.missing.add(GAP.start().plusSeconds(1800));
    }

    @AfterAll
    static void close() {
        CLIENT.close();
    }

    private static UkIntensity uk() {
        return new UkIntensity(URI.create(SERVER.baseUrl()), CLIENT);
    }

    private static IntensityHistory answering(ResponseDefinitionBuilder answer) {
        PLAYED.play(SERVER);
        SERVER.stubFor(any(anyUrl()).willReturn(answer));
        return uk();
    }

    @Override
    protected IntensityHistory healthy() {
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
        return new GridZone("uk", "18");
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
        for (Instant half = SPAN.start();
                half.isBefore(SPAN.end());
                half = half.plusSeconds(1800)) {
            if (!GAP.contains(half)) {
                values.put(half, PlayedUk.actual(half));
            }
        }
        return values;
    }

    @Override
    protected Interval spanWithoutValues() {
        return new Interval(
                Instant.parse("2025-06-01T00:00:00Z"), Instant.parse("2025-06-02T00:00:00Z"));
    }

    @Override
    protected IntensityHistory notAuthorised() {
        return answering(PlayedServer.refusing(403, "Forbidden by the proxy"));
    }

    @Override
    protected IntensityHistory limited() {
        return answering(PlayedServer.limited("3600", ""));
    }

    @Override
    protected Instant retryAt() {
        return PlayedUk.NOW.plusSeconds(3600);
    }

    @Override
    protected IntensityHistory unreachable() {
        return answering(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
    }

    @Override
    protected Map<String, Callable<IntensityHistory>> malformed() {
        String half =
                "{\"from\":\"2026-02-01T00:00Z\",\"to\":\"2026-02-01T00:30Z\",\"intensity\":"
                        + "{\"forecast\":266,\"actual\":263,\"index\":\"moderate\"}}";
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("a page", "<html>Maintenance</html>");
        bodies.put("cut off", "{\"data\":[" + half + ",{\"from\":\"2026-0");
        bodies.put("no data", "{}");
        bodies.put("text", "{\"data\":[" + half.replace("263", "\"263\"") + "]}");
        bodies.put("below zero", "{\"data\":[" + half.replace("263", "-263") + "]}");
        bodies.put("no intensity", "{\"data\":[{\"from\":\"2026-02-01T00:00Z\"}]}");
        bodies.put("no forecast", "{\"data\":[" + half.replace("forecast", "expected") + "]}");
        bodies.put("no end", "{\"data\":[" + half.replace("\"to\"", "\"until\"") + "]}");
        bodies.put("backwards", "{\"data\":[" + half.replace("T00:00Z", "T01:00Z") + "]}");
        bodies.put("no time", "{\"data\":[" + half.replace("T00:00Z", "") + "]}");
        return PlayedServer.malformed(bodies, UkHistoryTest::answering);
    }

    @Override
    protected IntensityHistory slow() {
        return answering(PlayedServer.slow());
    }

    @Override
    protected List<String> secrets() {
        return List.of();
    }

    @Test
    void whatIsNotSettledYetIsTheForecastMarkedEstimated() throws Exception {
        Instant half = Instant.parse("2026-02-03T10:00:00Z");
        PLAYED.notSettled.add(half);
        Observed observed = uk().history(zone(), labels(), SPAN, share -> {});
        int estimated = 0;
        for (int i = 0; i < observed.gramsPerKilowattHour().size(); i++) {
            if (observed.quality(i) == Quality.ESTIMATED) {
                estimated++;
                assertThat(observed.gramsPerKilowattHour().timeline().interval(i).start())
                        .isEqualTo(half);
                assertThat(observed.gramsPerKilowattHour().value(i))
                        .isEqualTo(PlayedUk.forecast(half));
            }
        }
        assertThat(estimated).isOne();
    }

    @Test
    void aHalfHourThatIsNotOverIsNotHistory() throws Exception {
        // It is 12:10.
        var today =
                new Interval(
                        Instant.parse("2026-03-20T00:00:00Z"),
                        Instant.parse("2026-03-21T00:00:00Z"));
        Observed observed = uk().history(zone(), labels(), today, share -> {});
        assertThat(observed.gramsPerKilowattHour().timeline().span().end())
                .isEqualTo("2026-03-20T12:00:00Z");
    }

    @Test
    void aRegionHasEstimatesOnly() throws Exception {
        for (String key : List.of("13", "RG10")) {
            Observed observed = uk().history(new GridZone("uk", key), labels(), SPAN, share -> {});
            assertThat(observed.gramsPerKilowattHour().size()).isEqualTo(values().size());
            assertThat(observed.gramsPerKilowattHour().value(0))
                    .isEqualTo(PlayedUk.regional(SPAN.start(), key));
            assertThat(observed.layers()).hasSize(1);
            assertThat(observed.quality(0)).isEqualTo(Quality.ESTIMATED);
        }
    }

    @Test
    void theOuterListOfARegionMayBeAListOfOne() throws Exception {
        String half =
                "{\"from\":\"2026-02-01T00:00Z\",\"to\":\"2026-02-01T00:30Z\",\"intensity\":"
                        + "{\"forecast\":266,\"index\":\"moderate\"},\"generationmix\":[]}";
        Observed observed =
                answering(okJson("{\"data\":[{\"regionid\":3,\"data\":[" + half + "]}]}"))
                        .history(new GridZone("uk", "3"), labels(), SPAN, share -> {});
        assertThat(observed.gramsPerKilowattHour().value(0)).isEqualTo(266);
    }

    @Test
    void aRowWithoutAnythingIsAGap() throws Exception {
        String half =
                "{\"from\":\"2026-02-01T00:00Z\",\"to\":\"2026-02-01T00:30Z\",\"intensity\":"
                        + "{\"forecast\":null,\"actual\":null,\"index\":null}}";
        IntensityHistory source = answering(okJson("{\"data\":[" + half + "]}"));
        assertThatThrownBy(() -> source.history(zone(), labels(), SPAN, share -> {}))
                .isInstanceOfSatisfying(
                        GridException.class,
                        told -> assertThat(told.reason()).isEqualTo(Reason.NOT_COVERED));
    }

    @Test
    void zonesAreTheNationSeventeenRegionsAndPostcodeDistricts() throws Exception {
        for (String known : List.of("GB", "gb", "1", "17", "RG10", "E1", "WC2N", "sw1a", "M1")) {
            UkZone.of(new GridZone("uk", known));
        }
        for (String unknown :
                List.of("0", "18", "01", "1a", "RG", "RG10 1AA", "RG100", "R-1", "FR", "../x")) {
            assertThatThrownBy(() -> UkZone.of(new GridZone("uk", unknown)))
                    .isInstanceOfSatisfying(
                            GridException.class,
                            told -> assertThat(told.reason()).isEqualTo(Reason.UNKNOWN_ZONE));
        }
        assertThatThrownBy(
                        () -> uk().history(new GridZone("uk", "ZZ99"), labels(), SPAN, share -> {}))
                .isInstanceOfSatisfying(
                        GridException.class,
                        told -> assertThat(told.reason()).isEqualTo(Reason.UNKNOWN_ZONE));
    }
}
