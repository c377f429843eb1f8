package wattle.report.mlflow;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wattle.unit.http.JsonClient;

/// A tracking server and where on it a run belongs, from MLflow's own environment variables. Token
/// and password are secret: [#toString] gives the address alone.
public final class MlflowServer {

    private final URI uri;
    private final @Nullable String authorization;
    private final List<String> secrets;
    private final String runId;
    private final String experimentId;
    private final String experimentName;

    private MlflowServer(
            URI uri,
            @Nullable String authorization,
            List<String> secrets,
            Map<String, String> environment) {
        this.uri = uri;
        this.authorization = authorization;
        this.secrets = List.copyOf(secrets);
        runId = environment.getOrDefault("MLFLOW_RUN_ID", "").strip();
        experimentId = environment.getOrDefault("MLFLOW_EXPERIMENT_ID", "").strip();
        experimentName = environment.getOrDefault("MLFLOW_EXPERIMENT_NAME", "").strip();
    }

    /// From `MLFLOW_TRACKING_URI`, `MLFLOW_RUN_ID`, `MLFLOW_EXPERIMENT_ID` or `…_NAME`,
    /// `MLFLOW_TRACKING_TOKEN` or `…_USERNAME` and `…_PASSWORD`.
    ///
    /// @throws IllegalArgumentException if there is no address, or it is not that of a server, in a
    ///   sentence
    public static MlflowServer of(Map<String, String> environment) {
        String address = environment.getOrDefault("MLFLOW_TRACKING_URI", "").strip();
        URI uri = address(address);
        String token = environment.getOrDefault("MLFLOW_TRACKING_TOKEN", "").strip();
        String user = environment.getOrDefault("MLFLOW_TRACKING_USERNAME", "");
        String password = environment.getOrDefault("MLFLOW_TRACKING_PASSWORD", "");
        if (user.isEmpty() && uri.getRawUserInfo() != null) {
            String[] parts = uri.getRawUserInfo().split(":", 2);
            user = decoded(parts[0]);
            password = parts.length < 2 ? "" : decoded(parts[1]);
        }
        List<String> secrets = new ArrayList<>();
        String authorization = null;
        if (!token.isEmpty()) {
            secrets.add(token);
            authorization = "Bearer " + token;
        } else if (!user.isEmpty()) {
            String pair = user + ":" + password;
            String encoded =
                    Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
            secrets.add(encoded);
            secrets.add(password);
            authorization = "Basic " + encoded;
        }
        return new MlflowServer(uri, authorization, secrets, environment);
    }

    private static URI address(String address) {
        if (address.isEmpty()) {
            throw new IllegalArgumentException(
                    "MLFLOW_TRACKING_URI is not set: name the tracking server, such as"
                            + " http://localhost:5000");
        }
        try {
            var uri =
                    new URI(
                            address.endsWith("/")
                                    ? address.substring(0, address.length() - 1)
                                    : address);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (http && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException notAnAddress) {
            // Its message quotes the address, which may hold a password.
            throw new IllegalArgumentException("MLFLOW_TRACKING_URI is no address", null);
        }
        int colon = address.indexOf(':');
        throw new IllegalArgumentException(
                "MLFLOW_TRACKING_URI must be the http:// or https:// address of a tracking server;"
                        + " it is a store of the kind \""
                        + (colon < 1 || colon > 20 ? "file" : address.substring(0, colon))
                        + "\", which only MLflow itself can write: start `mlflow server` over it");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    /// The address of one of the interface's methods.
    URI method(String pathAndQuery) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return URI.create(
                uri.getScheme()
                        + "://"
                        + uri.getHost()
                        + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                        + path
                        + "/api/2.0/mlflow/"
                        + pathAndQuery);
    }

    Map<String, String> headers() {
        return authorization == null ? Map.of() : Map.of("Authorization", authorization);
    }

    List<String> secrets() {
        return secrets;
    }

    /// The job's own run; empty where it has none.
    String runId() {
        return runId;
    }

    String experimentId() {
        return experimentId;
    }

    String experimentName() {
        return experimentName;
    }

    @Override
    public String toString() {
        return JsonClient.shown(uri);
    }
}
