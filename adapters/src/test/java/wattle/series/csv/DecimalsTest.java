package wattle.series.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

    private static final int NUMBERS = 400_000;

    @Test
    void aNumberHasTheBitsThatTheJdkGivesIt() {
        long seed = 20260301;
        var random = new Random(seed);
        for (int i = 0; i < NUMBERS; i++) {
            String text = number(random);
            double expected = Double.parseDouble(text);
            double read = parse(text);
            if (Double.isFinite(expected)
                    ? Double.doubleToRawLongBits(read) != Double.doubleToRawLongBits(expected)
                    : !Double.isNaN(read)) {
                throw new AssertionError(text + " is read as " + read + "; seed " + seed);
            }
        }
    }

    /// Shapes that files hold: shortest forms, few decimals, long digits, exponents, extremes.
    private static String number(Random random) {
        return switch (random.nextInt(7)) {
            case 0 ->
                    Double.toString(Double.longBitsToDouble(random.nextLong() >>> 1 << 1))
                            .replace("NaN", "0")
                            .replace("Infinity", "1e999");
            case 1 -> String.format(Locale.ROOT, "%.3f", random.nextDouble() * 1000 - 200);
            case 2 -> Double.toString(random.nextGaussian() * 300);
            case 3 -> Long.toString(random.nextLong());
            case 4 -> random.nextInt() + "." + Long.toUnsignedString(random.nextLong());
            case 5 -> digits(random) + "e" + (random.nextInt(700) - 350);
            default -> "-000" + digits(random) + "." + digits(random) + "E+" + random.nextInt(30);
        };
    }

    private static String digits(Random random) {
        var text = new StringBuilder();
        for (int i = 0; i <= random.nextInt(25); i++) {
            text.append((char) ('0' + random.nextInt(10)));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "-",
                "+",
                "e5",
                "1e",
                "1e+",
                "1e999",
                "-1e999",
                "NaN",
                "nan",
                "Infinity",
                "-inf",
                "0x1p3",
                "1d",
                "1f",
                "1 2",
                "1,5",
                "1_000",
                "--1",
                "1.2.3",
                "\u0663",
                "null",
                "1e5.5"
            })
    void whatIsNotAFiniteNumberIsNone(String text) {
        assertThat(parse(text)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"412.5", "+4.125e2", " 412.5 ", "\t4125E-1", "412.50000000000000000000"})
    void writtenInSeveralWaysItIsTheSame(String text) {
        assertThat(parse(text)).isEqualTo(412.5);
    }

    private static double parse(String text) {
        String padded = "7" + text + "7";
        return Decimals.parse(padded.toCharArray(), 1, text.length());
    }
}
