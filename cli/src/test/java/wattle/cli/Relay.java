package wattle.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A port of this machine that hands everything on to another, remembers what clients sent, and can
/// go away and come back.
final class Relay implements AutoCloseable {

    private final int target;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private int port;
    private @Nullable ServerSocket listening;

    Relay(int target) throws IOException {
        this.target = target;
        open();
    }

    int port() {
        return port;
    }

    /// What clients sent, each byte a character.
    String sent() {
        synchronized (sent) {
            return sent.toString(StandardCharsets.ISO_8859_1);
        }
    }

    synchronized void open() throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        port = socket.getLocalPort();
        listening = socket;
        Thread.ofVirtual().start(() -> accept(socket));
    }

    /// From now on nobody answers here.
    synchronized void goAway() throws IOException {
        if (listening != null) {
            listening.close();
        }
        for (Socket each : sockets) {
            each.close();
        }
        sockets.clear();
    }

    private void accept(ServerSocket socket) {
        try {
            while (true) {
                Socket client = socket.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(client);
                sockets.add(server);
                Thread.ofVirtual().start(() -> copy(client, server, sent));
                Thread.ofVirtual().start(() -> copy(server, client, null));
            }
        } catch (IOException closed) {
            return; // It has gone away.
        }
    }

    private static void copy(Socket from, Socket to, @Nullable ByteArrayOutputStream kept) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[8192];
            for (int got = in.read(piece); got > 0; got = in.read(piece)) {
                if (kept != null) {
                    synchronized (kept) {
                        kept.write(piece, 0, got);
                    }
                }
                out.write(piece, 0, got);
            }
        } catch (IOException closed) {
            return; // By the other, or it has gone away.
        }
    }

    @Override
    public void close() throws IOException {
        goAway();
    }
}
