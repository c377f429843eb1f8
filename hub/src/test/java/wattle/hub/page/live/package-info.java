@NullMarked
package wattle.hub.page.live;

import org.jspecify.annotations.NullMarked;
