package wattle.hub.page.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wattle.hub.exchange.CheckedClaim;
import wattle.ledger.check.Provenance;
import wattle.ledger.claim.CarbonBasis;
import wattle.ledger.claim.Citation;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Stage;
import wattle.report.Escape;
import wattle.unit.CarbonMass;

/// A claim in the formats of others, to be copied.
final class ClaimExports {

    private ClaimExports() {}

    /// The entry of a bibliography: for a figure, cite the claim and where it was published.
    ///
    /// @param address of this revision
    static String bibtex(CheckedClaim checked, Claim claim, String address) {
        List<String> lines = new ArrayList<>();
        lines.add("title        = {Energy and carbon of {" + latex(claim.subject().model()) + "}}");
        if (claim.subject().developer() != null) {
            lines.add("author       = {{" + latex(claim.subject().developer()) + "}}");
        }
        if (claim.subject().year() != null) {
            lines.add("year         = {" + claim.subject().year() + "}");
        }
        lines.add(
                "howpublished = {Claim in a Wattle hub, revision "
                        + checked.entry().revision()
                        + "}");
        lines.add("url          = {" + address.replace("%", "\\%") + "}");
        lines.add(
                "note         = {"
                        + latex(summary(checked, claim)).replace("CO2eq", "CO$_2$eq")
                        + "}");
        return "@misc{wattle-"
                + checked.entry().id()
                + ",\n  "
                + String.join(",\n  ", lines)
                + "\n}\n";
    }

    /// "552 t CO2eq, location-based, estimated; published in Patterson et al. 2021, Table 4".
    static String summary(CheckedClaim checked, Claim claim) {
        var said = new StringBuilder(ClaimWords.carbon(claim));
        said.append(", ").append(ClaimWords.basis(claim));
        Provenance provenance = checked.provenance();
        if (provenance != null) {
            said.append(", ").append(provenance.label());
        }
        for (Citation each : claim.evidence().citations()) {
            said.append("; published in ").append(each.document());
            if (each.locator() != null) {
                said.append(", ").append(each.locator());
            }
        }
        return said.toString();
    }

    /// The block of a Hugging Face model card, in grams.
    ///
    /// @return null where there are no emissions by the place that such a block could state
    static @Nullable String modelCard(CheckedClaim checked, Claim claim) {
        Printed<CarbonMass> carbon = claim.reported().carbon();
        if (carbon == null || claim.reported().basis() == CarbonBasis.MARKET) {
            return null;
        }
        var yaml = new StringBuilder("co2_eq_emissions:\n");
        line(
                yaml,
                "emissions",
                BigDecimal.valueOf(carbon.value().grams()).stripTrailingZeros().toPlainString());
        line(yaml, "source", Escape.yaml(summary(checked, claim)));
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
                            (devices == null ? "" : wattle.report.Figures.exact(devices) + " × ")
                                    + claim.inputs().accelerator()));
        }
        return yaml.toString();
    }

    private static void line(StringBuilder yaml, String name, String value) {
        yaml.append("  ").append(name).append(": ").append(value).append('\n');
    }

    private static String latex(String text) {
        return Escape.latex(text);
    }
}
