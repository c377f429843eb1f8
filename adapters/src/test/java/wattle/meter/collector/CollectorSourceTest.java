package wattle.meter.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wattle.meter.CounterMeter;
import wattle.meter.Found;
import wattle.meter.Meter;
import wattle.meter.MeterException;
import wattle.meter.MeterProblem;
import wattle.meter.MeterSource;
import wattle.meter.PowerMeter;
import wattle.testing.MeterContract;
import wattle.testing.Unprivileged;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CollectorSourceTest extends MeterContract {

    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration REFRESH = Duration.ofMillis(20);

    @TempDir Path folder;

    private final FakeCounter cpu = new FakeCounter("cpu-package-0");
    private final FakeCounter dram = new FakeCounter("dram-0");
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private Path socket() {
        return folder.resolve("collector.sock");
    }

    private CollectorServer serve(Duration refresh) throws IOException {
        var server =
                CollectorServer.listen(
                        List.of(List.of(cpu, dram), List.of(new FakePower("node"))),
                        socket(),
                        null,
                        refresh);
        open.add(server);
        return server;
    }

    private CollectorSource source(Duration limit) {
        return new CollectorSource(List.of(socket()), limit);
    }

    @Override
    protected MeterSource healthy() throws IOException {
        if (open.isEmpty()) {
            serve(REFRESH);
        }
        return source(LIMIT);
    }

    @Override
    protected MeterSource absent() {
        return source(LIMIT);
    }

    /// A socket that nobody but root may connect to.
    @Override
    protected MeterSource refused() throws IOException {
        serve(REFRESH);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(socket(), PosixFilePermissions.fromString("---------"));
        return new AsNobody(source(LIMIT));
    }

    @Override
    protected MeterSource broken() throws IOException {
        stranger("HTTP/1.1 400 Bad Request\r\n\r\n");
        return source(LIMIT);
    }

    /// A source whose search is nobody's.
    private record AsNobody(MeterSource source) implements MeterSource {

        @Override
        public String name() {
            return source.name();
        }

        @Override
        public boolean likely() {
            return source.likely();
        }

        @Override
        public Found find() {
            try {
                return Unprivileged.call(source::find);
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        }
    }

    /// Somebody who is no collector: says `greeting` to who connects, and answers nothing.
    private void stranger(String greeting) throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        open.add(server);
        server.bind(UnixDomainSocketAddress.of(socket()));
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        while (true) {
                            SocketChannel client = server.accept();
                            open.add(client);
                            client.write(
                                    ByteBuffer.wrap(greeting.getBytes(StandardCharsets.UTF_8)));
                        }
                    } catch (IOException ended) {
                        return;
                    }
                });
    }

    @Test
    void thePartsAreThoseOfTheServerAndSayHowTheyCame() throws Exception {
        withHealthy(meters -> {
            assertThat(meters).hasSize(3);
            assertThat(meters.getFirst().part().id()).isEqualTo(cpu.part().id());
            assertThat(meters.getFirst().part().source()).isEqualTo("collector: rapl powercap");
            assertThat(((CounterMeter) meters.getFirst()).scale()).isEqualTo(cpu.scale());
            assertThat(meters.getFirst().every()).isEqualTo(0.02);
            assertThat(meters.getLast())
                    .isInstanceOfSatisfying(
                            PowerMeter.class,
                            power -> {
                                assertThat(power.window()).isEqualTo(1);
                                assertThat(power.limit().watts()).isEqualTo(2000);
                                assertThat(power.every()).isEqualTo(0.5);
                                assertThat(power.part().accuracy())
                                        .isEqualTo(new FakePower("node").part().accuracy());
                            });
        });
    }

    /// Only root can give a file to a group that it is no member of.
    @Test
    @EnabledIfSystemProperty(named = "user.name", matches = "root")
    void whoIsNoMemberIsToldOfTheGroup() throws Exception {
        open.add(CollectorServer.listen(List.of(List.of(cpu)), socket(), "daemon", REFRESH));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(new AsNobody(source(LIMIT)).find().problems())
                .singleElement()
                .isInstanceOfSatisfying(
                        MeterProblem.NoPermission.class,
                        no -> assertThat(no.remedy()).contains("usermod -aG daemon"));
    }

    @Test
    void aBeatOfAllMetersIsOneRequest() throws Exception {
        serve(Duration.ofNanos(1)); // Each request is a reading.
        withHealthy(meters -> {
            for (int beat = 0; beat < 10; beat++) {
                for (Meter each : meters) {
                    value(each);
                }
            }
        });
        assertThat(cpu.reads.get()).isBetween(10, 12); // More only where a beat took over 20 ms.
    }

    @Test
    void twentyReadersAgreeAndTheSensorIsReadOnceARefresh() throws Exception {
        serve(Duration.ofSeconds(30));
        try (var threads = Executors.newFixedThreadPool(20)) {
            List<Future<Long>> values = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                values.add(
                        threads.submit(() -> {
                            long first = 0;
                            Found found = source(LIMIT).find();
                            var counter = (CounterMeter) found.meters().getFirst();
                            for (int n = 0; n < 500; n++) {
                                first = counter.read();
                            }
                            found.meters().forEach(Meter::close);
                            return first;
                        }));
            }
            long one = values.getFirst().get();
            for (Future<Long> each : values) {
                assertThat(each.get()).isEqualTo(one);
            }
        }
        assertThat(cpu.reads.get()).isEqualTo(1);
        assertThat(dram.reads.get()).isEqualTo(1);
    }

    @Test
    void tenThousandRequestsLeaveNothingBehind() throws Exception {
        CollectorServer server = serve(REFRESH);
        for (int i = 0; i < 50; i++) {
            closeAll(source(LIMIT).find());
        }
        long before = descriptors();
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> done = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                done.add(
                        threads.submit(() -> {
                            for (int i = 0; i < 25; i++) {
                                Found found = source(LIMIT).find();
                                var counter = (CounterMeter) found.meters().getFirst();
                                for (int n = 0; n < 50; n++) {
                                    counter.read();
                                }
                                closeAll(found);
                            }
                            return null;
                        }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        }
        until(() -> server.clients() == 0);
        until(() -> descriptors() <= before + 2);
    }

    @Test
    void aCollectorThatWasKilledAndStartedAgainGoesOn() throws Exception {
        Process first = CollectorProcess.start(socket(), "a", "b");
        try {
            List<? extends Meter> meters = source(LIMIT).find().meters();
            long before = value(meters.getFirst());
            first.destroyForcibly().waitFor();
            assertThat(socket()).exists();
            assertThatThrownBy(() -> value(meters.getFirst()))
                    .isInstanceOfSatisfying(
                            MeterException.class,
                            failed ->
                                    assertThat(failed.problem())
                                            .isInstanceOf(MeterProblem.Unreadable.class))
                    .hasMessageContaining("wattle collect");
            assertThat(source(LIMIT).find().problems())
                    .singleElement()
                    .isInstanceOf(MeterProblem.Unreadable.class);

            Process second = CollectorProcess.start(socket(), "new", "a"); // "b" has gone.
            try {
                assertThat(value(meters.getFirst())).isGreaterThan(before);
                assertThatThrownBy(() -> value(meters.getLast()))
                        .isInstanceOfSatisfying(
                                MeterException.class,
                                failed ->
                                        assertThat(failed.problem())
                                                .isInstanceOf(MeterProblem.NotPresent.class));
            } finally {
                second.destroyForcibly().waitFor();
            }
            meters.forEach(Meter::close);
        } finally {
            first.destroyForcibly().waitFor();
        }
    }

    /// The time of a reading may be compared with this process's.
    @Test
    void processesOfAMachineHaveOneClock() throws Exception {
        long before = System.nanoTime();
        Process other = CollectorProcess.start(socket(), "a");
        try (var connection = CollectorConnection.open(socket(), LIMIT)) {
            connection.greeting();
            long at = connection.ask().samples().getFirst().at();
            assertThat(at).isBetween(before, System.nanoTime());
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void aCollectorThatHangsIsUnreadable() throws Exception {
        Process collector = CollectorProcess.start(socket(), "a", "b");
        try {
            Found found = source(SHORT).find();
            new ProcessBuilder("kill", "-STOP", "" + collector.pid()).start().waitFor();
            for (Meter each : found.meters()) {
                assertThatThrownBy(() -> value(each))
                        .isInstanceOf(MeterException.class)
                        .hasMessageContaining("it has not answered in 300 ms");
            }
            assertThat(source(SHORT).find().problems())
                    .singleElement()
                    .isInstanceOf(MeterProblem.Unreadable.class);
            new ProcessBuilder("kill", "-CONT", "" + collector.pid()).start().waitFor();
            until(() -> reads(found.meters().getFirst()));
            closeAll(found);
        } finally {
            collector.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "{}\n",
                "[]\n",
                "{\"schema\":\"wattle.collector/2\",\"parts\":[]}\n",
                "{\"schema\":\"wattle.collector/1\",\"host\":\"\",\"boot_id\":\"\"}\n",
                "{\"schema\":\"wattle.collector/1\",\"host\":\"\",\"boot_id\":\"\",\"parts\":[1]}\n",
                "{\"schema\":\"wattle.collector/1\",\"host\":\"\",\"boot_id\":\"\",\"parts\":[{\"index\":0}]}\n",
                "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}}\n",
                "{\"schema\":1e999999999}\n",
                "{\"schema\":\"\\u001b[31m\"}\n"
            })
    void whoIsNoCollectorIsUnreadable(String greeting) throws Exception {
        stranger(greeting);
        assertThat(source(SHORT).find().problems())
                .singleElement()
                .isInstanceOfSatisfying(
                        MeterProblem.Unreadable.class,
                        problem -> assertThat(problem.text()).doesNotContain("\u001b"));
    }

    @Test
    void whoTalksWithoutEndIsUnreadable() throws Exception {
        stranger("x".repeat(3 << 20));
        assertThat(source(LIMIT).find().problems())
                .singleElement()
                .isInstanceOf(MeterProblem.Unreadable.class);
    }

    @Test
    void aProblemOfASensorIsToldAsItIs() throws Exception {
        serve(Duration.ofNanos(1));
        withHealthy(meters -> {
            cpu.before =
                    () -> {
                        throw new MeterException(new MeterProblem.NoPermission("cpu", "ask root"));
                    };
            assertThatThrownBy(() -> value(meters.getFirst()))
                    .hasMessage("cpu may not be read: ask root");
            assertThat(value(meters.get(1))).isPositive();
            cpu.before =
                    () -> {
                        throw new IllegalStateException("fault");
                    };
            Thread.sleep(30);
            assertThatThrownBy(() -> value(meters.getFirst()))
                    .isInstanceOf(MeterException.class)
                    .hasMessageContaining("fault");
            cpu.before = () -> {};
            Thread.sleep(30);
            assertThat(value(meters.getFirst())).isPositive();
        });
    }

    @Test
    void aSensorThatHangsHoldsUpNoOther() throws Exception {
        var sick = new FakeCounter("sick");
        sick.before =
                () -> {
                    try {
                        Thread.sleep(20_000);
                    } catch (InterruptedException asked) {
                        Thread.currentThread().interrupt();
                    }
                };
        open.add(
                CollectorServer.listen(
                        List.of(List.of(sick), List.of(cpu)), socket(), null, REFRESH));
        Found found = source(LIMIT).find();
        assertThatThrownBy(() -> value(found.meters().getFirst()))
                .hasMessageContaining("has not answered yet");
        assertThat(value(found.meters().getLast())).isPositive();
        long began = System.nanoTime();
        Thread.sleep(30);
        assertThat(value(found.meters().getLast())).isPositive();
        assertThat(System.nanoTime() - began).isLessThan(1_500_000_000L);
        closeAll(found);
    }

    @Test
    void mayBeReadByManyThreadsAtOnce() throws Exception {
        serve(Duration.ofNanos(1));
        withHealthy(meters -> {
            try (var threads = Executors.newFixedThreadPool(3)) {
                List<Future<?>> done = new ArrayList<>();
                for (Meter each : meters) {
                    done.add(
                            threads.submit(() -> {
                                for (int i = 0; i < 300; i++) {
                                    value(each);
                                }
                                return null;
                            }));
                }
                for (Future<?> each : done) {
                    each.get();
                }
            } catch (ExecutionException failed) {
                throw new AssertionError(failed.getCause());
            }
        });
    }

    private static boolean reads(Meter meter) {
        try {
            return value(meter) > 0;
        } catch (MeterException notYet) {
            return false;
        }
    }

    private static void closeAll(Found found) {
        found.meters().forEach(Meter::close);
    }

    private static long descriptors() {
        try (var entries = Files.list(Path.of("/proc/self/fd"))) {
            return entries.count();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private static void until(java.util.function.BooleanSupplier condition)
            throws InterruptedException {
        for (int i = 0; i < 1000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
