package wattle.grid.electricitymaps;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static java.time.temporal.ChronoUnit.HOURS;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;
import wattle.grid.Decision;
import wattle.grid.GridZone;
import wattle.grid.IntensityForecast;
import wattle.grid.IntensityHistory;
import wattle.grid.Labels;
import wattle.grid.http.PlayedServer;
import wattle.series.Interval;
import wattle.testing.RemoteForecastContract;
import wattle.testing.RemoteHistoryContract;
import wattle.unit.http.JsonClient;

/// Both ports over both versions of the interface.
class ElectricityMapsContractTest {

    private static final PlayedElectricityMaps PLAYED = new PlayedElectricityMaps();

    @RegisterExtension static final WireMockExtension SERVER = PlayedServer.of(PLAYED);

    private static final Instant NOW = PlayedElectricityMaps.NOW;

    /// Over more than two pages, with an hour missing.
    private static final Interval SPAN =
            Interval.of(Instant.parse("2026-07-01T00:00:00Z"), Duration.ofDays(23));

    private static final Interval GAP =
            Interval.of(Instant.parse("2026-07-11T00:00:00Z"), Duration.ofHours(1));

    private static final List<JsonClient> CLIENTS = new ArrayList<>();

    @BeforeEach
    void start() {
        PLAYED.reset();
        PLAYED.missing.add(GAP.start());
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse()));
    }

    @AfterEach
    void stop() {
        CLIENTS.forEach(JsonClient::close);
        CLIENTS.clear();
    }

    private static ElectricityMaps service(ApiVersion version) {
        var client = PlayedServer.client(InstantSource.fixed(NOW));
        CLIENTS.add(client);
        return new ElectricityMaps(
                URI.create(SERVER.baseUrl()), version, PlayedElectricityMaps.TOKEN, client);
    }

    /// A server that repeats what it must not.
    private static <S> S refusing(int status, S source) {
        PLAYED.refusal =
                PlayedServer.refusing(
                                status,
                                "{\"error\":\"not for " + PlayedElectricityMaps.TOKEN + "\"}")
                        .withHeader("Retry-After", status == 429 ? "3600" : "0");
        return source;
    }

    private static <S> S slowed(S source) {
        PLAYED.refusal = PlayedServer.slow();
        return source;
    }

    private static <S> Map<String, Callable<S>> malformed(Callable<S> source) {
        Map<String, UnaryOperator<String>> ways = new LinkedHashMap<>();
        ways.put("not JSON", body -> "<html>" + PlayedElectricityMaps.TOKEN + "</html>");
        ways.put("nothing", body -> "");
        ways.put("cut off", body -> body.substring(0, body.length() * 2 / 3));
        ways.put("no value", body -> body.replace("carbonIntensity", "carbonInt"));
        ways.put("text for a number", body -> body.replace("nsity\":", "nsity\":\"a\",\"b\":"));
        ways.put("a time without a zone", body -> body.replace(":00:00Z\"", ":00:00\""));
        ways.put("another zone", body -> body.replace("\"FR\"", "\"DE\""));
        Map<String, Callable<S>> sources = new LinkedHashMap<>();
        ways.forEach((what, way) ->
                sources.put(
                        what,
                        () -> {
                            PLAYED.spoilt = way;
                            return source.call();
                        }));
        return sources;
    }

    /// What both ports' contracts ask for in the same way.
    private static final GridZone ZONE = new GridZone("electricitymaps", "FR");

    private static final GridZone UNKNOWN = new GridZone("electricitymaps", "XX-YY");
    private static final Instant RETRY_AT = NOW.plusSeconds(3600);
    private static final List<String> SECRETS = List.of(PlayedElectricityMaps.TOKEN);

    @Nested
    class HistoryOfVersion3 extends History {
        HistoryOfVersion3() {
            super(ApiVersion.V3);
        }
    }

    @Nested
    class HistoryOfVersion4 extends History {
        HistoryOfVersion4() {
            super(ApiVersion.V4);
        }
    }

    @Nested
    class ForecastOfVersion3 extends Expected {
        ForecastOfVersion3() {
            super(ApiVersion.V3);
        }
    }

    @Nested
    class ForecastOfVersion4 extends Expected {
        ForecastOfVersion4() {
            super(ApiVersion.V4);
        }
    }

    abstract static class History extends RemoteHistoryContract {

        private final ApiVersion version;

        History(ApiVersion version) {
            this.version = version;
        }

        @Override
        protected ElectricityMapsHistory healthy() {
            return new ElectricityMapsHistory(service(version), Granularity.HOURLY, true);
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
            for (Instant at = SPAN.start(); at.isBefore(SPAN.end()); at = at.plus(1, HOURS)) {
                if (!GAP.contains(at)) {
                    values.put(at, PLAYED.value(at, "lifecycle"));
                }
            }
            return values;
        }

        @Override
        protected Interval spanWithoutValues() {
            return GAP;
        }

        @Override
        protected GridZone zone() {
            return ZONE;
        }

        @Override
        protected Labels labels() {
            return Question.OFFERS.getFirst();
        }

        @Override
        protected GridZone unknownZone() {
            return UNKNOWN;
        }

        @Override
        protected ElectricityMapsHistory notAuthorised() {
            return refusing(401, healthy());
        }

        @Override
        protected ElectricityMapsHistory limited() {
            return refusing(429, healthy());
        }

        @Override
        protected Instant retryAt() {
            return RETRY_AT;
        }

        @Override
        protected ElectricityMapsHistory unreachable() {
            PLAYED.refusal = new ResponseDefinitionBuilder().withFault(Fault.EMPTY_RESPONSE);
            return healthy();
        }

        @Override
        protected Map<String, Callable<IntensityHistory>> malformed() {
            return ElectricityMapsContractTest.malformed(this::healthy);
        }

        @Override
        protected ElectricityMapsHistory slow() {
            return slowed(healthy());
        }

        @Override
        protected List<String> secrets() {
            return SECRETS;
        }
    }

    abstract static class Expected extends RemoteForecastContract {

        private final ApiVersion version;

        Expected(ApiVersion version) {
            this.version = version;
        }

        @Override
        protected ElectricityMapsForecast healthy() {
            return new ElectricityMapsForecast(service(version), Granularity.HOURLY);
        }

        @Override
        protected Decision decision() {
            return new Decision(NOW);
        }

        @Override
        protected Duration horizon() {
            return Duration.ofHours(48);
        }

        @Override
        protected Decision tooEarly() {
            return new Decision(NOW.minus(Duration.ofMinutes(6)));
        }

        @Override
        protected GridZone zone() {
            return ZONE;
        }

        @Override
        protected Labels labels() {
            return Question.OFFERS.getLast();
        }

        @Override
        protected GridZone unknownZone() {
            return UNKNOWN;
        }

        @Override
        protected ElectricityMapsForecast notAuthorised() {
            return refusing(403, healthy());
        }

        @Override
        protected ElectricityMapsForecast limited() {
            return refusing(429, healthy());
        }

        @Override
        protected Instant retryAt() {
            return RETRY_AT;
        }

        @Override
        protected ElectricityMapsForecast unreachable() {
            return refusing(502, healthy());
        }

        @Override
        protected Map<String, Callable<IntensityForecast>> malformed() {
            return ElectricityMapsContractTest.malformed(this::healthy);
        }

        @Override
        protected ElectricityMapsForecast slow() {
            return slowed(healthy());
        }

        @Override
        protected List<String> secrets() {
            return SECRETS;
        }
    }
}
