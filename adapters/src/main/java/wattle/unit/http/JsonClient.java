package wattle.unit.http;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import wattle.unit.http.HttpProblemException.Kind;

/// Sends JSON and reads what comes back. Every attempt ends within its [HttpLimits], however slowly
/// the server answers; one that failed for a reason that may pass (no answer, 429, 5xx) is repeated
/// as [Patience] says, and never earlier than the server allows. Redirections are not followed,
/// because the headers hold secrets.
///
/// For one thread at a time; to be closed. An interrupted thread leaves it at once.
public final class JsonClient implements AutoCloseable {

    private static final int SHOWN_CHARACTERS = 200;
    private static final int SHORTEST_SECRET = 4;
    private static final double CHANCE = 0.2;

    private final Map<String, String> headers;
    private final List<String> secrets = new CopyOnWriteArrayList<>();
    private final HttpLimits limits;
    private final Patience patience;
    private final HttpListener listener;
    private final InstantSource clock;
    private final HttpClient client;

    /// For short answers while somebody waits; tried once more where a refusal passes.
    ///
    /// @param headers sent with every request, kept secret
    /// @param secrets what else a server may know and repeat, such as a password or a bare token
    /// @param timeout of one request, from connecting to the answer's end
    /// @param pause before the second attempt, unless the server asks for another
    public JsonClient(
            Map<String, String> headers,
            Collection<String> secrets,
            Duration timeout,
            Duration pause) {
        this(
                headers,
                HttpLimits.brief(timeout),
                Patience.onceMore(pause),
                HttpListener.NONE,
                InstantSource.system());
        secrets.forEach(this::keepSecret);
    }

    /// @param headers sent with every request, kept secret
    /// @param clock to which a server's `Retry-After` is relative
    public JsonClient(
            Map<String, String> headers,
            HttpLimits limits,
            Patience patience,
            HttpListener listener,
            InstantSource clock) {
        this.headers = new LinkedHashMap<>(headers);
        this.limits = limits;
        this.patience = patience;
        this.listener = listener;
        this.clock = clock;
        headers.values().forEach(this::keepSecretOfHeader);
        client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(limits.connect())
                        .build();
    }

    /// For fetching series of data: [HttpLimits#DATA], [Patience#DATA].
    public static JsonClient forData(HttpListener listener, InstantSource clock) {
        return new JsonClient(Map.of(), HttpLimits.DATA, Patience.DATA, listener, clock);
    }

    /// What may happen to a request that is sent twice.
    public enum Twice {
        /// The same as once: it may be repeated after any failure of the server's.
        HARMLESS,
        /// Something twice: it is repeated only where the server said that it did nothing.
        HARMFUL
    }

    /// From now on this is taken out of everything that is shown, such as a token that a server
    /// gave. What is shorter than four characters cannot be: it would be part of everything.
    public void keepSecret(String secret) {
        keepAsItIs(secret);
        keepAsItIs(secret.replace("\\", "\\\\").replace("\"", "\\\"")); // As JSON has it.
        keepAsItIs(Addresses.encoded(secret));
    }

    /// Longest first, so that one that is the beginning of another leaves nothing of that.
    private void keepAsItIs(String secret) {
        if (secret.length() < SHORTEST_SECRET || secrets.contains(secret)) {
            return;
        }
        int at = 0;
        while (at < secrets.size() && secrets.get(at).length() >= secret.length()) {
            at++;
        }
        secrets.add(at, secret);
    }

    /// Of `Bearer abc` the token alone, too.
    private void keepSecretOfHeader(String value) {
        keepSecret(value);
        keepSecret(value.substring(value.lastIndexOf(' ') + 1));
    }

    public InstantSource clock() {
        return clock;
    }

    public Answer get(URI uri) throws HttpProblemException, InterruptedException {
        return get(uri, Map.of());
    }

    /// @param headers of this request, kept secret
    /// @return whatever the server answered, good or not
    /// @throws HttpProblemException if there was no answer that can be used
    public Answer get(URI uri, Map<String, String> headers)
            throws HttpProblemException, InterruptedException {
        return send(new Asked("GET", uri, headers, null, Twice.HARMLESS, false));
    }

    /// As [#get], where the answer itself is a secret, such as a token: nothing of it is shown.
    public Answer getSecret(URI uri, Map<String, String> headers)
            throws HttpProblemException, InterruptedException {
        return send(new Asked("GET", uri, headers, null, Twice.HARMLESS, true));
    }

