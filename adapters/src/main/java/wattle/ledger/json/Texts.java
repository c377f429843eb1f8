package wattle.ledger.json;

/// What a text has to be so that UTF-8 and every database can keep it.
public final class Texts {

    private Texts() {}

    /// @throws IllegalArgumentException for a character NUL and for half of a surrogate pair
    public static String keepable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == 0) {
                throw new IllegalArgumentException("a text must not have a character NUL");
            }
            if (Character.isSurrogate(each)) {
                if (!isPair(text, i)) {
                    throw new IllegalArgumentException(
                            "a text must not have half of a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length()
                && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }
}
