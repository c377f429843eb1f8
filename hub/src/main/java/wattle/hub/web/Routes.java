package wattle.hub.web;

import org.jspecify.annotations.Nullable;

/// A group of routes: what one part of the hub answers, and the description of it.
public interface Routes extends Described {

    /// Called once, before the server listens.
    void addTo(Router router);

    /// The tokens that this group gives out itself, asked for those that the server's own [Access]
    /// does not know.
    default Access access() {
        return Access.NOBODY;
    }

    /// A refusal in the words that this group's clients expect, whoever refuses: the group, or the
    /// server before or instead of it.
    ///
    /// @param path of the request
    /// @param accept its header; null where it has none
    /// @param instance the request's number, which the log has too
    /// @return null where [Problem]'s own words are right
    default @Nullable Refusal refusal(
            String path, @Nullable String accept, Problem problem, String instance) {
        return null;
    }
}
