package wattle.grid.ukintensity;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Set;
import wattle.grid.http.PlayedServer;
import wattle.unit.http.JsonClient;

/// Plays the Carbon Intensity API by its definitions, with numbers of its own: half-hours, times
/// with minutes only, at most 14 days, no `actual` in regions nor in the future, and the quirk that
/// a range begins with the half-hour that ends at its start.
final class PlayedUk implements ResponseDefinitionTransformerV2 {

    static final Instant NOW = Instant.parse("2026-03-20T12:10:00Z");
    private static final long HALF = 1800;

    /// Half-hours of which nothing is there.
    final Set<Instant> missing = new HashSet<>();

    /// Half-hours without an actual value yet.
    final Set<Instant> notSettled = new HashSet<>();

    /// From when on there are values.
    static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    static WireMockExtension server(PlayedUk played) {
        return PlayedServer.of(played);
    }

    void play(WireMockExtension server) {
        server.resetAll();
        server.stubFor(
                any(anyUrl()).atPriority(10).willReturn(aResponse().withTransformers(getName())));
    }

    static JsonClient client() {
        return PlayedServer.client(() -> NOW);
    }

    static double actual(Instant at) {
        return 100 + at.getEpochSecond() / HALF % 89;
    }

    static double forecast(Instant at) {
        return actual(at) + 7;
    }

    static double regional(Instant at, String region) {
        return actual(at) + 1000 * region.length();
    }

    @Override
    public String getName() {
        return "uk";
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    /// `intensity/FROM/TO` or `intensity/FROM/fw48h`, or below `regional` with `regionid/N` or
    /// `postcode/CODE` at the end.
    @Override
    public ResponseDefinition transform(ServeEvent event) {
        String[] path = event.getRequest().getUrl().substring(1).split("/", -1);
        boolean regional = path[0].equals("regional");
        int at = regional ? 2 : 1;
        if (path.length != (regional ? 6 : 3)) {
            return refusal("Please enter a valid path e.g. /intensity/");
        }
        if (!path[at].matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\dZ")) {
            return refusal("Please enter a valid date in ISO8601 format 'YYYY-MM-DDThh:mmZ'");
        }
        Instant from = OffsetDateTime.parse(path[at]).toInstant();
        Instant to =
                path[at + 1].equals("fw48h")
                        ? from.plus(Duration.ofHours(48))
                        : OffsetDateTime.parse(path[at + 1]).toInstant();
        if (Duration.between(from, to).compareTo(Duration.ofDays(14)) > 0) {
            return refusal("The date range is more than 14 days");
        }
        String region = regional ? path[5] : "";
        if (region.equals("ZZ99")) {
            return refusal("Please enter a valid postcode e.g. RG10");
        }
        String data = data(from, to, region);
        return json(
                200,
                regional
                        ? "{\"data\":{\"regionid\":3,\"dnoregion\":\"x\",\"shortname\":\"y\",\"data\":"
                                + data
                                + "}}"
                        : "{\"data\":" + data + "}");
    }

    private String data(Instant from, Instant to, String region) {
        var data = new StringBuilder();
        Instant first = Instant.ofEpochSecond((from.getEpochSecond() - 1) / HALF * HALF);
        for (Instant each = first; each.isBefore(to); each = each.plusSeconds(HALF)) {
            if (missing.contains(each) || each.isBefore(FIRST)) {
                continue;
            }
            boolean settled = !each.plusSeconds(HALF).isAfter(NOW) && !notSettled.contains(each);
            data.append(data.isEmpty() ? "" : ",")
                    .append("{\"from\":\"")
                    .append(minutes(each))
                    .append("\",\"to\":\"")
                    .append(minutes(each.plusSeconds(HALF)))
                    .append("\",\"intensity\":{\"forecast\":")
                    .append(region.isEmpty() ? forecast(each) : regional(each, region))
                    .append(
                            region.isEmpty()
                                    ? ",\"actual\":" + (settled ? actual(each) : "null")
                                    : "")
                    .append(",\"index\":\"low\"}}");
        }
        return "[" + data + "]";
    }

    private static String minutes(Instant instant) {
        return instant.toString().replace(":00Z", "Z");
    }

    private static ResponseDefinition refusal(String message) {
        return json(
                400, "{\"error\":{\"code\":\"400 Bad Request\",\"message\":\"" + message + "\"}}");
    }

    private static ResponseDefinition json(int status, String body) {
        return ResponseDefinitionBuilder.responseDefinition()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body)
                .build();
    }
}
