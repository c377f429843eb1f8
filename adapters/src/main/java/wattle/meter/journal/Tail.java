package wattle.meter.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/// The last line of a record, without reading the others.
final class Tail {

    private static final int ENOUGH = 64 << 10;

    private Tail() {}

    /// Whether the last line says how the run ended. A no may be wrong for a line above 64 KiB.
    static boolean saysEnd(FileChannel record) throws IOException {
        long size = record.size();
        byte[] bytes = new byte[(int) Math.min(size, ENOUGH)];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            if (record.read(buffer, size - buffer.remaining()) < 0) {
                return false; // Cut off by another just now.
            }
        }
        int end = bytes.length - 1;
        if (end < 0 || bytes[end] != '\n') {
            return false;
        }
        int start = end;
        while (start > 0 && bytes[start - 1] != '\n') {
            start--;
        }
        return new Line().fault(bytes, start, end) == null
                && new String(bytes, start, end - start, StandardCharsets.ISO_8859_1)
                        .contains(",\"end\":{");
    }
}
