/// The API's own description as a page: what `/openapi.json` says, for people.
@NullMarked
package wattle.hub.page.api;

import org.jspecify.annotations.NullMarked;
