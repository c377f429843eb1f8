/// What people see: pages that are complete as they are served, and that scripts only make quicker.
///
/// Takes what the API answers ([wattle.hub.web]) and shows it. A group of pages is
/// [wattle.hub.web.Routes] like any other; [Pages] puts a template (`src/main/jte`) into the frame
/// that all have. Nothing is loaded from elsewhere, and nothing inline is run: the policy of every
/// page says so.
@NullMarked
package wattle.hub.page;

import org.jspecify.annotations.NullMarked;
