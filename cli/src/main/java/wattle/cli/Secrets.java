package wattle.cli;

import java.util.ArrayList;
import java.util.List;

/// Words of a command that look like secrets, covered before anything keeps them: all that follows
/// a name that speaks of a key, a password or a token, in the same word (`HF_TOKEN=…`, a header, a
/// script for `bash -c`) or as the next one (`--token …`), and a user's name and password in an
/// address. A guess that errs on the side of covering; a secret by any other name is not seen.
final class Secrets {

    private static final List<String> SUSPECT =
            List.of(
                    "token",
                    "secret",
                    "passw",
                    "passphrase",
                    "api-key",
                    "api_key",
                    "apikey",
                    "access-key",
                    "access_key",
                    "private-key",
                    "private_key",
                    "credential",
                    "authorization",
                    "bearer");

    /// What contains one of these words and is none: `--tokenizer` is common.
    private static final String HARMLESS = "tokeniz";

    private static final String COVER = "***";

    private Secrets() {}

    static List<String> masked(List<String> words) {
        List<String> masked = new ArrayList<>();
        boolean next = false;
        for (String word : words) {
            int name = endOfSuspect(word);
            boolean option = name >= 0 && word.startsWith("-") && separator(word, name) < 0;
            if (next && !option) {
                masked.add(COVER);
            } else {
                masked.add(withoutUser(name < 0 ? word : covered(word, name)));
            }
            next = option;
        }
        return masked;
    }

    /// Behind the first suspect name; -1 where there is none.
    private static int endOfSuspect(String word) {
        String lower = lower(word).replace(HARMLESS, "-------");
        int first = -1;
        int end = -1;
        for (String each : SUSPECT) {
            int at = lower.indexOf(each);
            if (at >= 0 && (first < 0 || at < first)) {
                first = at;
                end = at + each.length();
            }
        }
        return end;
    }

    /// Where a value begins after a name: behind what parts them; -1 where nothing does.
    private static int separator(String word, int name) {
        for (int at = name; at < word.length(); at++) {
            char each = word.charAt(at);
            if (each == '=' || each == ':' || Character.isWhitespace(each)) {
                return at + 1;
            }
        }
        return -1;
    }

    private static String covered(String word, int name) {
        int value = separator(word, name);
        return value < 0 || value == word.length() ? word : word.substring(0, value) + COVER;
    }

    /// Each `https://user:password@host` without the two.
    private static String withoutUser(String word) {
        var text = new StringBuilder(word);
        for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
            int end = at + 3;
            int user = -1;
            while (end < text.length() && text.charAt(end) > ' ' && text.charAt(end) != '/') {
                user = text.charAt(end) == '@' ? end : user;
                end++;
            }
            if (user >= 0) {
                text.replace(at + 3, user, COVER);
            }
        }
        return text.toString();
    }

    /// In as many characters, which lower case of all languages is not.
    private static String lower(String word) {
        char[] letters = word.toCharArray();
        for (int i = 0; i < letters.length; i++) {
            letters[i] = Character.toLowerCase(letters[i]);
        }
        return new String(letters);
    }
}
