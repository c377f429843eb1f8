package wattle.report.otlp;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.unit.http.JsonClient;

/// Where metrics are sent, from an argument or from OpenTelemetry's usual environment variables.
/// Its headers are secret: [#toString] gives the address alone.
public final class OtlpTarget {

    private static final String PATH = "/v1/metrics";
    private static final String DEFAULT = "http://localhost:4318";
    private static final long DEFAULT_TIMEOUT_MS = 5000;
    private static final long LONGEST_TIMEOUT_MS = 60_000;

    private final URI endpoint;
    private final Map<String, String> headers;
    private final Duration timeout;

    private OtlpTarget(URI endpoint, Map<String, String> headers, Duration timeout) {
        this.endpoint = endpoint;
        this.headers = headers;
        this.timeout = timeout;
    }

    /// In this order: the argument, to which `/v1/metrics` is added unless it has a path;
    /// `OTEL_EXPORTER_OTLP_METRICS_ENDPOINT` as it is; `OTEL_EXPORTER_OTLP_ENDPOINT` with
    /// `/v1/metrics` added; the collector's usual port on this machine.
    ///
    /// @param argument null or empty where none was given
    /// @throws IllegalArgumentException if an address, a header or a time is none, in a sentence
    public static OtlpTarget of(@Nullable String argument, Map<String, String> environment) {
        return new OtlpTarget(
                endpoint(argument, environment), headers(environment), timeout(environment));
    }

    private static URI endpoint(@Nullable String argument, Map<String, String> environment) {
        if (argument != null && !argument.isEmpty()) {
            URI given = http("the address", argument);
            String path = given.getRawPath();
            return path == null || path.isEmpty() || path.equals("/")
                    ? http("the address", withoutSlash(argument) + PATH)
                    : given;
        }
        String own = environment.getOrDefault("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "");
        if (!own.isEmpty()) {
            return http("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", own);
        }
        String base = environment.getOrDefault("OTEL_EXPORTER_OTLP_ENDPOINT", "");
        return http(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                withoutSlash(base.isEmpty() ? DEFAULT : base) + PATH);
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    private static URI http(String what, String address) {
        try {
            var uri = new URI(address.strip());
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException notAnAddress) {
            // Its message quotes the address, which may hold a password.
            throw new IllegalArgumentException(what + " of the collector is no address", null);
        }
        throw new IllegalArgumentException(
                what
                        + " of the collector must be http:// or https:// with a host, such as "
                        + DEFAULT);
    }

    private static Map<String, String> headers(Map<String, String> environment) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers("OTEL_EXPORTER_OTLP_HEADERS", environment, headers);
        headers("OTEL_EXPORTER_OTLP_METRICS_HEADERS", environment, headers);
        return headers;
    }

    /// `key=value,key=value`, percent-encoded.
    private static void headers(
            String variable, Map<String, String> environment, Map<String, String> headers) {
        for (String pair : environment.getOrDefault(variable, "").split(",", -1)) {
            if (pair.isBlank()) {
                continue;
            }
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(variable + " must be key=value,key=value");
            }
            headers.put(
                    pair.substring(0, equals).strip(),
                    decoded(variable, pair.substring(equals + 1).strip()));
        }
    }

    private static String decoded(String variable, String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            throw new IllegalArgumentException(
                    variable + " holds a % that is not followed by two hexadecimal digits", null);
        }
    }

    private static Duration timeout(Map<String, String> environment) {
        String text = environment.getOrDefault("OTEL_EXPORTER_OTLP_TIMEOUT", "");
        if (text.isEmpty()) {
            return Duration.ofMillis(DEFAULT_TIMEOUT_MS);
        }
        try {
            long asked = Long.parseLong(text.strip());
            return Duration.ofMillis(Math.clamp(asked, 1, LONGEST_TIMEOUT_MS));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "OTEL_EXPORTER_OTLP_TIMEOUT must be milliseconds: " + text, notANumber);
        }
    }

    URI endpoint() {
        return endpoint;
    }

    Map<String, String> headers() {
        return headers;
    }

    /// The words of the headers' values: of `Bearer abc` the token alone, too.
    List<String> secrets() {
        return headers.values().stream()
                .map(value -> value.substring(value.lastIndexOf(' ') + 1))
                .toList();
    }

    Duration timeout() {
        return timeout;
    }

    @Override
    public String toString() {
        return JsonClient.shown(endpoint);
    }
}
