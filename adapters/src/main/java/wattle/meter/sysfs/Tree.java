package wattle.meter.sysfs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Looking around in a file tree of the kernel, once, when meters are sought.
public final class Tree {

    private static final int LONGEST = 4096;

    private Tree() {}

    /// The entries of a folder whose names are `prefix` and a number, by that number; none where
    /// there is no such folder.
    public static List<Path> numbered(Path folder, String prefix) {
        String[] names = folder.toFile().list((_, name) -> number(name, prefix) >= 0);
        if (names == null) {
            return List.of();
        }
        Arrays.sort(names, (a, b) -> Integer.compare(number(a, prefix), number(b, prefix)));
        return Arrays.stream(names).map(folder::resolve).toList();
    }

    /// The number that follows a prefix, and nothing after it; -1 where it is not so.
    public static int number(String name, String prefix) {
        int digits = name.length() - prefix.length();
        if (!name.startsWith(prefix) || digits < 1 || digits > 9) {
            return -1;
        }
        int value = 0;
        for (int i = prefix.length(); i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    /// The first 4 KiB of a small file without white space around them; null where it cannot be
    /// read. Only for what decides nothing alone, such as names.
    public static @Nullable String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1).strip();
        } catch (IOException absentOrRefused) {
            return null;
        }
    }

    /// A number that is not negative; empty where the file cannot be read or holds none.
    public static OptionalLong number(Path file) {
        String text = text(file);
        if (text == null) {
            return OptionalLong.empty();
        }
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        long value = NumberFile.parse(bytes, bytes.length);
        return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
