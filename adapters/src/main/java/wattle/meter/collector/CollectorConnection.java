package wattle.meter.collector;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import wattle.meter.MeterException;
import wattle.meter.MeterProblem;

/// A connection to a collector, with a limit to how long anything on it may take. Used by one
/// thread at a time. After an exception it is of no use any more: a late answer would be taken for
/// the next one.
final class CollectorConnection implements AutoCloseable {

    private static final long TRY_AGAIN_MILLIS = 5;
    private static final int FIRST_BYTES = 4096;

    private final SocketChannel channel;
    private final Selector selector;
    private final long limit;
    private final ByteBuffer request = ByteBuffer.wrap(Protocol.REQUEST_LINE);
    private ByteBuffer input = ByteBuffer.allocate(FIRST_BYTES);
    private int parts;

    private CollectorConnection(SocketChannel channel, Selector selector, Duration limit) {
        this.channel = channel;
        this.selector = selector;
        this.limit = limit.toNanos();
    }

    /// Connects on the calling thread.
    ///
    /// @param limit how long connecting or an answer may take
    /// @throws MeterException if there is no socket, nobody behind it, or no permission
    static CollectorConnection open(Path socket, Duration limit) throws MeterException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                return connect(socket, limit);
            } catch (BindException refused) { // The JDK's word for EACCES.
                throw new MeterException(noPermission(socket));
            } catch (ConnectException nobody) {
                throw MeterException.unreadable(
                        what(socket),
                        "nobody listens there any more. Start it again: wattle collect");
            } catch (SocketException failed) {
                if (Files.notExists(socket)) {
                    throw new MeterException(new MeterProblem.NotPresent(what(socket)));
                }
                // Its queue of new connections is full: it is busy, or hangs.
                if (System.nanoTime() - deadline > 0) {
                    throw MeterException.unreadable(
                            what(socket), "it takes no connection: " + failed.getMessage());
                }
                rest(socket);
            } catch (IOException failed) {
                throw MeterException.unreadable(what(socket), String.valueOf(failed.getMessage()));
            }
        }
    }

    static String what(Path socket) {
        return "the collector at " + socket;
    }

    private static MeterProblem noPermission(Path socket) {
        String group = "";
        try {
            if (Files.getAttribute(socket, "unix:mode") instanceof Integer mode
                    && (mode & 0020) != 0) {
                group = String.valueOf(Files.getAttribute(socket, "posix:group"));
            }
        } catch (IOException | UnsupportedOperationException notSaid) {
            group = "";
        }
        return new MeterProblem.NoPermission(
                what(socket),
                group.isEmpty()
                        ? "let a group of yours read it: wattle collect --group NAME"
                        : "become a member of group "
                                + group
                                + " (as root: usermod -aG "
                                + group
                                + " $USER), then log in again");
    }

    private static CollectorConnection connect(Path socket, Duration limit) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.configureBlocking(false);
            if (!channel.connect(UnixDomainSocketAddress.of(socket))) {
                throw new SocketException("it does not take connections");
            }
            Selector selector = Selector.open();
            try {
                channel.register(selector, SelectionKey.OP_READ);
                return new CollectorConnection(channel, selector, limit);
            } catch (IOException | RuntimeException failed) {
                selector.close();
                throw failed;
            }
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private static void rest(Path socket) throws MeterException {
        try {
            Thread.sleep(TRY_AGAIN_MILLIS);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw MeterException.unreadable(what(socket), "interrupted");
        }
    }

    /// What the server says first; to be asked once.
    Greeting greeting() throws IOException {
        Greeting greeting = Greeting.read(line());
        parts = greeting.offers().size();
        return greeting;
    }

    /// Asks for a reading of all parts.
    Answer ask() throws IOException {
        if (input.position() > 0) {
            throw new MalformedLineException("it says more than it was asked");
        }
        request.rewind();
        while (request.hasRemaining()) {
            if (channel.write(request) == 0) {
                throw new SocketTimeoutException("it does not take requests");
            }
        }
        return Answer.read(line(), parts);
    }

    private byte[] line() throws IOException {
        long deadline = System.nanoTime() + limit;
        int searched = 0;
        while (true) {
            for (; searched < input.position(); searched++) {
                if (input.get(searched) == '\n') {
                    byte[] line = Arrays.copyOf(input.array(), searched);
                    input.flip().position(searched + 1);
                    input.compact();
                    return line;
                }
            }
            if (!input.hasRemaining()) {
                grow();
            }
            int count = channel.read(input);
            if (count < 0) {
                throw new EOFException("it has ended");
            }
            if (count == 0) {
                await(deadline);
            }
        }
    }

    private void await(long deadline) throws IOException {
        long millis = (deadline - System.nanoTime() + 999_999) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException("it has not answered in " + limit / 1_000_000 + " ms");
        }
        selector.select(millis);
        selector.selectedKeys().clear();
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
    }

    private void grow() throws MalformedLineException {
        if (input.capacity() >= Protocol.MAX_LINE_BYTES) {
            throw new MalformedLineException("it says more than a collector would");
        }
        input.flip();
        input = ByteBuffer.allocate(input.capacity() * 2).put(input);
    }

    @Override
    public void close() {
        try (selector;
                channel) {
            return;
        } catch (IOException gone) {
            return; // It is closed either way.
        }
    }
}
