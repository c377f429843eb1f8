package wattle.hub.web;

/// A group of routes: what one part of the hub answers, and the description of it.
public interface Routes extends Described {

    /// Called once, before the server listens.
    void addTo(Router router);
}
