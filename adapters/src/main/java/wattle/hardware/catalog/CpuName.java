package wattle.hardware.catalog;

import java.util.List;
import java.util.Locale;

/// The name of a processor as the table keys it.
///
/// Left out: marks such as (R) and (TM), anything else in parentheses, everything from `@` or "with
/// Radeon" on, and the words Processor, CPU, APU and 64-Core. What is left is in lower case with
/// single spaces: "Intel(R) Xeon(R) CPU E5-2686 v4 @ 2.30GHz" is "intel xeon e5-2686 v4".
final class CpuName {

    private static final List<String> DROPPED =
            List.of("processor", "cpu", "apu", "dual-core", "quad-core", "six-core", "eight-core");

    private CpuName() {}

    static String key(String name) {
        String text = withoutParentheses(name).toLowerCase(Locale.ROOT);
        text = upTo(upTo(text, "@"), " with radeon");
        StringBuilder key = new StringBuilder(text.length());
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || isSpace(text.charAt(i))) {
                append(key, text.substring(from, i));
                from = i + 1;
            }
        }
        return key.toString();
    }

    /// A key without a leading "11th gen", which operating systems put before the name.
    static String withoutGeneration(String key) {
        int gen = key.indexOf("th gen ");
        return gen == 1 || gen == 2 ? key.substring(gen + "th gen ".length()) : key;
    }

    private static void append(StringBuilder key, String word) {
        if (!word.isEmpty() && !DROPPED.contains(word) && !isCoreCount(word)) {
            key.append(key.isEmpty() ? "" : " ").append(word);
        }
    }

    private static boolean isSpace(char c) {
        return c <= ' ' || c == '\u00a0';
    }

    private static boolean isCoreCount(String word) {
        return word.endsWith("-core") && word.charAt(0) >= '0' && word.charAt(0) <= '9';
    }

    private static String withoutParentheses(String name) {
        StringBuilder kept = new StringBuilder(name.length());
        int depth = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth = Math.max(0, depth - 1);
            } else if (depth == 0 && c != '®' && c != '™' && c != '\u200b') {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    private static String upTo(String text, String end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }
}
