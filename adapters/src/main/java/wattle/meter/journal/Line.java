package wattle.meter.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// One line of a record: JSON with its own length and checksum before the content. For one thread.
final class Line {

    /// `{"crc":"` and eight digits and `","len":`.
    private static final byte[] HEAD = ascii("{\"crc\":\"00000000\",\"len\":");

    private static final String DIGITS = "0123456789abcdef";
    private static final int CRC_AT = 8;
    private static final int CRC_DIGITS = 8;
    private static final int LONGEST_LENGTH = 7;

    private final CRC32C crc = new CRC32C();
    private byte[] bytes = new byte[512];

    /// @param content such as `"sample":[1,2]`, in UTF-8, without a newline
    ByteBuffer of(byte[] content, int length) {
        int needed = HEAD.length + LONGEST_LENGTH + length + 3;
        if (bytes.length < needed) {
            bytes = new byte[2 * needed];
        }
        System.arraycopy(HEAD, 0, bytes, 0, HEAD.length);
        crc.reset();
        crc.update(content, 0, length);
        long value = crc.getValue();
        for (int i = CRC_DIGITS - 1; i >= 0; i--) {
            bytes[CRC_AT + i] = (byte) DIGITS.charAt((int) (value & 15));
            value >>>= 4;
        }
        int at = HEAD.length;
        byte[] digits = ascii(Integer.toString(length));
        System.arraycopy(digits, 0, bytes, at, digits.length);
        at += digits.length;
        bytes[at++] = ',';
        System.arraycopy(content, 0, bytes, at, length);
        at += length;
        bytes[at++] = '}';
        bytes[at++] = '\n';
        return ByteBuffer.wrap(bytes, 0, at);
    }

    /// Whether the line, without its newline, is one that was written whole.
    ///
    /// @return null where it is; otherwise what is wrong with it
    @Nullable String fault(byte[] line, int from, int to) {
        if (to - from < HEAD.length + 4) {
            return "is cut off";
        }
        for (int i = 0; i < HEAD.length; i++) {
            boolean inChecksum = i >= CRC_AT && i < CRC_AT + CRC_DIGITS;
            if (!inChecksum && line[from + i] != HEAD[i]) {
                return "is not a line of a record";
            }
        }
        int at = from + HEAD.length;
        int length = 0;
        while (at < to && line[at] >= '0' && line[at] <= '9' && length < 10_000_000) {
            length = 10 * length + line[at++] - '0';
        }
        if (at >= to || line[at] != ',') {
            return "is not a line of a record";
        }
        int content = at + 1;
        if (to - content - 1 != length || line[to - 1] != '}') {
            return "is cut off";
        }
        crc.reset();
        crc.update(line, content, length);
        String said = new String(line, from + CRC_AT, CRC_DIGITS, StandardCharsets.ISO_8859_1);
        return said.equals(HexFormat.of().toHexDigits(crc.getValue(), CRC_DIGITS))
                ? null
                : "has another checksum than it says";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
