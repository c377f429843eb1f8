package wattle.meter.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// One line of a record, or of another file that is appended to: JSON with its own length and
/// checksum before the content. For one thread.
public final class Line {

    /// No line is longer, its newline left out. Linux takes a command of 6 MiB at most.
    static final int LONGEST = 16 << 20;

    /// `{"crc":"` and eight digits and `","len":`.
    private static final byte[] HEAD = ascii("{\"crc\":\"00000000\",\"len\":");

    private static final String DIGITS = "0123456789abcdef";
    private static final int CRC_AT = 8;
    private static final int CRC_DIGITS = 8;
    private static final int LONGEST_LENGTH = 8;

    private final CRC32C crc = new CRC32C();
    private byte[] bytes = new byte[512];

    /// Whether a content of this length fits into a line.
    static boolean fits(int length) {
        return HEAD.length + LONGEST_LENGTH + length + 2 <= LONGEST;
    }

    /// @param content such as `"sample":[1,2]`, in UTF-8, without a newline; it [#fits]
    public ByteBuffer of(byte[] content, int length) {
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
    public @Nullable String fault(byte[] line, int from, int to) {
        if (to - from < HEAD.length + 4) {
            return "is cut off";
        }
        for (int i = 0; i < HEAD.length; i++) {
            boolean inChecksum = i >= CRC_AT && i < CRC_AT + CRC_DIGITS;
            if (!inChecksum && line[from + i] != HEAD[i]) {
                return "is not a line of a record";
            }
        }
        int content = content(line, from, to);
        if (content < 0) {
            return "is not a line of a record";
        }
        int length = length(line, from, content);
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

    /// Whether this is a line that was cut off.
    static boolean isBeginning(byte[] line, int length) {
        for (int i = 0; i < length; i++) {
            if (line[i] == '\n' || (i < CRC_AT && line[i] != HEAD[i])) {
                return false;
            }
        }
        return true;
    }

    /// Where a line would end by the length that it gives, before `to`; -1 where it gives none.
    int end(byte[] line, int from, int to) {
        int content = to - from < HEAD.length ? -1 : content(line, from, to);
        int end = content < 0 ? -1 : content + length(line, from, content) + 1;
        return end < to ? end : -1;
    }

    /// Where the content begins, behind the length; -1 where that is none.
    private static int content(byte[] line, int from, int to) {
        int at = from + HEAD.length;
        int most = Math.min(to, at + LONGEST_LENGTH);
        while (at < most && line[at] >= '0' && line[at] <= '9') {
            at++;
        }
        return at > from + HEAD.length && at < to && line[at] == ',' ? at + 1 : -1;
    }

    private static int length(byte[] line, int from, int content) {
        int length = 0;
        for (int at = from + HEAD.length; at < content - 1; at++) {
            length = 10 * length + line[at] - '0';
        }
        return length;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
