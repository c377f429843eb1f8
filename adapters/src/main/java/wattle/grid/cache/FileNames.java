package wattle.grid.cache;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// Names of files made of any text: letters, digits, `-` and `_` stay, every other byte becomes `%`
/// with two digits, so that two texts never share a name and none leaves its folder.
final class FileNames {

    /// Most file systems end at 255; endings and temporary names need room.
    private static final int MOST = 120;

    private FileNames() {}

    static String of(String text) {
        if (text.isEmpty()) {
            return "%";
        }
        var name = new StringBuilder();
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        for (byte each : utf8) {
            boolean plain =
                    (each >= 'a' && each <= 'z')
                            || (each >= 'A' && each <= 'Z')
                            || (each >= '0' && each <= '9')
                            || each == '-'
                            || each == '_';
            if (plain) {
                name.append((char) each);
            } else {
                name.append('%')
                        .append(Character.forDigit((each >> 4) & 15, 16))
                        .append(Character.forDigit(each & 15, 16));
            }
        }
        if (name.length() <= MOST) {
            return name.toString();
        }
        var crc = new CRC32C();
        crc.update(utf8);
        return name.substring(0, MOST) + '~' + Long.toHexString(crc.getValue()) + utf8.length;
    }
}
