package wattle.hub.page.model;

import java.util.ArrayList;
import java.util.List;
import wattle.report.Escape;

/// The entry of a bibliography: for a figure, cite the claim and where it was published.
final class Bibtex {

    private Bibtex() {}

    static String of(Exported exported) {
        List<String> lines = new ArrayList<>();
        lines.add("title        = {Energy and carbon of {" + tex(exported.model()) + "}}");
        String developer = exported.claim().subject().developer();
        if (developer != null) {
            lines.add("author       = {{" + tex(developer) + "}}");
        }
        if (exported.claim().subject().year() != null) {
            lines.add("year         = {" + exported.claim().subject().year() + "}");
        }
        lines.add(
                "howpublished = {Claim in a Wattle hub, revision "
                        + exported.entry().revision()
                        + ", accessed "
                        + exported.accessed()
                        + "}");
        lines.add("url          = {" + exported.address().replace("%", "\\%") + "}");
        lines.add("note         = {" + tex(exported.summary()).replace("CO2eq", "CO$_2$eq") + "}");
        return "@misc{" + exported.citeKey() + ",\n  " + String.join(",\n  ", lines) + "\n}\n";
    }

    /// BibTeX counts braces even behind a backslash: one without its partner would end the field.
    static String tex(String text) {
        return Escape.latex(text)
                .replace("\\{", "\\textbraceleft{}")
                .replace("\\}", "\\textbraceright{}");
    }
}
