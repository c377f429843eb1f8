package wattle.hub.web;

/// A part that requests rest on, such as a database. Asked by threads.
///
/// @see Operations
public interface Readiness {

    /// A word for it in answers, such as `database`.
    String name();

    /// Whether it can be used now. Answers within a second.
    boolean ready();
}
