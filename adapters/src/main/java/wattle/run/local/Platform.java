package wattle.run.local;

import java.nio.charset.Charset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Strings as the JDK hands them to the operating system, and back.
final class Platform {
    private static final Charset CHARSET =
            Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private Platform() {}

    static byte[] bytes(String text) {
        return text.getBytes(CHARSET);
    }

    static String text(byte[] bytes, int length) {
        return new String(bytes, 0, length, CHARSET);
    }

    /// The string that the JDK would turn back into exactly these bytes, or null where there is
    /// none: any byte above 127 in the C locale, or a file name in Latin-1 where the locale is
    /// UTF-8.
    static @Nullable String exactString(byte[] bytes) {
        var text = new String(bytes, CHARSET);
        return Arrays.equals(bytes(text), bytes) ? text : null;
    }
}
