package wattle.ledger.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wattle.grid.Signal;
import wattle.ledger.claim.Audit;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.CarbonUnit;
import wattle.ledger.claim.Citation;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.EnergyBoundary;
import wattle.ledger.claim.EnergyUnit;
import wattle.ledger.claim.Evidence;
import wattle.ledger.claim.Inputs;
import wattle.ledger.claim.Metering;
import wattle.ledger.claim.Method;
import wattle.ledger.claim.Place;
import wattle.ledger.claim.PowerScope;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Reported;
import wattle.ledger.claim.Score;
import wattle.ledger.claim.Setting;
import wattle.ledger.claim.Stage;
import wattle.ledger.claim.Subject;
import wattle.testing.Property;
import wattle.testing.ledger.RandomClaims;
import wattle.unit.CarbonIntensity;
import wattle.unit.Power;
import wattle.unit.Pue;

class ClaimJsonTest {

    private static final String DIGEST = "0123456789abcdef".repeat(4);

    private static final Claim FULL =
            new Claim(
                    new Subject(
                            "BLOOM",
                            "BigScience",
                            2022,
                            Set.of(Stage.FINE_TUNING, Stage.PRE_TRAINING),
                            "nlp",
                            "language_modelling",
                            "ROOTS",
                            176e9,
                            366e9),
                    new Inputs(
                            "A100 80GB",
                            384.0,
                            1_082_990.0,
                            2820.286,
                            3.5e23,
                            new Power(400),
                            PowerScope.DEVICE,
                            "tdp_cap",
                            new Pue(1.2),
                            new CarbonIntensity(57),
                            "national average",
                            Signal.AVERAGE,
                            new Place(
                                    "France",
                                    "FR",
                                    "Orsay",
                                    "GENCI",
                                    "IDRIS",
                                    Setting.LOCAL,
                                    "nuclear"),
                            Instant.parse("2022-03-11T10:30:00Z")),
                    new Reported(
                            Printed.of("433.20", EnergyUnit.MEGAWATT_HOUR),
                            EnergyBoundary.IT,
                            Printed.of("24.7", CarbonUnit.TONNE),
                            CarbonBasis.LOCATION,
                            Printed.of("0", CarbonUnit.KILOGRAM)),
                    List.of(new Score("perplexity", -0.5)),
                    new Evidence(
                            Method.MEASURED,
                            List.of(new Citation("arXiv:2211.02001", "Table 2", "primary", "CC")),
                            new Metering("CodeCarbon", "2.1", 15.0, 0.96, DIGEST),
                            new Audit("A", "B", LocalDate.of(2023, 1, 2), DIGEST, "none"),
                            "idle not counted"));

    @Test
    void aClaimReadsAsAReaderWouldWriteIt() {
        assertThat(ClaimJson.text(FULL))
                .isEqualTo(
                        """
                        {"subject":{"model":"BLOOM","developer":"BigScience","year":2022,\
                        "stages":["pre-training","fine-tuning"],"domain":"nlp",\
                        "task":"language_modelling","dataset":"ROOTS","parameters":176000000000,\
                        "tokens":366000000000},\
                        "inputs":{"accelerator":"A100 80GB","devices":384,"device_hours":1082990,\
                        "wall_hours":2820.286,"flop":3.5E23,"power_watts":400,"power_scope":"device",\
                        "power_basis":"tdp_cap","pue":1.2,"intensity_g_per_kwh":57,\
                        "intensity_basis":"national average","signal":"average",\
                        "place":{"country":"France","country_code":"FR","location":"Orsay",\
                        "provider":"GENCI","region":"IDRIS","setting":"local",\
                        "energy_source":"nuclear"},"start":"2022-03-11T10:30:00Z"},\
                        "reported":{"energy":{"number":"433.20","unit":"MWh"},"boundary":"it",\
                        "carbon":{"number":"24.7","unit":"t"},"basis":"location",\
                        "market_based":{"number":"0","unit":"kg"}},\
                        "scores":[{"metric":"perplexity","value":-0.5}],\
                        "evidence":{"method":"measured","citations":[{"document":"arXiv:2211.02001",\
                        "locator":"Table 2","seen":"primary","licence":"CC"}],\
                        "metering":{"tool":"CodeCarbon","version":"2.1","sample_seconds":15,\
                        "coverage":0.96,"record_sha256":"DIGEST"},\
                        "audit":{"party":"A","scope":"B","date":"2023-01-02",\
                        "report_sha256":"DIGEST","conflict":"none"},\
                        "notes":"idle not counted"}}\
                        """
                                .replace("DIGEST", DIGEST));
        assertThat(ClaimJson.read(ClaimJson.bytes(FULL))).isEqualTo(FULL);
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        var bare =
                new Claim(
                        new Subject("X", null, null, Set.of(), null, null, null, null, null),
                        Inputs.UNSTATED,
                        Reported.NOTHING,
                        List.of(),
                        Evidence.NONE);
        assertThat(ClaimJson.text(bare))
                .isEqualTo(
                        """
                        {"subject":{"model":"X"},"inputs":{"signal":"unstated"},\
                        "reported":{"boundary":"unstated","basis":"unstated"},\
                        "evidence":{"method":"unstated"}}\
                        """);
        assertThat(read("{\"subject\": {\"model\": \"X\", \"year\": null}, \"inputs\": null}"))
                .isEqualTo(bare);
    }

    @Test
    void whatIsPrintedIsReadAsTheSameAndPrintedAsTheSame() throws Exception {
        Property.forAll(
                500,
                random -> {
                    Claim claim = new RandomClaims(random).next();
                    byte[] bytes = ClaimJson.bytes(claim);
                    Claim again = ClaimJson.read(bytes);
                    assertThat(again).isEqualTo(claim);
                    assertThat(ClaimJson.bytes(again)).isEqualTo(bytes);
                });
    }

