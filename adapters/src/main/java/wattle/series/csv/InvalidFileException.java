package wattle.series.csv;

import java.io.Serial;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file that cannot be read as what it should be. The message is one sentence for a person: file,
/// line, column, what is wrong, and what to do.
///
/// ```text
/// de.csv line 17, column g_per_kwh: "NaN" is not a finite number. Delete the row: …
/// ```
public final class InvalidFileException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    private static final int SHOWN_CHARACTERS = 60;

    private final String file;
    private final long line;
    private final @Nullable String column;

    /// @param line the line, from 1; 0 where the fault is the file's as a whole
    /// @param column the column's name; null where the fault is that of a line or a file
    /// @param problem what is wrong, in words that follow the place
    /// @param advice what to do, in one or two sentences
    public InvalidFileException(
            Path file, long line, @Nullable String column, String problem, String advice) {
        super(message(file, line, column, problem, advice));
        this.file = file.toString();
        this.line = line;
        this.column = column;
    }

    private static String message(
            Path file, long line, @Nullable String column, String problem, String advice) {
        var text = new StringBuilder(file.toString());
        if (line > 0) {
            text.append(" line ").append(line);
        }
        if (column != null) {
            text.append(", column ").append(shown(column));
        }
        // "de.csv is empty", but "de.csv line 3: the row has one cell".
        text.append(line > 0 ? ": " : " ").append(problem).append(". ").append(advice);
        return text.toString();
    }

    /// A cell as it may stand in a message: in one line, without control characters, not too long.
    public static String shown(String cell) {
        var text = new StringBuilder();
        for (int i = 0; i < Math.min(cell.length(), SHOWN_CHARACTERS); i++) {
            char each = cell.charAt(i);
            text.append(Character.isISOControl(each) || Character.isSurrogate(each) ? '?' : each);
        }
        return cell.length() > SHOWN_CHARACTERS ? text + "…" : text.toString();
    }

    /// A cell as [#shown], in quotation marks.
    public static String quoted(String cell) {
        return '"' + shown(cell) + '"';
    }

    /// The file as it was named by the caller.
    public String file() {
        return file;
    }

    /// The line, from 1; 0 where the fault is the file's as a whole.
    public long line() {
        return line;
    }

    /// The column's name; null where the fault is that of a line or a file.
    public @Nullable String column() {
        return column;
    }
}
