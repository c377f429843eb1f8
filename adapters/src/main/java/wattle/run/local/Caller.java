package wattle.run.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What Wattle's caller had set up, as the launcher noted it before the JVM changed any of it.
///
/// @param blocked signals blocked, bit n-1 for signal n
/// @param ignored signals ignored, likewise
/// @param open inherited descriptors from 3 up
/// @param closed those of 0, 1 and 2 that were closed
/// @param environment `NAME=value` as bytes, in order, names that no shell would accept included
/// @param directory null for Wattle's own
record Caller(
        long blocked,
        long ignored,
        List<Integer> open,
        List<Integer> closed,
        List<byte[]> environment,
        @Nullable Path directory) {
    private static final String VARIABLE = "_WATTLE_CALLER";

    /// What the launcher sets for the JVM's own sake, and the child must not see.
    private static final List<String> PRIVATE = List.of(VARIABLE, "_JAVA_SR_SIGNUM");

    static Caller current() {
        return of(System.getenv());
    }

    /// Where there was no launcher, or it had no `/proc`, the caller is assumed to have set up
    /// nothing special.
    static Caller of(Map<String, String> environment) {
        var noted = environment.get(VARIABLE);
        if (noted == null) {
            return new Caller(0, 0, List.of(), List.of(), bytes(environment), null);
        }
        var fields = noted.split(" ", 5);
        if (fields.length != 5) {
            throw new IllegalArgumentException(VARIABLE + " has five fields: " + noted);
        }
        var entries = entries(fields[4].substring(1));
        return new Caller(
                Long.parseUnsignedLong(fields[0], 16),
                Long.parseUnsignedLong(fields[1], 16),
                numbers(fields[2]),
                numbers(fields[3]),
                entries != null ? entries : bytes(environment),
                null);
    }

    boolean ignores(int signal) {
        return (ignored >>> (signal - 1) & 1) != 0;
    }

    /// `-,3,5` is 3 and 5; `-` is none.
    private static List<Integer> numbers(String field) {
        return Stream.of(field.substring(1).split(",", -1))
                .filter(number -> !number.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }

    private static @Nullable List<byte[]> entries(String base64) {
        if (base64.isEmpty()) {
            return null;
        }
        var all = Base64.getDecoder().decode(base64);
        var entries = new ArrayList<byte[]>();
        for (int start = 0, end = 0; end < all.length; end++) {
            if (all[end] == 0) {
                entries.add(Arrays.copyOfRange(all, start, end));
                start = end + 1;
            }
        }
        return entries;
    }

    private static List<byte[]> bytes(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(entry -> !PRIVATE.contains(entry.getKey()))
                .map(entry -> Platform.bytes(entry.getKey() + "=" + entry.getValue()))
                .toList();
    }
}
