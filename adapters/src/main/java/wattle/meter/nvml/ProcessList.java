package wattle.meter.nvml;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import wattle.meter.MeterException;

/// The ids of the processes that have something open on a GPU. Of one meter, so of one thread at a
/// time.
///
/// A row is 16 bytes in the first version of the function, 24 in the second and third, and 32 in
/// the third of the drivers 530 to 535.54, which nothing tells apart but the bytes that they write.
final class ProcessList {

    private static final int LONGEST = 32;
    private static final int TRIES = 3;
    private static final int MOST = 1 << 16;
    private static final long UNTOUCHED = 0x5A5A_5A5A_5A5A_5A5AL;

    private final NvmlFunction function;
    private final boolean firstVersion;
    private final MemorySegment count = Arena.ofAuto().allocate(8, 8);
    private @Nullable MemorySegment rows;
    private int room = 32;
    private int taken;
    private long stride;
    private int code;

    private ProcessList(NvmlLibrary library, String name) {
        NvmlFunction newer = library.function(name + "_v3", name + "_v2");
        this.firstVersion = !newer.isThere();
        this.function = firstVersion ? library.function(name) : newer;
    }

    static ProcessList compute(NvmlLibrary library) {
        return new ProcessList(library, "nvmlDeviceGetComputeRunningProcesses");
    }

    static ProcessList graphics(NvmlLibrary library) {
        return new ProcessList(library, "nvmlDeviceGetGraphicsRunningProcesses");
    }

    /// Asks for the list and gives its length; 0 where [#code] is not OK.
    int take(Handle handle) throws MeterException {
        taken = 0;
        for (int i = 0; i < TRIES; i++) {
            MemorySegment into = rows();
            for (long at = 0; at < into.byteSize(); at += 8) {
                into.set(JAVA_LONG, at, UNTOUCHED);
            }
            count.set(JAVA_INT, 0, room);
            code = handle.call(function, count.address(), into.address(), 0);
            int said = count.get(JAVA_INT, 0);
            if (code != ReturnCode.INSUFFICIENT_SIZE || said < 0 || said > MOST) {
                taken = code == ReturnCode.OK ? Math.clamp(said, 0, room) : 0;
                stride = stride(into);
                return taken;
            }
            room = Math.max(said, room) + 8; // More may have started meanwhile.
            rows = null;
        }
        return 0;
    }

    int code() {
        return code;
    }

    long pid(int index) {
        return Integer.toUnsignedLong(rows().get(JAVA_INT, index * stride));
    }

    boolean holds(long pid) {
        for (int i = 0; i < taken; i++) {
            if (pid(i) == pid) {
                return true;
            }
        }
        return false;
    }

    private long stride(MemorySegment written) {
        if (firstVersion) {
            return 16;
        }
        long last = (long) taken * LONGEST - 8;
        return taken > 0 && written.get(JAVA_LONG, last) != UNTOUCHED ? LONGEST : 24;
    }

    private MemorySegment rows() {
        if (rows == null) {
            rows = Arena.ofAuto().allocate((long) room * LONGEST, 8);
        }
        return rows;
    }
}
