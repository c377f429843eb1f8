package wattle.ledger.sql;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// The lines of a stream, each of a bounded length, one in memory at a time; and what those before
/// it hash to. For one thread.
final class BackupLines {

    /// The longest row there may be, in base 64, and what is around it.
    static final int LONGEST = StoredTables.MOST_BYTES / 3 * 4 + (1 << 20);

    private final InputStream in;
    private final MessageDigest digest;
    private final byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;
    private byte[] line = new byte[1 << 10];
    private int length;
    private long number;

    BackupLines(InputStream in) {
        this.in = in;
        this.digest = sha256();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /// Reads a line.
    ///
    /// @return false at the end
    /// @throws IllegalArgumentException if it is longer than [#LONGEST]
    boolean next() throws IOException {
        if (number > 0) {
            digest.update(line, 0, length);
            digest.update((byte) '\n');
        }
        length = 0;
        number++;
        while (true) {
            int at = from;
            while (at < to && buffer[at] != '\n') {
                at++;
            }
            append(at - from);
            if (at < to) {
                from = at + 1;
                return true;
            }
            from = 0;
            to = in.read(buffer);
            if (to < 0) {
                to = 0;
                return length > 0;
            }
        }
    }

    private void append(int count) {
        if (count > LONGEST - length) {
            throw new IllegalArgumentException("a line has more than " + LONGEST + " bytes");
        }
        if (length + count > line.length) {
            line = Arrays.copyOf(line, Math.min(LONGEST, Math.max(2 * length, length + count)));
        }
        System.arraycopy(buffer, from, line, length, count);
        length += count;
    }

    /// Of the caller until the next line.
    byte[] bytes() {
        return line;
    }

    int length() {
        return length;
    }

    /// Of the line that was read last, from 1.
    long number() {
        return number;
    }

    /// SHA-256 of all lines before the last one, with their newlines.
    String hashBefore() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("the JDK's SHA-256 can be cloned", impossible);
        }
    }
}
