package wattle.grid.electricitymaps;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static java.time.temporal.ChronoUnit.HOURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import wattle.grid.Decision;
import wattle.grid.Factor;
import wattle.grid.Forecast;
import wattle.grid.GridException;
import wattle.grid.GridException.Reason;
import wattle.grid.GridZone;
import wattle.grid.IntensitySeries;
import wattle.grid.Labels;
import wattle.grid.Observed;
import wattle.grid.Quality;
import wattle.grid.Signal;
import wattle.grid.http.PlayedServer;
import wattle.series.Interval;
import wattle.unit.http.Credentials;
import wattle.unit.http.JsonClient;

/// What is asked of Electricity Maps and what its answers mean.
class ElectricityMapsTest {

    private static final PlayedElectricityMaps PLAYED = new PlayedElectricityMaps();

    @RegisterExtension static final WireMockExtension SERVER = PlayedServer.of(PLAYED);

    private static final Instant NOW = PlayedElectricityMaps.NOW;
    private static final GridZone FR = new GridZone("electricitymaps", "FR");
    private static final Labels LIFECYCLE = new Labels(Signal.AVERAGE, Factor.LIFECYCLE_CO2E);
    private static final Labels DIRECT = new Labels(Signal.AVERAGE, Factor.DIRECT_CO2E);

    private final List<Double> progress = new ArrayList<>();
    private final JsonClient client = PlayedServer.client(InstantSource.fixed(NOW));

