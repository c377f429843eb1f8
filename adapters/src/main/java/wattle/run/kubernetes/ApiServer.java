package wattle.run.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import wattle.run.RunnerException;

/// Asking an API server: for a bounded time, and with an answer in words.
final class ApiServer {

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int RETRIES = 2;

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int NOT_FOUND = 404;
    private static final int FIRST_SERVER_ERROR = 500;

    private ApiServer() {}

    /// By `KUBECONFIG` or `~/.kube/config`, or from within a pod by its service account, as kubectl
    /// does. Asks nobody yet.
    ///
    /// @param namespace null for the one of the configuration
    /// @throws RunnerException if the configuration cannot be read
    static KubernetesClient connect(@Nullable String namespace) throws RunnerException {
        // The client logs by SLF4J, and has nobody to log to: what goes wrong is thrown.
        if (System.getProperty("slf4j.internal.verbosity") == null) {
            System.setProperty("slf4j.internal.verbosity", "ERROR");
        }
        try {
            Config config = Config.autoConfigure(null);
            return bounded(
                    namespace == null
                            ? config
                            : new ConfigBuilder(config).withNamespace(namespace).build());
        } catch (RuntimeException wrong) {
            throw new RunnerException(
                    RunnerException.Reason.REFUSED,
                    "the configuration of the Kubernetes client cannot be used: " + words(wrong),
                    wrong);
        }
    }

    /// A client that does not ask for ever.
    static KubernetesClient bounded(Config config) {
        return new KubernetesClientBuilder()
                .withConfig(
                        new ConfigBuilder(config)
                                .withRequestTimeout(Math.toIntExact(LONGEST.toMillis()))
                                .withConnectionTimeout(Math.toIntExact(LONGEST.toMillis()))
                                .withRequestRetryBackoffLimit(RETRIES)
                                .build())
                .build();
    }

    /// @param what is asked, for the message: `create Job a/b`
    static <T> T ask(String what, Supplier<T> question) throws RunnerException {
        try {
            return question.get();
        } catch (RuntimeException failed) {
            throw failed(what, failed);
        }
    }

    /// As [#ask], for what may be absent.
    static <T> @Nullable T askFor(String what, Supplier<@Nullable T> question)
            throws RunnerException {
        try {
            return question.get();
        } catch (RuntimeException failed) {
            if (isNotFound(failed)) {
                return null;
            }
            throw failed(what, failed);
        }
    }

    static boolean isNotFound(@Nullable Throwable why) {
        return code(why) == NOT_FOUND;
    }

    static boolean isConflict(@Nullable Throwable why) {
        return code(why) == CONFLICT;
    }

    static boolean isNotAllowed(@Nullable Throwable why) {
        return code(why) == UNAUTHORIZED || code(why) == FORBIDDEN;
    }

    private static int code(@Nullable Throwable why) {
        return why instanceof KubernetesClientException failed ? failed.getCode() : 0;
    }

    private static RunnerException failed(String what, RuntimeException failed) {
        // Whatever else the client throws, such as when it is being closed, is no answer either.
        int code = code(failed);
        // Without a code, 0 or -1, nobody answered. A server that is too busy may do better.
        boolean unreachable = code <= 0 || code == TOO_MANY || code >= FIRST_SERVER_ERROR;
        return new RunnerException(
                unreachable ? RunnerException.Reason.UNREACHABLE : RunnerException.Reason.REFUSED,
                "the API server "
                        + (unreachable ? "does not answer" : "refused")
                        + " to "
                        + what
                        + ": "
                        + (code <= 0 ? "" : code + " ")
                        + words(failed),
                failed);
    }

    /// The server's own words, without what was sent.
    private static String words(Throwable failed) {
        if (failed instanceof KubernetesClientException answered
                && answered.getStatus() != null
                && answered.getStatus().getMessage() != null) {
            return answered.getStatus().getMessage();
        }
        Throwable root = failed;
        for (Throwable next = root.getCause(); next != null; next = next.getCause()) {
            root = next;
        }
        String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }
}
