package wattle.hub.page.model;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Stage;
import wattle.report.Escape;
import wattle.report.Figures;
import wattle.unit.CarbonMass;

/// The block of a Hugging Face model card, in grams.
final class CardYaml {

    private CardYaml() {}

    /// @return null where there are no emissions by the place that such a block could state
    static @Nullable String of(Exported exported) {
        Claim claim = exported.claim();
        Printed<CarbonMass> carbon = claim.reported().carbon();
        if (carbon == null || claim.reported().basis() == CarbonBasis.MARKET) {
            return null;
        }
        var yaml = new StringBuilder("co2_eq_emissions:\n");
        line(
                yaml,
                "emissions",
                BigDecimal.valueOf(carbon.value().grams()).stripTrailingZeros().toPlainString());
        line(yaml, "source", Escape.yaml(exported.summary()));
        Set<Stage> stages = claim.subject().stages();
        if (stages.contains(Stage.PRE_TRAINING) || stages.contains(Stage.FINE_TUNING)) {
            Stage stage =
                    stages.contains(Stage.PRE_TRAINING) ? Stage.PRE_TRAINING : Stage.FINE_TUNING;
            line(yaml, "training_type", Escape.yaml(stage.label()));
        }
        String place = ClaimWords.place(claim.inputs().place());
        if (!place.equals(ClaimWords.UNKNOWN)) {
            line(yaml, "geographical_location", Escape.yaml(place));
        }
        if (claim.inputs().accelerator() != null) {
            Double devices = claim.inputs().devices();
            line(
                    yaml,
                    "hardware_used",
                    Escape.yaml(
                            (devices == null ? "" : Figures.exact(devices) + " × ")
                                    + claim.inputs().accelerator()));
        }
        return yaml.toString();
    }

    private static void line(StringBuilder yaml, String name, String value) {
        yaml.append("  ").append(name).append(": ").append(value).append('\n');
    }
}