    public Answer post(URI uri, byte[] json, Twice twice)
            throws HttpProblemException, InterruptedException {
        return post(uri, Map.of(), json, twice);
    }

    /// @param headers of this request, kept secret
    public Answer post(URI uri, Map<String, String> headers, byte[] json, Twice twice)
            throws HttpProblemException, InterruptedException {
        return send(
                new Asked(
                        "POST",
                        uri,
                        headers,
                        HttpRequest.BodyPublishers.ofByteArray(json),
                        twice,
                        false));
    }

    private record Asked(
            String method,
            URI uri,
            Map<String, String> headers,
            HttpRequest.@Nullable BodyPublisher json,
            Twice twice,
            boolean secretAnswer) {

        String shown() {
            return method + " " + JsonClient.shown(uri);
        }
    }

    /// How one attempt ended: an answer, or a problem.
    private record Attempt(
            @Nullable Answer answer, @Nullable HttpProblemException problem, boolean passes) {

        String why() {
            if (answer != null) {
                return Integer.toString(answer.status());
            }
            return problem == null ? "" : String.valueOf(problem.getMessage());
        }
    }

    private Answer send(Asked asked) throws HttpProblemException, InterruptedException {
        asked.headers.values().forEach(this::keepSecretOfHeader);
        HttpRequest request = request(asked);
        Attempt last;
        try {
            last =
                    Failsafe.with(retries(asked))
                            .get(context -> attempt(asked, request, context.getAttemptCount() + 1));
        } catch (FailsafeException wrapped) {
            if (wrapped.getCause() instanceof InterruptedException) {
                Thread.interrupted(); // Whoever throws it clears the flag.
                throw new InterruptedException(asked.shown() + ": interrupted");
            }
            throw wrapped;
        }
        if (last.problem != null) {
            throw last.problem;
        }
        if (last.answer == null) {
            throw new IllegalStateException("an attempt without an end");
        }
        return last.answer;
    }

    private RetryPolicy<Attempt> retries(Asked asked) {
        RetryPolicyBuilder<Attempt> retries =
                RetryPolicy.<Attempt>builder()
                        .withMaxAttempts(patience.attempts())
                        .handleIf((attempt, failure) -> failure == null && attempt.passes)
                        .abortIf(attempt -> !mayBeAskedSoon(attempt))
                        .withJitter(CHANCE)
                        .onRetryScheduled(event -> {
                            Attempt attempt = event.getLastResult();
                            listener.waiting(
                                    asked.shown(),
                                    attempt == null ? "" : attempt.why(),
                                    event.getDelay());
                        });
        if (patience.pause().compareTo(patience.longestPause()) < 0) {
            retries.withBackoff(patience.pause(), patience.longestPause());
        } else {
            retries.withDelay(patience.pause());
        }
        return retries.withDelayFn(context -> delay(context.getLastResult())).build();
    }

    private boolean mayBeAskedSoon(Attempt attempt) {
        Duration wait = asked(attempt);
        return wait == null || patience.insistent() || wait.compareTo(patience.longestAsked()) <= 0;
    }

    /// What the server asked for, and so much more that chance cannot make it less; negative for
    /// the usual pause.
    private Duration delay(@Nullable Attempt attempt) {
        Duration wait = attempt == null ? null : asked(attempt);
        if (wait == null) {
            return Duration.ofNanos(-1);
        }
        Duration at = wait.compareTo(patience.longestAsked()) < 0 ? wait : patience.longestAsked();
        return Duration.ofNanos((long) (at.toNanos() / (1 - CHANCE)));
    }

