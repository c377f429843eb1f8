package wattle.report;

/// Text from outside, made harmless for where it goes.
public final class Escape {

    private Escape() {}

    /// For a terminal: control characters, which could move the cursor or recolour the screen,
    /// become `?`.
    public static String terminal(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// For a CSV cell (RFC 4180). A leading `=`, `+`, `-` or `@` gets an apostrophe, or a
    /// spreadsheet runs the cell.
    public static String csv(String text) {
        String safe =
                !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }

    /// For running text in LaTeX.
    public static String latex(String text) {
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

    /// For text and quoted attributes in HTML that is also well-formed XML. What XML cannot hold,
    /// and the characters that turn the direction of writing for all that follows, become `\uFFFD`.
    public static String html(String text) {
        var out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> html(c, out));
        return out.toString();
    }

    private static void html(int c, StringBuilder out) {
        switch (c) {
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '&' -> out.append("&amp;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> out.appendCodePoint(inXml(c) && !turnsDirection(c) ? c : '\uFFFD');
        }
    }

    private static boolean inXml(int c) {
        return c == '\t'
                || c == '\n'
                || (c >= ' ' && c < 0x7f)
                || (c >= 0xa0 && c <= 0xd7ff)
                || (c >= 0xe000 && c <= 0xfffd)
                || c >= 0x10000;
    }

    private static boolean turnsDirection(int c) {
        return c == 0x61c
                || c == 0x200e
                || c == 0x200f
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069);
    }

    /// For a Markdown table cell.
    public static String markdown(String text) {
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
    public static String yaml(String text) {
        return '"' + terminal(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
