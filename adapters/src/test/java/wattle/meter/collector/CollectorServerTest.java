package wattle.meter.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wattle.meter.CounterMeter;
import wattle.meter.Meter;
import wattle.meter.collector.CannotListenException.Reason;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CollectorServerTest {

    private static final Duration REFRESH = Duration.ofMillis(20);

    @TempDir Path folder;

    private final FakeCounter cpu = new FakeCounter("cpu-package-0");

    private Path socket() {
        return folder.resolve("made/collector.sock");
    }

    private CollectorServer serve(@Nullable String group) throws CannotListenException {
        return CollectorServer.listen(List.of(List.of(cpu)), socket(), group, REFRESH);
    }

    private SocketChannel client() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(socket()));
    }

    private static void say(SocketChannel client, String words) throws IOException {
        var bytes = ByteBuffer.wrap(words.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            client.write(bytes);
        }
    }

    /// One line, or what came before the end.
    private static String hear(SocketChannel client) throws IOException {
        var line = new StringBuilder();
        var one = ByteBuffer.allocate(1);
        while (client.read(one.clear()) > 0 && one.get(0) != '\n') {
            line.append((char) one.get(0));
        }
        return line.toString();
    }

    private static boolean ended(SocketChannel client) {
        try {
            var some = ByteBuffer.allocate(1 << 16);
            while (client.read(some.clear()) > 0) {
                some.clear();
            }
            return true;
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void speaksAsDocumented() throws Exception {
        try (var server = serve(null);
                var client = client()) {
            assertThat(server.path()).isEqualTo(socket());
            assertThat(hear(client))
                    .startsWith("{\"schema\":\"wattle.collector/1\",\"host\":\"")
                    .endsWith(
                            """
                            "parts":[{"index":0,"name":"cpu-package-0","id":"rapl:cpu-package-0",\
                            "domain":"package","model":"Some CPU","source":"rapl powercap",\
                            "modelled":false,"accuracy":{"low":1.0,"high":1.0,"basis":""},\
                            "kind":"counter","every_seconds":0.02,"limit_watts":1000.0,\
                            "tick_joules":1.0E-6,"wraps_at":262143328850}]}\
                            """);
            say(client, "read\n");
            assertThat(hear(client))
                    .matches("\\{\"at_nanos\":\\[\\d+],\"values\":\\[\\d+],\"problems\":\\[]}");
            say(client, "re");
            say(client, "ad\nread\nread\n");
            for (int i = 0; i < 3; i++) {
                assertThat(hear(client)).contains("\"values\":[");
            }
        }
    }

    @Test
    void readsNothingUnlessAskedAndAgainAfterTheRefresh() throws Exception {
        try (var _ = serve(null);
                var client = client()) {
            hear(client);
            assertThat(cpu.reads.get()).isZero();
            say(client, "read\n");
            String first = hear(client);
            Thread.sleep(40);
            say(client, "read\n");
            assertThat(hear(client)).isNotEqualTo(first);
            assertThat(cpu.reads.get()).isEqualTo(2);
        }
    }

    @Test
    void ownersOnlyWithoutAGroupAndMembersWithOne() throws Exception {
        try (var _ = serve(null)) {
            assertThat(permissions(socket())).isEqualTo("rw-------");
            assertThat(permissions(folder.resolve("made"))).isEqualTo("rwxr-xr-x");
        }
        String group = Files.getAttribute(folder, "posix:group").toString();
        try (var _ = serve(group)) {
            assertThat(permissions(socket())).isEqualTo("rw-rw----");
            assertThat(Files.getAttribute(socket(), "posix:group").toString()).isEqualTo(group);
        }
        assertThatThrownBy(() -> serve("no-such-group"))
                .isInstanceOfSatisfying(
                        CannotListenException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.NO_SUCH_GROUP));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void takesTheSocketAwayAndClosesTheMeters() throws Exception {
        serve(null).close();
        assertThat(socket()).doesNotExist();
        assertThat(cpu.closed).isTrue();
        try (var left = Files.list(folder.resolve("made"))) {
            assertThat(left).containsExactly(Path.of(socket() + ".lock"));
        }
    }

    @Test
    void aLivingCollectorIsNotReplaced() throws Exception {
        try (var _ = serve(null)) {
            assertTaken();
            assertThat(cpu.closed).isFalse();
            try (var client = client()) {
                assertThat(hear(client)).contains("cpu-package-0");
            }
        }
        Process other = CollectorProcess.start(socket(), "a");
        try {
            assertTaken();
            new ProcessBuilder("kill", "-STOP", "" + other.pid()).start().waitFor();
            assertTaken();
        } finally {
            other.destroyForcibly().waitFor();
        }
        serve(null).close(); // A dead one is.
    }

    private void assertTaken() {
        assertThatThrownBy(() -> serve(null))
                .isInstanceOfSatisfying(
                        CannotListenException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.TAKEN))
                .hasMessageContaining(socket().toString());
    }

    @Test
    void whatIsNoSocketIsLeftAlone() throws Exception {
        Files.createDirectories(folder.resolve("made"));
        Files.writeString(socket(), "precious");
        assertThatThrownBy(() -> serve(null))
                .isInstanceOfSatisfying(
                        CannotListenException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.NOT_A_SOCKET));
        assertThat(socket()).hasContent("precious");
    }

    @Test
    void aNameThatIsTooLongIsSaid() {
        assertThatThrownBy(() ->
                        CollectorServer.listen(
                                List.of(List.of(cpu)),
                                folder.resolve("x".repeat(100) + "/c.sock"),
                                null,
                                REFRESH))
                .isInstanceOfSatisfying(
                        CannotListenException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.FAILED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n",
                "read \n",
                "\n",
                "READ\n",
                "\u0000\u0001\u0002\n",
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
            })
    void aClientThatSaysAnythingElseIsClosed(String words) throws Exception {
        try (var server = serve(null);
                var honest = client();
                var client = client()) {
            hear(honest);
            hear(client);
            say(client, words);
            assertThat(hear(client)).contains("error");
            assertThat(ended(client)).isTrue();
            until(() -> server.clients() == 1);
            say(honest, "read\n");
            assertThat(hear(honest)).contains("\"values\":[");
        }
    }

    @Test
    void aClientThatTakesNoAnswersIsClosedAndHoldsUpNobody() throws Exception {
        try (var server = serve(null);
                var slow = client()) {
            slow.configureBlocking(false);
            var flood = ByteBuffer.wrap("read\n".repeat(10_000).getBytes(StandardCharsets.UTF_8));
            long deadline = System.nanoTime() + 30_000_000_000L;
            boolean open = true;
            while (open && System.nanoTime() < deadline) {
                try {
                    slow.write(flood);
                    flood.rewind();
                    Thread.sleep(5);
                } catch (IOException closed) {
                    open = false;
                }
                var found = new CollectorSource(List.of(socket()), Duration.ofSeconds(3)).find();
                long began = System.nanoTime();
                assertThat(((CounterMeter) found.meters().getFirst()).read()).isPositive();
                assertThat(System.nanoTime() - began).isLessThan(2_000_000_000L);
                found.meters().forEach(Meter::close);
            }
            assertThat(open).isFalse();
            until(() -> server.clients() == 0);
        }
    }

    @Test
    void ofTooManyClientsTheMostSilentIsClosed() throws Exception {
        List<SocketChannel> silent = new ArrayList<>();
        try (var server = serve(null);
                var honest = client()) {
            hear(honest);
            for (int i = 0; i < CollectorServer.MAX_CLIENTS + 20; i++) {
                var each = client();
                silent.add(each);
                hear(each);
                if (i % 50 == 0) {
                    say(honest, "read\n");
                    assertThat(hear(honest)).contains("\"values\":[");
                }
            }
            assertThat(server.clients()).isLessThanOrEqualTo(CollectorServer.MAX_CLIENTS);
            assertThat(ended(silent.getFirst())).isTrue();
            say(silent.getLast(), "read\n");
            assertThat(hear(silent.getLast())).contains("\"values\":[");
        } finally {
            for (SocketChannel each : silent) {
                each.close();
            }
        }
    }

    @Test
    void placesFollowUserAndSetting() {
        var environment = Map.of("XDG_RUNTIME_DIR", "/run/user/7");
        assertThat(CollectorSockets.toAsk(environment))
                .containsExactly(
                        CollectorSockets.OF_THE_MACHINE,
                        Path.of("/run/user/7/wattle/collector.sock"));
        assertThat(CollectorSockets.toAsk(Map.of()))
                .containsExactly(CollectorSockets.OF_THE_MACHINE);
        var named = Map.of("XDG_RUNTIME_DIR", "/run/user/7", "WATTLE_COLLECTOR", "/x/y.sock");
        assertThat(CollectorSockets.toAsk(named)).containsExactly(Path.of("/x/y.sock"));
        assertThat(CollectorSockets.toListenOn(named)).contains(Path.of("/x/y.sock"));
    }

    private static void until(java.util.function.BooleanSupplier condition)
            throws InterruptedException {
        for (int i = 0; i < 1000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
