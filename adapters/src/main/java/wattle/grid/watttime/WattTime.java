package wattle.grid.watttime;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import wattle.grid.GridException;
import wattle.grid.GridException.Reason;
import wattle.grid.GridZone;
import wattle.grid.http.AnswerReader;
import wattle.grid.http.GridService;
import wattle.unit.http.Answer;
import wattle.unit.http.Credential;
import wattle.unit.http.Credentials;
import wattle.unit.http.CredentialsException;
import wattle.unit.http.HttpProblemException;
import wattle.unit.http.JsonClient;

/// An account at WattTime: signs in, asks, and says what a refusal means. Signs in before the first
/// question, again before the token ends, and once more where the server does not take it any
/// longer.
///
/// User name, password and token are sent in headers only and shown nowhere. For one thread at a
/// time.
public final class WattTime {

    /// The source's name in options, zones and files.
    public static final String NAME = "watttime";

    public static final URI ADDRESS = URI.create("https://api.watttime.org");

    /// The one region of which a free account may read everything.
    public static final String FREE_REGION = "CAISO_NORTH";

    /// A token is good for 30 minutes by the documentation; it is replaced a little earlier.
    private static final Duration TOKEN_LASTS = Duration.ofMinutes(28);

    private final GridService service;
    private final String user;
    private final String password;
    private @Nullable String token;
    private Instant tokenEnds = Instant.MIN;

    /// @param base [#ADDRESS], or another for tests
    /// @param client closed by whoever made it
    public WattTime(URI base, String user, String password, JsonClient client) {
        this.service = new GridService("WattTime", base, client);
        this.user = user;
        this.password = password;
        service.keepSecret(password);
    }

    /// The account in the user's credentials.
    ///
    /// @throws GridException NOT_AUTHORISED if there is none, with what to do
    /// @throws CredentialsException if the file of credentials cannot be used
    public static WattTime of(URI base, Credentials credentials, JsonClient client)
            throws GridException, CredentialsException {
        String user = credentials.find(Credential.WATTTIME_USER);
        String password = credentials.find(Credential.WATTTIME_PASSWORD);
        if (user == null || password == null) {
            Credential missing =
                    user == null ? Credential.WATTTIME_USER : Credential.WATTTIME_PASSWORD;
            throw new GridException(
                    Reason.NOT_AUTHORISED,
                    "WattTime needs an account (free ones read "
                            + FREE_REGION
                            + "; see https://docs.watttime.org): "
                            + credentials.remedy(missing));
        }
        return new WattTime(base, user, password, client);
    }

    InstantSource clock() {
        return service.clock();
    }

    String name() {
        return service.name();
    }

    /// The region at a place, for one signal: regions differ by signal.
    ///
    /// @param latitude in degrees, north positive
    /// @param longitude in degrees, east positive
    /// @throws GridException UNKNOWN_ZONE if no region is known there
    public GridZone regionAt(double latitude, double longitude, WattTimeSignal signal)
            throws GridException, InterruptedException {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("latitude", Double.toString(latitude));
        query.put("longitude", Double.toString(longitude));
        query.put("signal_type", signal.key());
        Answer answer = ask("v3/region-from-loc", query);
        if (!answer.isGood()) {
            throw switch (answer.status()) {
                case 401, 403 -> refusal(answer, "this place", signal);
                case 400, 404, 422 ->
                        service.refused(
                                Reason.UNKNOWN_ZONE,
                                answer,
                                "no region is known at " + latitude + ", " + longitude);
                default -> service.malformed(answer, "status " + answer.status(), null);
            };
        }
        var reader = new AnswerReader(service, answer);
        return new GridZone(NAME, reader.text(reader.root(), "region"));
    }

    /// What an account may read.
    ///
    /// @param signal by WattTime's name, such as `co2_moer`; some are no carbon intensity
    /// @param region the key of the zone
    /// @param regionName in words
    /// @param endpoints such as `v3/historical`
    public record Access(String signal, String region, String regionName, List<String> endpoints) {

        public Access {
            endpoints = List.copyOf(endpoints);
        }
    }

