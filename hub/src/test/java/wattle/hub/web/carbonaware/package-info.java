@NullMarked
package wattle.hub.web.carbonaware;

import org.jspecify.annotations.NullMarked;
