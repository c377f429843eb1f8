package wattle.meter.collector;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import wattle.meter.Meter;

/// Reads the meters of this process for all who connect to a Unix domain socket. The protocol
/// stands in the package's description.
///
/// A client that sends what is no request, does not take its answer for 5 s or asks nothing for 10
/// minutes is closed. Of more than 256 clients the one that was silent longest is closed; a
/// [CollectorSource] connects again without being noticed. Nothing that a client does makes another
/// one wait.
///
/// Example: `try (var server = CollectorServer.listen(List.of(meters), socket, null, refresh)) { …
/// }`
public final class CollectorServer implements AutoCloseable {

    static final int MAX_CLIENTS = 256;

    private static final long WRITE_LIMIT = TimeUnit.SECONDS.toNanos(5);
    private static final long IDLE_LIMIT = TimeUnit.MINUTES.toNanos(10);
    private static final long WATCH_MILLIS = 500;

    /// After a connection that could not be accepted, as when there are no descriptors left.
    private static final long RECOVERY_MILLIS = 100;

    private final SocketFile socket;
    private final Readings readings;
    private final byte[] greeting;
    private final Set<ServedClient> clients = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private CollectorServer(SocketFile socket, Readings readings, byte[] greeting) {
        this.socket = socket;
        this.readings = readings;
        this.greeting = greeting;
    }

    /// Begins to listen, and returns. The meters are this server's from now on: it reads them, the
    /// ones of a source one after another, and closes them.
    ///
    /// @param sources the meters of each source; no two of them with one id
    /// @param path of the socket; its folder is made where it is missing
    /// @param group whose members may connect beside the owner; null for the owner alone
    /// @param refresh the shortest time between two readings of a sensor
    /// @throws CannotListenException if another collector listens there, or nobody can; the meters
    ///   are then still the caller's
    public static CollectorServer listen(
            List<? extends List<? extends Meter>> sources,
            Path path,
            @Nullable String group,
            Duration refresh)
            throws CannotListenException {
        double seconds = refresh.toNanos() / 1e9;
        List<Offer> offers = new ArrayList<>();
        for (List<? extends Meter> meters : sources) {
            meters.forEach(meter -> offers.add(Offer.of(meter, seconds)));
        }
        if (offers.stream().map(each -> each.part().id()).distinct().count() != offers.size()) {
            throw new IllegalArgumentException("two meters have one id: " + offers);
        }
        byte[] greeting = new Greeting(kernel("hostname"), kernel("random/boot_id"), offers).line();
        SocketFile socket = SocketFile.listen(path, group);
        var server =
                new CollectorServer(socket, new Readings(sources, refresh.toNanos()), greeting);
        server.readings.start();
        Thread.ofVirtual().name("accept").start(server::accept);
        Thread.ofVirtual().name("watch").start(server::watch);
        return server;
    }

    /// Where it listens.
    public Path path() {
        return socket.path();
    }

    /// How many are connected.
    public int clients() {
        return clients.size();
    }

    private void accept() {
        while (!closed) {
            try {
                SocketChannel channel = socket.channel().accept();
                makeRoom();
                var client = new ServedClient(channel, readings);
                clients.add(client);
                if (closed) {
                    end(client);
                    return;
                }
                Thread.ofVirtual().name("client").start(() -> serve(client));
            } catch (ClosedChannelException ended) {
                return;
            } catch (IOException failed) {
                rest(RECOVERY_MILLIS);
            }
        }
    }

    private void serve(ServedClient client) {
        try (client) {
            client.serve(greeting);
        } catch (IOException gone) {
            // It left, or was closed by the watch: nothing that anybody could do about it.
            return;
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        } finally {
            clients.remove(client);
        }
    }

    private void makeRoom() {
        while (clients.size() >= MAX_CLIENTS) {
            long now = System.nanoTime();
            ServedClient silent = null;
            for (ServedClient each : clients) {
                if (silent == null || now - each.lastActive() > now - silent.lastActive()) {
                    silent = each;
                }
            }
            if (silent != null) {
                end(silent);
            }
        }
    }

    private void watch() {
        while (!closed) {
            rest(WATCH_MILLIS);
            long now = System.nanoTime();
            for (ServedClient each : clients) {
                if (now - each.lastActive() > (each.writing() ? WRITE_LIMIT : IDLE_LIMIT)) {
                    end(each);
                }
            }
        }
    }

    private void end(ServedClient client) {
        clients.remove(client);
        try {
            client.close();
        } catch (IOException gone) {
            return; // It is closed either way.
        }
    }

    private static void rest(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    /// What the kernel says of itself; empty where it does not.
    private static String kernel(String key) {
        try {
            return Files.readString(Path.of("/proc/sys/kernel", key)).strip();
        } catch (IOException notLinux) {
            return "";
        }
    }

    /// Ends all clients, takes the socket away and closes the meters.
    @Override
    public void close() throws IOException {
        closed = true;
        try {
            socket.close();
        } finally {
            clients.forEach(this::end);
            readings.close();
        }
    }
}
