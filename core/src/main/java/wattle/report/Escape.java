package wattle.report;

/// Text from outside, made harmless for where it goes.
final class Escape {

    private Escape() {}

    /// For a terminal: control characters, which could move the cursor or recolour the screen,
    /// become `?`.
    static String terminal(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// For a CSV cell (RFC 4180). A leading `=`, `+`, `-` or `@` gets an apostrophe, or a
    /// spreadsheet runs the cell.
    static String csv(String text) {
        String safe =
                !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }

    /// For running text in LaTeX.
    static String latex(String text) {
        var out = new StringBuilder();
        for (char c : terminal(text).toCharArray()) {
            switch (c) {
                case '\\' -> out.append("\\textbackslash{}");
                case '{', '}', '$', '&', '#', '_', '%' -> out.append('\\').append(c);
                case '~' -> out.append("\\textasciitilde{}");
                case '^' -> out.append("\\textasciicircum{}");
                case '×' -> out.append("$\\times$");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    /// For a Markdown table cell.
    static String markdown(String text) {
        var out = new StringBuilder();
        for (char c : terminal(text).toCharArray()) {
            if ("\\`*_[]<>|#&".indexOf(c) >= 0) {
                out.append('\\');
            }
            out.append(c);
        }
        return out.toString();
    }

    /// A YAML 1.2 double-quoted scalar.
    static String yaml(String text) {
        return '"' + terminal(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
