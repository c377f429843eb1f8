package wattle.hub.web;

import java.io.InputStream;

/// What has a part of the OpenAPI document.
public interface Described {

    /// The part, as JSON with any of `tags`, `paths` and `components`, in the order in which it is
    /// to be read. Every route of the group stands in it. Closed by the caller.
    InputStream openApi();
}
