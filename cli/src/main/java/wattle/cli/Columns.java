package wattle.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// A table for people: cells under each other, as wide as the widest of their column.
final class Columns {

    private static final String BETWEEN = "  ";

    private final List<String[]> rows = new ArrayList<>();

    void add(String... cells) {
        String[] row = cells.clone();
        for (int i = 0; i < row.length; i++) {
            row[i] = printable(row[i]);
        }
        rows.add(row);
    }

    /// A device, a driver or a model may call itself anything: no character that a terminal carries
    /// out, and none that turns the direction of what follows.
    static String printable(String cell) {
        return cell.codePoints().noneMatch(Columns::isCommand)
                ? cell
                : cell.codePoints()
                        .map(each -> isCommand(each) ? '?' : each)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
    }

    private static boolean isCommand(int codePoint) {
        return Character.isISOControl(codePoint)
                || (codePoint >= 0x202a && codePoint <= 0x202e)
                || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }

    /// Each row on a line of its own that begins with `indent`. A last cell is not padded and does
    /// not widen its column unless rows go on beyond it.
    void print(String indent, PrintWriter out) {
        List<Integer> widths = new ArrayList<>();
        for (String[] row : rows) {
            for (int i = 0; i < row.length - 1; i++) {
                if (widths.size() <= i) {
                    widths.add(0);
                }
                widths.set(i, Math.max(widths.get(i), row[i].length()));
            }
        }
        for (String[] row : rows) {
            var line = new StringBuilder(indent);
            for (int i = 0; i < row.length; i++) {
                line.append(row[i]);
                if (i < row.length - 1) {
                    line.repeat(' ', widths.get(i) - row[i].length()).append(BETWEEN);
                }
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
