package wattle.meter.nvml;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/// The questions of a search: each gives the return code and keeps the answer. Of one thread.
final class Ask {

    /// `nvmlDevice_t *`, numbers, and texts of at most 96 bytes.
    private static final int TEXT = 96;

    private final NvmlLibrary library;
    private final MemorySegment first = Arena.ofAuto().allocate(TEXT, 8);
    private final MemorySegment second = Arena.ofAuto().allocate(8, 8);

    Ask(NvmlLibrary library) {
        this.library = library;
    }

    NvmlLibrary library() {
        return library;
    }

    /// `f(handle, unsigned *)`, or `f(unsigned *)` for a handle of 0.
    int number(String function, long handle) {
        first.fill((byte) 0);
        NvmlFunction asked = library.function(function);
        return handle == 0
                ? asked.call(first.address(), 0, 0, 0)
                : asked.call(handle, first.address(), 0, 0);
    }

    /// `f(handle, unsigned *, unsigned *)`.
    int numbers(String function, long handle) {
        first.fill((byte) 0);
        second.fill((byte) 0);
        return library.function(function).call(handle, first.address(), second.address(), 0);
    }

    /// `f(unsigned, nvmlDevice_t *)`.
    int handle(String function, int index) {
        first.fill((byte) 0);
        return library.function(function).call(index, first.address(), 0, 0);
    }

    /// `f(handle, unsigned, nvmlDevice_t *)`.
    int handle(String function, long parent, int index) {
        first.fill((byte) 0);
        return library.function(function).call(parent, index, first.address(), 0);
    }

    /// `f(handle, char *, unsigned)`.
    int text(String function, long handle) {
        first.fill((byte) 0);
        return library.function(function).call(handle, first.address(), TEXT, 0);
    }

    /// The answer as a number or a handle.
    long value() {
        return first.get(JAVA_LONG, 0);
    }

    int second() {
        return second.get(JAVA_INT, 0);
    }

    /// The answer's 32 bits at `offset`.
    int at(int offset) {
        return first.get(JAVA_INT, offset);
    }

    String text() {
        first.set(JAVA_BYTE, TEXT - 1, (byte) 0);
        return first.getString(0, StandardCharsets.UTF_8);
    }
}
