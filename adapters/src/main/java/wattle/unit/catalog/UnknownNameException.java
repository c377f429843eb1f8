package wattle.unit.catalog;

import java.util.List;

/// A catalog's refusal of a name: nothing is called so, or several things are.
///
/// The message is a sentence for the user, such as `zone "FRX" is not known. Did you mean FR?`; the
/// parts are there for a caller that says more. Every suggestion is a name that the same catalog
/// accepts.
public final class UnknownNameException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// What was looked up.
    public enum Kind {
        ACCELERATOR("accelerator"),
        CPU("CPU"),
        ZONE("zone"),
        PROVIDER("provider"),
        REGION("region");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /// The word in messages.
        public String label() {
            return label;
        }
    }

    private final Kind kind;
    private final String given;
    private final boolean ambiguous;
    private final String[] suggestions;
    private final String advice;

    private UnknownNameException(
            Kind kind, String given, boolean ambiguous, List<String> suggestions, String advice) {
        super(sentence(kind, given, ambiguous, suggestions));
        this.kind = kind;
        this.given = given;
        this.ambiguous = ambiguous;
        this.suggestions = suggestions.toArray(new String[0]);
        this.advice = advice;
    }

    /// Nothing is called so; the suggestions are near misses, best first, possibly none.
    public static UnknownNameException unknown(
            Kind kind, String given, List<String> suggestions, String advice) {
        return new UnknownNameException(kind, given, false, suggestions, advice);
    }

    /// Several things are called so; the suggestions are some of them.
    public static UnknownNameException ambiguous(
            Kind kind, String given, List<String> suggestions, String advice) {
        return new UnknownNameException(kind, given, true, suggestions, advice);
    }

    public Kind kind() {
        return kind;
    }

    /// The name as it was given.
    public String given() {
        return given;
    }

    /// Whether several things are called so, rather than none.
    public boolean ambiguous() {
        return ambiguous;
    }

    /// At most five names that the catalog accepts, best first.
    public List<String> suggestions() {
        return List.of(suggestions);
    }

    /// What to do about it, such as `See: wattle grid zones`.
    public String advice() {
        return advice;
    }

    private static String sentence(
            Kind kind, String given, boolean ambiguous, List<String> suggestions) {
        StringBuilder said = new StringBuilder(kind.label()).append(" \"").append(given);
        said.append(ambiguous ? "\" can mean several things." : "\" is not known.");
        for (int i = 0; i < suggestions.size(); i++) {
            boolean last = i == suggestions.size() - 1;
            said.append(i == 0 ? " Did you mean " : last ? " or " : ", ");
            said.append(suggestions.get(i));
        }
        return said.append(suggestions.isEmpty() ? "" : "?").toString();
    }
}