    /// All that this account may read, by signal and region.
    public List<Access> access() throws GridException, InterruptedException {
        Answer answer = ask("v3/my-access", Map.of());
        if (!answer.isGood()) {
            throw refusal(answer, "its own access", null);
        }
        var reader = new AnswerReader(service, answer);
        List<Access> all = new ArrayList<>();
        for (JsonNode signal : reader.array(reader.root(), "signal_types")) {
            for (JsonNode region : reader.array(signal, "regions")) {
                List<String> endpoints = new ArrayList<>();
                for (JsonNode endpoint : reader.array(region, "endpoints")) {
                    endpoints.add(reader.text(endpoint, "endpoint"));
                }
                all.add(
                        new Access(
                                reader.text(signal, "signal_type"),
                                reader.text(region, "region"),
                                reader.text(region, "region_full_name"),
                                endpoints));
            }
        }
        return all;
    }

    /// An answer about a region that is good.
    AnswerReader read(String path, GridZone zone, WattTimeSignal signal, Map<String, String> more)
            throws GridException, InterruptedException {
        if (!zone.source().equals(NAME)) {
            throw new GridException(
                    Reason.UNKNOWN_ZONE,
                    zone + " is no region of WattTime: theirs are written " + NAME + ":REGION");
        }
        Map<String, String> query = new LinkedHashMap<>();
        query.put("region", zone.key());
        query.put("signal_type", signal.key());
        query.putAll(more);
        Answer answer = ask(path, query);
        if (!answer.isGood()) {
            throw refusal(answer, "region " + zone.key(), signal);
        }
        return new AnswerReader(service, answer);
    }

    private Answer ask(String path, Map<String, String> query)
            throws GridException, InterruptedException {
        Answer answer = service.get(path, query, authorization());
        if (answer.status() == 401) {
            // It ended earlier than documented, or was revoked: once more with a new one.
            token = null;
            answer = service.get(path, query, authorization());
        }
        return answer;
    }

    private Map<String, String> authorization() throws GridException, InterruptedException {
        String good = token;
        if (good == null || !service.clock().instant().isBefore(tokenEnds)) {
            good = login();
        }
        return Map.of("Authorization", "Bearer " + good);
    }

    private String login() throws GridException, InterruptedException {
        Instant asked = service.clock().instant();
        String pair = user + ":" + password;
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        Answer answer = service.getSecret("login", Map.of("Authorization", "Basic " + basic));
        if (answer.status() == 401 || answer.status() == 403) {
            throw service.refused(
                    Reason.NOT_AUTHORISED,
                    answer,
                    "user name or password is wrong, or the account is not confirmed yet");
        }
        if (!answer.isGood()) {
            throw service.malformed(answer, "status " + answer.status(), null);
        }
        String given = service.json(answer).path("token").asString("");
        if (given.isBlank()) {
            throw service.malformed(answer, "there is no \"token\"", null);
        }
        service.keepSecret(given);
        token = given;
        tokenEnds = asked.plus(TOKEN_LASTS);
        return given;
    }

    /// What a refusal means. The document names the statuses 400, 403 and 422 with a body of
    /// `error`, `message` and `docs`, and leaves open which of them stands for an unknown region.
    private GridException refusal(Answer answer, String what, @Nullable WattTimeSignal signal) {
        String asked = (signal == null ? "" : signal.key() + " of ") + what;
        return switch (answer.status()) {
            case 401 ->
                    service.refused(
                            Reason.NOT_AUTHORISED,
                            answer,
                            "it did not take the token that it gave for this account");
            case 403 ->
                    service.refused(
                            Reason.NOT_AUTHORISED,
                            answer,
                            "this account may not read "
                                    + asked
                                    + ". A free account reads "
                                    + FREE_REGION
                                    + " alone; of other regions it gets an index from 0 to 100,"
                                    + " which is no carbon intensity");
            case 404 ->
                    service.refused(Reason.UNKNOWN_ZONE, answer, "there is nothing for " + asked);
            case 400, 422 -> {
                if (saysRegion(answer)) {
                    yield service.refused(Reason.UNKNOWN_ZONE, answer, "it does not know " + what);
                }
                yield service.refused(Reason.NOT_OFFERED, answer, "it does not give " + asked);
            }
            default -> service.malformed(answer, "status " + answer.status(), null);
        };
    }

    /// Whether the server's own words are about the region. Its link to the documentation is left
    /// out: that may name anything.
    private static boolean saysRegion(Answer answer) {
        try {
            JsonNode body = answer.json();
            var said = new StringBuilder();
            for (String each : List.of("error", "message", "msg", "detail")) {
                said.append(body.path(each)).append(' ');
            }
            return said.toString().toLowerCase(Locale.ROOT).contains("region");
        } catch (HttpProblemException notJson) {
            return false;
        }
    }

    @Override
    public String toString() {
        return service.name();
    }
}
