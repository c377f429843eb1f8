package wattle.meter.nvml;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import wattle.meter.MeterException;

/// One number that NVML knows of a GPU: asked for, then taken. Of one meter, so of one thread at a
/// time.
sealed interface Gauge {

    /// The return code.
    int ask(Handle handle) throws MeterException;

    /// The number after a code of OK; negative where it is none that fits a `long`.
    long value();

    static Gauge of(NvmlFunction function) {
        return new Plain(function, Arena.ofAuto().allocate(8, 8), -1);
    }

    /// Of a function that writes more than one 32-bit number, the first.
    static Gauge firstOf(NvmlFunction function) {
        return new Plain(function, Arena.ofAuto().allocate(8, 8), 0xFFFF_FFFFL);
    }

    static Gauge field(NvmlFunction getFieldValues, int id) {
        MemorySegment value = Arena.ofAuto().allocate(Field.SIZE, 8);
        value.set(JAVA_INT, 0, id); // Of scope 0: the GPU, not the module it is on.
        return new Field(getFieldValues, value);
    }

    /// `nvmlReturn_t f(nvmlDevice_t, unsigned *)` or `(…, unsigned long long *)`: 32 bits written
    /// to the start of 64 that are zero are the same number on little-endian machines, and NVML is
    /// on no others.
    record Plain(NvmlFunction function, MemorySegment out, long mask) implements Gauge {
        @Override
        public int ask(Handle handle) throws MeterException {
            return handle.call(function, out.address(), 0, 0);
        }

        @Override
        public long value() {
            return out.get(JAVA_LONG, 0) & mask;
        }
    }

    /// `nvmlDeviceGetFieldValues(device, 1, nvmlFieldValue_t *)`.
    record Field(NvmlFunction function, MemorySegment out) implements Gauge {
        static final int SIZE = 40;
        private static final int TYPE = 24;
        private static final int RETURN = 28;
        private static final int VALUE = 32;

        @Override
        public int ask(Handle handle) throws MeterException {
            int code = handle.call(function, 1, out.address(), 0);
            return code == ReturnCode.OK ? out.get(JAVA_INT, RETURN) : code;
        }

        @Override
        public long value() {
            return switch (out.get(JAVA_INT, TYPE)) {
                case 0 -> (long) out.get(JAVA_DOUBLE, VALUE);
                case 1 -> Integer.toUnsignedLong(out.get(JAVA_INT, VALUE));
                case 2, 3, 4 -> out.get(JAVA_LONG, VALUE);
                case 5 -> out.get(JAVA_INT, VALUE);
                case 6 -> out.get(JAVA_INT, VALUE) & 0xFFFF;
                default -> -1; // A type of a later NVML.
            };
        }
    }
}
