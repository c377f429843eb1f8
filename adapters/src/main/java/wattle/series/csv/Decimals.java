package wattle.series.csv;

/// Numbers in plain or exponent notation, read to the same bits as [Double#parseDouble].
public final class Decimals {

    /// Powers of ten that a double holds exactly.
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22
    };

    private static final long EXACT_MANTISSA = 1L << 53;
    private static final int MANTISSA_DIGITS = 18;
    private static final int EXPONENT_CEILING = 100_000;

    private Decimals() {}

    /// The number, or NaN where the text is not a finite number. Java's own extras, such as
    /// `0x1p3`, `1d` and `NaN`, are not numbers here. Spaces around a number are.
    public static double parse(char[] text, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (at < end && isBlank(text[at])) {
            at++;
        }
        while (at < end && isBlank(text[end - 1])) {
            end--;
        }
        int start = at;
        boolean negative = at < end && text[at] == '-';
        if (at < end && (text[at] == '-' || text[at] == '+')) {
            at++;
        }
        long mantissa = 0;
        int digits = 0;
        int significant = 0;
        int exponent = 0;
        boolean afterPoint = false;
        for (; at < end; at++) {
            int digit = text[at] - '0';
            if (digit >= 0 && digit <= 9) {
                digits++;
                if (significant < MANTISSA_DIGITS) {
                    mantissa = 10 * mantissa + digit;
                    significant += mantissa == 0 ? 0 : 1;
                    exponent -= afterPoint ? 1 : 0;
                } else {
                    significant++;
                }
            } else if (text[at] == '.' && !afterPoint) {
                afterPoint = true;
            } else {
                break;
            }
        }
        if (digits == 0) {
            return Double.NaN;
        }
        if (at < end && (text[at] == 'e' || text[at] == 'E')) {
            at++;
            boolean below = at < end && text[at] == '-';
            if (at < end && (text[at] == '-' || text[at] == '+')) {
                at++;
            }
            int first = at;
            int written = 0;
            for (; at < end && text[at] >= '0' && text[at] <= '9'; at++) {
                written = Math.min(EXPONENT_CEILING, 10 * written + (text[at] - '0'));
            }
            if (at == first) {
                return Double.NaN;
            }
            exponent += below ? -written : written;
        }
        if (at != end) {
            return Double.NaN;
        }
        // Both factors are exact, so one rounding gives the nearest double (Clinger 1990).
        if (significant <= MANTISSA_DIGITS
                && mantissa <= EXACT_MANTISSA
                && Math.abs(exponent) < POWERS.length) {
            double value =
                    exponent < 0 ? mantissa / POWERS[-exponent] : mantissa * POWERS[exponent];
            return negative ? -value : value;
        }
        double value = Double.parseDouble(new String(text, start, end - start));
        return Double.isFinite(value) ? value : Double.NaN;
    }

    private static boolean isBlank(char each) {
        return each == ' ' || each == '\t';
    }
}
