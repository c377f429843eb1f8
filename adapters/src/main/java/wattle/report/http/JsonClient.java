package wattle.report.http;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Sends JSON and reads what comes back, at most a mebibyte of it. Every request ends within its
/// time limit, however slowly the server answers. A refusal that will pass (429, 5xx) is tried once
/// more. Redirections are not followed, because the headers hold secrets.
///
/// For one thread at a time; to be closed.
public final class JsonClient implements AutoCloseable {

    private static final int MOST_BYTES = 1 << 20;
    private static final int SHOWN_CHARACTERS = 200;
    private static final int SHORTEST_SECRET = 4;
    private static final long LONGEST_PAUSE_SECONDS = 5;

    private final Map<String, String> headers;
    private final List<String> secrets;
    private final Duration timeout;
    private final Duration pause;
    private final HttpClient client;

    /// @param headers sent with every request, kept secret
    /// @param secrets what else a server may know and repeat, such as a password or a bare token
    /// @param timeout of one request, from connecting to the answer's end
    /// @param pause before the second attempt, unless the server asks for another
    public JsonClient(
            Map<String, String> headers,
            Collection<String> secrets,
            Duration timeout,
            Duration pause) {
        this.headers = new LinkedHashMap<>(headers);
        this.secrets =
                Stream.concat(headers.values().stream(), secrets.stream())
                        .filter(each -> each.length() >= SHORTEST_SECRET)
                        .toList();
        this.timeout = timeout;
        this.pause = pause;
        client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(timeout)
                        .build();
    }

    /// What may happen to a request that is sent twice.
    public enum Twice {
        /// The same as once: it may be repeated after any failure of the server's.
        HARMLESS,
        /// Something twice: it is repeated only where the server said that it did nothing.
        HARMFUL
    }

    public Answer get(URI uri) throws HttpProblemException {
        return send("GET", uri, null, Twice.HARMLESS);
    }

    public Answer post(URI uri, byte[] json, Twice twice) throws HttpProblemException {
        return send("POST", uri, json, twice);
    }

    private Answer send(String method, URI uri, byte @Nullable [] json, Twice twice)
            throws HttpProblemException {
        String request = method + " " + shown(uri);
        HttpResponse<String> response = once(request, method, uri, json);
        if (passes(response.statusCode(), twice)) {
            sleep(request, pause(response));
            response = once(request, method, uri, json);
        }
        return new Answer(
                request, response.statusCode(), response.body(), fitToPrint(response.body()));
    }

    private HttpResponse<String> once(
            String request, String method, URI uri, byte @Nullable [] json)
            throws HttpProblemException {
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(
                        request(request, method, uri, json),
                        HttpResponse.BodyHandlers.limiting(
                                HttpResponse.BodyHandlers.ofString(), MOST_BYTES));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new HttpProblemException(
                    request + ": no answer within " + timeout.toMillis() + " ms", late);
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new HttpProblemException(request + ": interrupted", interrupted);
        } catch (ExecutionException failed) {
            throw new HttpProblemException(
                    request + ": " + why(failed.getCause()), failed.getCause());
        }
    }

    private String why(@Nullable Throwable cause) {
        if (cause instanceof ConnectException) {
            return "no connection";
        }
        if (cause == null) {
            return "failed";
        }
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : fitToPrint(cause.getClass().getSimpleName() + ": " + message);
    }

    private HttpRequest request(String request, String method, URI uri, byte @Nullable [] json)
            throws HttpProblemException {
        try {
            HttpRequest.Builder builder =
                    HttpRequest.newBuilder(uri)
                            .timeout(timeout)
                            .method(
                                    method,
                                    json == null
                                            ? HttpRequest.BodyPublishers.noBody()
                                            : HttpRequest.BodyPublishers.ofByteArray(json));
            if (json != null) {
                builder.setHeader("Content-Type", "application/json");
            }
            headers.forEach(builder::setHeader);
            return builder.build();
        } catch (IllegalArgumentException notAllowed) {
            // Its message quotes the header.
            throw new HttpProblemException(
                    request + ": a header or the address holds what HTTP does not allow", null);
        }
    }

    private static boolean passes(int status, Twice twice) {
        return switch (status) {
            case 429, 503 -> true;
            case 500, 502, 504 -> twice == Twice.HARMLESS;
            default -> false;
        };
    }

    private Duration pause(HttpResponse<String> response) {
        String asked = response.headers().firstValue("Retry-After").orElse("");
        boolean seconds =
                !asked.isEmpty()
                        && asked.length() < 4
                        && asked.chars().allMatch(c -> c >= '0' && c <= '9');
        return seconds
                ? Duration.ofSeconds(Math.min(LONGEST_PAUSE_SECONDS, Long.parseLong(asked)))
                : pause;
    }

    private static void sleep(String request, Duration pause) throws HttpProblemException {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new HttpProblemException(request + ": interrupted", interrupted);
        }
    }

    /// An address without what may be secret in it: user, password and query.
    public static String shown(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme() + "://";
        String host = uri.getHost() == null ? "?" : uri.getHost();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return scheme + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + path;
    }

    /// One line, not too long, without our secrets, which a server may repeat.
    private String fitToPrint(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        for (String secret : secrets) {
            line = line.replace(secret, "***");
        }
        return line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + "…";
    }

    /// Drops what is still under way.
    @Override
    public void close() {
        client.shutdownNow();
    }
}
