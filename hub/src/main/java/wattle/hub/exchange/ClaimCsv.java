package wattle.hub.exchange;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Claims as a table by RFC 4180, in UTF-8, numbers unrounded, an empty cell where nothing is
/// known.
public final class ClaimCsv implements AutoCloseable {

    /// What a cell may begin with.
    public enum Flavour {
        /// As it is. For programs; a spreadsheet may take a text for a formula.
        RAW,
        /// A text that a spreadsheet would take for a formula gets an apostrophe before it. Numbers
        /// stay numbers.
        SPREADSHEET
    }

    private final CsvWriter out;
    private final Flavour flavour;

    /// Writes the header. The writer is closed with this.
    public ClaimCsv(Writer out, Flavour flavour) {
        this.flavour = flavour;
        this.out = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
        this.out.writeRecord(Column.ALL.stream().map(Column::name).toList());
    }

    /// A row; a claim that was withdrawn has none.
    public void add(CheckedClaim claim) {
        if (claim.entry().claim() == null) {
            return;
        }
        out.writeRecord(Column.ALL.stream().map(each -> cell(each, claim)).toList());
    }

    private String cell(Column column, CheckedClaim claim) {
        Object value = column.cell().apply(claim);
        if (value == null) {
            return "";
        }
        return switch (column.type()) {
            case INTEGER -> value.toString();
            case NUMBER -> number((Number) value);
            case DATETIME -> value.toString();
            case STRING -> flavour == Flavour.RAW ? value.toString() : guarded(value.toString());
        };
    }

    /// The shortest text that is read back as the same double, without an exponent where it is
    /// short.
    private static String number(Number number) {
        double value = number.doubleValue();
        boolean plain = value == 0 || (Math.abs(value) >= 1e-3 && Math.abs(value) < 1e15);
        return plain
                ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }

    /// As spreadsheets are advised to be protected: a text that begins with = + - @, a tab or a
    /// carriage return.
    static String guarded(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        return switch (text.charAt(0)) {
            case '=', '+', '-', '@', '\t', '\r', '\n', '\uFF1D', '\uFF0B', '\uFF0D', '\uFF20' ->
                    "'" + text;
            default -> text;
        };
    }

    /// Hands on what was added, to a writer that stays open.
    public void flush() {
        try {
            out.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