    @BeforeEach
    void start() {
        PLAYED.reset();
        SERVER.stubFor(any(anyUrl()).willReturn(aResponse()));
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private ElectricityMaps service(ApiVersion version, @Nullable String token) {
        return new ElectricityMaps(URI.create(SERVER.baseUrl()), version, token, client);
    }

    private ElectricityMapsHistory history(
            ApiVersion version, Granularity granularity, boolean estimates) {
        return new ElectricityMapsHistory(
                service(version, PlayedElectricityMaps.TOKEN), granularity, estimates);
    }

    private Observed fetch(Labels labels, Instant start, Instant end) throws Exception {
        return history(ApiVersion.V4, Granularity.HOURLY, true)
                .history(FR, labels, new Interval(start, end), progress::add);
    }

    private Observed lastDay() throws Exception {
        return fetch(LIFECYCLE, NOW.minus(Duration.ofDays(1)), NOW);
    }

    private ElectricityMapsForecast forecast(Granularity granularity) {
        return new ElectricityMapsForecast(
                service(ApiVersion.V4, PlayedElectricityMaps.TOKEN), granularity);
    }

    private Forecast forecast(Instant decision, Duration horizon) throws Exception {
        return forecast(Granularity.HOURLY).latest(FR, LIFECYCLE, new Decision(decision), horizon);
    }

    private interface Asking {
        void ask() throws Exception;
    }

    private static GridException refused(Asking asking) {
        GridException refusal = catchThrowableOfType(GridException.class, asking::ask);
        assertThat(refusal).as("a refusal").isNotNull();
        assertThat(refusal.getMessage()).doesNotContain(PlayedElectricityMaps.TOKEN);
        return refusal;
    }

    private static void answer(int status, String body) {
        PLAYED.refusal =
                ResponseDefinitionBuilder.responseDefinition().withStatus(status).withBody(body);
    }

    /// Every value at its place, and nothing between.
    private static void assertValues(Observed observed, Instant first, Duration step, int count) {
        assertThat(observed.gramsPerKilowattHour().size()).isEqualTo(count);
        for (int i = 0; i < count; i++) {
            Instant at = first.plus(step.multipliedBy(i));
            assertThat(observed.gramsPerKilowattHour().timeline().interval(i))
                    .isEqualTo(Interval.of(at, step));
            assertThat(observed.gramsPerKilowattHour().value(i))
                    .isEqualTo(PLAYED.value(at, "lifecycle"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLastDayIsOneQuestionThatAFreeTokenMayAsk(ApiVersion version) throws Exception {
        PLAYED.rights.remove("past-range");
        PLAYED.estimatedFrom = NOW.minus(Duration.ofHours(3));
        Observed observed =
                history(version, Granularity.HOURLY, true)
                        .history(
                                FR,
                                LIFECYCLE,
                                new Interval(NOW.minus(Duration.ofDays(1)), NOW),
                                progress::add);
        assertValues(observed, Instant.parse("2026-08-21T18:00:00Z"), Duration.ofHours(1), 24);
        for (int i = 0; i < 24; i++) {
            assertThat(observed.quality(i))
                    .isEqualTo(i < 21 ? Quality.MEASURED : Quality.ESTIMATED);
        }
        assertThat(observed.zone()).isEqualTo(FR);
        assertThat(observed.labels()).isEqualTo(LIFECYCLE);
        assertThat(observed.model()).isEqualTo("flow-traced hourly");
        assertThat(observed.retrievedAt()).isEqualTo(NOW);
        assertThat(observed.source().name())
                .contains("Electricity Maps", "lifecycle", "FR", version.path());
        assertThat(progress).containsExactly(1.0);
        assertThat(PLAYED.asked).hasSize(1);
        assertThat(PLAYED.asked.getFirst().getPath())
                .isEqualTo("/" + version.path() + "/carbon-intensity/history");
        assertThat(PLAYED.asked.getFirst().getQuery())
                .startsWith("zone=FR&temporalGranularity=hourly&emissionFactorType=lifecycle")
                .contains(
                        version == ApiVersion.V3
                                ? "shouldUseFallbackCallerLookup=false"
                                : "disableCallerLookup=true")
                .doesNotContain("token");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOlderComesInPagesInOrder(ApiVersion version) throws Exception {
        Instant start = Instant.parse("2026-07-01T00:00:00Z");
        Observed observed =
                history(version, Granularity.HOURLY, true)
                        .history(
                                FR,
                                LIFECYCLE,
                                Interval.of(start, Duration.ofDays(25)),
                                progress::add);
        assertValues(observed, start, Duration.ofHours(1), 25 * 24);
        assertThat(progress).containsExactly(1 / 3.0, 2 / 3.0, 1.0);
        assertThat(PLAYED.asked)
                .extracting(URI::getPath)
                .containsOnly("/" + version.path() + "/carbon-intensity/past-range")
                .hasSize(3);
        assertThat(PLAYED.asked.get(1).getQuery())
                .contains("start=2026-07-11T00:00:00Z&end=2026-07-21T00:00:00Z");
        assertThat(PLAYED.asked.get(2).getQuery())
                .contains("start=2026-07-21T00:00:00Z&end=2026-07-26T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"FIFTEEN_MINUTES, 15_minutes, 900, 2", "FIVE_MINUTES, 5_minutes, 300, 4"})
    void shorterIntervalsComeInShorterPages(
            Granularity granularity, String word, int seconds, int pages) throws Exception {
        Instant start = Instant.parse("2026-07-01T00:00:00Z");
        Observed observed =
                history(ApiVersion.V4, granularity, true)
                        .history(
                                FR,
                                LIFECYCLE,
                                Interval.of(start, Duration.ofHours(80)),
                                progress::add);
        assertValues(observed, start, Duration.ofSeconds(seconds), 80 * 3600 / seconds);
        assertThat(observed.model()).isEqualTo("flow-traced " + word);
        assertThat(PLAYED.asked).hasSize(pages);
    }

    @Test
    void onlyIntervalsThatBeginWithinTheSpanAreGiven() throws Exception {
        Instant start = Instant.parse("2026-07-01T00:30:00Z");
        Observed observed = fetch(LIFECYCLE, start, Instant.parse("2026-07-01T05:00:00.5Z"));
        assertValues(observed, Instant.parse("2026-07-01T01:00:00Z"), Duration.ofHours(1), 5);
        assertThat(PLAYED.asked.getFirst().getQuery())
                .contains("start=2026-07-01T01:00:00Z&end=2026-07-01T05:00:01Z");
    }

    @Test
    void theFutureIsNotAskedFor() throws Exception {
        Observed observed = fetch(LIFECYCLE, NOW.minus(Duration.ofHours(3)), NOW.plus(99, HOURS));
        assertValues(observed, Instant.parse("2026-08-22T15:00:00Z"), Duration.ofHours(1), 3);
        PLAYED.asked.clear();
        GridException refusal =
                refused(() -> fetch(LIFECYCLE, NOW.plusSeconds(60), NOW.plusSeconds(7200)));
        assertThat(refusal.reason()).isEqualTo(Reason.NOT_COVERED);
        assertThat(PLAYED.asked).isEmpty();
    }

    @Test
    void missingHoursAndPagesAndNullsAreGaps() throws Exception {
        Instant start = Instant.parse("2026-07-01T00:00:00Z");
        PLAYED.missing.add(start.plus(5, HOURS));
        PLAYED.empty.add(start.plus(7, HOURS));
        for (int hour = 0; hour < 240; hour++) {
            PLAYED.missing.add(start.plus(240 + hour, HOURS));
        }
        Observed observed = fetch(LIFECYCLE, start, start.plus(720, HOURS));
        assertThat(observed.gramsPerKilowattHour().size()).isEqualTo(720 - 242);
        assertThat(observed.gramsPerKilowattHour().timeline().gaps()).isEqualTo(3);
        assertThat(observed.gramsPerKilowattHour().timeline().interval(6).start())
                .isEqualTo(start.plus(8, HOURS));
        PLAYED.missing.clear();
        PLAYED.spoilt = body -> "{\"zone\":\"FR\",\"data\":[],\"temporalGranularity\":\"hourly\"}";
        GridException refusal = refused(() -> fetch(LIFECYCLE, start, start.plus(9, HOURS)));
        assertThat(refusal.reason()).isEqualTo(Reason.NOT_COVERED);
        assertThat(refusal).hasMessageContaining("hourly value of zone FR");
    }

    @Test
    void whatTheLastDayDoesNotReachIsAskedForAsAWhole() throws Exception {
        Instant start = Instant.parse("2026-08-21T17:00:00Z");
        assertValues(fetch(LIFECYCLE, start, NOW), start, Duration.ofHours(1), 25);
        assertThat(PLAYED.asked)
                .extracting(URI::getPath)
                .containsExactly("/v4/carbon-intensity/past-range");
        PLAYED.asked.clear();
        Instant later = start.plus(1, HOURS);
        assertValues(fetch(LIFECYCLE, later, NOW), later, Duration.ofHours(1), 24);
        assertThat(PLAYED.asked)
                .extracting(URI::getPath)
                .containsExactly("/v4/carbon-intensity/history");
    }

    @Test
    void aStretchThatTheServiceHasNoDataOfIsAGap() throws Exception {
        Instant start = Instant.parse("2026-07-01T00:00:00Z");
        PLAYED.between =
                () -> {
                    if (PLAYED.asked.size() == 1) {
                        answer(404, "{\"error\":\"No recent data for zone \\\"FR\\\"\"}");
                    } else {
                        PLAYED.refusal = null;
                    }
                };
        Observed observed = fetch(LIFECYCLE, start, start.plus(Duration.ofDays(25)));
        assertThat(observed.gramsPerKilowattHour().size()).isEqualTo(15 * 24);
        assertThat(observed.gramsPerKilowattHour().timeline().gaps()).isEqualTo(1);
        assertThat(progress).containsExactly(1 / 3.0, 2 / 3.0, 1.0);
    }

    @Test
    void anOverlapOfPagesIsRevisedAndNotDoubled() throws Exception {
        Instant start = Instant.parse("2026-07-01T00:00:00Z");
        Instant border = start.plus(Duration.ofDays(10));
        PLAYED.endCounts = true;
        PLAYED.between = () -> PLAYED.revised.put(border, 999.0);
        Observed observed = fetch(LIFECYCLE, start, start.plus(Duration.ofDays(20)));
        assertValues(observed, start, Duration.ofHours(1), 480);
        assertThat(observed.gramsPerKilowattHour().value(240)).isEqualTo(999);
        PLAYED.between = () -> PLAYED.revised.put(border, 998.0);
        PLAYED.spoilt = body -> body.replaceAll("\"updatedAt\":\"[^\"]*\",", "");
        GridException refusal =
                refused(() -> fetch(LIFECYCLE, start, start.plus(Duration.ofDays(20))));
        assertThat(refusal.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(refusal).hasMessageContaining("999.0 and 998.0");
    }

    @Test
    void withoutEstimatesTheLastHoursAreAGap() throws Exception {
        PLAYED.estimatedFrom = NOW.minus(Duration.ofHours(3));
        var measured = history(ApiVersion.V4, Granularity.HOURLY, false);
        Interval day = new Interval(NOW.minus(Duration.ofDays(1)), NOW);
        Observed observed = measured.history(FR, LIFECYCLE, day, progress::add);
        assertThat(observed.gramsPerKilowattHour().size()).isEqualTo(21);
        assertThat(observed.layers())
                .extracting(IntensitySeries::quality)
                .containsExactly(Quality.MEASURED);
        assertThat(PLAYED.asked.getFirst().getQuery()).contains("disableEstimations=true");
        // A server that gives estimates all the same.
        PLAYED.spoilt = body -> body.replace("\"isEstimated\":false", "\"isEstimated\":true");
        assertThat(refused(() -> measured.history(FR, LIFECYCLE, day, progress::add)))
                .hasMessageContaining("no measured hourly value");
    }

    @Test
    void aValueWithoutAWordIsOfUnstatedQuality() throws Exception {
        PLAYED.spoilt =
                body ->
                        body.replace("\"isEstimated\":false,\"estimationMethod\":null,", "")
                                .replace(",\"isEstimated\":false,\"estimationMethod\":null", "");
        assertThat(lastDay().quality(0)).isEqualTo(Quality.UNSTATED);
        PLAYED.spoilt =
                body ->
                        body.replace(
                                ",\"isEstimated\":false,\"estimationMethod\":null",
                                ",\"estimationMethod\":\"TIME_SLICER_AVERAGE\"");
        assertThat(lastDay().quality(0)).isEqualTo(Quality.ESTIMATED);
    }

    @Test
    void directIntensityIsAQuantityOfItsOwn() throws Exception {
        Observed direct = fetch(DIRECT, NOW.minus(Duration.ofHours(9)), NOW);
        Observed lifecycle = fetch(LIFECYCLE, NOW.minus(Duration.ofHours(9)), NOW);
        assertThat(direct.labels()).isEqualTo(DIRECT);
        assertThat(direct.gramsPerKilowattHour().value(0))
                .isEqualTo(lifecycle.gramsPerKilowattHour().value(0) / 4);
        assertThat(direct.source()).isNotEqualTo(lifecycle.source());
    }

    @Test
    void otherSignalsAndZonesOfOthersAreRefusedUnasked() {
        for (Labels labels :
                List.of(
                        new Labels(Signal.MARGINAL, Factor.LIFECYCLE_CO2E),
                        new Labels(Signal.AVERAGE, Factor.DIRECT_CO2),
                        Labels.UNSTATED)) {
            GridException refusal =
                    refused(() -> fetch(labels, NOW.minus(Duration.ofHours(9)), NOW));
            assertThat(refusal.reason()).isEqualTo(Reason.NOT_OFFERED);
            assertThat(refusal).hasMessageContaining("no marginal signal any more");
        }
        var history = history(ApiVersion.V4, Granularity.HOURLY, true);
        GridException refusal =
                refused(() ->
                        history.history(
                                new GridZone("watttime", "FR"),
                                LIFECYCLE,
                                new Interval(NOW.minusSeconds(9999), NOW),
                                progress::add));
        assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN_ZONE);
        assertThat(PLAYED.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    401 | {"error":"Invalid auth-token"} | NOT_AUTHORISED | does not know this token
                    401 | {"error":"Request unauthorized for zoneKey=FR,requestType=history,dataType=carbon-intensity.","message":"You do not have access to this specific endpoint for this specific zone."} | NOT_AUTHORISED | may not read carbon-intensity/history of zone FR. A free token reads the zone it was made for
                    403 | Access denied | NOT_AUTHORISED | may not read carbon-intensity/history of zone FR
                    404 | {"error":"No recent data for zone \\"FR\\""} | NOT_COVERED | no data of zone FR
                    200 | {"error":"No recent data for zone \\"FR\\""} | NOT_COVERED | no data of zone FR
                    404 | {"error":"Zone 'FR' does not exist"} | UNKNOWN_ZONE | does not know the zone FR
                    400 | {"error":"Zone 'FR' does not exist"} | UNKNOWN_ZONE | does not know the zone FR
                    400 | {"error":"Invalid temporalGranularity for zone"} | NOT_OFFERED | does not answer this question
                    301 | moved | MALFORMED | status 301
                    429 | {"error":"Too many requests"} | LIMITED | fewer questions
                    500 | {"error":"Internal"} | UNREACHABLE | fault
                    503 | <html>down</html> | UNREACHABLE | fault
                    """)
    void everyRefusalHasItsReason(int status, String body, Reason reason, String words) {
        answer(status, body);
        GridException refusal = refused(this::lastDay);
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal).hasMessageContaining(words).hasMessageContaining("Electricity Maps");
    }

    @Test
    void aFreeTokenIsToldWhatItMayRead() {
        PLAYED.rights.remove("past-range");
        GridException refusal = refused(() -> fetch(LIFECYCLE, NOW.minus(Duration.ofDays(3)), NOW));
        assertThat(refusal.reason()).isEqualTo(Reason.NOT_AUTHORISED);
        assertThat(refusal)
                .hasMessageContaining("past-range of zone FR")
                .hasMessageContaining("the zone it was made for and its last 24 hours");
    }

    @Test
    void theServiceIsAskedAgainWhereItAsksForTime() throws Exception {
        answer(503, "busy");
        PLAYED.between = () -> PLAYED.refusal = PLAYED.asked.size() < 3 ? PLAYED.refusal : null;
        assertThat(lastDay().gramsPerKilowattHour().size()).isEqualTo(24);
        assertThat(PLAYED.asked).hasSize(4);
        PLAYED.between = () -> {};
        PLAYED.refusal =
                ResponseDefinitionBuilder.responseDefinition()
                        .withStatus(429)
                        .withHeader("Retry-After", "900");
        GridException refusal = refused(this::lastDay);
        assertThat(refusal.reason()).isEqualTo(Reason.LIMITED);
        assertThat(refusal.retryAt()).isEqualTo(NOW.plusSeconds(900));
    }

    @Test
    void aPageThatStaysAwayIsNoGap() {
        Instant start = Instant.parse("2026-07-01T00:00:00Z");
        PLAYED.between = () -> answer(500, "broken");
        GridException refusal =
                refused(() -> fetch(LIFECYCLE, start, start.plus(Duration.ofDays(30))));
        assertThat(refusal.reason()).isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void anAnswerThatBreaksOffIsRefused() {
        PLAYED.spoilt = body -> body.substring(0, body.length() / 2);
        assertThat(refused(this::lastDay).reason()).isEqualTo(Reason.MALFORMED);
        PLAYED.refusal =
                ResponseDefinitionBuilder.responseDefinition()
                        .withFault(Fault.MALFORMED_RESPONSE_CHUNK);
        assertThat(refused(this::lastDay).reason()).isEqualTo(Reason.UNREACHABLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    "zone":"FR" | "zone":"DE" | not "FR", which was asked for
                    "emissionFactorType":"lifecycle" | "emissionFactorType":"direct" | not "lifecycle", which was asked for
                    "flowTraced":true | "flowTraced":false | without imports
                    "history":[ | "something":[ | "history" is no list
                    "carbonIntensity" | "intensity" | "carbonIntensity" is no number
                    "carbonIntensity": | "carbonIntensity":- | below zero
                    "carbonIntensity": | "carbonIntensity":"many","c": | "carbonIntensity" is no number
                    "carbonIntensity": | "carbonIntensity":1e999,"c": | "carbonIntensity" is no number
                    "datetime":"2026 | "datetime":"9999 | no time of a grid
                    "datetime" | "time" | "datetime" is no text
                    :00Z","updatedAt" | :00","updatedAt" | "datetime" is no time with a zone
                    "updatedAt":"2026 | "updatedAt":" | "updatedAt" is no time with a zone
                    "isEstimated":false | "isEstimated":"no" | neither true nor false
                    "datetime":"2026-08-22T10:00:00Z" | "datetime":"2026-08-22T10:20:00Z" | overlaps
                    {"zone":"FR","carbon | 7,{"zone":"FR","carbon | a row that is no object
                    {"zone":"FR","history" | {"zone":"FR","zone":"FR","history" | not JSON
                    """)
    void whatIsNotDocumentedIsRefused(String documented, String instead, String words) {
        PLAYED.spoilt = body -> body.replace(documented, instead);
        GridException refusal = refused(this::lastDay);
        assertThat(refusal.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(refusal).hasMessageContaining(words);
    }

    @Test
    void valuesOfALongerIntervalThanAskedForAreNotStretched() {
        PLAYED.spoilt = body -> body.replace("\"5_minutes\"", "\"hourly\"");
        var history = history(ApiVersion.V4, Granularity.FIVE_MINUTES, true);
        GridException refusal =
                refused(() ->
                        history.history(
                                FR,
                                LIFECYCLE,
                                new Interval(NOW.minusSeconds(9999), NOW),
                                progress::add));
        assertThat(refusal.reason()).isEqualTo(Reason.NOT_OFFERED);
        assertThat(refusal)
                .hasMessageContaining("has no 5_minutes values here; ask for hourly ones");
    }

    @Test
    void theRandomNumbersOfATestTokenAreRefused() {
        PLAYED.spoilt =
                body ->
                        body.replace(
                                "\"isEstimated\":false,\"estimationMethod\":null",
                                "\"isEstimated\":true,\"estimationMethod\":\"SANDBOX_MODE_DATA\"");
        GridException refusal = refused(this::lastDay);
        assertThat(refusal.reason()).isEqualTo(Reason.NOT_AUTHORISED);
        assertThat(refusal).hasMessageContaining("random numbers");
        PLAYED.spoilt =
                body ->
                        body.replace(
                                "{\"zone\":\"FR\",\"forecast\"",
                                "{\"zone\":\"FR\",\"_disclaimer\":\"SANDBOX MODE: not real\",\"forecast\"");
        assertThat(refused(() -> forecast(NOW, Duration.ofHours(6))))
                .hasMessageContaining("random numbers");
    }

    @Test
    void theTokenIsNeverShown() throws Exception {
        answer(400, "no such thing for " + PlayedElectricityMaps.TOKEN);
        assertThat(refused(this::lastDay)).hasMessageContaining("***");
        PLAYED.refusal = null;
        lastDay();
        assertThat(PLAYED.asked)
                .allSatisfy(uri ->
                        assertThat(uri.toString()).doesNotContain(PlayedElectricityMaps.TOKEN));
        PLAYED.asked.clear();
        var nobody =
                new ElectricityMapsHistory(service(ApiVersion.V4, null), Granularity.HOURLY, true);
        GridException refusal =
                refused(() ->
                        nobody.history(
                                FR,
                                LIFECYCLE,
                                new Interval(NOW.minusSeconds(9999), NOW),
                                progress::add));
        assertThat(refusal.reason()).isEqualTo(Reason.NOT_AUTHORISED);
        assertThat(PLAYED.asked).isEmpty();
    }

    @Test
    void theTokenIsLookedUpInTheUsersCredentials(@TempDir Path home) throws Exception {
        var none = new Credentials(Map.of(), home);
        URI base = URI.create(SERVER.baseUrl());
        GridException refusal =
                refused(() -> ElectricityMaps.of(base, ApiVersion.CURRENT, none, client));
        assertThat(refusal.reason()).isEqualTo(Reason.NOT_AUTHORISED);
        assertThat(refusal).hasMessageContaining("set ELECTRICITYMAPS_TOKEN, or write");
        var some =
                new Credentials(Map.of("ELECTRICITYMAPS_TOKEN", PlayedElectricityMaps.TOKEN), home);
        assertThat(ElectricityMaps.of(base, ApiVersion.CURRENT, some, client).zones())
                .last()
                .matches(zone -> zone.mayAsk("carbon-intensity/forecast"));
        assertThat(PLAYED.asked.getFirst().toString()).isEqualTo("/v4/zones");
    }

    @ParameterizedTest
    @CsvSource({"1, 6, 2", "6, 6, 7", "7, 24, 8", "48, 48, 49", "72, 72, 73", "100, 72, 73"})
    void aForecastGoesAsFarAsAskedAndOffered(int hours, String asked, int values) throws Exception {
        Forecast forecast = forecast(NOW, Duration.ofHours(hours));
        IntensitySeries expected = forecast.usableFor(new Decision(NOW));
        assertThat(PLAYED.asked).hasSize(1);
        assertThat(PLAYED.asked.getFirst().getPath()).isEqualTo("/v4/carbon-intensity/forecast");
        assertThat(PLAYED.asked.getFirst().getQuery()).contains("horizonHours=" + asked);
        assertThat(expected.quality()).isEqualTo(Quality.FORECAST);
        assertThat(expected.zone()).isEqualTo(FR);
        assertThat(expected.gramsPerKilowattHour().size()).isEqualTo(values);
        Instant first = Instant.parse("2026-08-22T17:00:00Z");
        for (int i = 0; i < values; i++) {
            Instant at = first.plus(i, HOURS);
            assertThat(expected.gramsPerKilowattHour().timeline().interval(i))
                    .isEqualTo(Interval.of(at, Duration.ofHours(1)));
            assertThat(expected.gramsPerKilowattHour().value(i))
                    .isEqualTo(PLAYED.value(at, "lifecycle"));
        }
        assertThat(forecast.model()).isEqualTo("flow-traced hourly");
    }

    @Test
    void aLaterDecisionIsAskedForFurtherAhead() throws Exception {
        Instant decision = NOW.plus(5, HOURS);
        IntensitySeries expected =
                forecast(decision, Duration.ofHours(4)).usableFor(new Decision(decision));
        assertThat(PLAYED.asked.getFirst().getQuery()).contains("horizonHours=24");
        assertThat(expected.gramsPerKilowattHour().timeline().span())
                .isEqualTo(
                        new Interval(
                                Instant.parse("2026-08-22T22:00:00Z"),
                                Instant.parse("2026-08-23T03:00:00Z")));
    }

    @Test
    void aPlanWithAShorterHorizonGivesTheShorterForecast() throws Exception {
        PLAYED.horizons = Set.of("24");
        IntensitySeries expected = forecast(NOW, Duration.ofHours(72)).usableFor(new Decision(NOW));
        assertThat(expected.gramsPerKilowattHour().size()).isEqualTo(25);
        assertThat(PLAYED.asked).hasSize(2);
        PLAYED.rights.remove("forecast");
        GridException refusal = refused(() -> forecast(NOW, Duration.ofHours(24)));
        assertThat(refusal.reason()).isEqualTo(Reason.NOT_AUTHORISED);
        assertThat(refusal).hasMessageContaining("carbon-intensity/forecast of zone FR");
    }

    @Test
    void aForecastIsUsedOnlyByWhoCouldKnowIt() throws Exception {
        // The answer's time is a moment after the decision that asked for it.
        assertThat(forecast(NOW, Duration.ofHours(6)).issuedAt()).isEqualTo(NOW);
        assertThat(forecast(NOW.minusSeconds(290), Duration.ofHours(6)).issuedAt())
                .isEqualTo(NOW.minusSeconds(290));
        PLAYED.forecastAge = Duration.ofMinutes(20);
        assertThat(forecast(NOW, Duration.ofHours(6)).issuedAt())
                .isEqualTo(NOW.minus(Duration.ofMinutes(20)));
        // A time of issue, and a decision before it: however close, it was not known.
        PLAYED.forecastAge = Duration.ofMinutes(2);
        Instant before = NOW.minus(Duration.ofMinutes(2)).minusMillis(1);
        assertThat(refused(() -> forecast(before, Duration.ofHours(6))).reason())
                .isEqualTo(Reason.NOT_COVERED);
        PLAYED.forecastAge = Duration.ofMillis(-2);
        GridException late = refused(() -> forecast(NOW.minusSeconds(301), Duration.ofHours(6)));
        assertThat(late.reason()).isEqualTo(Reason.NOT_COVERED);
        assertThat(late).hasMessageContaining("was not known at 2026-08-22T17:29:23.390Z");
        PLAYED.asked.clear();
        GridException old =
                refused(() -> forecast(NOW.minus(Duration.ofDays(30)), Duration.ofHours(6)));
        assertThat(old.reason()).isEqualTo(Reason.NOT_COVERED);
        assertThat(old).hasMessageContaining("keeps no old forecasts");
        assertThat(PLAYED.asked).isEmpty();
    }

    @Test
    void aForecastThatDoesNotSayWhenIsRefused() {
        PLAYED.spoilt = body -> body.replace("updatedAt", "madeAt");
        GridException refusal = refused(() -> forecast(NOW, Duration.ofHours(6)));
        assertThat(refusal.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(refusal).hasMessageContaining("\"updatedAt\" is no text");
    }

    @ParameterizedTest
    @EnumSource
    void zonesSayWhatTheTokenMayAsk(ApiVersion version) throws Exception {
        List<ElectricityMapsZone> zones = service(version, PlayedElectricityMaps.TOKEN).zones();
        assertThat(zones).hasSize(2);
        assertThat(zones.getFirst().zone()).isEqualTo(FR);
        assertThat(zones.getFirst().name()).isEqualTo("France");
        assertThat(zones.getFirst().country()).isEqualTo("FR");
        assertThat(zones.getFirst().mayAsk("carbon-intensity/history")).isTrue();
        assertThat(zones.getFirst().mayAsk("carbon-intensity/past-range")).isFalse();
        assertThat(zones.getLast().country()).isEqualTo("Denmark");
        assertThat(zones.getLast().mayAsk("carbon-intensity/past-range")).isTrue();
        assertThat(PLAYED.asked.getFirst().toString()).isEqualTo("/" + version.path() + "/zones");
        assertThat(service(version, null).zones().getFirst().access()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    200 | [] | MALFORMED
                    200 | {"FR":{}} | MALFORMED
                    200 | {"FR": | MALFORMED
                    401 | {"error":"Invalid auth-token"} | NOT_AUTHORISED
                    404 | {} | MALFORMED
                    502 | bad gateway | UNREACHABLE
                    """)
    void aListOfZonesThatIsNoneIsRefused(int status, String body, Reason reason) {
        answer(status, body);
        assertThat(refused(() -> service(ApiVersion.V4, "t0k3n").zones()).reason())
                .isEqualTo(reason);
    }
}
