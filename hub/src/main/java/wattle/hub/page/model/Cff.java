package wattle.hub.page.model;

import wattle.report.Escape;

/// How to cite the record, in the Citation File Format 1.2.0: of this revision, as it was on the
/// day it was taken.
final class Cff {

    private Cff() {}

    static String of(Exported exported) {
        var out = new StringBuilder("cff-version: 1.2.0\n");
        line(out, "", "message", "Cite this record, and the publication that it names.");
        out.append("type: dataset\n");
        cited(out, "", exported);
        line(out, "", "date-released", exported.recorded().toString());
        line(out, "", "abstract", exported.summary());
        out.append("identifiers:\n");
        line(out, "  - ", "type", "other");
        line(out, "    ", "value", exported.entry().id().toString());
        line(out, "    ", "description", "The claim's id in its hub.");
        out.append("preferred-citation:\n  type: data\n");
        cited(out, "  ", exported);
        line(out, "  ", "date-accessed", exported.accessed().toString());
        return out.toString();
    }

    private static void cited(StringBuilder out, String indent, Exported exported) {
        line(out, indent, "title", exported.title());
        out.append(indent).append("authors:\n");
        line(out, indent + "  - ", "name", exported.author());
        line(out, indent, "version", "revision " + exported.entry().revision());
        if (exported.address().startsWith("http")) {
            line(out, indent, "url", exported.address());
        }
    }

    private static void line(StringBuilder out, String indent, String name, String value) {
        out.append(indent).append(name).append(": ").append(Escape.yaml(value)).append('\n');
    }
}
