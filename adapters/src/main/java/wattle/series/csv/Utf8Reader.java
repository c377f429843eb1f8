package wattle.series.csv;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Text in UTF-8, exactly or not at all; a byte order mark at its start is left out.
///
/// What comes before a fault is handed out first: the parser has then read all lines before it and
/// knows in which it lies.
final class Utf8Reader extends Reader {

    private static final int BUFFER = 64 * 1024;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final InputStream in;
    private final long mostBytes;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    private long read;
    private boolean ended;
    private boolean started;
    private @Nullable Fault fault;

    Utf8Reader(InputStream in, long mostBytes) {
        this.in = in;
        this.mostBytes = mostBytes;
    }

    /// What is wrong with the content, still without its place.
    static final class Fault extends RuntimeException {

        private static final long serialVersionUID = 1;

        final String problem;
        final String advice;

        Fault(String problem, String advice) {
            super(problem);
            this.problem = problem;
            this.advice = advice;
        }
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int count = decode(target, offset, length);
        if (count > 0 && !started) {
            started = true;
            if (target[offset] == BYTE_ORDER_MARK) {
                System.arraycopy(target, offset + 1, target, offset, count - 1);
                return count > 1 ? count - 1 : read(target, offset, length);
            }
        }
        for (int i = offset; i < offset + count; i++) {
            if (target[i] == 0) {
                fault =
                        new Fault(
                                "the file is binary, not text",
                                "Save it as CSV in UTF-8, plain or packed by gzip.");
                if (i == offset) {
                    throw fault;
                }
                return i - offset;
            }
        }
        return count;
    }

    private int decode(char[] target, int offset, int length) throws IOException {
        CharBuffer characters = CharBuffer.wrap(target, offset, length);
        int begin = characters.position();
        while (characters.position() == begin) {
            if (fault != null) {
                throw fault;
            }
            CoderResult result = decoder.decode(bytes, characters, ended);
            if (result.isError()) {
                fault =
                        new Fault(
                                "the text is not UTF-8",
                                "Save the file as CSV in UTF-8, plain or packed by gzip.");
            } else if (result.isOverflow() && characters.position() == begin) {
                throw new IOException("a buffer of " + length + " characters is too small");
            } else if (characters.position() == begin) {
                if (ended) {
                    return -1;
                }
                fill();
            }
        }
        return characters.position() - begin;
    }

    private void fill() throws IOException {
        bytes.compact();
        try {
            int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
            ended = count < 0;
            read += Math.max(0, count);
            bytes.position(bytes.position() + Math.max(0, count));
        } catch (EOFException cutOff) {
            fault = new Fault("the gzip data is cut off here", "Copy or download it again.");
        } catch (ZipException damaged) {
            fault =
                    new Fault(
                            "the gzip data is damaged: " + damaged.getMessage(),
                            "Copy or download it again.");
        } finally {
            bytes.flip();
        }
        if (read > mostBytes) {
            fault =
                    new Fault(
                            "the file holds more than " + mostBytes + " bytes",
                            "Split it into shorter periods.");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
