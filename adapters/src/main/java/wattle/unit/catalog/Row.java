package wattle.unit.catalog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One row of a [Table], read by the names of its columns. An empty field is not known.
public final class Row {

    private final Table table;
    private final String text;
    private final int start;
    private final int end;
    private String @Nullable [] fields;

    Row(Table table, String text, int start, int end) {
        this.table = table;
        this.text = text;
        this.start = start;
        this.end = end;
    }

    /// The first field, cheaper than by name: the key of the row.
    public String key() {
        return fields()[0];
    }

    /// The field as it stands; empty where it is not known.
    public String text(String column) {
        return fields()[table.column(column)];
    }

    /// The field, or null where it is not known.
    public @Nullable String known(String column) {
        String value = text(column);
        return value.isEmpty() ? null : value;
    }

    /// The number in a field that is never empty.
    public double number(String column) {
        return Double.parseDouble(text(column));
    }

    /// The number in a field, or null where it is not known.
    public @Nullable Double knownNumber(String column) {
        String value = text(column);
        return value.isEmpty() ? null : (Double) Double.parseDouble(value);
    }

    public int integer(String column) {
        return Integer.parseInt(text(column));
    }

    /// The entries of a field that holds several, separated by `;`.
    public List<String> list(String column) {
        String value = text(column);
        List<String> entries = new ArrayList<>();
        for (int from = 0; from < value.length(); ) {
            int to = value.indexOf(';', from);
            int stop = to < 0 ? value.length() : to;
            entries.add(value.substring(from, stop));
            from = stop + 1;
        }
        return entries;
    }

    private String[] fields() {
        String[] split = fields;
        if (split == null) {
            split = split(text, start, end);
            fields = split;
        }
        return split;
    }

    static String[] split(String text, int start, int end) {
        List<String> fields = new ArrayList<>();
        int from = start;
        while (from <= end) {
            if (from < end && text.charAt(from) == '"') {
                from = quoted(text, from, fields);
            } else {
                int comma = text.indexOf(',', from);
                int stop = comma < 0 || comma > end ? end : comma;
                fields.add(text.substring(from, stop));
                from = stop + 1;
            }
        }
        return fields.toArray(new String[0]);
    }

    private static int quoted(String text, int open, List<String> fields) {
        StringBuilder field = new StringBuilder();
        int at = open + 1;
        while (text.charAt(at) != '"' || text.charAt(at + 1) == '"') {
            field.append(text.charAt(at));
            at += text.charAt(at) == '"' ? 2 : 1;
        }
        fields.add(field.toString());
        return at + 2;
    }
}
