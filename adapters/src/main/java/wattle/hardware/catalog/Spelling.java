package wattle.hardware.catalog;

import java.util.ArrayList;
import java.util.List;
import wattle.unit.catalog.Names;

/// One way to write an accelerator's name, taken apart so that names may be compared.
///
/// @param tokens letters and digits in lower case, without the vendor's name
/// @param joined the tokens written together
record Spelling(List<String> tokens, String joined) {

    private static final List<String> VENDORS =
            List.of(
                    "nvidia",
                    "amd",
                    "intel",
                    "google",
                    "aws",
                    "amazon",
                    "microsoft",
                    "meta",
                    "huawei",
                    "habana",
                    "cerebras");

    /// Words that name a line of products but tell no two models of it apart.
    private static final List<String> BRANDS =
            List.of(
                    "tesla",
                    "geforce",
                    "quadro",
                    "rtx",
                    "gtx",
                    "radeon",
                    "rx",
                    "instinct",
                    "data",
                    "center",
                    "gpu",
                    "graphics");

    static Spelling of(String name) {
        return without(VENDORS, Names.tokens(name));
    }

    /// The same name without the words that only name the line of products.
    Spelling withoutBrand() {
        return without(BRANDS, tokens);
    }

    /// Whether this name, as a query, may mean a model that is written `other`: each of its tokens
    /// is there, or a run of tokens there written together ("rtx4090"), or all of it together is
    /// ("mi 250x").
    boolean mayMean(Spelling other) {
        return other.hasRun(joined) || containedIn(other);
    }

    private boolean containedIn(Spelling other) {
        for (String token : tokens) {
            if (!other.hasRun(token) && !other.hasNumbered(token)) {
                return false;
            }
        }
        return !tokens.isEmpty();
    }

    private boolean hasRun(String sought) {
        for (int from = 0; from < tokens.size(); from++) {
            int at = 0;
            for (int i = from; i < tokens.size() && sought.startsWith(tokens.get(i), at); i++) {
                at += tokens.get(i).length();
                if (at == sought.length()) {
                    return true;
                }
            }
        }
        return false;
    }

    /// A token that is `sought` and a number: "sxm" means "sxm4".
    private boolean hasNumbered(String sought) {
        if (sought.length() < 2) {
            return false;
        }
        for (String token : tokens) {
            if (token.startsWith(sought) && isNumber(token, sought.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNumber(String token, int from) {
        for (int i = from; i < token.length(); i++) {
            if (token.charAt(i) < '0' || token.charAt(i) > '9') {
                return false;
            }
        }
        return token.length() > from;
    }

    private static Spelling without(List<String> words, List<String> tokens) {
        List<String> kept = new ArrayList<>(tokens.size());
        StringBuilder joined = new StringBuilder();
        for (String token : tokens) {
            if (!words.contains(token)) {
                kept.add(token);
                joined.append(token);
            }
        }
        return new Spelling(kept, joined.toString());
    }
}
