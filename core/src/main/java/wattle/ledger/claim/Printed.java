package wattle.ledger.claim;

import java.math.BigDecimal;

/// A figure as it was printed: its digits, in its unit. Not negative.
///
/// "24.7 t" and "24.70 t" are the same mass, and the second was meant ten times as exactly.
///
/// ```java
/// var energy = Printed.of("1287", EnergyUnit.MEGAWATT_HOUR);
/// energy.value().kilowattHours() // 1287000.0
/// energy.lastDigit().kilowattHours() // 1000.0
/// energy.significantDigits() // 4
/// ```
///
/// @param <Q> the quantity
/// @param number at most 30 digits, and at most 30 places before or behind the point
/// @param unit what the digits count
public record Printed<Q>(BigDecimal number, Scale<Q> unit) {

    private static final int MOST_DIGITS = 30;

    public Printed {
        if (number.signum() < 0) {
            throw new IllegalArgumentException("a figure must not be negative: " + number);
        }
        if (number.precision() > MOST_DIGITS || Math.abs(number.scale()) > MOST_DIGITS) {
            throw new IllegalArgumentException(
                    "a figure must have at most "
                            + MOST_DIGITS
                            + " digits: "
                            + number.round(java.math.MathContext.DECIMAL32));
        }
    }

    /// @param digits a plain decimal number
    /// @throws IllegalArgumentException when it is not one
    public static <Q> Printed<Q> of(String digits, Scale<Q> unit) {
        if (digits.length() > 2 * MOST_DIGITS) {
            throw new IllegalArgumentException(
                    "a figure must have at most " + MOST_DIGITS + " digits");
        }
        return new Printed<>(new BigDecimal(digits), unit);
    }

    /// A number that was not printed by a person but handed on by a program, with all its digits.
    public static <Q> Printed<Q> of(double amount, Scale<Q> unit) {
        return new Printed<>(BigDecimal.valueOf(amount), unit);
    }

    public Q value() {
        return unit.of(number.doubleValue());
    }

    /// One more in the last digit: the rounding of the print is half of it.
    public Q lastDigit() {
        return unit.of(number.ulp().doubleValue());
    }

    /// Digits from the first that is not 0; those at the end of a whole number are not counted,
    /// since nobody can tell whether they were meant.
    public int significantDigits() {
        BigDecimal shortest = number.scale() > 0 ? number : number.stripTrailingZeros();
        return number.signum() == 0 ? 1 : shortest.precision();
    }

    public boolean isZero() {
        return number.signum() == 0;
    }

    /// As it was printed: "24.70 t".
    @Override
    public String toString() {
        return number.toPlainString() + " " + unit.symbol();
    }
}
