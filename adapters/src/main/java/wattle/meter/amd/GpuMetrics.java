package wattle.meter.amd;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The binary file `gpu_metrics`: a header of structure size (16 bits), format revision and content
/// revision (8 bits each), then what that revision holds, in the machine's byte order, which is
/// little-endian wherever this driver runs.
///
/// Read here: the energy accumulator of formats 1.0 to 1.8, in units of 2⁻¹⁶ J by the header's
/// comment from 1.4 on. Formats 2 and 3 are those of processors with graphics and have none. Format
/// 1.9 lists attributes of many types and is not read.
final class GpuMetrics {

    /// More than the largest layout so far.
    static final int SIZE = 4096;

    /// No such content.
    static final long NONE = -1;

    private static final int HEADER = 4;
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private GpuMetrics() {}

    /// Whether the header is whole and says no more than was read.
    static boolean valid(byte[] bytes, int length) {
        return length >= HEADER && size(bytes) >= HEADER && size(bytes) <= length;
    }

    static int format(byte[] bytes) {
        return bytes[2];
    }

    static int content(byte[] bytes) {
        return bytes[3];
    }

    /// The accumulator in ticks, or [#NONE]. A field that the driver does not fill has all bits
    /// set.
    static long energyTicks(byte[] bytes, int length) {
        if (!valid(bytes, length) || format(bytes) != 1) {
            return NONE;
        }
        return switch (content(bytes)) {
            // Behind a 64-bit clock, which is aligned to 8, and eleven 16-bit fields; 32 bits wide.
            case 0 -> int32(bytes, 36);
            // Behind ten 16-bit fields.
            case 1, 2, 3 -> int64(bytes, 24);
            // Behind six 16-bit fields and four of the video cores.
            case 4 -> int64(bytes, 24);
            // And 32 of the JPEG engines.
            case 5, 6 -> int64(bytes, 88);
            // Behind six 16-bit fields and the memory's bandwidth of 64 bits.
            case 7, 8 -> int64(bytes, 24);
            default -> NONE;
        };
    }

    private static int size(byte[] bytes) {
        return (short) SHORT.get(bytes, 0) & 0xffff;
    }

    private static long int32(byte[] bytes, int at) {
        if (at + Integer.BYTES > size(bytes)) {
            return NONE;
        }
        int value = (int) INT.get(bytes, at);
        return value == -1 ? NONE : value & 0xffff_ffffL;
    }

    private static long int64(byte[] bytes, int at) {
        return at + Long.BYTES > size(bytes) ? NONE : Math.max(NONE, (long) LONG.get(bytes, at));
    }
}
