package wattle.ledger.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import wattle.ledger.json.Texts;

/// What may stand in a column of a [StoredTable], and how a backup says it. The same is asked of
/// what is written and of what is read, so that whatever was backed up can be restored.
sealed interface ColumnType {

    /// The word for it in a backup.
    String label();

    /// Of the row that a database is at; null where it has none.
    @Nullable Object of(ResultSet row, int column) throws SQLException;

    /// @param json at a value that is not null
    /// @throws IllegalArgumentException if it is of another type
    Object parse(JsonParser json);

    /// @throws IllegalArgumentException if it is beyond the bounds
    void check(Object value);

    void print(Object value, JsonGenerator json);

    private static void expect(JsonParser json, JsonToken token, String what) {
        if (json.currentToken() != token) {
            throw new IllegalArgumentException("it has to be " + what);
        }
    }

    /// A whole number.
    ///
    /// @param least and `most`: both may be
    record Whole(long least, long most) implements ColumnType {

        @Override
        public String label() {
            return "whole";
        }

        @Override
        public @Nullable Object of(ResultSet row, int column) throws SQLException {
            long value = row.getLong(column);
            return row.wasNull() ? null : Long.valueOf(value);
        }

        @Override
        public Object parse(JsonParser json) {
            expect(json, JsonToken.VALUE_NUMBER_INT, "a whole number");
            return json.getLongValue();
        }

        @Override
        public void check(Object value) {
            long number = (Long) value;
            if (number < least || number > most) {
                throw new IllegalArgumentException(
                        "it has to be " + least + " to " + most + ": " + number);
            }
        }

        @Override
        public void print(Object value, JsonGenerator json) {
            json.writeNumber((Long) value);
        }
    }

    /// A finite number of double precision. Its shortest digits are printed, so it stays the same
    /// to the last bit.
    record Real() implements ColumnType {

        @Override
        public String label() {
            return "real";
        }

        @Override
        public @Nullable Object of(ResultSet row, int column) throws SQLException {
            double value = row.getDouble(column);
            return row.wasNull() ? null : Double.valueOf(value);
        }

        @Override
        public Object parse(JsonParser json) {
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
                expect(json, JsonToken.VALUE_NUMBER_FLOAT, "a number");
            }
            return json.getDoubleValue();
        }

        @Override
        public void check(Object value) {
            if (!Double.isFinite((Double) value)) {
                throw new IllegalArgumentException("it has to be a finite number: " + value);
            }
        }

        @Override
        public void print(Object value, JsonGenerator json) {
            json.writeNumber((Double) value);
        }
    }

    /// A text that every database can keep.
    ///
    /// @param longest in characters
    /// @param rule what else it has to be
    /// @param words the rule, to be read
    record Text(int longest, Predicate<String> rule, String words) implements ColumnType {

        @Override
        public String label() {
            return "text";
        }

        @Override
        public @Nullable Object of(ResultSet row, int column) throws SQLException {
            return row.getString(column);
        }

        @Override
        public Object parse(JsonParser json) {
            expect(json, JsonToken.VALUE_STRING, "a text");
            return json.getString();
        }

        @Override
        public void check(Object value) {
            String text = Texts.keepable((String) value);
            if (text.length() > longest || !rule.test(text)) {
                throw new IllegalArgumentException("it has to be " + words);
            }
        }

        @Override
        public void print(Object value, JsonGenerator json) {
            json.writeString((String) value);
        }
    }

    /// Bytes, in base 64.
    ///
    /// @param least and `most`: how many there may be, both included
    record Bytes(int least, int most) implements ColumnType {

        @Override
        public String label() {
            return "base64";
        }

        @Override
        public @Nullable Object of(ResultSet row, int column) throws SQLException {
            return row.getBytes(column);
        }

        @Override
        public Object parse(JsonParser json) {
            expect(json, JsonToken.VALUE_STRING, "bytes in base 64");
            return json.getBinaryValue();
        }

        @Override
        public void check(Object value) {
            int length = ((byte[]) value).length;
            if (length < least || length > most) {
                throw new IllegalArgumentException(
                        "it has to be " + least + " to " + most + " bytes, not " + length);
            }
        }

        @Override
        public void print(Object value, JsonGenerator json) {
            json.writeBinary((byte[]) value);
        }
    }
}
