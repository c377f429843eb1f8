package wattle.hub.submission;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import wattle.ledger.check.Finding;
import wattle.ledger.check.Plausibility;
import wattle.ledger.check.Recomputation;
import wattle.ledger.check.Verdict;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.Reported;
import wattle.series.csv.TableFile;
import wattle.testing.SharedData;

/// The published runs against what is known of them.
class PublishedRunsTest {

    private static final Map<String, Claim> SHIPPED = PublishedRuns.shipped();

    /// Reviewed one by one. The four that do not close or are not possible are among them: OPT in
    /// the table of Luccioni et al., Llama 3.3 70B, Palmyra X 72B, Luminous.
    @Test
    void whatIsOddAboutTheRunsThatShip() {
        assertThat(findings(SHIPPED))
                .containsExactly(
                        "strubell-nas digits reported.energy",
                        "strubell-nas digits reported.carbon",
                        "opt-175b-luccioni carbon reported.carbon",
                        "bloom-176b-dynamic digits reported.energy",
                        "bloom-176b-idle digits reported.energy",
                        "llama33-70b intensity reported.carbon",
                        "llama33-70b family reported.carbon",
                        "olmo-7b-mi250x zero inputs.intensity",
                        "starcoderbase-15b digits reported.energy",
                        "granite-13b-v1 digits reported.energy",
                        "granite-13b-v1 digits reported.carbon",
                        "palmyra-x-72b hours inputs.device_hours",
                        "luminous-supreme power-low reported.energy",
                        "gemma2 digits reported.carbon",
                        "cohere-base-light digits reported.carbon",
                        "cohere-embed-english-v20 digits reported.carbon");
    }

    /// With the rows that may not ship: the same but for Palmyra's hours, of which the table knows
    /// no wall hours; and three more.
    @Test
    void whatIsOddAboutAllOfThem() {
        List<String> expected = new ArrayList<>(findings(SHIPPED));
        expected.remove("palmyra-x-72b hours inputs.device_hours");
        expected.add("bloom-176b-llama-table family reported.carbon");
        expected.add("glm-130b pue inputs.pue");
        expected.add("gemma3 digits reported.carbon");
        assertThat(findings(TrainingRunsFile.read(table())))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /// Somebody else's recomputation of the same rows, in the table itself, rounded to six digits
    /// and two places.
    @Test
    void theRecomputationAgreesWithThatOfTheTable() {
        Map<String, Claim> claims = TrainingRunsFile.read(table());
        int checked = 0;
        for (TableFile.Row row : TableFile.read(table()).rows()) {
            Claim claim = claims.get("published/" + row.text("run_id"));
            Recomputation again = Recomputation.of(requireNonNull(claim));
            if (row.number("energy_mwh_computed").isPresent()
                    && row.number("energy_mwh_reported").isPresent()
                    && again.energy() != null) {
                double megawattHours = row.number("energy_mwh_computed").getAsDouble();
                assertThat(again.energy().kilowattHours() / 1000)
                        .as(row.text("run_id"))
                        .isCloseTo(megawattHours, within(megawattHours * 1e-5));
                checked++;
            }
            if (row.number("tco2e_computed").isPresent()) {
                double tonnes = row.number("tco2e_computed").getAsDouble();
                assertThat(requireNonNull(again.carbon()).kilograms() / 1000)
                        .as(row.text("run_id"))
                        .isCloseTo(tonnes, within(tonnes * 1e-3));
                checked++;
            }
            switch (row.text("status")) {
                case "closes" ->
                        assertThat(again.verdict())
                                .as(row.text("run_id"))
                                .isIn(Verdict.CLOSES, Verdict.UNCHECKED);
                case "near" ->
                        assertThat(again.verdict()).as(row.text("run_id")).isEqualTo(Verdict.NEAR);
                default -> {}
            }
        }
        assertThat(checked).isGreaterThan(40);
    }

    @Test
    void whatWasConvertedForTheTableIsReadAsItWasPrinted() {
        Reported base = reported("strubell-transformer-base");
        assertThat(base.energy()).hasToString("27 kWh");
        assertThat(base.carbon()).hasToString("26 lb");
        assertThat(reported("sd-v1").carbon()).hasToString("11250 kg");
        assertThat(reported("patterson-gpt3-175b").carbon()).hasToString("552.1 t");
    }

    private static Reported reported(String run) {
        return requireNonNull(SHIPPED.get("published/" + run)).reported();
    }

    private static List<String> findings(Map<String, Claim> claims) {
        var rules = new Plausibility(new CatalogReferences(claims.values()));
        List<String> all = new ArrayList<>();
        claims.forEach((key, claim) -> {
            for (Finding each : rules.of(claim)) {
                all.add(
                        key.substring("published/".length())
                                + " "
                                + each.rule().label()
                                + " "
                                + each.field());
            }
        });
        return all;
    }

    private static Path table() {
        return SharedData.needed("published/training-runs.csv");
    }
}