    private @Nullable Duration asked(Attempt attempt) {
        Instant retryAt = attempt.answer == null ? null : attempt.answer.retryAt();
        if (retryAt == null) {
            return null;
        }
        Duration wait = Duration.between(clock.instant(), retryAt);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private Attempt attempt(Asked asked, HttpRequest request, int number)
            throws InterruptedException {
        listener.asking(asked.shown(), number);
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(
                        request,
                        HttpResponse.BodyHandlers.limiting(
                                HttpResponse.BodyHandlers.ofByteArray(), limits.bytes()));
        try {
            return answered(asked, sent.get(limits.whole().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            sent.cancel(true);
            return unanswered(
                    asked,
                    "no answer within " + limits.whole().toMillis() + " ms",
                    asked.twice == Twice.HARMLESS);
        } catch (InterruptedException interrupted) {
            sent.cancel(true);
            throw interrupted;
        } catch (ExecutionException failed) {
            return failed(asked, failed.getCause());
        }
    }

    private Attempt answered(Asked asked, HttpResponse<byte[]> response) {
        String body;
        try {
            body = text(response);
        } catch (TooLargeException tooLarge) {
            return tooLarge(asked);
        } catch (IOException notUnpacked) {
            return new Attempt(
                    null,
                    new HttpProblemException(
                            Kind.MALFORMED,
                            asked.shown() + ": the answer's compression cannot be read"),
                    false);
        }
        int status = response.statusCode();
        var answer =
                new Answer(
                        asked.shown(),
                        status,
                        body,
                        asked.secretAnswer ? "" : fitToPrint(body),
                        RetryAfter.parse(
                                response.headers().firstValue("Retry-After").orElse(""),
                                clock.instant()));
        return new Attempt(answer, null, passes(status, asked.twice));
    }

    private static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1;
    }

    /// The body unpacked, never more of it than the limit.
    private String text(HttpResponse<byte[]> response) throws IOException {
        byte[] body = response.body();
        String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
        if (encoding.equalsIgnoreCase("gzip") && body.length > 0) {
            try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(body))) {
                body = unpacked.readNBytes(limits.bytes() + 1);
            }
            if (body.length > limits.bytes()) {
                throw new TooLargeException();
            }
        } else if (!encoding.equalsIgnoreCase("identity") && body.length > 0) {
            throw new IOException(encoding);
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    private Attempt tooLarge(Asked asked) {
        return new Attempt(
                null,
                new HttpProblemException(
                        Kind.TOO_LARGE,
                        asked.shown() + ": the answer is larger than " + limits.bytes() + " bytes"),
                false);
    }

    private Attempt unanswered(Asked asked, String why, boolean mayRepeat) {
        return new Attempt(
                null,
                new HttpProblemException(Kind.UNANSWERED, asked.shown() + ": " + why),
                patience.unanswered() && mayRepeat);
    }

    private Attempt failed(Asked asked, @Nullable Throwable cause) {
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            // Nothing was sent, so nothing can happen twice.
            return unanswered(asked, "no connection", true);
        }
        String message = cause == null ? null : cause.getMessage();
        if (message != null && message.startsWith("body exceeds capacity")) {
            return tooLarge(asked);
        }
        String name = cause == null ? "failed" : cause.getClass().getSimpleName();
        return unanswered(
                asked,
                message == null || asked.secretAnswer ? name : fitToPrint(name + ": " + message),
                asked.twice == Twice.HARMLESS && !(cause instanceof SSLException));
    }

    private HttpRequest request(Asked asked) throws HttpProblemException {
        try {
            HttpRequest.Builder builder =
                    HttpRequest.newBuilder(asked.uri)
                            .timeout(limits.whole())
                            .setHeader("Accept-Encoding", "gzip")
                            .method(
                                    asked.method,
                                    asked.json == null
                                            ? HttpRequest.BodyPublishers.noBody()
                                            : asked.json);
            if (asked.json != null) {
                builder.setHeader("Content-Type", "application/json");
            }
            headers.forEach(builder::setHeader);
            asked.headers.forEach(builder::setHeader);
            return builder.build();
        } catch (IllegalArgumentException notAllowed) {
            // Its message quotes the header.
            throw new HttpProblemException(
                    Kind.NOT_SENT,
                    asked.shown() + ": a header or the address holds what HTTP does not allow");
        }
    }

    private static boolean passes(int status, Twice twice) {
        return switch (status) {
            case 429, 503 -> true;
            case 500, 502, 504 -> twice == Twice.HARMLESS;
            default -> false;
        };
    }

    /// An address without what may be secret in it: user, password and query.
    public static String shown(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme() + "://";
        String host = uri.getHost() == null ? "?" : uri.getHost();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return scheme + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + path;
    }

    /// One line, not too long, without our secrets, which a server may repeat.
    public String fitToPrint(String text) {
        // A long body is cut first, but not so short that a secret could be cut in two.
        String line = text.length() <= 100_000 ? text : text.substring(0, 100_000);
        line = line.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
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
