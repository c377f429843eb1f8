package wattle.report.html;

import java.util.ArrayDeque;
import java.util.Deque;
import wattle.report.Escape;

/// Elements, attributes and text, well-formed and escaped. For one thread.
final class Markup {

    private final StringBuilder out = new StringBuilder(64 * 1024);
    private final Deque<String> open = new ArrayDeque<>();

    /// Begins an element.
    ///
    /// @param attributes names and values in turn
    Markup begin(String name, String... attributes) {
        tag(name, attributes);
        out.append('>');
        open.push(name);
        return this;
    }

    /// Ends the element that was begun last.
    Markup end() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /// Ends an element and the line.
    Markup endLine() {
        end();
        out.append('\n');
        return this;
    }

    Markup text(String text) {
        out.append(Escape.html(text));
        return this;
    }

    /// An element that holds only text.
    Markup element(String name, String text, String... attributes) {
        return begin(name, attributes).text(text).end();
    }

    /// An element that HTML knows as empty, such as `meta`.
    Markup empty(String name, String... attributes) {
        tag(name, attributes);
        out.append("/>\n");
        return this;
    }

    /// Text from outside, set apart so that its direction of writing is its own.
    Markup foreign(String text) {
        return element("bdi", text);
    }

    /// A row of a table with a heading in its first cell.
    Markup row(String heading, String text) {
        begin("tr").element("th", heading, "scope", "row");
        return begin("td").foreign(text).end().endLine();
    }

    private void tag(String name, String... attributes) {
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(Escape.html(attributes[i + 1]))
                    .append('"');
        }
    }

    /// What is ours and markup already.
    Markup raw(String ours) {
        out.append(ours);
        return this;
    }

    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not ended: " + open);
        }
        return out.toString();
    }
}
