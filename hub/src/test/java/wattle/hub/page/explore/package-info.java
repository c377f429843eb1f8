@NullMarked
package wattle.hub.page.explore;

import org.jspecify.annotations.NullMarked;
