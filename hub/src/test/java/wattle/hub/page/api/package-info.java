@NullMarked
package wattle.hub.page.api;

import org.jspecify.annotations.NullMarked;
