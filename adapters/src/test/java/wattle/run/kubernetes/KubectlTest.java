package wattle.run.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The manifests as `kubectl` reads them. Even for a dry run it asks a server which kinds there
/// are; that is all that this one knows.
class KubectlTest {

    private static final Path DEPLOY = Path.of("../deploy/kubernetes");

    @TempDir private Path folder;
    private final HttpServer server;

    KubectlTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() {
        assumeTrue(
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                        .anyMatch(each -> Files.isExecutable(Path.of(each, "kubectl"))),
                "kubectl is not installed (Debian: kubernetes-client): manifests are not tried");
        answer("/api", "{\"kind\":\"APIVersions\",\"versions\":[\"v1\"]}");
        answer(
                "/apis",
                "{\"kind\":\"APIGroupList\",\"apiVersion\":\"v1\",\"groups\":["
                        + group("apps")
                        + ","
                        + group("batch")
                        + ","
                        + group("rbac.authorization.k8s.io")
                        + "]}");
        answer(
                "/api/v1",
                kinds("v1", "namespaces:Namespace:false", "serviceaccounts:ServiceAccount:true"));
        answer("/apis/apps/v1", kinds("apps/v1", "deployments:Deployment:true"));
        answer("/apis/batch/v1", kinds("batch/v1", "jobs:Job:true", "cronjobs:CronJob:true"));
        answer(
                "/apis/rbac.authorization.k8s.io/v1",
                kinds(
                        "rbac.authorization.k8s.io/v1",
                        "roles:Role:true",
                        "rolebindings:RoleBinding:true",
                        "clusterroles:ClusterRole:false",
                        "clusterrolebindings:ClusterRoleBinding:false"));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static String group(String name) {
        String version = "{\"groupVersion\":\"" + name + "/v1\",\"version\":\"v1\"}";
        return "{\"name\":\""
                + name
                + "\",\"versions\":["
                + version
                + "],\"preferredVersion\":"
                + version
                + "}";
    }

    /// @param kinds `plural:Kind:namespaced`
    private static String kinds(String version, String... kinds) {
        return Arrays.stream(kinds)
                .map(each -> each.split(":", -1))
                .map(each ->
                        "{\"name\":\""
                                + each[0]
                                + "\",\"kind\":\""
                                + each[1]
                                + "\",\"namespaced\":"
                                + each[2]
                                + ",\"verbs\":[\"create\",\"get\"]}")
                .collect(
                        Collectors.joining(
                                ",",
                                "{\"kind\":\"APIResourceList\",\"apiVersion\":\"v1\","
                                        + "\"groupVersion\":\""
                                        + version
                                        + "\",\"resources\":[",
                                "]}"));
    }

    private void answer(String path, String json) {
        server.createContext(
                path,
                exchange -> {
                    boolean known = exchange.getRequestURI().getPath().equals(path);
                    byte[] body = (known ? json : "{}").getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().add("Content-Type", "application/json");
                    exchange.sendResponseHeaders(known ? 200 : 404, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
    }

    private List<String> kubectl(String file) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        var builder =
                new ProcessBuilder(
                                "kubectl",
                                "--server=http://127.0.0.1:" + server.getAddress().getPort(),
                                "--cache-dir=" + folder.resolve("cache"),
                                "create",
                                "--dry-run=client",
                                "--validate=false",
                                "--filename=" + DEPLOY.resolve(file))
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile());
        builder.environment().put("KUBECONFIG", folder.resolve("none").toString());
        builder.environment().put("HOME", folder.toString());
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(out);
        assertThat(process.exitValue()).as(said).isZero();
        return said.lines().toList();
    }

    @Test
    void theOperatorCanBeCreated() throws Exception {
        assertThat(kubectl("operator.yaml"))
                .containsExactly(
                        "namespace/wattle created (dry run)",
                        "serviceaccount/wattle-operator created (dry run)",
                        "clusterrole.rbac.authorization.k8s.io/wattle-operator created (dry run)",
                        "clusterrolebinding.rbac.authorization.k8s.io/wattle-operator created (dry"
                                + " run)",
                        "role.rbac.authorization.k8s.io/wattle-operator created (dry run)",
                        "rolebinding.rbac.authorization.k8s.io/wattle-operator created (dry run)",
                        "deployment.apps/wattle-operator created (dry run)");
    }

    @Test
    void theExamplesCanBeCreated() throws Exception {
        assertThat(kubectl("example-job.yaml"))
                .containsExactly("job.batch/train created (dry run)");
        assertThat(kubectl("example-cronjob.yaml"))
                .containsExactly("cronjob.batch/retrain created (dry run)");
    }
}
