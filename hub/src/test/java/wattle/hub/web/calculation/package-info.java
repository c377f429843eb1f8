@NullMarked
package wattle.hub.web.calculation;

import org.jspecify.annotations.NullMarked;
