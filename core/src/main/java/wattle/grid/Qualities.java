package wattle.grid;

import java.util.Arrays;
import java.util.List;

/// One [Quality] for each of many values, a byte each: a year of hours in a thousand zones has to
/// fit into memory.
final class Qualities {

    private static final List<Quality> CODES = Arrays.asList(Quality.values());

    private byte[] codes;

    Qualities(int capacity) {
        codes = new byte[capacity];
    }

    void set(int index, Quality quality) {
        if (index >= codes.length) {
            codes = Arrays.copyOf(codes, 2 * index);
        }
        codes[index] = (byte) CODES.indexOf(quality);
    }

    Quality get(int index) {
        return CODES.get(codes[index]);
    }

    Qualities first(int size) {
        var copy = new Qualities(0);
        copy.codes = Arrays.copyOf(codes, size);
        return copy;
    }
}
