package wattle.meter.nvml;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// One function of NVML. A function that the library does not have answers as NVML itself does for
/// one that it does not implement. Any thread may call.
///
/// All go through one handle that takes four `long`s, because each further signature costs about 10
/// ms at its first use. On the 64-bit systems that have NVML, an integer or a pointer is passed in
/// a whole register, of which the callee looks at the part that it declared, and registers too many
/// are not looked at.
///
/// @param address where it is; a null pointer where the library does not have it
record NvmlFunction(MemorySegment address) {

    @SuppressWarnings("restricted") // The signatures are those of nvml.h.
    private static final MethodHandle CALL =
            Linker.nativeLinker()
                    .downcallHandle(
                            FunctionDescriptor.of(
                                    JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));

    static final NvmlFunction MISSING = new NvmlFunction(MemorySegment.NULL);

    boolean isThere() {
        return address.address() != 0;
    }

    /// The return code. May take long, or hang, with a sick driver.
    int call(long first, long second, long third, long fourth) {
        if (!isThere()) {
            return ReturnCode.FUNCTION_NOT_FOUND;
        }
        try {
            return (int) CALL.invokeExact(address, first, second, third, fourth);
        } catch (Throwable e) {
            throw new IllegalStateException("calling NVML failed", e);
        }
    }
}
