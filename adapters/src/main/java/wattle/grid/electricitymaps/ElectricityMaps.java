package wattle.grid.electricitymaps;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import wattle.grid.GridException;
import wattle.grid.GridException.Reason;
import wattle.grid.GridZone;
import wattle.grid.http.GridService;
import wattle.unit.Source;
import wattle.unit.http.Answer;
import wattle.unit.http.Credential;
import wattle.unit.http.Credentials;
import wattle.unit.http.CredentialsException;
import wattle.unit.http.JsonClient;

/// The service of Electricity Maps, asked with one token. For one thread at a time.
///
/// Asked are `zones` and, of `carbon-intensity`, `history` (the last 24 hours), `past-range` and
/// `forecast`. `latest` and `past` give nothing that those do not, and the levels and the
/// fossil-only intensity of version 4 are other quantities.
///
/// ```java
/// var service = new ElectricityMaps(ElectricityMaps.ADDRESS, ApiVersion.CURRENT, token, client);
/// new ElectricityMapsHistory(service, Granularity.HOURLY, true).history(…);
/// ```
public final class ElectricityMaps {

    /// The name of the source and of its zones, also in `grid.catalog`.
    public static final String NAME = "electricitymaps";

    /// As its publisher writes it, for sentences.
    static final String PUBLISHER = "Electricity Maps";

    public static final URI ADDRESS = URI.create("https://api.electricitymaps.com");

    private static final String NEEDS_TOKEN =
            "Electricity Maps needs a token (free ones read the last day; see"
                    + " https://portal.electricitymaps.com)";

    /// More than the 350 zones that there are.
    private static final int MOST_ZONES = 10_000;

    private final GridService service;
    private final ApiVersion version;
    private final Map<String, String> headers;

    /// @param base without the version, such as [#ADDRESS]
    /// @param token kept secret; null for the list of zones alone
    /// @param client closed by whoever made it
    public ElectricityMaps(
            URI base, ApiVersion version, @Nullable String token, JsonClient client) {
        this.service = new GridService(PUBLISHER, base, client);
        this.version = version;
        this.headers = token == null ? Map.of() : Map.of("auth-token", token);
        if (token != null) {
            service.keepSecret(token);
        }
    }

    /// With the token in the user's credentials.
    ///
    /// @throws GridException NOT_AUTHORISED if there is none, with what to do
    /// @throws CredentialsException if the file of credentials cannot be used
    public static ElectricityMaps of(
            URI base, ApiVersion version, Credentials credentials, JsonClient client)
            throws GridException, CredentialsException {
        String token = credentials.find(Credential.ELECTRICITYMAPS_TOKEN);
        if (token == null) {
            throw new GridException(
                    Reason.NOT_AUTHORISED,
                    NEEDS_TOKEN + ": " + credentials.remedy(Credential.ELECTRICITYMAPS_TOKEN));
        }
        return new ElectricityMaps(base, version, token, client);
    }

    InstantSource clock() {
        return service.clock();
    }

    Source source(Question question) {
        return new Source(
                PUBLISHER
                        + ", "
                        + question.factor()
                        + " carbon intensity of "
                        + question.zone().key()
                        + ", interface "
                        + version.path(),
                "the terms of the Electricity Maps account");
    }

    /// How the values are made, in the words of the service: both versions give the same.
    static String model(Granularity granularity) {
        return "flow-traced " + granularity.word();
    }

    /// Blocks until the service has answered.
    Reply ask(Question question) throws GridException, InterruptedException {
        if (headers.isEmpty()) {
            throw new GridException(Reason.NOT_AUTHORISED, NEEDS_TOKEN);
        }
        Answer answer =
                service.get(
                        version.path() + "/" + question.right(), question.query(version), headers);
        if (!answer.isGood()) {
            throw Refusal.of(service, answer, question);
        }
        var reply = new Reply(service, answer, question);
        if (reply.isError()) {
            throw Refusal.of(service, answer, question);
        }
        return reply;
    }

    /// The zones that the service has, in its order; with a token those that the token may read
    /// something of. Blocks until the service has answered.
    public List<ElectricityMapsZone> zones() throws GridException, InterruptedException {
        Answer answer = service.get(version.path() + "/zones", Map.of(), headers);
        if (answer.status() == 401 || answer.status() == 403) {
            throw service.refused(Reason.NOT_AUTHORISED, answer, "it does not know this token");
        }
        if (!answer.isGood()) {
            throw service.malformed(answer, "status " + answer.status(), null);
        }
        JsonNode tree = service.json(answer);
        if (!tree.isObject() || tree.size() > MOST_ZONES) {
            throw service.malformed(answer, "not a list of zones", tree);
        }
        List<ElectricityMapsZone> zones = new ArrayList<>(tree.size());
        for (Map.Entry<String, JsonNode> each : tree.properties()) {
            zones.add(zone(answer, each.getKey(), each.getValue()));
        }
        return zones;
    }

    private ElectricityMapsZone zone(Answer answer, String key, JsonNode zone)
            throws GridException {
        String name = zone.path("zoneName").asString("");
        if (key.isBlank() || name.isBlank()) {
            throw service.malformed(answer, "a zone without key or zoneName", zone);
        }
        Set<String> access = new HashSet<>();
        for (JsonNode each : zone.path("access")) {
            access.add(each.asString(""));
        }
        String country = zone.path("countryName").asString(zone.path("countryCode").asString(""));
        return new ElectricityMapsZone(
                new GridZone(NAME, key), name, country.isEmpty() ? null : country, access);
    }
}
