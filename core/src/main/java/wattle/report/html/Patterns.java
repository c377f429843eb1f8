package wattle.report.html;

/// Fills that everybody can tell apart: the colours of Okabe and Ito (2008), each with a pattern of
/// its own for those who see no colour and for print.
final class Patterns {

    /// Strokes on a tile of eight by eight; the first is plain.
    private static final String[] STROKES = {
        "",
        "M0 8L8 0M-2 2L2 -2M6 10L10 6",
        "M2 2h2v2h-2zM6 6h2v2h-2z",
        "M0 0L8 8M6 -2L10 2M-2 6L2 10",
        "M0 2H8M0 6H8",
        "M2 0V8M6 0V8",
        "M0 4H8M4 0V8",
        "M0 0L8 8M0 8L8 0"
    };

    private Patterns() {}

    /// The definitions that [#fill] refers to, within a drawing.
    static void define(Markup out, String id, int count) {
        out.begin("defs");
        for (int i = 0; i < count; i++) {
            out.begin(
                    "pattern",
                    "id",
                    id + "-fill-" + i,
                    "width",
                    "8",
                    "height",
                    "8",
                    "patternUnits",
                    "userSpaceOnUse");
            out.begin("rect", "class", "c" + i, "width", "8", "height", "8").end();
            if (!STROKES[i].isEmpty()) {
                out.begin("path", "class", "hatch", "d", STROKES[i]).end();
            }
            out.end();
        }
        out.endLine();
    }

    static String fill(String id, int index) {
        return "url(#" + id + "-fill-" + index + ")";
    }
}
