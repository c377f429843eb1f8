@NullMarked
package wattle.hub.web.claims;

import org.jspecify.annotations.NullMarked;
