package wattle.report.hub;

import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import wattle.meter.journal.Excerpt;
import wattle.meter.journal.Header;
import wattle.unit.http.Addresses;
import wattle.unit.http.Answer;
import wattle.unit.http.HttpLimits;
import wattle.unit.http.HttpListener;
import wattle.unit.http.HttpProblemException;
import wattle.unit.http.JsonClient;
import wattle.unit.http.Patience;

/// A Wattle server that takes runs. Tries everything once: whoever calls knows when to come again.
///
/// For one thread at a time; to be closed. An interrupted thread leaves it at once.
public final class Hub implements AutoCloseable {

    private static final HttpLimits LIMITS =
            new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(30), 1 << 20);

    private static final Patience ONCE =
            new Patience(
                    1,
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    false,
                    false);

    private final URI base;
    private final JsonClient client;

    /// @param base of the server, such as `https://hub.example.org`
    /// @param token for it, secret
    public Hub(URI base, String token) {
        this.base = base;
        client =
                new JsonClient(
                        Map.of("Authorization", "Bearer " + token),
                        LIMITS,
                        ONCE,
                        HttpListener.NONE,
                        InstantSource.system());
    }

    /// The address of a server.
    ///
    /// @throws IllegalArgumentException if it is none, or has a user, a query or a fragment, in a
    ///   sentence that does not quote it
    public static URI address(String what, String text) {
        URI uri = Addresses.base(what, text);
        if (uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    what + " must be the address of a server alone, such as http://localhost:8080");
        }
        return uri;
    }

    /// Whether others on the way may read what is sent.
    public boolean isOpen() {
        String host = base.getHost();
        boolean here = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
        return "http".equals(base.getScheme()) && !here;
    }

    /// The address of a run.
    public URI run(String id) {
        return Addresses.of(base, "v1/runs/" + Addresses.encoded(id), Map.of());
    }

    /// How far the hub has got with a run.
    ///
    /// @param next the byte of the excerpt that it wants next
    /// @param ended whether it has the end
    public record Progress(long next, boolean ended) {}

    /// Begins a run, or finds out how far the hub has got with it.
    ///
    /// @param isPublic whether everybody may see it
    /// @throws RefusedException if the hub will not take it
    /// @throws HttpProblemException if it cannot be asked now
    public Progress start(Header header, boolean isPublic)
            throws HttpProblemException, RefusedException, InterruptedException {
        URI uri = Addresses.of(base, "v1/runs", Map.of());
        return progress(client.post(uri, body(header, isPublic), JsonClient.Twice.HARMLESS));
    }

    /// Sends bytes of the excerpt.
    ///
    /// @return how far the hub has got; where it says that the bytes do not fit, [#start] tells
    /// @throws RefusedException if the hub will not take it
    /// @throws HttpProblemException if it cannot be asked now
    public Progress send(Header header, boolean isPublic, long offset, byte[] lines)
            throws HttpProblemException, RefusedException, InterruptedException {
        URI uri =
                Addresses.of(
                        base,
                        "v1/runs/" + Addresses.encoded(header.id()) + "/chunks",
                        Map.of("offset", Long.toString(offset)));
        Answer answer =
                client.post(
                        uri,
                        Map.of("Content-Type", "application/x-ndjson"),
                        lines,
                        JsonClient.Twice.HARMLESS);
        boolean otherPlace = answer.status() == 404 || answer.status() == 409;
        return otherPlace ? start(header, isPublic) : progress(answer);
    }

    private static Progress progress(Answer answer) throws HttpProblemException, RefusedException {
        if (!answer.isGood()) {
            throw new RefusedException(answer.sentence(), mayPass(answer.status()));
        }
        JsonNode body = answer.json();
        JsonNode next = body.path("next_offset");
        if (!next.isIntegralNumber() || !next.canConvertToLong() || next.asLong() < 0) {
            throw new RefusedException(answer.request() + ": this is no hub of Wattle", false);
        }
        return new Progress(next.asLong(), !body.path("state").asString("").equals("running"));
    }

    private static boolean mayPass(int status) {
        return status == 408 || status == 429 || status >= 500;
    }

    /// A place by its name alone: files and figures of the user's stay with him.
    private static byte[] body(Header header, boolean isPublic) {
        var text = new StringWriter();
        try (JsonGenerator json =
                new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("id", header.id());
            json.writeBooleanProperty("public", isPublic);
            String zone = header.options().get("zone");
            if (zone != null && !zone.isBlank()) {
                json.writeStringProperty("zone", zone);
            }
            String pue = header.options().get("pue");
            if (pue != null) {
                json.writeNumberProperty("pue", Double.parseDouble(pue));
            }
            json.writeName("labels");
            json.writeStartObject();
            Excerpt.labels(header.labels()).forEach(json::writeStringProperty);
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }

    /// Without secrets.
    @Override
    public String toString() {
        return JsonClient.shown(base);
    }
}
