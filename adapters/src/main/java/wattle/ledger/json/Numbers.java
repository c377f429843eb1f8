package wattle.ledger.json;

import java.math.BigDecimal;

/// Numbers of claims as digits, and back, bounded before they are converted.
final class Numbers {

    private static final int LONGEST = 60;
    private static final int LONGEST_EXPONENT = 3;
    private static final double WHOLE_BELOW = 1e15;

    private Numbers() {}

    /// The shortest digits that give the same double; a whole number without a point.
    static String print(double value) {
        boolean whole =
                value == Math.rint(value)
                        && Math.abs(value) < WHOLE_BELOW
                        && Double.doubleToRawLongBits(value) != Double.doubleToRawLongBits(-0.0);
        return whole ? Long.toString((long) value) : Double.toString(value);
    }

    /// @throws IllegalArgumentException if it is not a finite number of a bounded length
    static double real(String digits) {
        double value = Double.parseDouble(bounded(digits));
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a number must be finite: " + digits);
        }
        return value;
    }

    /// @throws IllegalArgumentException if it is not a decimal number of a bounded length
    static BigDecimal decimal(String digits) {
        return new BigDecimal(bounded(digits));
    }

    /// As JSON writes numbers, with an exponent of at most three digits: `1e999999999` is refused
    /// before anybody computes with it.
    private static String bounded(String digits) {
        if (digits.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "a number may have " + LONGEST + " characters, not " + digits.length());
        }
        if (!isNumber(digits)) {
            throw new IllegalArgumentException(
                    "not a decimal number with an exponent of at most "
                            + LONGEST_EXPONENT
                            + " digits: "
                            + (isPrintable(digits) ? digits : "other characters"));
        }
        return digits;
    }

    private static boolean isNumber(String text) {
        int at = text.startsWith("-") ? 1 : 0;
        int whole = digitsFrom(text, at);
        at += whole;
        int fraction = 1;
        if (at < text.length() && text.charAt(at) == '.') {
            fraction = digitsFrom(text, at + 1);
            at += 1 + fraction;
        }
        int exponent = 1;
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            exponent = digitsFrom(text, at);
            at += exponent;
        }
        return whole > 0
                && fraction > 0
                && exponent > 0
                && exponent <= LONGEST_EXPONENT
                && at == text.length();
    }

    private static int digitsFrom(String text, int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at - start;
    }

    private static boolean isPrintable(String text) {
        return text.chars().allMatch(each -> each >= ' ' && each <= '~');
    }
}
