package wattle.hub.page.model;

import wattle.ledger.check.Recomputation;
import wattle.ledger.claim.Claim;
import wattle.report.Escape;
import wattle.report.Figures;
import wattle.report.Masses;

/// A sentence and a table for a paper, which cite the entry of [Bibtex].
final class Latex {

    private Latex() {}

    static String of(Exported exported) {
        Claim claim = exported.claim();
        String cite = "~\\cite{" + exported.citeKey() + "}";
        var out = new StringBuilder();
        out.append("% The entry ").append(exported.citeKey()).append(" is that of claim.bib.\n");
        out.append("Of ").append(tex(exported.model())).append(", ");
        out.append(figure(ClaimWords.carbon(claim))).append(" (");
        out.append(tex(ClaimWords.basis(claim))).append(") from an energy of ");
        out.append(figure(ClaimWords.energy(claim))).append(" (");
        out.append(tex(ClaimWords.boundary(claim.reported().boundary())));
        out.append(") were published").append(cite).append(";\nby its inputs and evidence the ");
        out.append("claim counts as \\emph{").append(exported.provenance()).append("}.\n\n");
        out.append("\\begin{table}\n\\caption{Energy and carbon of ").append(tex(exported.model()));
        out.append(cite).append(": as published, and computed again from the published inputs.}\n");
        out.append("\\begin{tabular}{lrrl}\n\\hline\n");
        out.append("Figure & Published & Computed & Counts \\\\\n\\hline\n");
        Recomputation again = exported.checked().again();
        row(
                out,
                "Energy",
                claim.reported().energy() == null
                        ? ClaimWords.UNKNOWN
                        : claim.reported().energy().toString(),
                again == null || again.energy() == null
                        ? "--"
                        : Figures.energy(again.energy().kilowattHours()),
                ClaimWords.boundary(claim.reported().boundary()));
        row(
                out,
                "Emissions",
                claim.reported().carbon() == null
                        ? ClaimWords.UNKNOWN
                        : claim.reported().carbon() + " CO2eq",
                again == null || again.carbon() == null ? "--" : Masses.alone(again.carbon()),
                ClaimWords.basis(claim.reported().basis()));
        if (claim.reported().marketBased() != null) {
            row(
                    out,
                    "Emissions",
                    claim.reported().marketBased() + " CO2eq",
                    "--",
                    "market-based, shown apart");
        }
        return out.append("\\hline\n\\end{tabular}\n\\end{table}\n").toString();
    }

    private static void row(
            StringBuilder out, String what, String printed, String ours, String counts) {
        out.append(what).append(" & ").append(figure(printed)).append(" & ");
        out.append(figure(ours)).append(" & ").append(tex(counts)).append(" \\\\\n");
    }

    /// A number and its unit on one line.
    private static String figure(String text) {
        return tex(text).replace("CO2eq", "CO\\textsubscript{2}eq").replace(" ", "~");
    }

    private static String tex(String text) {
        return Escape.latex(text);
    }
}
