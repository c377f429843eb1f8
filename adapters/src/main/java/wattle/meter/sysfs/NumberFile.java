package wattle.meter.sysfs;

import java.nio.file.Path;
import wattle.meter.MeterException;

/// A file that holds one whole number in decimal digits, and perhaps a line's end. A reading takes
/// two system calls and allocates nothing.
public final class NumberFile implements AutoCloseable {

    /// More than the 20 digits and the sign of any 64-bit number.
    private static final int SIZE = 32;

    private static final long NOT_A_NUMBER = Long.MIN_VALUE;

    private final KernelFile file;

    private NumberFile(KernelFile file) {
        this.file = file;
    }

    /// @throws MeterException if there is no such file or it may not be read
    public static NumberFile open(Path path, String what, String remedy) throws MeterException {
        return new NumberFile(KernelFile.open(path, what, remedy, SIZE));
    }

    /// A number that is not negative.
    public long read() throws MeterException {
        long value = readSigned();
        if (value < 0) {
            throw file.unreadable("a negative number: " + value);
        }
        return value;
    }

    public long readSigned() throws MeterException {
        int length = file.refresh();
        long value = parse(file.bytes(), length);
        if (value == NOT_A_NUMBER) {
            throw file.unreadable(length == 0 ? "it is empty" : "it holds no number");
        }
        return value;
    }

    @Override
    public void close() {
        file.close();
    }

    /// `Long.MIN_VALUE` where it is no number, or one beyond 63 bits.
    static long parse(byte[] bytes, int length) {
        int end = length;
        while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == ' ')) {
            end--;
        }
        boolean negative = end > 0 && bytes[0] == '-';
        int at = negative ? 1 : 0;
        if (at == end) {
            return NOT_A_NUMBER;
        }
        long value = 0;
        for (; at < end; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                return NOT_A_NUMBER;
            }
            value = value * 10 + digit;
        }
        return negative ? -value : value;
    }
}
