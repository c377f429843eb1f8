package wattle.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Words of a command that look like secrets, covered before anything keeps them: the value of an
/// option or variable whose name speaks of a key, a password or a token. A guess that errs on the
/// side of covering; a secret by any other name is not seen.
final class Secrets {

    private static final List<String> SUSPECT =
            List.of("token", "secret", "passw", "api-key", "api_key", "apikey", "credential");
    private static final String COVER = "***";

    private Secrets() {}

    static List<String> masked(List<String> words) {
        List<String> masked = new ArrayList<>();
        boolean next = false;
        for (String word : words) {
            int equals = word.indexOf('=');
            if (next && !word.startsWith("-")) {
                masked.add(COVER);
                next = false;
            } else if (equals > 0 && suspect(word.substring(0, equals))) {
                masked.add(word.substring(0, equals + 1) + COVER);
                next = false;
            } else {
                masked.add(word);
                next = word.startsWith("-") && equals < 0 && suspect(word);
            }
        }
        return masked;
    }

    private static boolean suspect(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return name.length() < 64 && SUSPECT.stream().anyMatch(lower::contains);
    }
}
