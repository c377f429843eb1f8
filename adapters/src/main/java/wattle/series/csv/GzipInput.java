package wattle.series.csv;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/// Unpacks gzip (RFC 1952), member after member, to the last byte or to an exception.
///
/// [java.util.zip.GZIPInputStream] takes a second member that is cut off in its header for the end
/// of the file, and calls itself once for every empty member, so that a file of many ends in a
/// stack overflow. A file that lost its end must not be read as a shorter one.
final class GzipInput extends InputStream {

    private static final int BUFFER = 64 * 1024;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int limit;
    private boolean begun;
    private boolean ended;

    GzipInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!begun) {
            begun = true;
            header();
        }
        while (!ended) {
            int count = inflate(target, offset, length);
            if (count > 0) {
                crc.update(target, offset, count);
                return count;
            }
            if (inflater.finished()) {
                trailer();
                ended = !more();
                if (!ended) {
                    header();
                }
            } else if (inflater.needsDictionary()) {
                throw new ZipException("it asks for a dictionary");
            } else if (inflater.needsInput()) {
                require();
                inflater.setInput(buffer, at, limit - at);
                at = limit;
            }
        }
        return -1;
    }

    private int inflate(byte[] target, int offset, int length) throws IOException {
        try {
            return inflater.inflate(target, offset, length);
        } catch (DataFormatException damaged) {
            String why = damaged.getMessage();
            throw new ZipException(why == null ? "invalid data" : why);
        }
    }

    private void header() throws IOException {
        if (next() != 0x1f || next() != 0x8b) {
            throw new ZipException("there is something else after the end of the packed data");
        }
        if (next() != 8) {
            throw new ZipException("its method is not known");
        }
        int flags = next();
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            skip(2);
        }
        inflater.reset();
        crc.reset();
    }

    private void trailer() throws IOException {
        at = limit - inflater.getRemaining();
        long written = inflater.getBytesWritten() & 0xffff_ffffL;
        if (next32() != crc.getValue() || next32() != written) {
            throw new ZipException("its checksum does not fit");
        }
    }

    private long next32() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private int next() throws IOException {
        require();
        return buffer[at++] & 0xff;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        while (next() != 0) {
            // The name of the packed file is not needed.
        }
    }

    private void require() throws IOException {
        if (!more()) {
            throw new EOFException();
        }
    }

    private boolean more() throws IOException {
        if (at == limit) {
            at = 0;
            limit = Math.max(0, in.read(buffer, 0, buffer.length));
        }
        return at < limit;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
