package wattle.meter.collector;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// One client of a server, served by a virtual thread of its own.
///
/// What it sends is bounded; how long it takes is watched by the server, which closes it.
final class ServedClient implements AutoCloseable {

    /// After each answer, so that a client that asks without end gets the processor a thousand
    /// times a second at most.
    private static final long PAUSE_MILLIS = 1;

    private static final byte[] REFUSAL =
            "{\"error\":\"a request is the word read and a line feed\"}\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private final Readings readings;
    private final ByteBuffer input = ByteBuffer.allocate(Protocol.MAX_REQUEST_BYTES);

    private volatile long active = System.nanoTime();
    private volatile boolean writing;

    ServedClient(SocketChannel channel, Readings readings) {
        this.channel = channel;
        this.readings = readings;
    }

    /// Until the client ends, misbehaves or is closed.
    void serve(byte[] greeting) throws IOException, InterruptedException {
        write(greeting);
        while (true) {
            int end = lineFeed();
            if (end < 0 && (!input.hasRemaining() || channel.read(input) < 0)) {
                if (!input.hasRemaining()) {
                    write(REFUSAL);
                }
                return;
            }
            if (end >= 0) {
                if (!isRequest(end)) {
                    write(REFUSAL);
                    return;
                }
                input.flip().position(end + 1);
                input.compact();
                write(readings.line());
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    /// When it last asked for anything or took what it was given, by `System.nanoTime()`.
    long lastActive() {
        return active;
    }

    /// Whether it has been given something that it does not take.
    boolean writing() {
        return writing;
    }

    private int lineFeed() {
        for (int i = 0; i < input.position(); i++) {
            if (input.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }

    private boolean isRequest(int end) {
        if (end != Protocol.REQUEST.length()) {
            return false;
        }
        for (int i = 0; i < end; i++) {
            if (input.get(i) != Protocol.REQUEST.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void write(byte[] line) throws IOException {
        active = System.nanoTime();
        writing = true;
        var left = ByteBuffer.wrap(line);
        while (left.hasRemaining()) {
            channel.write(left);
        }
        writing = false;
        active = System.nanoTime();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
