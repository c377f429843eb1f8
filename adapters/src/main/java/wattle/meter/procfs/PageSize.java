package wattle.meter.procfs;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The size of a page of memory, from what the kernel tells each process at its start
/// (getauxval(3)).
final class PageSize {

    private static final long AT_PAGESZ = 6;
    private static final long USUAL = 4096;

    static final long BYTES = read();

    private PageSize() {}

    private static long read() {
        try (var in = new FileInputStream("/proc/self/auxv")) {
            var pairs = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.nativeOrder());
            while (pairs.remaining() >= 16) {
                long key = pairs.getLong();
                long value = pairs.getLong();
                if (key == AT_PAGESZ && value > 0) {
                    return value;
                }
            }
        } catch (IOException notLinux) {
            return USUAL;
        }
        return USUAL;
    }
}
