package wattle.hub.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private static Json parse(String text) {
        return Json.parse(text.getBytes(UTF_8));
    }

    @Test
    void numbersStayAsTheyWereWritten() {
        assertThat(parse("[1.10, -0, 1e5, 0.1000000000000000055511151231257827]"))
                .isEqualTo(
                        new Json.Items(
                                List.of(
                                        new Json.Numeral("1.10"),
                                        new Json.Numeral("-0"),
                                        new Json.Numeral("1e5"),
                                        new Json.Numeral("0.1000000000000000055511151231257827"))));
    }

    @Test
    void everyKindOfValueIsRead() {
        assertThat(parse("{\"a\": [true, null, \"x\\u00e9\"], \"b\": {}}"))
                .isEqualTo(
                        new Json.Fields(
                                Map.of(
                                        "a",
                                        new Json.Items(
                                                List.of(
                                                        new Json.Flag(true),
                                                        new Json.Nothing(),
                                                        new Json.Text("xé"))),
                                        "b",
                                        new Json.Fields(Map.of()))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\":1} x",
                "{\"a\":1,\"a\":2}",
                "NaN",
                "[Infinity]",
                "01",
                "'a'",
                "1e999999999",
                "1e-999999999",
                "[1E401]",
                "{\"a\":1e99999999999999999999}",
                "12345678901234567890123456789012345678901"
            })
    void whatIsMalformedOrBeyondTheBoundsIsRefused(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().status()).isEqualTo(400))
                .message()
                .doesNotContain("tools.jackson");
    }

    @Test
    void bombsAreRefusedAtOnce() {
        assertThatThrownBy(() -> parse("[".repeat(100_000))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> parse("{\"a\":".repeat(100_000)))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> parse("[" + "[],".repeat(600_000) + "1]"))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> parse("{\"" + "a".repeat(300) + "\":1}"))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Json.parse(new byte[] {'"', (byte) 0xff, '"'}))
                .isInstanceOf(ProblemException.class);
    }
}
