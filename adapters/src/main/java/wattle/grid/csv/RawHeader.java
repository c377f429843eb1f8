package wattle.grid.csv;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import wattle.series.csv.InvalidFileException;

/// The names in a file's first row. They are compared in lower case with single spaces: sources
/// change both from one year to the next.
record RawHeader(Path file, List<String> names, List<String> plain, long line) {

    RawHeader(Path file, List<String> names, long line) {
        this(file, names, plain(names), line);
    }

    private static List<String> plain(List<String> names) {
        List<String> plain = new ArrayList<>(names.size());
        for (String name : names) {
            plain.add(plain(name));
        }
        return plain;
    }

    private static String plain(String name) {
        var text = new StringBuilder(name.length());
        for (char each : name.strip().toLowerCase(Locale.ROOT).toCharArray()) {
            boolean blank = Character.isWhitespace(each) || each == '\u00a0';
            if (!blank) {
                text.append(each);
            } else if (text.length() > 0 && text.charAt(text.length() - 1) != ' ') {
                text.append(' ');
            }
        }
        return text.toString();
    }

    /// The index of a column by its name in lower case with single spaces; -1 where there is none.
    int find(String name) {
        return plain.indexOf(name);
    }

    boolean has(String name) {
        return plain.contains(name);
    }

    String name(int column) {
        return names.get(column);
    }

    /// The first of these that is there; -1 where none is.
    int firstOf(List<String> known) {
        for (String each : known) {
            int at = find(each);
            if (at >= 0) {
                return at;
            }
        }
        return -1;
    }

    InvalidFileException refused(String problem, String advice) {
        return new InvalidFileException(file, line, null, problem, advice);
    }

    /// The first names, as they may stand in a message.
    String shown() {
        int most = 8;
        String first =
                InvalidFileException.shown(
                        String.join(", ", names.subList(0, Math.min(most, names.size()))));
        return names.size() > most ? first + ", …" : first;
    }
}
