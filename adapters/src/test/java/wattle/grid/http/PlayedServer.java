package wattle.grid.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import wattle.unit.http.HttpLimits;
import wattle.unit.http.HttpListener;
import wattle.unit.http.JsonClient;
import wattle.unit.http.Patience;

/// What is the same of every service that is played: a server that this machine alone reaches, a
/// client that does not wait between attempts, and the states in which a contract wants a server.
public final class PlayedServer {

    /// Longer than any test may last.
    private static final int SLOW_MILLIS = 15_000;

    private PlayedServer() {}

    /// @param played what answers
    public static WireMockExtension of(ResponseDefinitionTransformerV2 played) {
        return WireMockExtension.newInstance()
                .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1").extensions(played))
                .build();
    }

    public static JsonClient client(InstantSource clock) {
        return new JsonClient(
                Map.of(),
                HttpLimits.DATA,
                Patience.DATA.withPauses(Duration.ofMillis(1), Duration.ofMillis(2)),
                HttpListener.NONE,
                clock);
    }

    /// Somebody else's refusal.
    ///
    /// @param body which may repeat what it must not
    public static ResponseDefinitionBuilder refusing(int status, String body) {
        return aResponse().withStatus(status).withBody(body);
    }

    /// Too many questions.
    ///
    /// @param after seconds, or a date as HTTP has it
    public static ResponseDefinitionBuilder limited(String after, String body) {
        return refusing(429, body).withHeader("Retry-After", after);
    }

    public static ResponseDefinitionBuilder slow() {
        return okJson("{}").withFixedDelay(SLOW_MILLIS);
    }

    /// A source for each body that is not what the service documents.
    ///
    /// @param answering a source whose server answers so
    public static <S> Map<String, Callable<S>> malformed(
            Map<String, String> bodies, Function<ResponseDefinitionBuilder, S> answering) {
        Map<String, Callable<S>> sources = new LinkedHashMap<>();
        bodies.forEach((what, body) -> sources.put(what, () -> answering.apply(okJson(body))));
        return sources;
    }
}
