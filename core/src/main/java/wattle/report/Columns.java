package wattle.report;

import java.util.ArrayList;
import java.util.List;

/// Rows of cells for a terminal, each column as wide as its widest cell. For one thread.
final class Columns {

    private static final String BETWEEN = "  ";

    private final String sides;
    private final List<String[]> rows = new ArrayList<>();

    /// @param sides a letter for each column: `l` where its cells stand at the left, `r` at the
    ///   right
    Columns(String sides) {
        this.sides = sides;
    }

    /// Appends a row. Control characters in its cells become `?`.
    Columns row(String... cells) {
        if (cells.length != sides.length()) {
            throw new IllegalArgumentException(
                    sides.length() + " columns need as many cells, not " + cells.length);
        }
        String[] safe = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            safe[i] = Escape.terminal(cells[i]);
        }
        rows.add(safe);
        return this;
    }

    String text() {
        int[] width = new int[sides.length()];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                width[i] = Math.max(width[i], length(row[i]));
            }
        }
        var out = new StringBuilder();
        for (String[] row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                String blanks = " ".repeat(width[i] - length(row[i]));
                line.append(i == 0 ? "" : BETWEEN);
                line.append(sides.charAt(i) == 'r' ? blanks : "")
                        .append(row[i])
                        .append(sides.charAt(i) == 'r' ? "" : blanks);
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
