package wattle.unit.catalog;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How names are compared: by letters and digits alone, and how near misses are found.
public final class Names {

    /// The most suggestions a refusal carries.
    public static final int SUGGESTIONS = 5;

    private Names() {}

    /// The [#tokens] of a name written together: "Côte d'Ivoire" and "cote d ivoire" are one.
    public static String squash(String name) {
        return String.join("", tokens(name));
    }

    /// The runs of ASCII letters and digits of a name in lower case, without the marks (R) and
    /// (TM).
    public static List<String> tokens(String name) {
        String plain = plain(name).replace("(r)", " ").replace("(tm)", " ");
        List<String> tokens = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= plain.length(); i++) {
            if (i == plain.length() || !isLetterOrDigit(plain.charAt(i))) {
                if (i > from) {
                    tokens.add(plain.substring(from, i));
                }
                from = i + 1;
            }
        }
        return tokens;
    }

    /// How many letters must be put in, taken out, replaced or swapped with a neighbour to make one
    /// name of the other (optimal string alignment).
    public static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] above = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            int[] spare = before;
            before = above;
            above = row;
            row = spare;
        }
        return above[b.length()];
    }

    private static String plain(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) > 127) {
                return Normalizer.normalize(name, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
            }
        }
        return name.toLowerCase(Locale.ROOT);
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
