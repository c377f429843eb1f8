package wattle.hub.page.submission;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wattle.hub.exchange.CheckedClaim;
import wattle.ledger.check.Finding;
import wattle.ledger.check.Provenance;
import wattle.ledger.check.Recomputation;
import wattle.ledger.check.Verdict;
import wattle.ledger.claim.Claim;
import wattle.ledger.claim.Printed;
import wattle.ledger.json.ClaimJson;
import wattle.report.Figures;
import wattle.report.Masses;
import wattle.unit.CarbonMass;
import wattle.unit.Energy;

/// A claim as everybody will see it, in words: the record, what its inputs give, what it is worth,
/// and what is odd about it.
///
/// @param lines the record, field by field
/// @param json the bytes that are stored
/// @param again what the recomputation says, in sentences
/// @param provenance its level
/// @param why it has that level
public record Preview(
        List<Draft.Line> lines,
        String json,
        List<String> again,
        String provenance,
        String why,
        List<Finding> findings) {

    /// @param checked with a claim: it is not withdrawn
    static Preview of(CheckedClaim checked, Claim claim) {
        Provenance provenance =
                checked.provenance() == null ? Provenance.CLAIMED : checked.provenance();
        return new Preview(
                Draft.lines(claim),
                ClaimJson.text(claim),
                checked.again() == null ? List.of() : again(checked.again(), claim),
                provenance.label(),
                why(provenance),
                checked.findings());
    }

    private static String why(Provenance provenance) {
        return switch (provenance) {
            case CLAIMED ->
                    "a figure that its inputs do not give within 5 %, or that comes without them:"
                            + " power and hours, or a measured energy, and the intensity of any carbon";
            case ESTIMATED -> "its inputs are complete and give what is printed within 5 %";
            case MEASURED ->
                    "a meter's total with its boundary, by a named version of a tool, with sampling"
                            + " interval, at least 95 % coverage and the digest of its record";
            case AUDITED -> "a named third party signed a report on it";
        };
    }

    private static List<String> again(Recomputation again, Claim claim) {
        List<String> sentences = new ArrayList<>();
        Printed<Energy> energy = claim.reported().energy();
        Printed<CarbonMass> carbon = claim.reported().carbon();
        if (energy != null) {
            sentences.add(
                    compared(
                            "Energy",
                            energy.toString(),
                            again.energy() == null
                                    ? null
                                    : Figures.energy(again.energy().kilowattHours()),
                            again.energyError(),
                            again.energyVerdict(),
                            "power and hours are not stated"));
        }
        if (carbon != null) {
            sentences.add(
                    compared(
                            "Carbon",
                            carbon + " CO2eq",
                            again.carbon() == null ? null : Masses.alone(again.carbon()),
                            again.carbonError(),
                            again.carbonVerdict(),
                            "an energy and an intensity are not both stated, or it counts more than"
                                    + " energy"));
        }
        return sentences;
    }

    private static String compared(
            String what,
            String printed,
            @Nullable String computed,
            @Nullable Double error,
            Verdict verdict,
            String missing) {
        if (computed == null || verdict == Verdict.UNCHECKED) {
            return what + ": " + printed + " as printed; not checked, since " + missing + ".";
        }
        return what
                + ": "
                + printed
                + " as printed, "
                + computed
                + " from its inputs"
                + (error == null ? "" : " (" + percent(error) + ")")
                + ": "
                + verdict.label()
                + ".";
    }

    private static String percent(double error) {
        String text = String.format(Locale.ROOT, "%+.1f %%", 100 * error);
        return text.endsWith("0.0 %") && text.length() == 6 ? "0.0 %" : text;
    }
}
