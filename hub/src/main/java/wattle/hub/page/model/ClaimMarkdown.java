package wattle.hub.page.model;

import java.util.List;
import wattle.ledger.claim.Citation;
import wattle.report.Escape;

/// A table of what the claim says, for a README or a model card's text.
final class ClaimMarkdown {

    private ClaimMarkdown() {}

    static String of(Exported exported) {
        var claim = exported.claim();
        var out = new StringBuilder();
        out.append("### Energy and carbon of ").append(text(exported.model())).append("\n\n");
        row(out, "", "");
        row(out, "---", "---");
        row(out, "Emissions", ClaimWords.carbon(claim) + ", " + ClaimWords.basis(claim));
        row(
                out,
                "Energy",
                ClaimWords.energy(claim) + ", " + ClaimWords.boundary(claim.reported().boundary()));
        row(out, "Provenance", exported.provenance());
        row(
                out,
                "Hardware",
                claim.inputs().accelerator() == null
                        ? ClaimWords.UNKNOWN
                        : claim.inputs().accelerator());
        row(out, "Place", ClaimWords.place(claim.inputs().place()));
        List<Citation> citations = claim.evidence().citations();
        row(
                out,
                "Published in",
                citations.isEmpty()
                        ? ClaimWords.UNKNOWN
                        : String.join("; ", citations.stream().map(Exported::source).toList()));
        out.append("\n[The claim, recomputed](<")
                .append(exported.address())
                .append(">), revision ");
        return out.append(exported.entry().revision())
                .append(", as of ")
                .append(exported.recorded())
                .append(".\n")
                .toString();
    }

    static void row(StringBuilder out, String name, String value) {
        boolean isLine = name.equals("---");
        out.append("| ").append(name).append(" | ");
        out.append(isLine ? value : text(value)).append(" |\n");
    }

    static String text(String text) {
        return Escape.markdown(text);
    }
}
