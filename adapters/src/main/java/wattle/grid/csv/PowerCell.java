package wattle.grid.csv;

import wattle.series.csv.Decimals;
import wattle.series.csv.InvalidFileException;

/// A cell of power in MW, with or without commas between thousands. For one thread.
final class PowerCell {

    private final RawHeader header;
    private char[] digits = new char[32];

    PowerCell(RawHeader header) {
        this.header = header;
    }

    /// NaN where the cell says that there is no value.
    double read(int column, long line, char[] text, int offset, int length) {
        double value = number(text, offset, length);
        if (Double.isNaN(value)) {
            var cell = new String(text, offset, length);
            if (!isNone(cell.strip())) {
                throw new InvalidFileException(
                        header.file(),
                        line,
                        header.name(column),
                        InvalidFileException.quoted(cell) + " is not a finite number",
                        "Write the power in MW, or leave the cell empty where it is not known.");
            }
        }
        return value;
    }

    /// `n/e` of ENTSO-E: not expected, because there is no such plant.
    static boolean isNotExpected(char[] text, int offset, int length) {
        return length == 3
                && Character.toLowerCase(text[offset]) == 'n'
                && text[offset + 1] == '/'
                && Character.toLowerCase(text[offset + 2]) == 'e';
    }

    private static boolean isNone(String cell) {
        return switch (cell) {
            case "", "-", "n/e", "N/E", "N/A", "n/a" -> true;
            default -> false;
        };
    }

    private double number(char[] text, int offset, int length) {
        int comma = 0;
        while (comma < length && text[offset + comma] != ',') {
            comma++;
        }
        return comma == length
                ? Decimals.parse(text, offset, length)
                : withoutCommas(text, offset, length);
    }

    /// `12,345.6`: commas before groups of three digits only.
    private double withoutCommas(char[] text, int offset, int length) {
        if (digits.length < length) {
            digits = new char[length];
        }
        int kept = 0;
        for (int i = 0; i < length; i++) {
            char each = text[offset + i];
            if (each != ',') {
                digits[kept++] = each;
            } else if (i == 0 || !groupFollows(text, offset + i + 1, offset + length)) {
                return Double.NaN;
            }
        }
        return Decimals.parse(digits, 0, kept);
    }

    private static boolean groupFollows(char[] text, int from, int end) {
        int at = from;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at - from == 3 && (at == end || text[at] == ',' || text[at] == '.');
    }
}
