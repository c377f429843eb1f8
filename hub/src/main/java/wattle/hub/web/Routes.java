package wattle.hub.web;

import java.io.InputStream;

/// A group of routes: what one part of the hub answers, and the description of it.
public interface Routes {

    /// Called once, before the server listens.
    void addTo(Router router);

    /// The group's part of the OpenAPI document, as JSON with any of `tags`, `paths` and
    /// `components`, in the order in which it is to be read. Every route of the group stands in it.
    /// Closed by the caller.
    InputStream openApi();
}
