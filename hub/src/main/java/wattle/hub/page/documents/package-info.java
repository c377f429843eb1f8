/// The project's own documents (`docs/`), packed into the jar and shown as pages.
@NullMarked
package wattle.hub.page.documents;

import org.jspecify.annotations.NullMarked;
