package wattle.report.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wattle.report.ExampleRuns;
import wattle.report.PrometheusText;

class PrometheusTest {

    private static final String TEXT =
            PrometheusText.of(ExampleRuns.readout(), ExampleRuns.VERSIONS);

    @TempDir Path folder;

    private static HttpResponse<String> ask(MetricsEndpoint endpoint, String method, String path)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://127.0.0.1:"
                                                    + endpoint.address().getPort()
                                                    + path))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void metricsAreAnsweredAndNothingElse() throws IOException, InterruptedException {
        try (var endpoint = MetricsEndpoint.open(0, ExampleRuns::readout, ExampleRuns.VERSIONS)) {
            assertThat(endpoint.address().getAddress().isLoopbackAddress()).isTrue();
            HttpResponse<String> answer = ask(endpoint, "GET", "/metrics");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(TEXT);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValue("text/plain; version=0.0.4; charset=utf-8");
            assertThat(ask(endpoint, "GET", "/metrics/").statusCode()).isEqualTo(404);
            assertThat(ask(endpoint, "GET", "/").statusCode()).isEqualTo(404);
            assertThat(ask(endpoint, "POST", "/metrics").statusCode()).isEqualTo(405);
            HttpResponse<String> head = ask(endpoint, "HEAD", "/metrics");
            assertThat(head.statusCode()).isEqualTo(405);
            assertThat(head.headers().firstValue("Allow")).hasValue("GET");
        }
    }

    @Test
    void aReadingThatFailsIsAnErrorOfThatAnswerOnly() throws IOException, InterruptedException {
        var calls = new AtomicInteger();
        try (var endpoint =
                MetricsEndpoint.open(
                        0,
                        () -> {
                            if (calls.getAndIncrement() == 0) {
                                throw new IllegalStateException("no sample yet");
                            }
                            return ExampleRuns.readout();
                        },
                        ExampleRuns.VERSIONS)) {
            assertThat(ask(endpoint, "GET", "/metrics").statusCode()).isEqualTo(500);
            assertThat(ask(endpoint, "GET", "/metrics").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void itHoldsUpNobodysEndAndFreesItsPort() throws IOException, InterruptedException {
        int port;
        try (var endpoint = MetricsEndpoint.open(0, ExampleRuns::readout, ExampleRuns.VERSIONS)) {
            port = endpoint.address().getPort();
            ask(endpoint, "GET", "/metrics");
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(each ->
                            each.getName().startsWith("metrics")
                                    || each.getName().startsWith("HTTP-Dispatcher"))
                    .isNotEmpty()
                    .allMatch(Thread::isDaemon);
            assertThatThrownBy(() ->
                            MetricsEndpoint.open(port, ExampleRuns::readout, ExampleRuns.VERSIONS))
                    .isInstanceOf(BindException.class);
        }
        MetricsEndpoint.open(port, ExampleRuns::readout, ExampleRuns.VERSIONS).close();
    }

    @Test
    void theFileIsReplacedAtOnceAndReadableForTheExporter() throws IOException {
        Path file = folder.resolve("wattle.prom");
        Files.writeString(file, "old");
        MetricsFile.write(file, TEXT);
        assertThat(file).hasContent(TEXT);
        assertThat(folder).isDirectoryContaining(each -> each.equals(file));
        try (var all = Files.list(folder)) {
            assertThat(all).hasSize(1);
        }
        Path plain = Files.createFile(folder.resolve("plain"));
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(Files.getPosixFilePermissions(plain))
                .contains(PosixFilePermission.OWNER_READ);
        assertThatThrownBy(() -> MetricsFile.write(folder.resolve("wattle.txt"), TEXT))
                .hasMessageContaining(".prom");
        assertThatThrownBy(() -> MetricsFile.write(folder.resolve("none/wattle.prom"), TEXT))
                .isInstanceOf(IOException.class);
    }
}
