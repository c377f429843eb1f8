package wattle.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Numbers for the eye: three significant digits, thousands apart, a unit that fits. Never used
/// before display.
public final class Figures {

    private static final int DIGITS = 3;

    private Figures() {}

    /// Three significant digits; whole numbers above a thousand keep all of theirs.
    public static String number(double value) {
        if (value == 0) {
            return "0";
        }
        return grouped(BigDecimal.valueOf(value).setScale(decimals(value), RoundingMode.HALF_EVEN));
    }

    /// The shortest decimal that says the same number.
    public static String exact(double value) {
        return grouped(
                new BigDecimal(Double.toString(value))
                        .round(new MathContext(15))
                        .stripTrailingZeros());
    }

    /// How many decimals give [#DIGITS] significant digits.
    static int decimals(double value) {
        if (value == 0) {
            return 0;
        }
        int magnitude = (int) Math.floor(Math.log10(Math.abs(value)));
        return Math.max(0, DIGITS - 1 - magnitude);
    }

    /// The digits with a comma between thousands. By hand: the JDK's format costs a fresh JVM some
    /// ten milliseconds.
    static String grouped(BigDecimal value) {
        String plain = value.toPlainString();
        int point = plain.indexOf('.');
        int end = point < 0 ? plain.length() : point;
        int first = plain.startsWith("-") ? 1 : 0;
        var out = new StringBuilder(plain);
        for (int at = end - 3; at > first; at -= 3) {
            out.insert(at, ',');
        }
        return out.toString();
    }

    public static String energy(double kilowattHours) {
        if (kilowattHours == 0) {
            return "0 kWh";
        }
        if (kilowattHours < 0.001) {
            return number(kilowattHours * 3.6e6) + " J";
        }
        if (kilowattHours < 1) {
            return number(kilowattHours * 1000) + " Wh";
        }
        return kilowattHours < 100_000
                ? number(kilowattHours) + " kWh"
                : number(kilowattHours / 1000) + " MWh";
    }
}
