package wattle.hub.submission;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import wattle.ledger.claim.Printed;
import wattle.ledger.claim.Scale;
import wattle.series.csv.InvalidFileException;
import wattle.series.csv.TableFile;

/// A row of a table of claims: its cells by column. An empty cell is null.
record Cells(TableFile.Row row) {

    private static final int MOST_FIGURE_CHARACTERS = 40;

    @Nullable String text(String column) {
        String text = row.text(column);
        return text.isEmpty() ? null : text;
    }

    String needed(String column) {
        String text = text(column);
        if (text == null) {
            throw row.refused(column, "the cell is empty", "Complete the row or delete it.");
        }
        return text;
    }

    @Nullable Double number(String column) {
        var number = row.number(column);
        return number.isEmpty() ? null : Double.valueOf(number.getAsDouble());
    }

    @Nullable Integer year(String column) {
        Double number = number(column);
        if (number == null) {
            return null;
        }
        if (number != Math.rint(number) || number < 1950 || number > 2200) {
            throw row.refused(column, "it is not a year", "Write a year such as 2023.");
        }
        return number.intValue();
    }

    /// With the digits that the cell has.
    <Q> @Nullable Printed<Q> figure(String column, Scale<Q> unit) {
        Double number = number(column);
        if (number == null) {
            return null;
        }
        String text = row.text(column).strip();
        if (number < 0 || text.length() > MOST_FIGURE_CHARACTERS) {
            throw row.refused(
                    column,
                    InvalidFileException.quoted(text) + " is not an amount",
                    "Write a number of at least 0, with at most 30 digits.");
        }
        return checked(column, () -> new Printed<>(new BigDecimal(text), unit));
    }

    /// Says where, if what is made of the row is refused.
    <T> T checked(String column, java.util.function.Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException refused) {
            throw row.refused(column, "" + refused.getMessage(), "Correct the row or delete it.");
        }
    }
}
