package wattle.ledger.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintedTest {

    @ParameterizedTest
    @CsvSource({
        "1287, 4, 1",
        "24.7, 3, 0.1",
        "24.70, 4, 0.01",
        "0.0031, 2, 0.0001",
        "2e-05, 1, 0.00001",
        "600, 1, 1",
        "600.0, 4, 0.1",
        "0, 1, 1",
        "0.00, 1, 0.01",
        "656347, 6, 1"
    })
    void itsDigitsSayHowExactItWasMeant(String digits, int significant, double lastDigit) {
        var printed = Printed.of(digits, EnergyUnit.MEGAWATT_HOUR);
        assertThat(printed.significantDigits()).isEqualTo(significant);
        assertThat(printed.lastDigit().kilowattHours() / 1000).isEqualTo(lastDigit);
        assertThat(printed.value().kilowattHours())
                .isEqualTo(Double.parseDouble(digits) * 3.6e9 / 3.6e6);
        assertThat(printed).hasToString(new java.math.BigDecimal(digits).toPlainString() + " MWh");
    }

    /// 1 lb = 453.59237 g; 1 t = 1000 kg.
    @Test
    void aPoundIsThatOf1959AndATonneIsMetric() {
        assertThat(Printed.of("26", CarbonUnit.POUND).value().grams()).isEqualTo(11793.40162);
        assertThat(Printed.of("552.1", CarbonUnit.TONNE).value().kilograms()).isEqualTo(552100);
    }

    @ParameterizedTest
    @CsvSource({
        "-1",
        "1e999999999",
        "1e-999999999",
        "1234567890123456789012345678901",
        "NaN",
        "''"
    })
    void whatIsNoFigureIsRefusedBeforeAnybodyCalculatesWithIt(String digits) {
        assertThatIllegalArgumentException().isThrownBy(() -> Printed.of(digits, CarbonUnit.GRAM));
    }
}
