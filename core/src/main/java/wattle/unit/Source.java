package wattle.unit;

import org.jspecify.annotations.Nullable;

/// Where a figure comes from and on which terms it may be passed on.
///
/// @param name the publisher and data set, or the file, as a reader would look it up
/// @param licence the licence with the attribution it asks for; null where it is not known
public record Source(String name, @Nullable String licence) {

    /// Both, where a figure rests on both. A licence that is not known leaves that of both unknown.
    public Source and(Source other) {
        if (equals(other)) {
            return this;
        }
        return new Source(
                joined(name, other.name),
                licence == null || other.licence == null ? null : joined(licence, other.licence));
    }

    private static String joined(String first, String second) {
        return ("; " + first + "; ").contains("; " + second + "; ") ? first : first + "; " + second;
    }
}