    @Test
    void numbersKeepEveryBit() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(Numbers.real(Numbers.print(value))).isEqualTo(value);
            }
        }
        for (double value : new double[] {0.0, -0.0, 1e15, 1e15 - 1, Double.MIN_VALUE, 1 << 30}) {
            assertThat(Numbers.real(Numbers.print(value))).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "24.70 | 24.70",
                "2.470E+1 | 24.70",
                "1E+3 | 1E+3",
                "1000 | 1000",
                "0.00 | 0.00",
                "5e-7 | 5E-7"
            })
    void aFigureKeepsItsDigits(String written, String kept) {
        for (String quote : List.of("", "\"")) {
            Claim claim =
                    read(
                            claimWith(
                                    "\"reported\":{\"carbon\":{\"number\":"
                                            + quote
                                            + written
                                            + quote
                                            + ",\"unit\":\"t\"}}"));
            assertThat(claim.reported().carbon())
                    .isEqualTo(new Printed<>(new BigDecimal(kept), CarbonUnit.TONNE));
            assertThat(ClaimJson.text(claim)).contains("\"number\":\"" + kept + "\"");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"colour\":1 | /colour | no such field",
                "\"inputs\":{\"pue\":0.9} | /inputs/pue | at least 1",
                "\"inputs\":{\"pue\":\"1.1\"} | /inputs/pue | must be a number",
                "\"inputs\":{\"devices\":1e999999999} | /inputs/devices | exponent",
                "\"inputs\":{\"devices\":1e999} | /inputs/devices | finite",
                "\"inputs\":{\"power_watts\":3} | /inputs | said of what",
                "\"inputs\":{\"start\":\"2022-03-11T10:30:00\"} | /inputs/start | 2022",
                "\"inputs\":{\"place\":{\"country_code\":\"fr\"}} | /inputs/place | capital",
                "\"inputs\":{\"signal\":\"mean\"} | /inputs/signal | average",
                "\"inputs\":[] | /inputs | must be an object",
                "\"scores\":[{\"metric\":\"a\",\"value\":1},{\"metric\":\"b\"}] | /scores/1 | value",
                "\"scores\":{} | /scores | must be a list",
                "\"reported\":{\"energy\":{\"number\":\"-1\",\"unit\":\"J\"}} | /reported/energy |"
                        + " negative",
                "\"reported\":{\"energy\":{\"number\":\"1\",\"unit\":\"t\"}} | /reported/energy/unit"
                        + " | MWh",
                "\"reported\":{\"energy\":{\"number\":\"0x1\",\"unit\":\"J\"}} | /reported/energy |"
                        + " decimal",
                "\"reported\":{\"energy\":{\"number\":\"1E400000000\",\"unit\":\"J\"}} |"
                        + " /reported/energy | exponent",
                "\"reported\":{\"boundary\":\"it\"} | /reported | without an energy",
                "\"evidence\":{\"audit\":{\"party\":\"x\"}} | /evidence/audit | scope",
                "\"evidence\":{\"notes\":\"a\\u0000b\"} | /evidence/notes | NUL",
                "\"evidence\":{\"notes\":\"\\ud800\"} | /evidence/notes | surrogate",
                "\"subject\":{\"model\":\"Y\"} | /subject | Duplicate",
            })
    void saysWhatIsWrongAndWhere(String field, String pointer, String what) {
        assertThatThrownBy(() -> read(claimWith(field)))
                .isInstanceOfSatisfying(
                        MalformedClaimException.class,
                        wrong -> {
                            assertThat(wrong).hasMessageContaining(what);
                            if (!what.equals("Duplicate")) {
                                assertThat(wrong.pointer()).isEqualTo(pointer);
                            }
                        });
    }

    @Test
    void refusesWhatIsNotAClaim() {
        for (String text :
                List.of(
                        "",
                        "[]",
                        "null",
                        "{",
                        "{}",
                        "{\"subject\":{\"model\":\"X\"}",
                        "{\"subject\":{\"model\":\"X\"}} {}",
                        "{\"subject\":{\"model\":\"X\",\"year\":20222222222}}",
                        "{\"subject\":{\"model\":\"X\",\"year\":2022.5}}",
                        "{\"scores\":[",
                        "{\"a\":".repeat(100_000),
                        "[".repeat(100_000))) {
            assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedClaimException.class);
        }
    }

    @Test
    void refusesWhatIsTooLargeOnBothWays() {
        String long_ = "x".repeat(ClaimJson.MOST_BYTES);
        assertThatThrownBy(() -> read(claimWith("\"evidence\":{\"notes\":\"" + long_ + "\"}")))
                .isInstanceOf(MalformedClaimException.class)
                .hasMessageContaining("65536");
        assertThatThrownBy(() -> ClaimJson.bytes(named(long_)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65536");
        assertThatThrownBy(() -> ClaimJson.bytes(named("a\0b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NUL");
        assertThatThrownBy(() -> ClaimJson.bytes(named("a\udc00b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("surrogate");
    }

    private static Claim named(String model) {
        return new Claim(
                new Subject(model, null, null, Set.of(), null, null, null, null, null),
                Inputs.UNSTATED,
                Reported.NOTHING,
                List.of(),
                Evidence.NONE);
    }

    private static String claimWith(String field) {
        return "{\"subject\":{\"model\":\"X\"}," + field + "}";
    }

    private static Claim read(String json) {
        return ClaimJson.read(json.getBytes(UTF_8));
    }
}
