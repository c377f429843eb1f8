package wattle.meter.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The last line of a record, without reading the others.
final class Tail {

    private static final int ENOUGH = 64 << 10;

    private Tail() {}

    /// Whether the last line says how the run ended. A no may be wrong for a line above 64 KiB.
    static boolean saysEnd(Path record) throws IOException {
        byte[] bytes;
        try (var file = new RandomAccessFile(record.toFile(), "r")) {
            bytes = new byte[(int) Math.min(file.length(), ENOUGH)];
            file.seek(file.length() - bytes.length);
            file.readFully(bytes);
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
